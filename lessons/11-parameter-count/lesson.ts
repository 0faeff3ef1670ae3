/** Level 11: where the parameters of a network are, where its work is, and what training it keeps in memory. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { NETWORKS } from './networks.js';
import { parameterCount } from './parameter-count.js';

const simulation = parameterCount.id;
const preset = (network: string, more: ParamValues = {}): ClaimRun => ({ simulation, params: { network, ...more } });
const typed = (layers: string, input: string, more: ParamValues = {}): ClaimRun => ({ simulation, params: { layers, input, ...more } });
/** Counts are whole numbers: equal means less than half apart. */
const equal = (a: number, b: number) => 0.5 - Math.abs(a - b);

const vggBody = NETWORKS.vgg.layers.slice(0, NETWORKS.vgg.layers.indexOf('flatten'));
const transformer = (heads: number) => `embedding 512 64, position, 4x block h${heads}, layernorm, unembed`;

export default defineLesson({
  id: 'parameter-count',
  number: 11,
  cards: ['what-counts', 'convolution', 'fully-connected', 'whole-network', 'contrast', 'other-layers', 'memory', 'language'],
  simulations: [parameterCount],
  predictions: [{ simulation, options: ['about-2', 'about-4', 'about-20', 'about-100'], outcome: howMuchMore }],
  claims: [
    { id: 'formula-is-model', runs: { run: preset('random') }, margin: ({ run }) => equal(run.parameters, run.builtParameters) },
    {
      id: 'parameters-in-linear',
      runs: { example: { simulation }, vgg: preset('vgg'), vgg16: preset('vgg16') },
      margin: ({ example, vgg, vgg16 }) => Math.min(example.linearShare, vgg.linearShare, vgg16.linearShare) - 0.5,
    },
    {
      id: 'work-in-conv',
      runs: { example: { simulation }, vgg: preset('vgg'), vgg16: preset('vgg16') },
      margin: ({ example, vgg, vgg16 }) => Math.min(example.convWorkShare, vgg.convWorkShare, vgg16.convWorkShare) - 0.9,
    },
    {
      id: 'size-of-image',
      runs: { small: preset('vgg'), large: preset('vgg', { input: '3x64x64' }) },
      margin: ({ small, large }) => Math.min(equal(small.convParameters, large.convParameters), equal(4 * small.convWork, large.convWork), large.parameters - small.parameters - 1e6),
    },
    {
      id: 'adam-four-times',
      runs: { run: preset('gpt') },
      margin: ({ run }) => equal(4 * run.bytes, run.bytes + run.gradientBytes + run.optimizerBytes),
    },
    {
      id: 'activations-outweigh',
      runs: { run: preset('vgg') },
      margin: ({ run }) => run.activationBytes / (run.bytes + run.gradientBytes + run.optimizerBytes) - 1,
    },
    {
      id: 'heads-are-free',
      runs: { one: typed(transformer(1), '64'), eight: typed(transformer(8), '64') },
      margin: ({ one, eight }) => Math.min(equal(one.parameters, eight.parameters), equal(one.multiplyAdds, eight.multiplyAdds), eight.activationBytes - one.activationBytes),
    },
    {
      id: 'two-small-kernels',
      runs: { large: typed('conv 64 k5 p2', '64x16x16'), small: typed('2x conv 64 k3 p1', '64x16x16') },
      margin: ({ large, small }) => (small.receptiveField === large.receptiveField ? large.parameters - small.parameters : -1),
    },
    {
      id: 'average-saves',
      runs: { flat: preset('vgg'), averaged: typed(`${vggBody}gap, flatten, linear 10`, '3x32x32') },
      margin: ({ flat, averaged }) => flat.parameters - 2 * averaged.parameters,
    },
    {
      id: 'tied-once',
      runs: { tied: typed(transformer(4), '64'), own: typed(transformer(4).replace('unembed', 'linear 512 nobias'), '64') },
      margin: ({ tied, own }) => equal(own.parameters - tied.parameters, 512 * 64),
    },
  ],
  challenge: {
    simulation,
    start: { layers: 'conv 32 k5 p2, relu, conv 64 k5 p2, relu, maxpool 2, conv 64 k5 p2, relu, flatten, linear 128, relu, linear 10' },
    locked: ['network', 'input', 'batch', 'optimizer', 'precision'],
    pass: [
      metric('outputs').atLeast(10),
      metric('outputs').atMost(10),
      metric('convLayers').atLeast(3),
      metric('lastChannels').atLeast(64),
      metric('receptiveField').atLeast(15),
      metric('parameters').atMost(60_000),
      metric('multiplyAdds').atMost(5_000_000),
    ],
    distinction: [metric('parameters').atMost(25_000), metric('multiplyAdds').atMost(1_000_000)],
    solution: { layers: 'conv 16 k3 s2 p1, relu, conv 32 k3 s2 p1, relu, conv 64 k3 s2 p1, relu, gap, flatten, linear 10' },
    seed: 1,
  },
  quiz: [
    numberQuestion('conv-count', 896),
    numberQuestion('linear-count', 7850),
    choiceQuestion('larger-image', ['conv', 'linear', 'work', 'activations'], 'conv'),
    choiceQuestion('running-statistics', ['all-four', 'two', 'none', 'batch'], 'two'),
    numberQuestion('adam-memory', 1.6, 0.001),
    orderQuestion('by-parameters', ['relu', 'batchnorm', 'conv', 'linear']),
    choiceQuestion('why-work', ['every-position', 'larger-weights', 'more-channels', 'slow-code'], 'every-position'),
  ],
  reading: [
    { authors: 'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner', year: 1998, title: 'Gradient-Based Learning Applied to Document Recognition', venue: 'Proceedings of the IEEE 86' },
    { authors: 'K. Simonyan, A. Zisserman', year: 2015, title: 'Very Deep Convolutional Networks for Large-Scale Image Recognition', venue: 'ICLR' },
    { authors: 'M. Lin, Q. Chen, S. Yan', year: 2014, title: 'Network In Network', venue: 'ICLR' },
    { authors: 'S. Ioffe, C. Szegedy', year: 2015, title: 'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift', venue: 'ICML' },
    { authors: 'A. Vaswani, N. Shazeer, N. Parmar, J. Uszkoreit, L. Jones, A. N. Gomez, Ł. Kaiser, I. Polosukhin', year: 2017, title: 'Attention Is All You Need', venue: 'NIPS' },
    { authors: 'O. Press, L. Wolf', year: 2017, title: 'Using the Output Embedding to Improve Language Models', venue: 'EACL' },
    { authors: 'S. Rajbhandari, J. Rasley, O. Ruwase, Y. He', year: 2020, title: 'ZeRO: Memory Optimizations Toward Training Trillion Parameter Models', venue: 'SC20' },
  ],
});

/** How many times the weights' own memory training takes; the nearest of the options on a scale of ratios. */
function howMuchMore({ trainingBytes, bytes }: Metrics): string | undefined {
  if (bytes === 0) return undefined;
  const ratio = trainingBytes / bytes;
  if (ratio < 3) return 'about-2';
  if (ratio < 9) return 'about-4';
  return ratio < 45 ? 'about-20' : 'about-100';
}
