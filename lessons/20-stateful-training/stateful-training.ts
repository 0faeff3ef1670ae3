/**
 * Digits come day by day and drift. Six ways of keeping a model up to date guess each day before the labels come (prequential
 * evaluation) and learn from them afterwards: how often are they right, what work is it, how much must be kept?
 */
import { stats } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, toggle, type Frame, type Label, type Metrics, type MetricSpec } from '../../src/lesson/index.js';
import { Contestant } from './contestant.js';
import { METHODS, type Method } from './plans.js';
import { last, picturesOf, type Entry } from './panels.js';
import { COURSES, DAYS, DRIFTS, makeStream, type Stream } from './stream.js';

/** The last days, by which everything should have recovered. */
const LAST_DAYS = 8;

const SHARE: MetricSpec = { format: 'percent', digits: 1, better: 'higher' };
const MEASURES = {
  accuracy: SHARE,
  final: { ...SHARE, headline: false },
  examples: { format: 'integer', better: 'lower', headline: false },
  work: { format: 'integer', better: 'lower', headline: false },
  storage: { format: 'bytes', better: 'lower', headline: false },
  trainings: { digits: 1, better: 'lower', headline: false },
} as const satisfies Record<string, MetricSpec>;

function metricSpecs(): Record<string, MetricSpec> {
  const specs: Record<string, MetricSpec> = {};
  for (const [measure, spec] of Object.entries(MEASURES)) for (const method of METHODS) specs[`${measure}.${method}`] = spec;
  return specs;
}

interface World {
  readonly stream: Stream;
  readonly contestants: Readonly<Record<Method, Contestant>>;
}

export const statefulTraining = defineSimulation({
  id: 'stateful-training',
  version: 1,
  params: {
    drift: choice(DRIFTS, { default: 'concept' }),
    course: choice(COURSES),
    pace: integer({ min: 1, max: 15, default: 5 }),
    interval: integer({ min: 1, max: 15, default: 1 }),
    window: integer({ min: 1, max: 20, default: 6 }),
    learningRate: real({ min: 0.0001, max: 0.1, step: 10 ** 0.25, scale: 'log', default: 0.005 }),
    passes: integer({ min: 1, max: 20, default: 5 }),
    buffer: integer({ min: 10, max: 1000, step: 10 ** 0.25, scale: 'log', default: 100 }),
    bug: integer({ min: 0, max: 4, default: 0 }),
    repair: toggle(false),
    streams: integer({ min: 1, max: 20, default: 4 }),
  },
  metrics: metricSpecs(),

  *run({ params, random }) {
    const worlds: World[] = [];
    const frame = (progress: number, note: Label, days: number): Frame => {
      const entries = METHODS.map((method): Entry => ({ method, tallies: worlds.map(({ contestants }) => contestants[method].tally) }));
      return { progress, metrics: days > 0 ? metricsOf(entries) : {}, panels: picturesOf(entries, { scenario: params, days, stream: worlds[0]?.stream }), note };
    };
    let shown = frame(0, 'note.start', 0);
    yield shown;
    for (let s = 0; s < params.streams; s++) {
      const own = random.split(`stream ${s}`);
      const stream = makeStream(params, own.split('stream'));
      const make = (method: Method) => new Contestant(method, stream.start, params, own.split('training'));
      worlds.push({
        stream,
        contestants: { never: make('never'), all: make('all'), window: make('window'), alarm: make('alarm'), update: make('update'), replay: make('replay') },
      });
      yield shown;
    }
    for (let day = 0; day < DAYS; day++) {
      const note = message('note.day', { day: day + 1, days: DAYS });
      for (const [s, { stream, contestants }] of worlds.entries()) {
        for (const method of METHODS) contestants[method].day(day, stream.days[day]);
        // A day counts when all streams have had it; until then the pictures stay.
        if (s < worlds.length - 1) yield { ...shown, progress: (day + (s + 1) / worlds.length) / DAYS, note };
      }
      shown = frame((day + 1) / DAYS, note, day + 1);
      yield shown;
    }
    for (const { contestants } of worlds) for (const method of METHODS) contestants[method].dispose();
  },
});

/** Means over the streams, after the day that is last known. */
function metricsOf(entries: readonly Entry[]): Metrics {
  const metrics: Record<string, number> = {};
  for (const { method, tallies } of entries) {
    const found: Record<keyof typeof MEASURES, number> = {
      accuracy: stats.mean(tallies.map(({ accuracy }) => stats.mean(accuracy))),
      final: stats.mean(tallies.map(({ accuracy }) => stats.mean(accuracy.slice(-LAST_DAYS)))),
      examples: stats.mean(tallies.map(({ examples }) => last(examples))),
      work: stats.mean(tallies.map(({ work }) => last(work))) / 1e6,
      storage: Math.max(...tallies.map(({ bytes }) => Math.max(...bytes))),
      trainings: stats.mean(tallies.map(({ trainings }) => last(trainings))),
    };
    for (const [measure, value] of Object.entries(found)) metrics[`${measure}.${method}`] = value;
  }
  return metrics;
}
