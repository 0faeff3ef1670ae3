/**
 * Overfitting and what can be done about it on the side of the data: the same small network on the same few digits, some wrongly
 * labelled, without the methods, with all that are switched on, and with each of them alone, split after split.
 */
import { defineSimulation, integer, message, real, toggle, type Frame, type Label } from '../../src/lesson/index.js';
import { alone, BASELINE, methodsIn, type Recipe } from './methods.js';
import { picturesOf } from './panels.js';
import { comparedOf, contestantsOf, emptyHistory, metricsOf, type Contestant } from './record.js';
import { samplesFor } from './samples.js';
import { drawTask, MAX_FACTOR } from './task.js';
import { train, type Curve } from './training.js';

/** Training set sizes along the learning curve. */
const SIZES = [50, 100, 200, 400, 800];
const SIZE_REPETITIONS = 2;

export const overfittingData = defineSimulation({
  id: 'overfitting-data',
  version: 1,
  params: {
    trainImages: integer({ min: 20, max: 300, step: 20, default: 200 }),
    wrongLabels: real({ min: 0, max: 0.5, step: 0.1, default: 0.3, format: 'percent' }),
    dataFactor: integer({ min: 1, max: MAX_FACTOR, default: 1 }),
    augmentation: toggle(true),
    pretraining: toggle(false),
    engineered: toggle(false),
    standardized: toggle(false),
    adversarial: real({ min: 0, max: 0.3, step: 0.1, default: 0, digits: 2 }),
    labelNoise: real({ min: 0, max: 0.6, step: 0.2, default: 0, format: 'percent' }),
    featureNoise: real({ min: 0, max: 0.6, step: 0.2, default: 0, digits: 2 }),
    labelSmoothing: real({ min: 0, max: 0.6, step: 0.2, default: 0.2, digits: 2 }),
    batchSize: integer({ min: 4, max: 128, step: 2, scale: 'log', default: 8 }),
    steps: integer({ min: 100, max: 2000, step: 100, default: 600 }),
    pairs: integer({ min: 2, max: 30, default: 6 }),
    learningCurve: toggle(true),
  },
  metrics: {
    baselineAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    accuracy: { format: 'percent', digits: 1, better: 'higher' },
    improvement: { format: 'percent', digits: 1, better: 'higher' },
    wins: { format: 'integer', better: 'higher' },
    baselineGap: { format: 'percent', digits: 1, better: 'lower' },
    gap: { format: 'percent', digits: 1, better: 'lower' },
    baselineAttacked: { format: 'percent', digits: 1, better: 'higher' },
    attacked: { format: 'percent', digits: 1, better: 'higher' },
    methods: { format: 'integer' },
    improvementLow: { format: 'percent', digits: 1, headline: false },
    improvementHigh: { format: 'percent', digits: 1, headline: false },
    baselineMemorized: { format: 'percent', digits: 1, better: 'lower', headline: false },
    memorized: { format: 'percent', digits: 1, better: 'lower', headline: false },
    baselineTrain: { format: 'percent', digits: 1, headline: false },
    train: { format: 'percent', digits: 1, headline: false },
    baselineValidation: { format: 'percent', digits: 1, better: 'higher', headline: false },
    validation: { format: 'percent', digits: 1, better: 'higher', headline: false },
    baselineValidationLoss: { digits: 2, better: 'lower', headline: false },
    validationLoss: { digits: 2, better: 'lower', headline: false },
    baselineLowestLoss: { digits: 2, better: 'lower', headline: false },
    lowestLoss: { digits: 2, better: 'lower', headline: false },
    baselinePeak: { format: 'percent', digits: 1, better: 'higher', headline: false },
    peak: { format: 'percent', digits: 1, better: 'higher', headline: false },
    'effect.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'loss.*': { digits: 2, better: 'lower', headline: false },
    'attacked.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'spread.*': { format: 'percent', digits: 1, headline: false },
    'wins.*': { format: 'integer', better: 'higher', headline: false },
    'baselineAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'togetherAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'baselineGapAt.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
    'togetherGapAt.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
  },

  *run({ params, random }) {
    const { trainImages, wrongLabels, steps, pairs, learningCurve } = params;
    const recipe: Recipe = params;
    const methods = methodsIn(recipe);
    const contestants = contestantsOf(methods);
    const history = emptyHistory(methods, learningCurve ? SIZES : []);
    const compared = comparedOf(history);
    const trainings = pairs * contestants.length + (learningCurve ? compared.length * SIZES.length * SIZE_REPETITIONS : 0);
    const samples = samplesFor(drawTask(trainImages, wrongLabels, random.split('pair 1')), recipe, random.split('samples'));
    let finished = 0;
    const frame = (note: Label, done = 0): Frame => ({
      progress: Math.min(1, (finished + done) / trainings),
      metrics: metricsOf(history),
      panels: picturesOf(history, { wrongLabels, pairs, recipe, samples }),
      note,
    });
    yield frame('note.start');

    for (let pair = 1; pair <= pairs; pair++) {
      const own = random.split(`pair ${pair}`);
      const task = drawTask(trainImages, wrongLabels, own);
      for (const contestant of contestants) {
        const note = message(`note.${contestant}`, { pair, pairs });
        const course = train(task, { recipe: recipeOf(contestant, recipe), steps, random: own.split('training') });
        let step = course.next();
        for (; !step.done; step = course.next()) {
          history.running = { contestant, curve: step.value };
          yield frame(note, last(step.value));
        }
        history.running = undefined;
        history.outcomes.get(contestant)?.push(step.value);
        finished++;
      }
      task.validationPixels.dispose();
      yield frame(message('note.pair', { pair, pairs }));
    }

    for (let repetition = 1; learningCurve && repetition <= SIZE_REPETITIONS; repetition++) {
      const own = random.split(`size ${repetition}`);
      for (const { size, curves } of history.sizes) {
        const task = drawTask(size, wrongLabels, own);
        for (const who of compared) {
          // Along this curve the size is what is looked at, so more data is left out.
          const used = { ...recipeOf(who, recipe), dataFactor: 1 };
          const course = train(task, { recipe: used, steps, random: own.split('training') });
          const note = message('note.size', { size, repetition, repetitions: SIZE_REPETITIONS });
          let step = course.next();
          for (; !step.done; step = course.next()) yield frame(note, last(step.value));
          curves[who].push(step.value.curve);
          finished++;
        }
        task.validationPixels.dispose();
      }
    }
    yield frame('note.done');
  },
});

function recipeOf(contestant: Contestant, recipe: Recipe): Recipe {
  if (contestant === 'baseline') return BASELINE;
  return contestant === 'together' ? recipe : alone(recipe, contestant);
}

const last = ({ done }: Curve): number => done[done.length - 1];
