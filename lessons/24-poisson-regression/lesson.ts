/** Level 24: counts call for Poisson regression, ordered outcomes for ordinal regression. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { ordinalRegression } from './ordinal.js';
import { poissonRegression } from './poisson.js';

const simulation = poissonRegression.id;
/** A tenth of the doctor visits, another tenth for every seed. */
const visits = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { share: 0.1, ...params } });
/** 31 of the 34 groups of ships. */
const fleet = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { dataset: 'ships', share: 0.9, ...params } });

/** Patients in five grades, which leave 295 rows to learn from. */
const patients: ClaimRun = { simulation: ordinalRegression.id, params: { dataset: 'diabetes', splits: 6 } };
const residents: ClaimRun = { simulation: ordinalRegression.id, params: { splits: 12, share: 0.8 } };
/** Losses closer than this, in nats, count as the same. */
const SAME_LOSS = 0.02;

export default defineLesson({
  id: 'poisson-regression',
  number: 24,
  cards: ['counts', 'log-link', 'irls', 'offset', 'overdispersion', 'least-squares', 'ordinal', 'own-data'],
  simulations: [poissonRegression, ordinalRegression],
  predictions: [
    {
      simulation,
      options: ['fewer', 'same', 'more'],
      outcome({ zerosObserved, zerosExpected }) {
        // A fifth more or less is a difference; the rest is the luck of the draw.
        if (zerosExpected < 0.8 * zerosObserved) return 'fewer';
        return zerosExpected > 1.2 * zerosObserved ? 'more' : 'same';
      },
    },
    {
      simulation: ordinalRegression.id,
      options: ['order', 'same', 'free'],
      outcome(metrics) {
        const [order, free] = [metrics['fewNll.ordinal'], metrics['fewNll.penalised']];
        if (order === undefined || free === undefined) return undefined; // the learner's own table was too small to hold rows out
        if (order < free - SAME_LOSS) return 'order';
        return order > free + SAME_LOSS ? 'free' : 'same';
      },
    },
  ],
  claims: [
    {
      id: 'means-agree',
      runs: { run: visits() },
      margin: ({ run }) => 1e-6 - Math.abs(run.fittedMean - run.observedMean),
    },
    {
      id: 'settles-fast',
      runs: { run: visits() },
      margin: ({ run }) => 10 - run.iterations,
    },
    {
      id: 'overdispersed',
      runs: { run: visits() },
      margin: ({ run }) => run.dispersion - 3,
    },
    {
      id: 'too-few-zeros',
      runs: { run: visits() },
      margin: ({ run }) => run.zerosObserved - 2 * run.zerosExpected,
    },
    {
      id: 'robust-is-wider',
      runs: { robust: visits({ standardErrors: 'robust' }) },
      margin: ({ robust }) => robust.standardErrorRatio - 1.5,
    },
    {
      id: 'quasi-is-wider',
      runs: { quasi: visits({ standardErrors: 'quasi' }) },
      margin: ({ quasi }) => 0.001 - Math.abs(quasi.standardErrorRatio - Math.sqrt(quasi.dispersion)),
    },
    {
      id: 'no-better-by-error',
      runs: { run: visits() },
      margin: ({ run }) => 0.1 - Math.abs(run['heldOutMse.poisson'] / run['heldOutMse.ols'] - 1),
    },
    {
      id: 'offset-turns-the-sign',
      runs: { offset: fleet(), none: fleet({ useOffset: false }) },
      margin: ({ offset, none }) => Math.min(none['coef.type=B'], -offset['coef.type=B']),
    },
    {
      id: 'below-zero',
      runs: { run: fleet() },
      margin: ({ run }) => -run.olsSmallest,
    },
    {
      id: 'better-with-offset',
      runs: { run: fleet() },
      margin: ({ run }) => run['heldOutMse.ols'] - run['heldOutMse.poisson'],
    },
    {
      id: 'order-saves-rows',
      runs: { residents },
      margin: ({ residents }) => residents['fewNll.penalised'] - residents['fewNll.ordinal'],
    },
    {
      id: 'without-penalty-it-breaks',
      runs: { patients },
      margin: ({ patients }) => patients['fewNll.softmax'] - 2 * patients['fewNll.ordinal'],
    },
    {
      id: 'gap-closes',
      runs: { residents },
      margin: ({ residents }) => 0.02 - Math.abs(residents['manyNll.penalised'] - residents['manyNll.ordinal']),
    },
    {
      id: 'distances-do-matter',
      runs: { residents },
      margin: ({ residents }) => residents['manyMae.ols'] - residents['manyMae.ordinal'],
    },
    {
      id: 'influence-counts',
      runs: { residents },
      margin: ({ residents }) => residents['coef.influence=High'] - 4 * residents['se.influence=High'],
    },
  ],
  challenge: {
    simulation,
    start: { dataset: 'ships', features: 'type, year', useOffset: false, standardErrors: 'naive' },
    locked: ['dataset', 'share', 'target', 'offset', 'exposure'],
    pass: [metric('coef.type=B').atMost(0), metric('dispersion').atMost(2.5)],
    distinction: [metric('dispersion').atMost(1.8), metric('coefficients').atMost(9), metric('standardErrorRatio').atLeast(1.25)],
    solution: { features: 'type, C(year), period', useOffset: true, standardErrors: 'quasi' },
    seed: 7,
  },
  quiz: [
    choiceQuestion('which-target', ['accidents', 'rating', 'height', 'spam'], 'accidents'),
    numberQuestion('doubling', 8, 0.1),
    choiceQuestion('why-offset', ['exposure', 'outlier', 'collinear', 'noise'], 'exposure'),
    orderQuestion('one-iteration', ['means', 'weights', 'solve', 'compare']),
    numberQuestion('wider-errors', 0.06, 0.0005),
    choiceQuestion('what-for', ['shape', 'error', 'zeros', 'free'], 'shape'),
    numberQuestion('odds', 3.6, 0.05),
    choiceQuestion('severity', ['ordinal', 'poisson', 'least-squares', 'multinomial'], 'ordinal'),
  ],
  reading: [
    { authors: 'Nelder, Wedderburn', year: 1972, title: 'Generalized Linear Models', venue: 'Journal of the Royal Statistical Society A 135' },
    { authors: 'McCullagh, Nelder', year: 1989, title: 'Generalized Linear Models, 2nd edition', venue: 'Chapman and Hall' },
    { authors: 'Wedderburn', year: 1974, title: 'Quasi-likelihood Functions, Generalized Linear Models, and the Gauss-Newton Method', venue: 'Biometrika 61' },
    {
      authors: 'White',
      year: 1980,
      title: 'A Heteroskedasticity-Consistent Covariance Matrix Estimator and a Direct Test for Heteroskedasticity',
      venue: 'Econometrica 48',
    },
    { authors: 'McCullagh', year: 1980, title: 'Regression Models for Ordinal Data', venue: 'Journal of the Royal Statistical Society B 42' },
    { authors: 'Madsen', year: 1976, title: 'Statistical Analysis of Multiple Contingency Tables. Two Examples', venue: 'Scandinavian Journal of Statistics 3' },
    {
      authors: 'Manning, Newhouse, Duan, Keeler, Leibowitz, Marquis',
      year: 1987,
      title: 'Health Insurance and the Demand for Medical Care: Evidence from a Randomized Experiment',
      venue: 'American Economic Review 77',
    },
  ],
});
