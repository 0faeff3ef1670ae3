/** Level 3: classes never seen before, told apart from a handful of examples by a network that has practised on other classes. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type Metrics } from '../../src/lesson/index.js';
import { fewShot } from './few-shot.js';

const simulation = fewShot.id;
/** Half the training and half the test of the defaults: enough for every claim. */
const brief = { trainEpisodes: 200, testEpisodes: 100 } as const;

export default defineLesson({
  id: 'few-shot',
  number: 3,
  cards: ['problem', 'terms', 'episode', 'prototype', 'training', 'families', 'measuring'],
  simulations: [fewShot],
  predictions: [{ simulation, options: ['below-raw', 'little', 'ten-points', 'nearly-perfect'], outcome: gain }],
  claims: [
    {
      id: 'beats-raw-pixels',
      runs: { conv: { simulation, params: brief } },
      margin: ({ conv }) => conv.gainOverRaw,
    },
    {
      id: 'beats-untrained',
      runs: { conv: { simulation, params: brief } },
      margin: ({ conv }) => conv.gainOverUntrained,
    },
    {
      id: 'one-shot-too',
      runs: { oneShot: { simulation, params: { ...brief, shots: 1 } } },
      margin: ({ oneShot }) => oneShot.gainOverRaw,
    },
    {
      id: 'more-shots-help',
      runs: { conv: { simulation, params: brief }, oneShot: { simulation, params: { ...brief, shots: 1 } } },
      margin: ({ conv, oneShot }) => conv.novelAccuracy - oneShot.novelAccuracy,
    },
    {
      id: 'convolution-helps',
      runs: { conv: { simulation, params: brief }, mlp: { simulation, params: { ...brief, network: 'mlp' } } },
      margin: ({ conv, mlp }) => conv.novelAccuracy - mlp.novelAccuracy,
    },
    {
      id: 'few-classes-are-memorised',
      runs: { narrow: { simulation, params: { ...brief, network: 'mlp', baseClasses: 10, trainWays: 5 } } },
      margin: ({ narrow }) => narrow.generalizationGap,
    },
    {
      id: 'more-classes-help',
      runs: {
        narrow: { simulation, params: { ...brief, network: 'mlp', baseClasses: 10, trainWays: 5 } },
        wide: { simulation, params: { ...brief, network: 'mlp' } },
      },
      margin: ({ narrow, wide }) => wide.novelAccuracy - narrow.novelAccuracy,
    },
  ],
  challenge: {
    simulation,
    start: { network: 'mlp', baseClasses: 10, trainWays: 5, shots: 1, trainEpisodes: 200 },
    locked: ['ways', 'shots', 'queries', 'trainEpisodes', 'testEpisodes', 'width'],
    pass: [metric('labelsPerTask').atMost(5), metric('trainingEpisodes').atMost(200), metric('gainOverRaw').atLeast(0.08)],
    distinction: [metric('gainOverRaw').atLeast(0.11)],
    solution: { network: 'conv', baseClasses: 75, trainWays: 20 },
    seed: 2,
  },
  quiz: [
    choiceQuestion('what-is-divided', ['images', 'classes', 'nothing', 'time'], 'classes'),
    numberQuestion('support-size', 25),
    numberQuestion('nearest-prototype', 9),
    orderQuestion('episode-order', ['draw-classes', 'draw-images', 'prototypes', 'classify', 'update']),
    choiceQuestion('meta', ['inner', 'outer', 'support', 'test'], 'outer'),
    choiceQuestion('interval', ['same', 'half', 'quarter', 'accuracy-rises'], 'half'),
    choiceQuestion('baseline', ['luck-of-classes', 'habit', 'speed', 'more-data'], 'luck-of-classes'),
  ],
  reading: [
    { authors: 'J. Snell, K. Swersky, R. Zemel', year: 2017, title: 'Prototypical Networks for Few-shot Learning', venue: 'NIPS' },
    { authors: 'O. Vinyals, C. Blundell, T. Lillicrap, K. Kavukcuoglu, D. Wierstra', year: 2016, title: 'Matching Networks for One Shot Learning', venue: 'NIPS' },
    { authors: 'C. Finn, P. Abbeel, S. Levine', year: 2017, title: 'Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks', venue: 'ICML' },
    { authors: 'W.-Y. Chen, Y.-C. Liu, Z. Kira, Y.-C. F. Wang, J.-B. Huang', year: 2019, title: 'A Closer Look at Few-shot Classification', venue: 'ICLR' },
    { authors: 'B. M. Lake, R. Salakhutdinov, J. B. Tenenbaum', year: 2015, title: 'Human-level concept learning through probabilistic program induction', venue: 'Science 350' },
    { authors: 'D. Ha, D. Eck', year: 2018, title: 'A Neural Representation of Sketch Drawings', venue: 'ICLR' },
  ],
});

/** By how much training on other classes helped, in the steps of the prediction. */
function gain({ gainOverRaw, novelAccuracy }: Metrics): string {
  if (novelAccuracy > 0.9) return 'nearly-perfect';
  if (gainOverRaw < 0) return 'below-raw';
  return gainOverRaw < 0.05 ? 'little' : 'ten-points';
}
