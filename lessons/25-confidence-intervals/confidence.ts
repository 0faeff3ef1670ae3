/**
 * One world after another: a fresh training set, a fresh test set, a model, and five intervals for its accuracy. Since the truth of
 * each world is known, it can be counted how often each interval holds it.
 */
import { scope, stats, type Random } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, UserError, type Frame, type Label } from '../../src/lesson/index.js';
import { bootTrainInterval, FROM_ANSWERS, intervalsFromAnswers, leftOutAccuracies, METHODS, seedsInterval } from './methods.js';
import { picturesOf as draw } from './panels.js';
import { drawTraining, makePopulation, picturesOf, POPULATION, rightAnswers, share, trainModel, type ModelKind, type Population } from './population.js';
import { metricsOf, TARGETS, type Tally, type World } from './tally.js';

/** Models trained on fresh training sets to learn what the procedure reaches on average. */
const PROCEDURE_MODELS = 150;
/** Further seeds whose mean stands for what rerunning would give on average; its own error lowers the coverage found by a point or so. */
const RERUNS = 24;
/** More trainings than this nobody waits for. */
const MAX_TRAININGS = 12_000;
/** Frames of a run without training. */
const FRAMES = 100;

export const confidenceIntervals = defineSimulation({
  id: 'confidence-intervals',
  version: 1,
  params: {
    source: choice(['digits', 'known']),
    show: choice(METHODS),
    target: choice(TARGETS),
    testSize: integer({ min: 10, max: POPULATION, step: 10, default: 50 }),
    trainSize: integer({ min: 40, max: 400, step: 20, default: 100 }),
    accuracy: real({ min: 0.5, max: 0.999, step: 0.01, default: 0.98, format: 'percent', digits: 1 }),
    worlds: integer({ min: 10, max: 1000, step: 10, default: 60 }),
    bootstraps: integer({ min: 10, max: 200, step: 10, default: 40 }),
    seeds: integer({ min: 2, max: 30, default: 5 }),
    model: choice(['softmax', 'mlp']),
    confidence: real({ min: 0.5, max: 0.99, step: 0.05, default: 0.95, format: 'percent', digits: 0 }),
  },
  metrics: {
    shownCoverage: { format: 'percent', digits: 1 },
    shownWidth: { format: 'percent', digits: 1, better: 'lower' },
    procedureAccuracy: { format: 'percent', digits: 1 },
    trainingSpread: { format: 'percent', digits: 1 },
    worlds: { format: 'integer' },
    extraTrainings: { format: 'integer', better: 'lower' },
    leftOutBias: { format: 'percent', digits: 1 },
    bias632: { format: 'percent', digits: 1 },
    testSize: { format: 'integer', better: 'lower', headline: false },
    'coverage.*': { format: 'percent', digits: 1, headline: false },
    'procedureCoverage.*': { format: 'percent', digits: 1, headline: false },
    'rerunCoverage.*': { format: 'percent', digits: 1, headline: false },
    'width.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
  },

  check({ source, show, worlds, bootstraps, seeds }) {
    if (source === 'known') {
      if (!FROM_ANSWERS.includes(show)) throw new UserError('confidence.show');
      return;
    }
    const trainings = worlds * (bootstraps + seeds + RERUNS);
    if (trainings > MAX_TRAININGS) throw new UserError('confidence.work', { trainings, max: MAX_TRAININGS });
  },

  *run({ params, random }) {
    const { source, show, target, testSize, worlds, bootstraps, seeds, confidence } = params;
    const trains = source === 'digits';
    const tally: Tally = { worlds: [], procedureTruth: params.accuracy, trainingSpread: 0 };
    const settings = { show, target, testSize, extraTrainings: trains ? bootstraps + seeds - 1 : 0 };
    const frame = (progress: number, note: Label): Frame => ({
      progress,
      metrics: metricsOf(tally, settings),
      panels: draw(tally, { show, target, worlds, confidence }),
      note,
    });

    if (!trains) {
      const every = Math.max(1, Math.floor(worlds / FRAMES));
      for (let w = 1; w <= worlds; w++) {
        tally.worlds.push(coinWorld(params, random.split(w)));
        if (w % every === 0 || w === worlds) yield frame(w / worlds, message('note.world', { world: w, worlds }));
      }
      return;
    }

    yield frame(0, 'note.start');
    const population = makePopulation(random.split('population'));
    const reached: number[] = [];
    for (let i = 0; i < PROCEDURE_MODELS; i++) {
      reached.push(scope(() => share(rightAnswers(freshModel(population, params, random.split('procedure').split(i)).model, population.test))));
      if (i % 10 !== 9) continue;
      [tally.procedureTruth, tally.trainingSpread] = [stats.mean(reached), stats.standardDeviation(reached)];
      yield frame((0.1 * (i + 1)) / PROCEDURE_MODELS, message('note.procedure', { models: i + 1, all: PROCEDURE_MODELS }));
    }
    for (let w = 1; w <= worlds; w++) {
      const note = message('note.world', { world: w, worlds });
      const steps = digitWorld(population, params, random.split('world').split(w));
      for (let next = steps.next(); ; next = steps.next()) {
        if (next.done) {
          tally.worlds.push(next.value);
          break;
        }
        yield frame(0.1 + (0.9 * (w - 1 + next.value)) / worlds, note);
      }
      yield frame(0.1 + (0.9 * w) / worlds, note);
    }
  },
});

