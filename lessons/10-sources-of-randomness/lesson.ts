/** Level 10: where chance enters training, computing and generating. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion } from '../../src/lesson/index.js';
import { convolutionAlgorithms } from './convolutions.js';
import { randomSources } from './random-sources.js';
import { tokenSampling } from './token-sampling.js';

const sampled = (params: object) => ({ sampled: { simulation: tokenSampling.id, params: { texts: 4, length: 32, topK: 0, topP: 1, ...params } } });

const trained = { simulation: randomSources.id, params: { repeats: 8, steps: 120 } };
const layer = { simulation: convolutionAlgorithms.id, params: { kernel: 3 } };

export default defineLesson({
  id: 'sources-of-randomness',
  number: 10,
  cards: ['where-chance-enters', 'training', 'runtime', 'next-token', 'cutting-the-tail', 'decoding', 'living-with-it'],
  simulations: [tokenSampling, randomSources, convolutionAlgorithms],
  predictions: [
    {
      simulation: tokenSampling.id,
      options: ['repeats', 'same', 'varied'],
      outcome({ greedyRepeats, repeats }) {
        // A tenth of all pairs is what a reader notices.
        if (greedyRepeats - repeats > 0.1) return 'repeats';
        return greedyRepeats - repeats < -0.1 ? 'varied' : 'same';
      },
    },
    {
      simulation: randomSources.id,
      options: ['init', 'order', 'dropout', 'split'],
      outcome: (metrics) => ['init', 'order', 'dropout', 'split'].reduce((widest, source) => (metrics[`sd.${source}`] > metrics[`sd.${widest}`] ? source : widest)),
    },
    {
      simulation: convolutionAlgorithms.id,
      options: ['equal', 'few', 'most'],
      outcome(metrics) {
        if (metrics['differing.fft'] === 0) return 'equal';
        return metrics['differing.fft'] < 0.1 ? 'few' : 'most';
      },
    },
  ],
  claims: [
    {
      id: 'temperature-opens',
      runs: {
        cool: sampled({ temperature: 0.5 }).sampled,
        warm: sampled({ temperature: 1.2 }).sampled,
      },
      margin: ({ cool, warm }) => warm.entropy - cool.entropy,
    },
    {
      id: 'cold-is-greedy',
      runs: sampled({ temperature: 0.1 }),
      margin: ({ sampled }) => sampled.favourite - 0.9,
    },
    {
      id: 'greedy-repeats',
      runs: sampled({ temperature: 1 }),
      margin: ({ sampled }) => sampled.greedyRepeats - sampled.repeats,
    },
    {
      id: 'beam-is-likelier',
      runs: sampled({ temperature: 1 }),
      margin: ({ sampled }) => sampled.surprise - sampled.beamSurprise,
    },
    {
      id: 'tail-costs',
      runs: {
        whole: sampled({ temperature: 1 }).sampled,
        cut: sampled({ temperature: 1, topP: 0.7 }).sampled,
      },
      margin: ({ whole, cut }) => whole.surprise - cut.surprise,
    },
    {
      id: 'top-p-adapts',
      runs: sampled({ temperature: 1, topP: 0.7 }),
      // At least ten times as many tokens at the most open place as at the surest.
      margin: ({ sampled }) => sampled.keptMost / sampled.keptFewest - 10,
    },
    {
      id: 'nucleus-repeats-less',
      runs: {
        topK: sampled({ temperature: 1.3, topK: 5, texts: 8 }).sampled,
        nucleus: sampled({ temperature: 1.3, topP: 0.3, texts: 8 }).sampled,
      },
      margin: ({ topK, nucleus }) => topK.repeats - nucleus.repeats,
    },
    {
      id: 'seeds-hold-everything',
      runs: { trained },
      margin: ({ trained }) => (trained['sd.none'] === 0 && trained['drift.none'] === 0 ? 1 : -1),
    },
    {
      id: 'every-source-moves',
      runs: { trained },
      margin: ({ trained }) => Math.min(...['init', 'order', 'dropout', 'split'].map((source) => trained[`changed.${source}`])) - 0.005,
    },
    {
      id: 'split-spreads-most',
      runs: { trained },
      margin: ({ trained }) => trained['sd.split'] - Math.max(...['init', 'order', 'dropout'].map((source) => trained[`sd.${source}`])),
    },
    {
      id: 'last-bit-grows',
      runs: { trained },
      // Initial weights are below 1 / 8, where numbers are 2^-27 apart: at least four times that, and far from any answer.
      margin: ({ trained }) => Math.min(trained['drift.lastBit'] - 4 * 2 ** -27, 1e-4 - trained['drift.lastBit']),
    },
    {
      id: 'nearly-the-same',
      runs: { layer },
      margin: ({ layer }) => Math.min(...['fft', 'winograd'].map((one) => Math.min(layer[`differing.${one}`] - 0.5, 1e-5 - layer[`distance.${one}`]))),
    },
    {
      id: 'winograd-multiplies-less',
      runs: { layer },
      margin: ({ layer }) => layer['multiplications.direct'] / layer['multiplications.winograd'] - 1.5,
    },
    {
      id: 'fft-for-large-kernels',
      runs: { layer },
      margin: ({ layer }) => Math.min(layer.crossover - 4, 14 - layer.crossover),
    },
  ],
  challenge: {
    simulation: tokenSampling.id,
    start: { model: 'en', temperature: 1.3, topK: 0, topP: 1, texts: 8, length: 40 },
    locked: ['model', 'prompt', 'decoding', 'temperature', 'texts', 'length'],
    pass: [metric('repeats').atMost(0.05), metric('surprise').atMost(4.2)],
    distinction: [metric('repeats').atMost(0.03), metric('surprise').atMost(3.9)],
    solution: { topK: 0, topP: 0.35 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('towards-zero', ['greedy', 'uniform', 'beam', 'unchanged'], 'greedy'),
    numberQuestion('nucleus-size', 3),
    orderQuestion('from-score-to-token', ['scores', 'temperature', 'cut', 'renormalise', 'draw']),
    choiceQuestion('still-different', ['rounding', 'dropout', 'init', 'split'], 'rounding'),
    numberQuestion('uniform-entropy', 3),
    numberQuestion('winograd-products', 2.25, 0.005),
    choiceQuestion('when-to-drop', ['training-only', 'always', 'weights', 'typical'], 'training-only'),
  ],
  reading: [
    { authors: 'Holtzman, Buys, Du, Forbes, Choi', year: 2020, title: 'The Curious Case of Neural Text Degeneration', venue: 'ICLR' },
    { authors: 'Fan, Lewis, Dauphin', year: 2018, title: 'Hierarchical Neural Story Generation', venue: 'ACL' },
    {
      authors: 'Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov',
      year: 2014,
      title: 'Dropout: A Simple Way to Prevent Neural Networks from Overfitting',
      venue: 'Journal of Machine Learning Research 15',
    },
    { authors: 'Mathieu, Henaff, LeCun', year: 2014, title: 'Fast Training of Convolutional Networks through FFTs', venue: 'ICLR' },
    { authors: 'Bouthillier et al.', year: 2021, title: 'Accounting for Variance in Machine Learning Benchmarks', venue: 'MLSys' },
    { authors: 'Lavin, Gray', year: 2016, title: 'Fast Algorithms for Convolutional Neural Networks', venue: 'CVPR' },
    { authors: 'Shannon', year: 1951, title: 'Prediction and Entropy of Printed English', venue: 'Bell System Technical Journal 30' },
  ],
});
