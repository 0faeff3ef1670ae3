/** Level 16: self-attention: from the attention that freed recurrent networks of their bottleneck to a sequence that attends to itself. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { rnnAttention } from './rnn-attention.js';
import { selfAttention } from './self-attention.js';

/** An empty text: another passage that the models have never seen for every seed. */
const attend = (params: ParamValues): ClaimRun => ({ simulation: selfAttention.id, params: { text: '', ...params } });
/** Smaller than the defaults: letters up to 8 long. */
const train = (params: ParamValues): ClaimRun => ({ simulation: rnnAttention.id, params: { longest: 8, steps: 400, hidden: 24, learningRate: 0.018, ...params } });

/** Float32 rounding, relative to the result. */
const ROUNDING = 1e-5;

export default defineLesson({
  id: 'self-attention',
  number: 16,
  cards: ['bottleneck', 'additive', 'self', 'by-hand', 'scaling', 'masks', 'heads', 'order'],
  simulations: [selfAttention, rnnAttention],
  predictions: [
    { simulation: selfAttention.id, options: ['even', 'half', 'one'], outcome: sharpest },
    { simulation: rnnAttention.id, options: ['same', 'half', 'chance'], outcome: forgetting },
  ],
  claims: [
    {
      id: 'same-as-fused',
      runs: { en: attend({}), zh: attend({ weights: 'zh', mask: 'none' }), random: attend({ weights: 'random', scaling: false }) },
      margin: ({ en, zh, random }) => ROUNDING - Math.max(...[en, zh, random].flatMap((run) => [run.referenceError, run.rowSumError])),
    },
    {
      id: 'causal-hides',
      runs: { causal: attend({}), none: attend({ mask: 'none' }) },
      margin: ({ causal, none }) => (causal.future === 0 ? none.future - 0.1 : -causal.future),
    },
    {
      id: 'padding-leaks',
      runs: { open: attend({ mask: 'none', padding: 4 }), masked: attend({ mask: 'padding', padding: 4 }) },
      margin: ({ open, masked }) => Math.min(open.paddingEffect - 0.1, ROUNDING - masked.paddingEffect, masked.paddingShare === 0 ? 1 : -1),
    },
    {
      id: 'a-set',
      runs: { en: attend({}), random: attend({ weights: 'random' }) },
      margin: ({ en, random }) => ROUNDING - Math.max(en.setEffect, random.setEffect),
    },
    {
      id: 'order-by',
      runs: { en: attend({}), random: attend({ weights: 'random' }) },
      margin: ({ en, random }) => Math.min(en.positionsEffect, en.causalEffect, random.positionsEffect, random.causalEffect) - 0.3,
    },
    { id: 'spread-grows', runs: { run: attend({}) }, margin: ({ run }) => 0.1 - Math.abs(run.scoreSpread / Math.sqrt(512) - 1) },
    { id: 'scaling-keeps', runs: { run: attend({}) }, margin: ({ run }) => Math.min(run.scaledEntropy - 3, 0.5 - run.unscaledEntropy) },
    {
      id: 'trained-with-it',
      runs: { with: attend({}), without: attend({ scaling: false }) },
      margin: (runs) => runs.with.meanEntropy / 3 - runs.without.meanEntropy,
    },
    { id: 'bottleneck', runs: { run: train({}) }, margin: ({ run }) => run.withAccuracy - run.withoutAccuracy - 0.1 },
    { id: 'short-is-easy', runs: { run: train({}) }, margin: ({ run }) => Math.min(run.withShort, run.withoutShort) - 0.9 },
    { id: 'first-read-forgotten', runs: { run: train({}) }, margin: ({ run }) => run.withoutFirst - run.withoutLast - 0.4 },
    {
      id: 'small-beats-large',
      runs: { run: train({}), large: train({ networks: 'without', hidden: 48, learningRate: 0.01 }) },
      margin: ({ run, large }) => run.withAccuracy - large.withoutAccuracy,
    },
    { id: 'aligned', runs: { run: train({}) }, margin: ({ run }) => Math.min(run.alignment - 0.5, run.offset - 0.5) },
    { id: 'copy-diagonal', runs: { run: train({ networks: 'with', task: 'copy' }) }, margin: ({ run }) => Math.min(run.alignment - 0.5, 0.5 - Math.abs(run.offset)), share: 0.9 },
  ],
  challenge: {
    simulation: rnnAttention.id,
    start: { networks: 'without', hidden: 64 },
    locked: ['task', 'longest', 'letters'],
    pass: [metric('parameters').atMost(10_000), metric('accuracy').atLeast(0.9)],
    distinction: [metric('accuracy').atLeast(0.965)],
    solution: { networks: 'with', hidden: 24, steps: 2000 },
    seed: 1,
  },
  quiz: [
    choiceQuestion('origin', ['time-series', 'images', 'translation', 'games'], 'translation'),
    numberQuestion('scaled-score', 3),
    orderQuestion('steps', ['project', 'scores', 'scale', 'mask', 'softmax', 'context', 'join']),
    choiceQuestion('why-root', ['memory', 'spread', 'positive', 'speed'], 'spread'),
    choiceQuestion('shuffled', ['same', 'chaos', 'error', 'along'], 'along'),
    numberQuestion('hidden-pairs', 15),
    choiceQuestion('what-changes', ['no-weights', 'same-sequence', 'no-softmax', 'faster'], 'same-sequence'),
  ],
  reading: [
    { authors: 'D. Bahdanau, K. Cho, Y. Bengio', year: 2015, title: 'Neural Machine Translation by Jointly Learning to Align and Translate', venue: 'ICLR' },
    { authors: 'I. Sutskever, O. Vinyals, Q. V. Le', year: 2014, title: 'Sequence to Sequence Learning with Neural Networks', venue: 'NIPS' },
    { authors: 'K. Cho et al.', year: 2014, title: 'Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation', venue: 'EMNLP' },
    { authors: 'M.-T. Luong, H. Pham, C. D. Manning', year: 2015, title: 'Effective Approaches to Attention-based Neural Machine Translation', venue: 'EMNLP' },
    { authors: 'A. Vaswani et al.', year: 2017, title: 'Attention Is All You Need', venue: 'NeurIPS' },
  ],
});

/** The largest of 16 shares where scores of 512 numbers each are not scaled; an even share would be 6 %. */
function sharpest({ unscaledLargest }: Metrics): string | undefined {
  if (unscaledLargest === undefined) return undefined;
  return unscaledLargest < 0.25 ? 'even' : unscaledLargest < 0.75 ? 'half' : 'one';
}

/** How much of the longest sequences the network without attention still gets right. */
function forgetting({ withoutAccuracy }: Metrics): string | undefined {
  if (withoutAccuracy === undefined) return undefined;
  return withoutAccuracy >= 0.85 ? 'same' : withoutAccuracy >= 0.3 ? 'half' : 'chance';
}
