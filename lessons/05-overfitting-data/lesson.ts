/** Level 5: what overfitting looks like, and everything that can be done about it on the side of the data. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { overfittingData } from './overfitting-data.js';

const simulation = overfittingData.id;
const NONE: ParamValues = { augmentation: false, labelSmoothing: 0, batchSize: 32, learningCurve: false };
const run = (params: ParamValues): ClaimRun => ({ simulation, params: { ...NONE, ...params } });

/** Every method at once and each alone, on shorter trainings. */
const everything = run({
  dataFactor: 4, augmentation: true, pretraining: true, engineered: true, standardized: true, adversarial: 0.1, labelNoise: 0.4, featureNoise: 0.4,
  labelSmoothing: 0.4, batchSize: 16, pairs: 2, steps: 400,
});
/** Augmentation and small batches, together and each alone. */
const both = run({ augmentation: true, batchSize: 8, pairs: 2, steps: 400 });
/** No method, sizes from 50 to 800. */
const bySize = run({ learningCurve: true, pairs: 2, steps: 400 });

export default defineLesson({
  id: 'overfitting-data',
  number: 5,
  cards: ['gap', 'more-data', 'augmentation', 'noise', 'targets', 'features', 'pretraining', 'measuring'],
  simulations: [overfittingData],
  predictions: [
    {
      simulation,
      options: ['more', 'same', 'less'],
      outcome(metrics) {
        const alone = Object.entries(metrics).flatMap(([name, value]) => (name.startsWith('effect.') && name !== 'effect.together' ? [value] : []));
        const together = metrics['effect.together'];
        if (alone.length < 2 || together === undefined) return undefined;
        // Less than a point is within the noise of the mean.
        const lead = together - Math.max(...alone);
        return lead > 0.01 ? 'more' : lead < -0.01 ? 'less' : 'same';
      },
    },
  ],
  claims: [
    { id: 'memorizes', runs: { everything }, margin: ({ everything: m }) => m.baselineMemorized - 0.5 },
    { id: 'peak-passes', runs: { everything }, margin: ({ everything: m }) => m.baselinePeak - m.baselineAccuracy - 0.04 },
    { id: 'gap-closes', runs: { bySize }, margin: ({ bySize: m }) => m['baselineGapAt.50'] - m['baselineGapAt.800'] - 0.3 },
    { id: 'more-data', runs: { everything }, margin: ({ everything: m }) => m['effect.dataFactor'] - 0.1 },
    { id: 'augmentation', runs: { everything }, margin: ({ everything: m }) => m['effect.augmentation'] - 0.05 },
    { id: 'feature-noise', runs: { everything }, margin: ({ everything: m }) => m['effect.featureNoise'] - 0.05 },
    { id: 'adversarial', runs: { everything }, margin: ({ everything: m }) => m['effect.adversarial'] - 0.05 },
    { id: 'adversarial-defends', runs: { everything }, margin: ({ everything: m }) => m['attacked.adversarial'] - m.baselineAttacked - 0.2 },
    { id: 'label-noise', runs: { everything }, margin: ({ everything: m }) => m['effect.labelNoise'] - 0.02 },
    { id: 'smoothing-less', runs: { everything }, margin: ({ everything: m }) => m['effect.labelNoise'] - m['effect.labelSmoothing'] },
    { id: 'smoothing-tempers', runs: { everything }, margin: ({ everything: m }) => m.baselineValidationLoss - m['loss.labelSmoothing'] - 0.4 },
    { id: 'engineered', runs: { everything }, margin: ({ everything: m }) => m['effect.engineered'] - 0.02 },
    {
      id: 'engineered-price',
      runs: { clean: run({ wrongLabels: 0, engineered: true, pairs: 3, steps: 400 }) },
      margin: ({ clean }) => -clean.improvement,
      share: 0.8,
    },
    { id: 'standardized-little', runs: { everything }, margin: ({ everything: m }) => 0.05 - m['effect.standardized'] },
    { id: 'batches-little', runs: { both }, margin: ({ both: m }) => 0.04 - m['effect.batchSize'] },
    { id: 'batches-cost', runs: { both }, margin: ({ both: m }) => m['effect.augmentation'] - m['effect.together'], share: 0.8 },
    { id: 'too-much', runs: { everything }, margin: ({ everything: m }) => m['effect.augmentation'] - m['effect.together'] - 0.04 },
    {
      id: 'pretraining',
      runs: { few: run({ trainImages: 20, wrongLabels: 0, pretraining: true, pairs: 6, steps: 100 }) },
      margin: ({ few }) => few.improvement,
      share: 0.8,
    },
    {
      id: 'clean-labels',
      runs: { clean: run({ wrongLabels: 0, augmentation: true, pairs: 3, steps: 400 }) },
      margin: ({ clean }) => 0.05 - Math.abs(clean.improvement),
    },
  ],
  challenge: {
    simulation,
    start: { learningCurve: false },
    locked: ['trainImages', 'wrongLabels', 'dataFactor', 'steps', 'pairs', 'learningCurve'],
    pass: [metric('methods').atMost(2), metric('accuracy').atLeast(0.85)],
    distinction: [metric('accuracy').atLeast(0.87), metric('attacked').atLeast(0.6)],
    solution: { augmentation: true, adversarial: 0.1, labelSmoothing: 0, batchSize: 32 },
    seed: 5,
  },
  quiz: [
    numberQuestion('gap', 51),
    choiceQuestion('too-good', ['excellent', 'underfits', 'memorized', 'leak'], 'memorized'),
    choiceQuestion('which-copy', ['upside-down', 'turned', 'mirrored', 'other-label'], 'turned'),
    numberQuestion('smoothed', 0.91, 0.001),
    orderQuestion('fgsm', ['guess', 'loss', 'gradient', 'sign', 'clip']),
    choiceQuestion('scaling', ['all', 'validation', 'each', 'training'], 'training'),
    choiceQuestion('paired', ['more-images', 'same-split', 'faster', 'no-luck'], 'same-split'),
  ],
  reading: [
    { authors: 'C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals', year: 2017, title: 'Understanding Deep Learning Requires Rethinking Generalization', venue: 'ICLR' },
    { authors: 'C. Shorten, T. M. Khoshgoftaar', year: 2019, title: 'A Survey on Image Data Augmentation for Deep Learning', venue: 'Journal of Big Data 6' },
    { authors: 'I. J. Goodfellow, J. Shlens, C. Szegedy', year: 2015, title: 'Explaining and Harnessing Adversarial Examples', venue: 'ICLR' },
    { authors: 'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna', year: 2016, title: 'Rethinking the Inception Architecture for Computer Vision', venue: 'CVPR' },
    { authors: 'L. Xie, J. Wang, Z. Wei, M. Wang, Q. Tian', year: 2016, title: 'DisturbLabel: Regularizing CNN on the Loss Layer', venue: 'CVPR' },
    { authors: 'C. M. Bishop', year: 1995, title: 'Training with Noise is Equivalent to Tikhonov Regularization', venue: 'Neural Computation 7' },
    { authors: 'P. Vincent, H. Larochelle, Y. Bengio, P.-A. Manzagol', year: 2008, title: 'Extracting and Composing Robust Features with Denoising Autoencoders', venue: 'ICML' },
    { authors: 'N. Dalal, B. Triggs', year: 2005, title: 'Histograms of Oriented Gradients for Human Detection', venue: 'CVPR' },
    { authors: 'N. S. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy, P. T. P. Tang', year: 2017, title: 'On Large-Batch Training for Deep Learning: Generalization Gap and Sharp Minima', venue: 'ICLR' },
  ],
});
