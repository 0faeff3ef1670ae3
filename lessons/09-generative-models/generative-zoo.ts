/**
 * Seven families of generative models on the same points of a plane, trained one after the other or one alone, and scored by the same
 * distance. Families differ only in what families/NAME.ts says of them.
 */
import { Random, tensor } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, text, type Frame, type Metrics, type MetricSpec, type MetricSpecs } from '../../src/lesson/index.js';
import { FAMILIES, type FamilyId, type GenerativeModel } from './families/family.js';
import { Diffusion } from './families/diffusion.js';
import { beginFamily } from './families/index.js';
import { scoreSamples } from './score.js';
import { TARGETS } from './targets.js';
import { makeTask, oneGaussian, SAMPLES, type Task } from './task.js';
import { largestRise, train, type Trace } from './training.js';
import { landscapePoints, zooPictures, type Yardstick, type Zoo } from './zoo-panels.js';

/** Looks at a model in training: more where it is the only one. */
const LOOKS = { one: 32, all: 16 };

/** energyDistance.vae and so on: the table as metrics. */
const TABLE: MetricSpecs = Object.fromEntries(
  Object.entries<MetricSpec>({
    energyDistance: { digits: 4, better: 'lower' },
    offShare: { format: 'percent', digits: 1, better: 'lower' },
    coverage: { format: 'percent', digits: 1, better: 'higher' },
    logLikelihood: { digits: 3, better: 'higher' },
    likelihoodBound: { digits: 3, better: 'higher' },
    networkCalls: { format: 'integer', better: 'lower' },
    rise: { digits: 4, better: 'lower' },
    loss: { digits: 3 },
  }).map(([name, spec]) => [`${name}.*`, { ...spec, headline: false }]),
);

export const generativeZoo = defineSimulation({
  id: 'generative-zoo',
  version: 1,
  data: { kind: 'table', files: 1 },
  params: {
    family: choice(['all', ...FAMILIES]),
    target: choice(TARGETS),
    effort: real({ min: 0.25, max: 4, step: 0.25, default: 1, digits: 2 }),
    diffusionSteps: integer({ min: 1, max: 100, default: 40 }),
    consistencySteps: integer({ min: 1, max: 8, default: 2 }),
    ganRemedy: choice(['none', 'r1', 'r1-average']),
    ganMomentum: real({ min: 0, max: 0.9, step: 0.1, default: 0.5, digits: 1 }),
    decoderSpread: choice(['learned', 'one']),
    flowKind: choice(['realnvp', 'nice']),
    energyTraining: choice(['score', 'chains']),
    columns: text({ default: '', maxLength: 200 }),
  },
  metrics: {
    energyDistance: { digits: 4, better: 'lower' },
    offShare: { format: 'percent', digits: 1, better: 'lower' },
    coverage: { format: 'percent', digits: 1, better: 'higher' },
    logLikelihood: { digits: 2, better: 'higher' },
    likelihoodBound: { digits: 2, better: 'higher' },
    networkCalls: { format: 'integer', better: 'lower' },
    rise: { digits: 4, better: 'lower' },
    loss: { digits: 3 },
    trained: { format: 'integer' },
    gaussianDistance: { digits: 4 },
    realDistance: { digits: 4, headline: false },
    realOffShare: { format: 'percent', digits: 1, headline: false },
    realCoverage: { format: 'percent', digits: 1, headline: false },
    gaussianOffShare: { format: 'percent', digits: 1, headline: false },
    gaussianLikelihood: { digits: 3, headline: false },
    ...TABLE,
  },
  check(params, data) {
    if (data) makeTask(params, data, new Random(0));
  },
  *run({ params, random, data }) {
    const task = makeTask(params, data, random.split('data'));
    const alone = params.family !== 'all';
    yield { progress: 0, metrics: {}, panels: zooPictures({ task, yardsticks: [], traces: [], alone, finished: false }), note: 'note.begin' };
    const yardsticks = measure(task, random.split('gaussian'));
    const ids: readonly FamilyId[] = params.family === 'all' ? FAMILIES : [params.family];
    const grid = landscapePoints(task);
    const traces: Trace[] = [];
    let teacher: Diffusion | undefined;
    for (const [place, id] of ids.entries()) {
      const model = beginFamily(id, { settings: params, random: random.split(id), range: task.range, teacher });
      const training = train(id, model, task, { effort: params.effort, looks: alone ? LOOKS.one : LOOKS.all, random: random.split(`${id} training`) });
      let step = training.next();
      for (; !step.done; step = training.next()) {
        const trace = step.value;
        const progress = (place + 0.99 * (trace.at.at(-1) ?? 0)) / ids.length;
        yield frameOf({ task, yardsticks, traces: [...traces, trace], landscape: landscapeOf(model, grid), finished: false, alone }, progress, model);
      }
      traces.push(step.value);
      const last = traces.length === ids.length;
      yield frameOf({ task, yardsticks, traces, landscape: landscapeOf(model, grid), finished: last, alone }, traces.length / ids.length, model);
      if (model instanceof Diffusion && !last) teacher = model; // the consistency model comes next and learns from it
      else model.dispose();
    }
    teacher?.dispose();
  },
});

