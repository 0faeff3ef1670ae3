/** Level 23: the world moves on. What kind of shift it is decides what can notice it and what can repair it. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { distributionShift } from './distribution-shift.js';

const simulation = distributionShift.id;
const run = (params: ParamValues): ClaimRun => ({ simulation, params });
/** Pictures take their time: fewer rows, fewer worlds, for what is claimed of them is large. */
const pictures = (params: ParamValues): ClaimRun => run({ dataset: 'digits', rows: 100, ...params });

const nothing = run({ shift: 'none', worlds: 10 });
const line = run({ worlds: 8 });
const curve = run({ strength: 1, degree: 2, worlds: 12 });
const straight = run({ strength: 1, worlds: 12 });
const clipped = run({ strength: 1, maxWeight: 5, worlds: 12 });
const labels = pictures({ shift: 'label', strength: 1, worlds: 4 });
const mild = run({ shift: 'label', dataset: 'tumours', strength: 0.25, worlds: 8 });
const guideline = run({ shift: 'concept', dataset: 'patients', strength: 1, worlds: 10 });
const turned = run({ shift: 'concept', degree: 2, strength: 1, worlds: 6 });
const dim = pictures({ shift: 'domain', change: 'gain', worlds: 2 });
const skewed = pictures({ shift: 'domain', change: 'rotation', worlds: 2 });
const noisy = run({ shift: 'domain', dataset: 'tumours', change: 'noise', strength: 1, worlds: 8 });

/** False alarms of six to ten worlds, where one in twenty is due. */
const SILENT = 0.2;
const onInputs = (m: Metrics) => (m.alarmAdversarial + m.alarmFeatures + m.alarmPredictions) / 3;

