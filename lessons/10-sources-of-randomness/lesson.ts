/** Level 10: where chance enters training, computing and generating. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion } from '../../src/lesson/index.js';
import { tokenSampling } from './token-sampling.js';

const sampled = (params: object) => ({ sampled: { simulation: tokenSampling.id, params: { texts: 4, length: 32, topK: 0, topP: 1, ...params } } });

export default defineLesson({
  id: 'sources-of-randomness',
  number: 10,
  cards: ['where-chance-enters', 'training', 'runtime', 'next-token', 'cutting-the-tail', 'decoding', 'living-with-it'],
  simulations: [tokenSampling],
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
  ],
  challenge: {
    simulation: tokenSampling.id,
    start: { model: 'en', temperature: 1.3, topK: 0, topP: 1, texts: 8, length: 40 },
    locked: ['model', 'prompt', 'decoding', 'temperature', 'texts', 'length'],
    pass: [metric('repeats').atMost(0.05), metric('surprise').atMost(4.2)],
    distinction: [metric('repeats').atMost(0.025), metric('surprise').atMost(3.8)],
    solution: { topK: 0, topP: 0.3 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('towards-zero', ['greedy', 'uniform', 'beam', 'unchanged'], 'greedy'),
    numberQuestion('nucleus-size', 3),
    orderQuestion('from-score-to-token', ['scores', 'temperature', 'cut', 'renormalise', 'draw']),
    choiceQuestion('still-different', ['rounding', 'dropout', 'init', 'split'], 'rounding'),
    numberQuestion('uniform-entropy', 3),
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
    { authors: 'Lavin, Gray', year: 2016, title: 'Fast Algorithms for Convolutional Neural Networks', venue: 'CVPR' },
    { authors: 'Shannon', year: 1951, title: 'Prediction and Entropy of Printed English', venue: 'Bell System Technical Journal 30' },
  ],
});
