/**
 * One budget of working hours, three ways to spend it: have labels checked, have more rows labelled, try other settings of the model.
 * Each alone and in the learner's mix, on the same data, draw after draw; then for other noise rates, sizes or budgets.
 */
import { stats, type Random } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, text, type Frame, type Label, type Metrics, type MetricSpec } from '../../src/lesson/index.js';
import { MODELS } from './model.js';
import { picturesOf, type Findings, type Point } from './panels.js';
import { checkSize, makeProblem, makeWorld, type World } from './problem.js';
import { spend, type Outcome, type Plan } from './spend.js';
import { checkShares, gridOf, SWEEPS, WAYS, type Situation, type Way } from './ways.js';

/** Draws for each point of the sweep, and who is compared there. */
const SWEEP_DRAWS = 3;
const SWEPT = ['none', 'clean', 'add', 'tune'] as const;

const SHARE: MetricSpec = { format: 'percent', digits: 1, better: 'higher' };

function metricSpecs(): Record<string, MetricSpec> {
  const specs: Record<string, MetricSpec> = {};
  for (const way of WAYS) specs[`accuracy.${way}`] = SHARE;
  for (const name of ['precision', 'recall']) specs[name] = SHARE;
  specs.crossing = { digits: 3 };
  for (const way of WAYS) if (way !== 'none') specs[`effect.${way}`] = { ...SHARE, headline: false };
  for (const name of ['checked', 'corrected', 'added', 'trials']) specs[name] = { digits: 1, headline: false };
  return specs;
}

export const dataCentric = defineSimulation({
  id: 'data-centric',
  version: 1,
  data: { kind: 'table', files: 1 },
  params: {
    cleaning: real({ min: 0, max: 1, step: 0.1, default: 0.4, format: 'percent' }),
    adding: real({ min: 0, max: 1, step: 0.1, default: 0.3, format: 'percent' }),
    wrongLabels: real({ min: 0, max: 0.5, step: 0.05, default: 0.2, format: 'percent' }),
    images: integer({ min: 30, max: 1000, step: 10 ** 0.25, scale: 'log', default: 200 }),
    hours: real({ min: 0.5, max: 40, step: 0.5, default: 3, digits: 1 }),
    checkMinutes: real({ min: 0.1, max: 30, step: 0.5, default: 1, digits: 1 }),
    newMinutes: real({ min: 0.1, max: 30, step: 0.5, default: 3, digits: 1 }),
    trialMinutes: real({ min: 1, max: 240, step: 10, default: 30, digits: 0 }),
    model: choice(MODELS),
    sweep: choice(SWEEPS),
    repetitions: integer({ min: 1, max: 30, default: 6 }),
    target: text({ maxLength: 100, default: '' }),
    features: text({ maxLength: 1000, default: '' }),
  },
  metrics: metricSpecs(),

  check(params, data) {
    checkShares(params);
    checkSize(makeProblem(params, data), params.images);
  },

  *run({ params, random, data }) {
    const problem = makeProblem(params, data);
    const { repetitions } = params;
    const grid = gridOf(params, problem);
    const steps = repetitions * WAYS.length + grid.length * SWEEP_DRAWS * SWEPT.length;
    const findings: Findings = { problem, situation: params, outcomes: new Map(WAYS.map((way) => [way, []])), points: [] };
    let finished = 0;
    const frame = (note: Label): Frame => ({ progress: finished / steps, metrics: metricsOf(findings), panels: picturesOf(findings), note });
    let shown = frame('note.start');
    yield shown;

    function* tried(way: Way, world: World, situation: Situation, own: Random, note: Label): Generator<Frame, Outcome, void> {
      const course = spend(world, planOf(way, situation), situation, own);
      let step = course.next();
      for (; !step.done; step = course.next()) yield { ...shown, note };
      finished++;
      return step.value;
    }
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      const own = random.split(`draw ${repetition}`);
      const world = makeWorld(problem, params.images, params.wrongLabels, own.split('world'));
      for (const way of WAYS) {
        const outcome = yield* tried(way, world, params, own.split('work'), message(`note.${way}`, { repetition, repetitions }));
        findings.outcomes.get(way)?.push(outcome);
      }
      shown = frame(message('note.draw', { repetition, repetitions }));
      yield shown;
    }
    for (const { at, situation } of grid) {
      const accuracies: Record<(typeof SWEPT)[number], number[]> = { none: [], clean: [], add: [], tune: [] };
      for (let repetition = 1; repetition <= SWEEP_DRAWS; repetition++) {
        const own = random.split(`draw ${repetition}`);
        const world = makeWorld(problem, situation.images, situation.wrongLabels, own.split('world'));
        for (const way of SWEPT) accuracies[way].push((yield* tried(way, world, situation, own.split('work'), 'note.sweep')).accuracy);
      }
      const point: Point = { at, none: stats.mean(accuracies.none), clean: stats.mean(accuracies.clean), add: stats.mean(accuracies.add), tune: stats.mean(accuracies.tune) };
      findings.points.push(point);
      shown = frame('note.sweep');
      yield shown;
    }
  },
});

/** Everything on one thing, or the learner's shares: what is neither for cleaning nor for adding goes into tuning. */
function planOf(way: Way, { hours, cleaning, adding }: Situation): Plan {
  const nothing: Plan = { clean: 0, add: 0, tune: 0 };
  switch (way) {
    case 'none':
      return nothing;
    case 'clean':
      return { ...nothing, clean: hours };
    case 'random':
      return { ...nothing, clean: hours, order: 'random' };
    case 'add':
      return { ...nothing, add: hours };
    case 'tune':
      return { ...nothing, tune: hours };
    case 'plan':
      return { clean: hours * cleaning, add: hours * adding, tune: hours * Math.max(0, 1 - cleaning - adding) };
  }
}

function metricsOf({ outcomes, points }: Findings): Metrics {
  const metrics: Record<string, number> = {};
  const none = outcomes.get('none') ?? [];
  for (const [way, list] of outcomes) {
    if (list.length === 0) continue;
    metrics[`accuracy.${way}`] = stats.mean(list.map(({ accuracy }) => accuracy));
    if (way !== 'none') metrics[`effect.${way}`] = stats.mean(list.map(({ accuracy }, i) => accuracy - none[i].accuracy));
  }
  const searches = (outcomes.get('clean') ?? []).flatMap(({ search }) => search ?? []);
  for (const part of ['precision', 'recall'] as const) {
    const known = searches.flatMap((search) => search[part] ?? []);
    if (known.length > 0) metrics[part] = stats.mean(known);
  }
  for (const part of ['checked', 'corrected', 'added', 'trials'] as const) {
    const mine = outcomes.get('plan') ?? [];
    if (mine.length > 0) metrics[part] = stats.mean(mine.map((outcome) => outcome[part]));
  }
  const crossing = crossingOf(points);
  if (crossing !== undefined) metrics.crossing = crossing;
  return metrics;
}

/** Where, along the sweep, cleaning overtakes adding for the first time; straight between two points. */
export function crossingOf(points: readonly Point[]): number | undefined {
  for (let i = 1; i < points.length; i++) {
    const [before, after] = [points[i - 1], points[i]];
    const [behind, ahead] = [before.add - before.clean, after.clean - after.add];
    if (behind > 0 && ahead >= 0) return before.at + ((after.at - before.at) * behind) / (behind + ahead);
  }
  return undefined;
}
