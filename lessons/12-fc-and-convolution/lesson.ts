/** Level 12: when a fully connected and a convolutional layer are the same function, and what sharing weights saves when they are not. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { fcConvEquivalence } from './fc-conv-equivalence.js';

const simulation = fcConvEquivalence.id;
const run = (name: string, more: ParamValues = {}): ClaimRun => ({ simulation, params: { case: name, ...more } });
/** Outputs are of size one to ten: what is below this is rounding, carried through 200 steps of training. */
const ROUNDING = 1e-4;

export default defineLesson({
  id: 'fc-and-convolution',
  number: 12,
  cards: ['two-layers', 'whole-kernel', 'one-by-one', 'matrix', 'last-bits', 'sharing', 'use'],
  simulations: [fcConvEquivalence],
  predictions: [{ simulation, options: ['zero', 'rounding', 'apart'], outcome: howFar }],
  claims: [
    { id: 'whole-kernel-equal', runs: { whole: run('whole') }, margin: ({ whole }) => ROUNDING - whole.maxDifference },
    {
      id: 'one-by-one-equal',
      runs: { channels: run('channels'), positions: run('positions') },
      margin: ({ channels, positions }) => ROUNDING - Math.max(channels.maxDifference, positions.maxDifference),
    },
    {
      id: 'same-order-same-bits',
      runs: { whole: run('whole'), channels: run('channels'), positions: run('positions'), local: run('local') },
      margin: ({ whole, channels, positions, local }) => 1e-12 - Math.max(whole.loopDifference, channels.loopDifference, positions.loopDifference, local.loopDifference),
    },
    {
      id: 'other-order-last-bits',
      runs: { reversed: run('whole', { order: 'reversed' }) },
      margin: ({ reversed: { loopDifference } }) => Math.min(loopDifference, 1e-5 - loopDifference),
    },
    { id: 'starts-equal', runs: { local: run('local') }, margin: ({ local }) => 1e-5 - local.startDifference },
    { id: 'comes-apart', runs: { local: run('local') }, margin: ({ local }) => local.maxDifference - 1 },
    {
      id: 'full-kernel-closes-it',
      runs: { local: run('local', { kernel: 8 }) },
      margin: ({ local }) => ROUNDING - local.maxDifference,
    },
    { id: 'sharing-saves', runs: { local: run('local') }, margin: ({ local }) => local.savedFactor - 200 },
    { id: 'matrix-is-it', runs: { local: run('local'), positions: run('positions') }, margin: ({ local, positions }) => 1e-6 - Math.max(local.matrixDifference, positions.matrixDifference) },
    { id: 'place-matters-here', runs: { local: run('local') }, margin: ({ local }) => local.fcAccuracy - local.convAccuracy - 0.2 },
  ],
  challenge: {
    simulation,
    start: { case: 'local', kernel: 3 },
    locked: ['case', 'order', 'digit'],
    pass: [metric('convParameters').atMost(400), metric('savedFactor').atLeast(10), metric('convAccuracy').atLeast(0.85)],
    distinction: [metric('convAccuracy').atLeast(0.94)],
    solution: { kernel: 6, steps: 1000, learningRate: 2 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('when-equal', ['kernel-as-large', 'kernel-three', 'with-padding', 'never'], 'kernel-as-large'),
    numberQuestion('kernel-side', 7),
    numberQuestion('one-by-one-count', 2570),
    choiceQuestion('why-not-zero', ['order', 'bug', 'seeds', 'learning'], 'order'),
    numberQuestion('dense-weights', 36_864),
    choiceQuestion('why-apart', ['own-gradients', 'more-noise', 'other-batches', 'zeros-fixed'], 'own-gradients'),
    orderQuestion('to-convolution', ['take-row', 'fold', 'bias', 'slide']),
  ],
  reading: [
    { authors: 'Y. LeCun, B. Boser, J. S. Denker, D. Henderson, R. E. Howard, W. Hubbard, L. D. Jackel', year: 1989, title: 'Backpropagation Applied to Handwritten Zip Code Recognition', venue: 'Neural Computation 1' },
    { authors: 'M. Lin, Q. Chen, S. Yan', year: 2014, title: 'Network In Network', venue: 'ICLR' },
    { authors: 'P. Sermanet, D. Eigen, X. Zhang, M. Mathieu, R. Fergus, Y. LeCun', year: 2014, title: 'OverFeat: Integrated Recognition, Localization and Detection using Convolutional Networks', venue: 'ICLR' },
    { authors: 'J. Long, E. Shelhamer, T. Darrell', year: 2015, title: 'Fully Convolutional Networks for Semantic Segmentation', venue: 'CVPR' },
    { authors: 'D. Goldberg', year: 1991, title: 'What Every Computer Scientist Should Know About Floating-Point Arithmetic', venue: 'ACM Computing Surveys 23' },
  ],
});

/** How far apart the two layers ended. */
function howFar({ maxDifference }: Metrics): string {
  if (maxDifference === 0) return 'zero';
  return maxDifference < ROUNDING ? 'rounding' : 'apart';
}
