/** Level 21: with the same hours, better labels, more data or a better model? */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { dataCentric } from './data-centric.js';

const simulation = dataCentric.id;
const run = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { sweep: 'none', repetitions: 2, ...params } });
const noisy = run();
const spotless = run({ wrongLabels: 0 });
const large = run({ images: 400 });
const smallAndGood = run({ images: 100, wrongLabels: 0.05 });
const largeAndGood = run({ images: 400, wrongLabels: 0.05 });
const RAW: ParamValues = { model: 'raw', wrongLabels: 0.3, hours: 4, newMinutes: 2, sweep: 'none', repetitions: 4 };
const rawModel = run({ ...RAW, cleaning: 0.4, adding: 0 });

/** Accuracies closer than this count as a tie. */
const TIE = 0.005;

export default defineLesson({
  id: 'data-centric',
  number: 21,
  cards: ['two-ways', 'budget', 'confident-learning', 'suspicion', 'crossing', 'both', 'practice', 'own-data'],
  simulations: [dataCentric],
  predictions: [
    {
      simulation,
      options: ['clean', 'add', 'tune', 'tie'],
      outcome(metrics) {
        const [best, second] = (['clean', 'add', 'tune'] as const)
          .map((way) => ({ way, accuracy: metrics[`accuracy.${way}`] }))
          .sort((a, b) => b.accuracy - a.accuracy);
        return best.accuracy - second.accuracy > TIE ? best.way : 'tie';
      },
    },
  ],
  claims: [
    { id: 'cleaning-wins', runs: { noisy }, margin: ({ noisy: m }) => m['accuracy.clean'] - Math.max(m['accuracy.add'], m['accuracy.tune']) - 0.01 },
    { id: 'adding-wins', runs: { spotless }, margin: ({ spotless: m }) => m['accuracy.add'] - m['accuracy.clean'], share: 0.8 },
    { id: 'nothing-to-clean', runs: { spotless }, margin: ({ spotless: m }) => 1e-9 - Math.abs(m['effect.clean']) },
    { id: 'suspicion-pays', runs: { large }, margin: ({ large: m }) => m['accuracy.clean'] - m['accuracy.random'] - 0.01 },
    { id: 'finds-most', runs: { large }, margin: ({ large: m }) => Math.min(m.recall - 0.7, m.precision - 0.6) },
    { id: 'false-alarms', runs: { smallAndGood }, margin: ({ smallAndGood: m }) => 0.5 - m.precision },
    {
      id: 'size-decides',
      runs: { smallAndGood, largeAndGood },
      margin: ({ smallAndGood: s, largeAndGood: l }) => Math.min(s['accuracy.add'] - s['accuracy.clean'], l['accuracy.clean'] - l['accuracy.add']),
      share: 0.8,
    },
    { id: 'tuning-adds-little', runs: { noisy }, margin: ({ noisy: m }) => 0.04 - m['effect.tune'] },
    { id: 'raw-model-first', runs: { rawModel }, margin: ({ rawModel: m }) => m['accuracy.tune'] - Math.max(m['accuracy.clean'], m['accuracy.add']) - 0.02 },
    { id: 'both', runs: { rawModel }, margin: ({ rawModel: m }) => m['accuracy.plan'] - Math.max(m['accuracy.clean'], m['accuracy.add'], m['accuracy.tune']), share: 0.8 },
  ],
  challenge: {
    simulation,
    start: { ...RAW, cleaning: 1, adding: 0 },
    locked: ['model', 'wrongLabels', 'images', 'hours', 'checkMinutes', 'newMinutes', 'trialMinutes', 'sweep', 'repetitions', 'target', 'features'],
    pass: [metric('effect.plan').atLeast(0.3), metric('accuracy.plan').atLeast(0.83)],
    distinction: [metric('accuracy.plan').atLeast(0.86)],
    solution: { ...RAW, cleaning: 0.4, adding: 0 },
    seed: 4,
  },
  quiz: [
    choiceQuestion('what-is-fixed', ['model', 'data', 'test', 'labels'], 'model'),
    numberQuestion('hours', 4),
    choiceQuestion('out-of-sample', ['speed', 'memorised', 'balance', 'size'], 'memorised'),
    choiceQuestion('suspect', ['wrong', 'likely', 'hard', 'delete'], 'likely'),
    numberQuestion('precision', 75),
    choiceQuestion('first', ['clean', 'add', 'tune', 'architecture'], 'clean'),
    orderQuestion('confident-order', ['split', 'predict', 'threshold', 'count', 'check']),
  ],
  reading: [
    { authors: 'C. G. Northcutt, L. Jiang, I. L. Chuang', year: 2021, title: 'Confident Learning: Estimating Uncertainty in Dataset Labels', venue: 'JAIR 70' },
    { authors: 'C. G. Northcutt, A. Athalye, J. Mueller', year: 2021, title: 'Pervasive Label Errors in Test Sets Destabilize Machine Learning Benchmarks', venue: 'NeurIPS Datasets and Benchmarks' },
    { authors: 'N. Sambasivan et al.', year: 2021, title: '“Everyone wants to do the model work, not the data work”: Data Cascades in High-Stakes AI', venue: 'CHI' },
    { authors: 'J. Bergstra, Y. Bengio', year: 2012, title: 'Random Search for Hyper-Parameter Optimization', venue: 'JMLR 13' },
  ],
});
