/** Level 29: is the test set like the training set? A classifier that tries to tell them apart answers. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { adversarialValidation } from './adversarial-validation.js';

const simulation = adversarialValidation.id;
/** Small sets and few shuffles: what is claimed is large. */
const run = (params: ParamValues): ClaimRun => ({ simulation, params: { rows: 150, shuffles: 9, ...params } });

const none = run({ world: 'none', repair: 'none' });
const dropped = run({ world: 'shadow', repair: 'drop', dropCount: 16 });
const weighted = run({ world: 'shadow', repair: 'weights' });
const number = run({ world: 'number', repair: 'drop', dropCount: 1 });
const stitched = run({ world: 'stitched', strength: 1, repair: 'weights', rows: 250 });
const labels = run({ world: 'labels', strength: 1, repair: 'none', rows: 250 });

/** Between chance and certainty, where sets of this size that do not differ are never found. */
const CHANCE = 0.65;

export default defineLesson({
  id: 'set-discordance',
  number: 29,
  cards: ['why', 'method', 'judge', 'who', 'blind', 'repair', 'harm', 'own-data'],
  simulations: [adversarialValidation],
  predictions: [
    {
      simulation,
      options: ['chance', 'less', 'still'],
      outcome({ features, featuresAfter, worstFeature, afterForest }) {
        // The question is about one telling column taken out; other runs do not answer it.
        if (features - featuresAfter !== 1 || worstFeature < 0.95) return undefined;
        if (afterForest < 0.6) return 'chance';
        return afterForest < 0.95 ? 'less' : 'still';
      },
    },
  ],
  claims: [
    { id: 'nothing-to-find', runs: { none }, margin: (m) => CHANCE - Math.max(m.none.aucLogistic, m.none.aucForest) },
    { id: 'shadow-is-seen', runs: { dropped }, margin: (m) => Math.min(m.dropped.aucLogistic, m.dropped.aucForest) - 0.98 },
    { id: 'drop-cures', runs: { dropped }, margin: (m) => CHANCE - Math.max(m.dropped.afterLogistic, m.dropped.afterForest) },
    { id: 'drop-helps-the-model', runs: { dropped }, margin: (m) => m.dropped.accuracyAfter - m.dropped.accuracy - 0.05 },
    { id: 'weights-need-overlap', runs: { dropped, weighted }, margin: (m) => m.dropped.accuracyAfter - m.weighted.accuracyAfter - 0.1 },
    { id: 'number-fools-validation', runs: { number }, margin: (m) => m.number.expected - m.number.accuracy - 0.02 },
    { id: 'one-column-to-blame', runs: { number }, margin: (m) => Math.min(m.number.aucForest - 0.95, CHANCE - m.number.afterForest, m.number.accuracyAfter - m.number.accuracy) },
    { id: 'forest-sees-more', runs: { stitched }, margin: (m) => m.stitched.aucForest - m.stitched.aucLogistic - 0.05 },
    { id: 'small-auc-great-harm', runs: { stitched }, margin: (m) => m.stitched.expected - m.stitched.accuracy - 0.3 },
    { id: 'difference-without-harm', runs: { labels }, margin: (m) => Math.min(m.labels.aucForest - 0.55, m.labels.accuracy - m.labels.expected + 0.05) },
    { id: 'weights-cannot-unstitch', runs: { stitched }, margin: (m) => 0.1 - Math.abs(m.stitched.accuracyAfter - m.stitched.accuracy) },
  ],
  challenge: {
    simulation,
    start: { world: 'shadow', repair: 'drop', dropCount: 1 },
    locked: ['world', 'strength', 'rows', 'shuffles', 'target', 'ignore'],
    pass: [metric('testKept').atLeast(1), metric('afterForest').atMost(0.6), metric('accuracyAfter').atLeast(0.85)],
    distinction: [metric('afterForest').atMost(0.57), metric('afterLogistic').atMost(0.57), metric('featuresAfter').atLeast(46), metric('accuracyAfter').atLeast(0.9)],
    solution: { repair: 'drop', dropCount: 16 },
    seed: 1,
  },
  quiz: [
    choiceQuestion('half', ['alike', 'half-alike', 'bad-model', 'good-model'], 'alike'),
    numberQuestion('pairs', 0.75, 0.001),
    choiceQuestion('small-auc', ['shuffle', 'different', 'alike', 'retrain'], 'shuffle'),
    orderQuestion('steps', ['label', 'classify', 'compare', 'look', 'repair', 'again']),
    choiceQuestion('perfect', ['drop', 'weights', 'scale', 'ignore'], 'drop'),
    choiceQuestion('blind', ['interaction', 'same', 'overfit', 'small'], 'interaction'),
    numberQuestion('least-p', 0.025, 0.0005),
  ],
  reading: [
    { authors: 'Friedman', year: 2003, title: 'On Multivariate Goodness-of-Fit and Two-Sample Testing', venue: 'Stanford Linear Accelerator Center, SLAC-PUB-10325' },
    { authors: 'Lopez-Paz, Oquab', year: 2017, title: 'Revisiting Classifier Two-Sample Tests', venue: 'International Conference on Learning Representations' },
    { authors: 'Sugiyama, Suzuki, Kanamori', year: 2012, title: 'Density Ratio Estimation in Machine Learning', venue: 'Cambridge University Press' },
    { authors: 'Rabanser, Günnemann, Lipton', year: 2019, title: 'Failing Loudly: An Empirical Study of Methods for Detecting Dataset Shift', venue: 'Advances in Neural Information Processing Systems 32' },
    { authors: 'Phipson, Smyth', year: 2010, title: 'Permutation P-values Should Never Be Zero', venue: 'Statistical Applications in Genetics and Molecular Biology 9' },
    { authors: 'Breiman', year: 2001, title: 'Random Forests', venue: 'Machine Learning 45' },
  ],
});
