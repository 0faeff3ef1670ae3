/** Level 28: what k does to a cross-validation estimate: its bias, its scatter, its cost. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { kFold } from './k-fold.js';

const simulation = kFold.id;
/** Half as many samples as on screen. */
const samples = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { repetitions: 100, ...params } });
const runs = { run: samples() };
/** Standard deviations that differ by less are taken for alike. */
const ALIKE = 0.005;

export default defineLesson({
  id: 'k-fold',
  number: 28,
  cards: ['procedure', 'bias', 'cost', 'overlap', 'scatter', 'no-variance', 'stratified', 'choosing'],
  simulations: [kFold],
  predictions: [{ simulation, options: ['two', 'ten', 'all', 'alike'], outcome: scattersMost }],
  claims: [
    { id: 'two-is-pessimistic', runs, margin: ({ run }) => -run['bias.2'] - 0.04 },
    { id: 'ten-is-less-so', runs, margin: ({ run }) => run['bias.10'] - run['bias.2'] - 0.03 },
    { id: 'one-out-unbiased', runs, margin: ({ run }) => 0.03 - Math.abs(run['bias.loo']) },
    { id: 'two-scatters-most', runs, margin: ({ run }) => run['spread.2'] - Math.max(run['spread.10'], run['spread.loo']) },
    { id: 'ten-is-as-good', runs, margin: ({ run }) => 0.015 - Math.abs(run['rmse.10'] - run['rmse.loo']) },
    { id: 'luck-of-the-folds', runs, margin: ({ run }) => run['splitSpread.2'] - run['splitSpread.10'] },
    { id: 'one-out-has-no-luck', runs, margin: ({ run }) => 1e-12 - run['splitSpread.loo'] },
    { id: 'overlap-by-formula', runs, margin: ({ run }) => 1e-9 - Math.max(...[2, 3, 5, 10].map((k) => Math.abs(run[`overlap.${k}`] - (k - 2) / (k - 1)))) },
    { id: 'folds-deceive', runs, margin: ({ run }) => run['spread.2'] - run['naiveError.2'] },
    { id: 'stratified-helps', runs: { plain: samples(), even: samples({ stratified: true }) }, margin: ({ plain, even }) => even['bias.2'] - plain['bias.2'] - 0.02 },
    { id: 'stratified-steadies', runs: { plain: samples(), even: samples({ stratified: true }) }, margin: ({ plain, even }) => plain['splitSpread.5'] - even['splitSpread.5'] },
  ],
  challenge: {
    simulation,
    start: { k: 2 },
    locked: ['model', 'sampleSize', 'repetitions'],
    pass: [metric('fits').atMost(5), metric('bias').atLeast(-0.03), metric('bias').atMost(0.03)],
    distinction: [metric('fits').atMost(3), metric('bias').atLeast(-0.025), metric('rmse').atMost(0.075)],
    solution: { k: 3, stratified: true },
    seed: 28,
  },
  quiz: [
    orderQuestion('steps', ['split', 'leave', 'fit', 'test', 'next', 'average']),
    numberQuestion('fits-needed', 20),
    numberQuestion('shared-share', 75, 0.5),
    choiceQuestion('why-low', ['smaller', 'leak', 'unlucky', 'average'], 'smaller'),
    choiceQuestion('one-out', ['no-bias', 'cheap', 'independent', 'always-worse'], 'no-bias'),
    choiceQuestion('error-bars', ['fine', 'dependent', 'too-few', 'wide'], 'dependent'),
    choiceQuestion('majority', ['half', 'zero', 'all', 'chance'], 'zero'),
  ],
  reading: [
    { authors: 'M. Stone', year: 1974, title: 'Cross-Validatory Choice and Assessment of Statistical Predictions', venue: 'Journal of the Royal Statistical Society B 36' },
    { authors: 'R. Kohavi', year: 1995, title: 'A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model Selection', venue: 'IJCAI' },
    { authors: 'Y. Bengio, Y. Grandvalet', year: 2004, title: 'No Unbiased Estimator of the Variance of K-Fold Cross-Validation', venue: 'Journal of Machine Learning Research 5' },
    { authors: 'S. Arlot, A. Celisse', year: 2010, title: 'A Survey of Cross-Validation Procedures for Model Selection', venue: 'Statistics Surveys 4' },
    { authors: 'T. Hastie, R. Tibshirani, J. Friedman', year: 2009, title: 'The Elements of Statistical Learning, 2nd edition, chapter 7', venue: 'Springer' },
  ],
});

/** Whose estimates scatter most over samples. */
function scattersMost(metrics: Metrics): string | undefined {
  const spreads = [
    { name: 'two', spread: metrics['spread.2'] },
    { name: 'ten', spread: metrics['spread.10'] },
    { name: 'all', spread: metrics['spread.loo'] },
  ];
  if (spreads.some(({ spread }) => spread === undefined)) return undefined;
  const [first, second] = spreads.sort((a, b) => b.spread - a.spread);
  return first.spread - second.spread < ALIKE ? 'alike' : first.name;
}
