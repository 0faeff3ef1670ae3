/** Level 17: encoders that read, decoders that write, and the two joined: one language, three architectures, three tasks. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { encoderDecoder } from './encoder-decoder.js';

const simulation = encoderDecoder.id;
/** One layer is enough for what the claims say, and twice as fast. */
const run = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { layers: 1, steps: 200, ...params } });
const all = run();

export default defineLesson({
  id: 'encoders-and-decoders',
  number: 17,
  cards: ['three-tasks', 'original', 'masks', 'encoder', 'decoder', 'both', 'cannot', 'choosing'],
  simulations: [encoderDecoder],
  predictions: [{ simulation, options: ['tenth', 'half', 'nearly-all'], outcome: howOftenFilled }],
  claims: [
    { id: 'two-sides', runs: { all }, margin: ({ all }) => Math.min(all.encoderFill - 0.8, 0.2 - all.decoderFill) },
    { id: 'each-for-itself', runs: { all }, margin: ({ all }) => Math.min(0.12 - all.encoderContinue, all.oneByOne - 0.4) },
    {
      // Equal to the share of the commonest length when the model has learnt: a hair's breadth above it is allowed for.
      id: 'length-fixed',
      runs: { all },
      margin: ({ all }) => Math.min(all.fixedLength - all.encoderRewrite + 1e-6, all.told - all.encoderRewrite - 0.03),
    },
    { id: 'decoder-writes', runs: { all }, margin: ({ all }) => Math.min(all.decoderContinue - 0.7, all.decoderRewrite - 0.85) },
    { id: 'decoder-compares', runs: { all }, margin: ({ all }) => all.scored - 0.85 },
    { id: 'both-repairs', runs: { all }, margin: ({ all }) => Math.min(all.bothFill - 0.65, all.bothRewrite - 0.85) },
    {
      id: 'mask-keeps-honest',
      runs: { all, open: run({ train: 'decoder', causalMask: false, steps: 100 }) },
      margin: ({ all, open }) => Math.min(0.15 - open.decoderLoss, all.decoderLoss - 0.5, 0.65 - open.decoderContinue),
    },
    {
      id: 'must-look',
      runs: { all, blind: run({ train: 'both', looking: false, steps: 100 }) },
      margin: ({ blind }) => Math.min(0.05 - blind.bothRewrite, 0.3 - blind.bothFill),
    },
    {
      id: 'order-is-added',
      runs: { all, loose: run({ train: 'encoder', positions: false, steps: 150 }) },
      margin: ({ all, loose }) => Math.min(all.told - 0.7, 0.1 - loose.told),
    },
  ],
  challenge: {
    simulation,
    start: { layers: 1, steps: 300, causalMask: false, looking: false, positions: false, hidden: 0.05 },
    locked: ['train', 'writing', 'steps', 'width', 'layers', 'learningRate'],
    // The weights of one layer: what two layers do is no answer.
    pass: [metric('bothParameters').atMost(32_000), metric('encoderFill').atLeast(0.9), metric('decoderContinue').atLeast(0.9), metric('bothRewrite').atLeast(0.9)],
    distinction: [metric('oneByOne').atLeast(0.8)],
    solution: { causalMask: true, looking: true, positions: true, hidden: 0.5 },
    seed: 2,
  },
  quiz: [
    choiceQuestion('difference', ['weights', 'mask', 'size', 'language'], 'mask'),
    numberQuestion('hidden-places', 10),
    choiceQuestion('too-good', ['talent', 'overfit', 'leak', 'rate'], 'leak'),
    numberQuestion('agree', 1, 0.05),
    orderQuestion('translate', ['read', 'begin', 'self', 'cross', 'append']),
    choiceQuestion('queries', ['encoder', 'each', 'fixed', 'decoder'], 'decoder'),
    choiceQuestion('which', ['decoder', 'encoder', 'both', 'none'], 'encoder'),
  ],
  reading: [
    { authors: 'I. Sutskever, O. Vinyals, Q. V. Le', year: 2014, title: 'Sequence to Sequence Learning with Neural Networks', venue: 'NIPS' },
    { authors: 'A. Vaswani et al.', year: 2017, title: 'Attention Is All You Need', venue: 'NIPS' },
    { authors: 'A. Radford, K. Narasimhan, T. Salimans, I. Sutskever', year: 2018, title: 'Improving Language Understanding by Generative Pre-Training', venue: 'OpenAI technical report' },
    { authors: 'J. Devlin, M.-W. Chang, K. Lee, K. Toutanova', year: 2019, title: 'BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding', venue: 'NAACL' },
    { authors: 'J. Gu, J. Bradbury, C. Xiong, V. O. K. Li, R. Socher', year: 2018, title: 'Non-Autoregressive Neural Machine Translation', venue: 'ICLR' },
    { authors: 'M. Lewis et al.', year: 2020, title: 'BART: Denoising Sequence-to-Sequence Pre-training for Natural Language Generation, Translation, and Comprehension', venue: 'ACL' },
    { authors: 'C. Raffel et al.', year: 2020, title: 'Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer', venue: 'JMLR 21' },
    { authors: 'M. Bavarian et al.', year: 2022, title: 'Efficient Training of Language Models to Fill in the Middle', venue: 'arXiv:2207.14255' },
  ],
});

/** How often the decoder finds a hidden digit. */
function howOftenFilled({ decoderFill }: Metrics): string | undefined {
  if (decoderFill === undefined) return undefined;
  return decoderFill < 0.3 ? 'tenth' : decoderFill < 0.7 ? 'half' : 'nearly-all';
}
