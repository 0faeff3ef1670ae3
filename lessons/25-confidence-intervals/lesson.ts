/** Level 25: five intervals for one accuracy, what each is an interval for, and how often each keeps its word. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { confidenceIntervals } from './confidence.js';

const simulation = confidenceIntervals.id;
/** A model whose accuracy is known. */
const known = (params: ParamValues): ClaimRun => ({ simulation, params: { source: 'known', worlds: 1000, ...params } });
const small = known({ testSize: 20, accuracy: 0.98 });
/** Models trained on digits, in fewer worlds than on screen. */
const trained = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { worlds: 30, bootstraps: 30, ...params } });

export default defineLesson({
  id: 'confidence-intervals',
  number: 25,
  cards: ['what-it-says', 'normal', 'small-samples', 'bootstrap-test', 'bootstrap-train', 'other-seeds', 'for-what', 'choosing'],
  simulations: [confidenceIntervals],
  predictions: [{ simulation, options: ['kept', 'somewhat', 'half'], outcome: seedsCoverage }],
  claims: [
    { id: 'normal-large', runs: { run: known({ testSize: 200, accuracy: 0.85, worlds: 400 }) }, margin: ({ run }) => 0.05 - Math.abs(run['coverage.normal'] - 0.95) },
    { id: 'normal-fails', runs: { small }, margin: ({ small: run }) => 0.5 - run['coverage.normal'] },
    { id: 'bootstrap-fails-too', runs: { small }, margin: ({ small: run }) => 0.5 - run['coverage.bootTest'] },
    { id: 'wilson-holds', runs: { small }, margin: ({ small: run }) => run['coverage.wilson'] - 0.9 },
    {
      id: 'four-times-the-pictures',
      runs: { n200: known({ testSize: 200, accuracy: 0.85, worlds: 400 }), n800: known({ testSize: 800, accuracy: 0.85, worlds: 40 }) },
      margin: ({ n200, n800 }) => 0.1 - Math.abs(n200['width.normal'] / n800['width.normal'] - 2),
    },
    { id: 'seeds-too-short', runs: { run: trained() }, margin: ({ run }) => 0.7 - run['coverage.seeds'] },
    { id: 'seeds-hold-reruns', runs: { run: trained() }, margin: ({ run }) => run['rerunCoverage.seeds'] - 2 / 3 },
    { id: 'left-out-pessimistic', runs: { run: trained() }, margin: ({ run }) => -run.leftOutBias },
    { id: 'bootstrapped-training-holds', runs: { run: trained() }, margin: ({ run }) => run['procedureCoverage.bootTrain'] - 0.75 },
    {
      id: 'one-model-only',
      runs: { run: { simulation, params: { testSize: 900, trainSize: 60, worlds: 40, bootstraps: 10, seeds: 2 } } },
      margin: ({ run }) => run['coverage.normal'] - run['procedureCoverage.normal'],
    },
  ],
  challenge: {
    simulation,
    start: { source: 'known', testSize: 20, worlds: 500 },
    locked: ['source', 'accuracy', 'confidence', 'worlds'],
    pass: [metric('shownCoverage').atLeast(0.93), metric('shownWidth').atMost(0.1), metric('testSize').atMost(100)],
    distinction: [metric('testSize').atMost(60)],
    solution: { show: 'wilson', testSize: 60 },
    seed: 25,
  },
  quiz: [
    choiceQuestion('meaning', ['rule', 'probability', 'models', 'pictures'], 'rule'),
    numberQuestion('half-width', 2, 0.1),
    choiceQuestion('all-right', ['certain', 'failed', 'bootstrap', 'discard'], 'failed'),
    choiceQuestion('five-seeds', ['new-data', 'reruns', 'new-training-set', 'population'], 'reruns'),
    orderQuestion('bootstrap-order', ['draw', 'train', 'evaluate', 'repeat', 'quantiles']),
    choiceQuestion('which-question', ['wald', 'wilson', 'training-sets', 'seeds'], 'training-sets'),
    numberQuestion('left-out', 37, 1),
  ],
  reading: [
    { authors: 'E. B. Wilson', year: 1927, title: 'Probable Inference, the Law of Succession, and Statistical Inference', venue: 'Journal of the American Statistical Association 22' },
    { authors: 'B. Efron', year: 1979, title: 'Bootstrap Methods: Another Look at the Jackknife', venue: 'The Annals of Statistics 7' },
    { authors: 'B. Efron', year: 1983, title: 'Estimating the Error Rate of a Prediction Rule: Improvement on Cross-Validation', venue: 'Journal of the American Statistical Association 78' },
    { authors: 'L. D. Brown, T. T. Cai, A. DasGupta', year: 2001, title: 'Interval Estimation for a Binomial Proportion', venue: 'Statistical Science 16' },
    { authors: 'X. Bouthillier et al.', year: 2021, title: 'Accounting for Variance in Machine Learning Benchmarks', venue: 'MLSys' },
    { authors: 'S. Raschka', year: 2018, title: 'Model Evaluation, Model Selection, and Algorithm Selection in Machine Learning', venue: 'arXiv:1811.12808' },
  ],
});

/** Whether the intervals from other seeds keep their word about the model's accuracy; undefined where none were made. */
function seedsCoverage(metrics: Metrics): string | undefined {
  const coverage = metrics['coverage.seeds'];
  if (coverage === undefined) return undefined;
  return coverage >= 0.9 ? 'kept' : coverage >= 0.7 ? 'somewhat' : 'half';
}
