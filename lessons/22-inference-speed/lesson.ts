/** Level 22: making inference fast: what limits a computation, the techniques that lift the limit, and networks in fewer bits. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { inferenceSpeed } from './inference-speed.js';
import { quantization } from './quantization.js';

/** Only what is counted is claimed: few rounds will do. */
const counted = (params: ParamValues = {}): ClaimRun => ({ simulation: inferenceSpeed.id, params: { size: 192, rounds: 1, warmUps: 0, ...params } });
const rounded = (params: ParamValues = {}): ClaimRun => ({ simulation: quantization.id, params: { repetitions: 3, batch: 1, rounds: 1, ...params } });

/** Bytes for a network, in the challenge. */
const BUDGET = 2000;
const SMALL_BUDGET = 1400;

export default defineLesson({
  id: 'inference-speed',
  number: 22,
  cards: ['limits', 'measuring', 'batching', 'loops', 'fusion', 'folding', 'rounding', 'aware'],
  simulations: [inferenceSpeed, quantization],
  predictions: [
    { simulation: inferenceSpeed.id, options: ['few', 'tens', 'hundreds'], outcome: kernelGain },
    { simulation: quantization.id, options: ['eight', 'four', 'three', 'two'], outcome: firstLoss },
  ],
  claims: [
    { id: 'same-results', runs: { run: counted() }, margin: ({ run }) => 1e-5 - run.difference },
    { id: 'order-saves-bytes', runs: { run: counted() }, margin: ({ run }) => run['bytes.columns'] / run['bytes.rows'] - 8 },
    { id: 'tiles-save-bytes', runs: { run: counted() }, margin: ({ run }) => run['bytes.rows'] / run['bytes.tiled'] - 2 },
    { id: 'batch-shares-weights', runs: { run: counted() }, margin: ({ run }) => run['intensity.batch64'] / run['intensity.batch1'] - 15 },
    {
      id: 'fusion-saves-passes',
      runs: { run: counted() },
      margin: ({ run }) => Math.min(run['bytes.three'] / run['bytes.one'] - 4, 0.5 - Math.abs(run['flops.three'] - run['flops.one'])),
    },
    { id: 'thick-layers-need-none', runs: { thin: counted(), thick: counted({ inputs: 256 }) }, margin: ({ thin, thick }) => Math.min(thick['intensity.three'] - 10, 1 - thin['intensity.three']) },
    {
      id: 'folding-saves',
      runs: { run: counted() },
      margin: ({ run }) => Math.min(run['bytes.branches'] / run['bytes.folded'] - 1.5, run['flops.branches'] / run['flops.folded'] - 1.1, 1e-5 - run['difference.folded']),
    },
    {
      id: 'int8-is-free',
      runs: { run: rounded() },
      margin: ({ run }) => Math.min(0.01 - Math.abs(run.floatAccuracy - run['accuracy.channel8']), run['agreement.channel8'] - 0.99),
    },
    { id: 'four-bits-cost-little', runs: { run: rounded({ hidden: 64, awareSteps: 0 }) }, margin: ({ run }) => 0.015 - (run.floatAccuracy - run['accuracy.channel4']) },
    { id: 'two-bits-break', runs: { run: rounded() }, margin: ({ run }) => run.floatAccuracy - run['accuracy.channel2'] - 0.1 },
    { id: 'channels-beat-tensor', runs: { run: rounded() }, margin: ({ run }) => run['accuracy.channel2'] - run['accuracy.tensor2'] },
    { id: 'clipping-helps-at-two', runs: { run: rounded() }, margin: ({ run }) => run['accuracy.clipped2'] - run['accuracy.channel2'], share: 0.8 },
    {
      id: 'aware-rescues',
      runs: { run: rounded() },
      margin: ({ run }) => Math.min(run['accuracy.aware2'] - Math.max(run['accuracy.clipped2'], run['longer.2']) - 0.05, run['accuracy.aware4'] - run.floatAccuracy + 0.01),
    },
    { id: 'outlier', runs: { run: rounded() }, margin: ({ run }) => Math.min(run['outlier.channel'] - run['outlier.tensor'] - 0.4, 0.25 - run['outlier.tensor']) },
    {
      id: 'bits-before-units',
      runs: { narrow: rounded({ hidden: 12, awareSteps: 0 }), coarse: rounded({ hidden: 24, bits: '3', method: 'aware' }) },
      margin: ({ narrow, coarse }) => Math.min(coarse.accuracy - narrow.floatAccuracy, narrow.floatBytes / coarse.bytes - 3),
    },
  ],
  challenge: {
    simulation: quantization.id,
    start: { bits: '8', method: 'tensor' },
    locked: ['activations', 'steps', 'repetitions', 'factor', 'batch', 'rounds'],
    pass: [metric('bytes').atMost(BUDGET), metric('accuracy').atLeast(0.95)],
    distinction: [metric('bytes').atMost(SMALL_BUDGET)],
    solution: { bits: '3', method: 'aware', hidden: 24, awareSteps: 800 },
    seed: 1,
  },
  quiz: [
    choiceQuestion('memory-bound', ['fewer-bytes', 'wider', 'fewer-flops', 'clock'], 'fewer-bytes'),
    numberQuestion('intensity', 0.5, 0.02),
    orderQuestion('benchmark', ['check', 'warm', 'rounds', 'median', 'report']),
    choiceQuestion('batch-price', ['latency', 'accuracy', 'weights', 'nothing'], 'latency'),
    choiceQuestion('foldable', ['linear', 'relu', 'any', 'small'], 'linear'),
    numberQuestion('scale', 15),
    choiceQuestion('why-aware', ['adapts', 'exact', 'longer', 'more-bits'], 'adapts'),
    choiceQuestion('one-outlier', ['grid', 'overflow', 'speed', 'bias'], 'grid'),
  ],
  reading: [
    { authors: 'S. Williams, A. Waterman, D. Patterson', year: 2009, title: 'Roofline: An Insightful Visual Performance Model for Multicore Architectures', venue: 'Communications of the ACM 52(4)' },
    { authors: 'K. Goto, R. A. van de Geijn', year: 2008, title: 'Anatomy of High-Performance Matrix Multiplication', venue: 'ACM Transactions on Mathematical Software 34(3)' },
    { authors: 'M. S. Lam, E. E. Rothberg, M. E. Wolf', year: 1991, title: 'The Cache Performance and Optimizations of Blocked Algorithms', venue: 'ASPLOS' },
    { authors: 'X. Ding, X. Zhang, N. Ma, J. Han, G. Ding, J. Sun', year: 2021, title: 'RepVGG: Making VGG-style ConvNets Great Again', venue: 'CVPR' },
    { authors: 'B. Jacob et al.', year: 2018, title: 'Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference', venue: 'CVPR' },
    { authors: 'Y. Bengio, N. Léonard, A. Courville', year: 2013, title: 'Estimating or Propagating Gradients Through Stochastic Neurons for Conditional Computation', venue: 'arXiv:1308.3432' },
    { authors: 'M. Nagel, M. van Baalen, T. Blankevoort, M. Welling', year: 2019, title: 'Data-Free Quantization Through Weight Equalization and Bias Correction', venue: 'ICCV' },
    { authors: 'M. Nagel et al.', year: 2021, title: 'A White Paper on Neural Network Quantization', venue: 'arXiv:2106.08295' },
  ],
});

/** How many times faster the core's kernel was than three loops in TypeScript. */
function kernelGain({ kernelGain: gain }: Metrics): string | undefined {
  if (gain === undefined) return undefined;
  return gain < 8 ? 'few' : gain <= 200 ? 'tens' : 'hundreds';
}

/** At which number of bits more than a point is lost first, with a scale for each channel. */
function firstLoss(metrics: Metrics): string | undefined {
  const names = { eight: 8, four: 4, three: 3, two: 2 };
  return Object.entries(names).find(([, bits]) => metrics.floatAccuracy - metrics[`accuracy.channel${bits}`] > 0.01)?.[0];
}