export default defineLesson({
  id: 'distribution-shift',
  number: 23,
  cards: ['what', 'covariate', 'overlap', 'label', 'concept', 'domain', 'detect', 'own-data'],
  simulations: [distributionShift],
  predictions: [
    {
      simulation,
      options: ['better', 'same', 'worse'],
      outcome({ 'gain.weights': gain }) {
        if (gain === undefined) return undefined;
        return gain > 0.02 ? 'better' : gain < -0.02 ? 'worse' : 'same';
      },
    },
  ],
  claims: [
    { id: 'false-alarms', runs: { nothing }, margin: ({ nothing: m }) => SILENT - (onInputs(m) * 3 + m.alarmLabels) / 4 },
    { id: 'promise-broken', runs: { line }, margin: ({ line: m }) => m.expected - m.accuracy - 0.15 },
    { id: 'covariate-is-seen', runs: { line }, margin: ({ line: m }) => Math.min(m.alarmAdversarial, m.alarmFeatures) - 0.9 },
    { id: 'weights-repair', runs: { line }, margin: ({ line: m }) => m['gain.weights'] - 0.08 },
    { id: 'weights-cost-rows', runs: { line }, margin: ({ line: m }) => 0.4 - m.effectiveRows / m.trainRows },
    { id: 'label-repair-harms-here', runs: { line }, margin: ({ line: m }) => -m['gain.bbse'] - 0.02 },
    { id: 'right-model', runs: { curve }, margin: ({ curve: m }) => -m['gain.weights'] },
    { id: 'clipping', runs: { straight, clipped }, margin: ({ straight: a, clipped: b }) => Math.min(b.effectiveRows / a.effectiveRows - 1.3, a['gain.weights'] - b['gain.weights']) },
    { id: 'shares-are-found', runs: { labels }, margin: ({ labels: m }) => m.sharesUnchanged - 2 * Math.max(m.sharesBbse, m.sharesEm) },
    { id: 'label-weights-repair', runs: { labels }, margin: ({ labels: m }) => Math.min(m['gain.bbse'], m['gain.em']) - 0.01 },
    { id: 'aligning-harms', runs: { labels }, margin: ({ labels: m }) => -m['gain.align'] - 0.1 },
    { id: 'mild-no-gain', runs: { mild }, margin: ({ mild: m }) => 0.02 - Math.abs(m['gain.bbse']) },
    { id: 'concept-unseen', runs: { guideline }, margin: ({ guideline: m }) => Math.min(SILENT - onInputs(m), m.expected - m.accuracy - 0.08) },
    { id: 'weights-are-blind', runs: { guideline }, margin: ({ guideline: m }) => 0.04 - m['gain.weights'] },
    { id: 'few-labels', runs: { guideline }, margin: ({ guideline: m }) => m['gain.recalibrate'] - 0.1 },
    { id: 'old-rows-hold-back', runs: { guideline }, margin: ({ guideline: m }) => m['gain.newOnly'] - m['gain.pooled'] - 0.03 },
    { id: 'ranking-lost', runs: { turned }, margin: ({ turned: m }) => m['gain.newOnly'] - m['gain.recalibrate'] - 0.1 },
    { id: 'no-overlap', runs: { dim }, margin: ({ dim: m }) => Math.min(m.auc - 0.98, 0.05 - m['gain.weights']) },
    { id: 'aligning-repairs', runs: { dim }, margin: ({ dim: m }) => m['gain.align'] - 0.3 },
    { id: 'copies-repair', runs: { skewed }, margin: ({ skewed: m }) => m['gain.augment'] - m['gain.align'] - 0.1 },
    { id: 'lines-miss-noise', runs: { noisy }, margin: ({ noisy: m }) => m.alarmFeatures - m.alarmAdversarial - 0.5 },
  ],
  challenge: {
    simulation,
    start: { shift: 'concept', dataset: 'patients', strength: 1, labels: 0, repair: 'weights', worlds: 12 },
    locked: ['shift', 'dataset', 'strength', 'change', 'rows', 'worlds', 'target', 'ignore'],
    pass: [metric('accuracyAfter').atLeast(0.73), metric('newLabels').atMost(25)],
    distinction: [metric('accuracyAfter').atLeast(0.75), metric('newLabels').atMost(15)],
    solution: { repair: 'recalibrate', labels: 15 },
    seed: 1,
  },
  quiz: [
    orderQuestion('routine', ['hold', 'detect', 'label', 'kind', 'repair', 'watch']),
    choiceQuestion('which-kind', ['label', 'covariate', 'concept', 'domain'], 'label'),
    numberQuestion('weight', 4, 0.001),
    numberQuestion('effective', 2, 0.01),
    choiceQuestion('silent', ['concept', 'none', 'any', 'more'], 'concept'),
    choiceQuestion('weighting-hurts', ['variance', 'bias', 'bug', 'labels'], 'variance'),
    numberQuestion('label-weight', 3, 0.001),
    choiceQuestion('scanner', ['align', 'weights', 'bbse', 'nothing'], 'align'),
  ],
  reading: [
    { authors: 'H. Shimodaira', year: 2000, title: 'Improving Predictive Inference under Covariate Shift by Weighting the Log-Likelihood Function', venue: 'Journal of Statistical Planning and Inference 90' },
    { authors: 'M. Saerens, P. Latinne, C. Decaestecker', year: 2002, title: 'Adjusting the Outputs of a Classifier to New a Priori Probabilities: A Simple Procedure', venue: 'Neural Computation 14' },
    { authors: 'J. Quiñonero-Candela, M. Sugiyama, A. Schwaighofer, N. D. Lawrence (eds.)', year: 2009, title: 'Dataset Shift in Machine Learning', venue: 'MIT Press' },
    { authors: 'J. G. Moreno-Torres, T. Raeder, R. Alaiz-Rodríguez, N. V. Chawla, F. Herrera', year: 2012, title: 'A Unifying View on Dataset Shift in Classification', venue: 'Pattern Recognition 45' },
    { authors: 'Z. Lipton, Y.-X. Wang, A. Smola', year: 2018, title: 'Detecting and Correcting for Label Shift with Black Box Predictors', venue: 'ICML' },
    { authors: 'S. Rabanser, S. Günnemann, Z. Lipton', year: 2019, title: 'Failing Loudly: An Empirical Study of Methods for Detecting Dataset Shift', venue: 'NeurIPS' },
    { authors: 'P. W. Koh, S. Sagawa, and others', year: 2021, title: 'WILDS: A Benchmark of in-the-Wild Distribution Shifts', venue: 'ICML' },
  ],
});
