/** Level 13: what a network assumes about pictures before it has seen one, what that is worth with few pictures, and how it is measured. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { visionBias } from './vision-bias.js';

const simulation = visionBias.id;
/** Sums in another order: the same up to rounding. */
const ROUNDING = 1e-5;
const run = (params: ParamValues): ClaimRun => ({ simulation, params: { sizes: 1, ...params } });

const few = run({ trainImages: 75, steps: 200 });
const many = run({ trainImages: 4800, steps: 450 });
const augmented = run({ trainImages: 75, steps: 200, augmentation: true, networks: 'vit' });
const global = run({ trainImages: 75, steps: 100, pooling: 'global', networks: 'cnn' });
const unshared = run({ trainImages: 75, steps: 100, sharing: false, networks: 'cnn' });
const bag = run({ trainImages: 75, steps: 50, positions: false, networks: 'vit' });

export default defineLesson({
  id: 'vision-transformers',
  number: 13,
  cards: ['bias', 'convolution', 'symmetries', 'pooling', 'patches', 'larger', 'reach', 'data'],
  simulations: [visionBias],
  predictions: [{ simulation, options: ['stays', 'closes', 'overtakes', 'ahead'], outcome: whatBecomesOfTheGap }],
  claims: [
    { id: 'cnn-leads', runs: { few }, margin: ({ few: m }) => m.gapSmall - 0.1 },
    { id: 'gap-closes', runs: { few, many }, margin: ({ few: a, many: b }) => a.gapSmall - b.gapLarge },
    { id: 'vit-last', runs: { few }, margin: ({ few: m }) => m['mlpAt.75'] - m['vitAt.75'], share: 0.8 },
    { id: 'augmentation', runs: { few, augmented }, margin: ({ few: a, augmented: b }) => b.vitAccuracy - a.vitAccuracy - 0.1 },
    { id: 'not-beyond', runs: { augmented }, margin: ({ augmented: m }) => m.vitNear - m.vitFar - 0.2 },
    { id: 'sharing', runs: { few, unshared }, margin: ({ few: a, unshared: b }) => a.cnnAccuracy - b.cnnAccuracy - 0.05 },
    { id: 'global-pooling', runs: { few, global }, margin: ({ few: a, global: b }) => b.cnnFar - a.cnnFar - 0.3 },
    { id: 'outside', runs: { many }, margin: ({ many: m }) => Math.min(m.mlpNear - m.mlpFar, m.vitNear - m.vitFar) - 0.3 },
    { id: 'convolution-equivariant', runs: { few }, margin: ({ few: m }) => ROUNDING - m.convolutionWhole },
    { id: 'pooling-aliases', runs: { few }, margin: ({ few: m }) => Math.min(ROUNDING - m.pooledWhole, m.pooledPart - 0.1) },
    { id: 'whole-patches', runs: { few }, margin: ({ few: m }) => Math.min(ROUNDING - m.patchesWhole, m.patchesPart - 0.1) },
    { id: 'positions-break', runs: { few }, margin: ({ few: m }) => m.placedWhole - 0.1 },
    { id: 'bag-of-patches', runs: { few, bag }, margin: ({ few: a, bag: b }) => Math.min(ROUNDING - b.vitPatchChange, a.vitPatchChange - 0.1) },
    { id: 'far-at-once', runs: { many }, margin: ({ many: m }) => m['vitReach.1'] - 2 * m['cnnReach.1'] },
  ],
  challenge: {
    simulation,
    start: { trainImages: 300, steps: 400, sizes: 1, networks: 'cnn-vit' },
    locked: ['trainImages', 'steps', 'trainShift'],
    pass: [metric('vitAccuracy').atLeast(0.8), metric('cnnFar').atLeast(0.75)],
    distinction: [metric('vitAccuracy').atLeast(0.88), metric('cnnFar').atLeast(0.9)],
    solution: { augmentation: true, pooling: 'global', patch: '6', stem: 'convolution' },
    seed: 2,
  },
  quiz: [
    choiceQuestion('built-in', ['cnn', 'vit', 'mlp', 'none'], 'cnn'),
    numberQuestion('tokens', 196),
    numberQuestion('unshared', 15_552),
    choiceQuestion('which-symmetry', ['invariance', 'equivariance', 'neither', 'both'], 'equivariance'),
    choiceQuestion('odd-shift', ['maximum', 'noise', 'grid', 'weights'], 'grid'),
    choiceQuestion('without-positions', ['worse', 'same', 'error', 'random'], 'same'),
    choiceQuestion('larger-pictures', ['weights', 'nothing', 'retrain', 'cost'], 'cost'),
    orderQuestion('steps-of-vit', ['cut', 'project', 'position', 'attend', 'mean']),
  ],
  reading: [
    {
      authors: 'A. Dosovitskiy, L. Beyer, A. Kolesnikov, D. Weissenborn, X. Zhai, T. Unterthiner, M. Dehghani, M. Minderer, G. Heigold, S. Gelly, J. Uszkoreit, N. Houlsby',
      year: 2021,
      title: 'An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale',
      venue: 'ICLR',
    },
    { authors: 'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner', year: 1998, title: 'Gradient-Based Learning Applied to Document Recognition', venue: 'Proceedings of the IEEE 86' },
    { authors: 'R. Zhang', year: 2019, title: 'Making Convolutional Networks Shift-Invariant Again', venue: 'ICML' },
    { authors: 'A. Azulay, Y. Weiss', year: 2019, title: 'Why do deep convolutional networks generalize so poorly to small image transformations?', venue: 'Journal of Machine Learning Research 20' },
    { authors: 'H. Touvron, M. Cord, M. Douze, F. Massa, A. Sablayrolles, H. Jégou', year: 2021, title: 'Training data-efficient image transformers & distillation through attention', venue: 'ICML' },
    { authors: 'T. Xiao, M. Singh, E. Mintun, T. Darrell, P. Dollár, R. Girshick', year: 2021, title: 'Early Convolutions Help Transformers See Better', venue: 'NeurIPS' },
    { authors: 'W. Luo, Y. Li, R. Urtasun, R. Zemel', year: 2016, title: 'Understanding the Effective Receptive Field in Deep Convolutional Neural Networks', venue: 'NIPS' },
  ],
});

/** What becomes of the lead of the convolutional network; undefined where the run has one size or one network. */
function whatBecomesOfTheGap({ gapSmall, gapLarge, ...others }: Metrics): string | undefined {
  const sizes = Object.keys(others).filter((name) => name.startsWith('vitAt.')).length;
  if (gapSmall === undefined || gapLarge === undefined || sizes < 2) return undefined;
  if (gapSmall <= 0) return 'ahead';
  if (gapLarge < 0) return 'overtakes';
  return gapLarge < gapSmall / 2 ? 'closes' : 'stays';
}
