/**
 * Overfitting and what can be done about it on the side of the model: the same network on the same few digits, some wrongly
 * labelled, without the methods, with all that are switched on, and with each of them alone, split after split.
 */
import { noisyDigits } from '../../src/data/noisy-digits.js';
import { defineSimulation, integer, message, real, toggle, type Frame, type Label } from '../../src/lesson/index.js';
import { picturesOf } from './model-panels.js';
import { alone, BASELINE, methodsIn, USUAL_HIDDEN, type Recipe } from './methods.js';
import { contestantsOf, emptyHistory, metricsOf, type Contestant } from './record.js';
import { train, type Curve } from './training.js';

const TEST_IMAGES = 500;

export const overfittingModel = defineSimulation({
  id: 'overfitting-model',
  version: 1,
  params: {
    weightDecay: real({ min: 0, max: 4, step: 0.5, default: 1, digits: 2 }),
    dropout: real({ min: 0, max: 0.8, step: 0.1, default: 0.5, format: 'percent' }),
    earlyStopping: toggle(true),
    hidden: integer({ min: 4, max: 256, step: 2, scale: 'log', default: USUAL_HIDDEN }),
    pruned: real({ min: 0, max: 0.95, step: 0.1, default: 0, format: 'percent' }),
    distillation: toggle(false),
    members: integer({ min: 1, max: 10, default: 1 }),
    folds: integer({ min: 1, max: 10, default: 1 }),
    trainImages: integer({ min: 40, max: 1000, step: 40, default: 200 }),
    wrongLabels: real({ min: 0, max: 0.5, step: 0.1, default: 0.3, format: 'percent' }),
    updates: integer({ min: 100, max: 2000, step: 100, default: 600 }),
    pairs: integer({ min: 2, max: 30, default: 8 }),
  },
  metrics: {
    baselineAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    accuracy: { format: 'percent', digits: 1, better: 'higher' },
    improvement: { format: 'percent', digits: 1, better: 'higher' },
    wins: { format: 'integer', better: 'higher' },
    baselineGap: { format: 'percent', digits: 1, better: 'lower' },
    gap: { format: 'percent', digits: 1, better: 'lower' },
    trainingCost: { digits: 2, better: 'lower' },
    useCost: { digits: 2, better: 'lower' },
    memorized: { format: 'percent', digits: 1, better: 'lower' },
    methods: { format: 'integer', headline: false },
    improvementLow: { format: 'percent', digits: 1, headline: false },
    improvementHigh: { format: 'percent', digits: 1, headline: false },
    baselineMemorized: { format: 'percent', digits: 1, better: 'lower', headline: false },
    baselineTrain: { format: 'percent', digits: 1, headline: false },
    train: { format: 'percent', digits: 1, headline: false },
    baselineTest: { format: 'percent', digits: 1, better: 'higher', headline: false },
    test: { format: 'percent', digits: 1, better: 'higher', headline: false },
    baselineTestLoss: { digits: 2, better: 'lower', headline: false },
    testLoss: { digits: 2, better: 'lower', headline: false },
    baselinePeak: { format: 'percent', digits: 1, better: 'higher', headline: false },
    peak: { format: 'percent', digits: 1, better: 'higher', headline: false },
    'effect.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'spread.*': { format: 'percent', digits: 1, headline: false },
    'wins.*': { format: 'integer', better: 'higher', headline: false },
    'loss.*': { digits: 2, better: 'lower', headline: false },
    'trainingCost.*': { digits: 2, better: 'lower', headline: false },
    'useCost.*': { digits: 2, better: 'lower', headline: false },
  },

  *run({ params, random }) {
    const { trainImages, wrongLabels, updates, pairs } = params;
    const recipe: Recipe = params;
    const methods = methodsIn(recipe);
    const contestants = contestantsOf(methods);
    const history = emptyHistory(methods);
    let finished = 0;
    const frame = (note: Label, done = 0): Frame => ({
      progress: (finished + done) / (pairs * contestants.length),
      metrics: metricsOf(history),
      panels: picturesOf(history, { wrongLabels, pairs }),
      note,
    });
    yield frame('note.start');
    for (let pair = 1; pair <= pairs; pair++) {
      const own = random.split(`pair ${pair}`);
      const task = noisyDigits({ test: TEST_IMAGES, train: trainImages }, wrongLabels, own.split('task'));
      for (const contestant of contestants) {
        const note = message(`note.${contestant}`, { pair, pairs });
        const course = train(task, { recipe: recipeOf(contestant, recipe), updates, random: own.split('training') });
        let step = course.next();
        for (; !step.done; step = course.next()) {
          history.running = { contestant, curve: step.value };
          yield frame(note, doneOf(step.value));
        }
        history.running = undefined;
        history.outcomes.get(contestant)?.push(step.value);
        finished++;
      }
      yield frame(message('note.pair', { pair, pairs }));
    }
  },
});

function recipeOf(contestant: Contestant, recipe: Recipe): Recipe {
  if (contestant === 'baseline') return BASELINE;
  return contestant === 'together' ? recipe : alone(recipe, contestant);
}

const doneOf = ({ done }: Curve): number => done.at(-1) ?? 0;