interface WorldParams {
  readonly model: ModelKind;
  readonly trainSize: number;
  readonly testSize: number;
  readonly bootstraps: number;
  readonly seeds: number;
  readonly confidence: number;
}

/** A model that is right with a known probability: the answers on its test set are coin tosses. */
function coinWorld({ accuracy, testSize, confidence }: { readonly accuracy: number; readonly testSize: number; readonly confidence: number }, random: Random): World {
  const answers = random.split('answers');
  const right = Uint8Array.from({ length: testSize }, () => (answers.bernoulli(accuracy) ? 1 : 0));
  return { intervals: intervalsFromAnswers(right, confidence, random.split('bootstrap')), modelTruth: accuracy, rerunTruth: accuracy };
}

/** A training set drawn afresh, and a model trained on it. */
function freshModel(population: Population, { model, trainSize }: { readonly model: ModelKind; readonly trainSize: number }, random: Random) {
  const rows = drawTraining(population, trainSize, random.split('training set'));
  const pictures = picturesOf(rows);
  return { rows, pictures, model: trainModel(model, pictures, random.split('model')) };
}

/** Yields the share of the world that is done, now and then. */
function* digitWorld(population: Population, params: WorldParams, random: Random): Generator<number, World, void> {
  const { model: kind, testSize, bootstraps, seeds, confidence } = params;
  const work = bootstraps + seeds + RERUNS;
  const start = scope(() => {
    const { rows, pictures, model } = freshModel(population, params, random);
    const tests = random.split('test set');
    const testRows = Int32Array.from({ length: testSize }, () => tests.integer(POPULATION));
    const rightOnTest = (right: Uint8Array) => Uint8Array.from(testRows, (row) => right[row]);
    const right = rightAnswers(model, population.test);
    return { rows, rightOnTest, modelTruth: share(right), right: rightOnTest(right), trainError: 1 - share(rightAnswers(model, pictures)) };
  });
  const accuracies = [share(start.right)];
  for (let s = 1; s < seeds + RERUNS; s++) {
    if (s % 20 === 0) yield s / work;
    const again = scope(() => rightAnswers(trainModel(kind, picturesOf(start.rows), random.split('seed').split(s)), population.test));
    accuracies.push(share(start.rightOnTest(again)));
  }
  yield (seeds + RERUNS) / work;
  const leftOut: number[] = [];
  for (const accuracy of leftOutAccuracies(kind, start.rows, bootstraps, random.split('bootstrap training'))) {
    leftOut.push(accuracy);
    if (leftOut.length % 20 === 0) yield (seeds + RERUNS + leftOut.length) / work;
  }
  return {
    intervals: {
      ...intervalsFromAnswers(start.right, confidence, random.split('bootstrap test')),
      bootTrain: bootTrainInterval(leftOut, confidence),
      seeds: seedsInterval(accuracies.slice(0, seeds), confidence),
    },
    modelTruth: start.modelTruth,
    rerunTruth: stats.mean(accuracies.slice(seeds)),
    point632: 1 - stats.point632(start.trainError, leftOut.map((accuracy) => 1 - accuracy)),
  };
}