function measure(task: Task, random: Random): Yardstick[] {
  const gaussian = oneGaussian(task, SAMPLES, random);
  return [
    { id: 'real', score: scoreSamples(task.fresh, task) },
    { id: 'gaussian', score: scoreSamples(gaussian.samples, task), likelihood: { kind: 'exact', value: gaussian.logLikelihood } },
  ];
}

function landscapeOf(model: GenerativeModel, grid: Float32Array): Float64Array | undefined {
  if (!model.landscape) return undefined;
  const points = tensor(grid, [grid.length / 2, 2]);
  const values = model.landscape(points);
  points.dispose();
  return values;
}

function frameOf(zoo: Zoo, progress: number, model: GenerativeModel): Frame {
  const current = zoo.traces[zoo.traces.length - 1];
  const { score } = current;
  const key = model.stage ? `note.${current.family}.${model.stage}` : `note.${current.family}`;
  return {
    progress,
    metrics: metricsOf(zoo),
    panels: zooPictures(zoo),
    note: zoo.finished ? 'note.done' : score ? 'note.scored' : message(key, { percent: Math.round(100 * (current.at.at(-1) ?? 0)) }),
  };
}

/** One model: its scores by their plain names. All seven: only by family, so that no number stands for something else at the end. */
function metricsOf({ traces, yardsticks: [real, gaussian], alone }: Zoo): Metrics {
  const metrics: Record<string, number> = {};
  for (const trace of traces) {
    for (const [name, value] of Object.entries(scoresOf(trace))) {
      metrics[`${name}.${trace.family}`] = value;
      if (alone) metrics[name] = value;
    }
  }
  return {
    ...metrics,
    ...(!alone && { trained: traces.filter(({ score }) => score).length }),
    realDistance: real.score.energyDistance,
    realOffShare: real.score.offShare,
    realCoverage: real.score.coverage,
    gaussianDistance: gaussian.score.energyDistance,
    gaussianOffShare: gaussian.score.offShare,
    gaussianLikelihood: gaussian.likelihood?.value ?? 0,
  };
}

function scoresOf(trace: Trace): Record<string, number> {
  const { score, likelihood, distance, loss } = trace;
  return {
    ...(distance.length > 0 && { energyDistance: distance[distance.length - 1], loss: loss[loss.length - 1] }),
    ...score,
    ...(score && { rise: largestRise(trace) }),
    ...(likelihood && { [likelihood.kind === 'exact' ? 'logLikelihood' : 'likelihoodBound']: likelihood.value }),
    networkCalls: trace.networkCalls,
  };
}
