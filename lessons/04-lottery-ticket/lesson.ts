/** Level 4: a small network hidden in a large one, how it is found, what makes it win, and what finding it costs. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type Metrics } from '../../src/lesson/index.js';
import { pruning } from './pruning.js';

const simulation = pruning.id;
/** Differences below two points are within the noise of one run. */
const NOISE = 0.02;

export default defineLesson({
  id: 'lottery-ticket',
  number: 4,
  cards: ['pruning', 'structured', 'hypothesis', 'recipe', 'controls', 'cost'],
  simulations: [pruning],
  predictions: [{ simulation, options: ['ticket', 'reinit', 'random', 'tie'], outcome: winner }],
  claims: [
    {
      id: 'keeps-accuracy',
      runs: { pruned: { simulation, params: { rounds: 7, control: 'none' } } },
      margin: ({ pruned }) => NOISE - pruned.accuracyDrop,
    },
    {
      id: 'beats-new-weights',
      runs: { run: { simulation } },
      margin: ({ run }) => run.ticketAccuracy - run.reinitAccuracy,
    },
    {
      id: 'beats-random-mask',
      runs: { run: { simulation } },
      margin: ({ run }) => run.ticketAccuracy - run.randomMaskAccuracy,
    },
    {
      id: 'learns-faster',
      runs: { run: { simulation } },
      margin: ({ run }) => run.ticketEarlyAccuracy - run.reinitEarlyAccuracy,
    },
    {
      id: 'signs-suffice',
      runs: { run: { simulation } },
      margin: ({ run }) => run.sameSignsAccuracy - (run.reinitAccuracy + run.ticketAccuracy) / 2,
    },
    {
      id: 'knows-before-training',
      runs: { run: { simulation } },
      margin: ({ run }) => run.untrainedTicketAccuracy - 0.5,
    },
    {
      id: 'long-training-levels',
      runs: {
        short: { simulation, params: { pruneRate: 0.3, rounds: 8, control: 'reinit' } },
        long: { simulation, params: { pruneRate: 0.3, rounds: 8, control: 'reinit', steps: 400 } },
      },
      margin: ({ short, long }) => short.ticketAccuracy - short.reinitAccuracy - (long.ticketAccuracy - long.reinitAccuracy),
    },
    {
      // Both cut to one weight in ten.
      id: 'whole-neurons-cost-more',
      runs: {
        weights: { simulation, params: { rounds: 10, control: 'none' } },
        neurons: { simulation, params: { rounds: 8, control: 'none', method: 'structured' } },
      },
      margin: ({ weights, neurons }) => weights.ticketAccuracy - neurons.ticketAccuracy,
      share: 0.8,
    },
  ],
  challenge: {
    simulation,
    start: { control: 'none' },
    locked: ['method', 'steps', 'hidden', 'trainImages'],
    pass: [metric('sparsity').atLeast(0.94), metric('trainings').atMost(6), metric('ticketAccuracy').atLeast(0.93)],
    distinction: [metric('ticketAccuracy').atLeast(0.945)],
    solution: { pruneRate: 0.45, rounds: 5, learningRate: 0.02 },
    seed: 4,
  },
  quiz: [
    choiceQuestion('rewinding', ['who-stays', 'save-time', 'avoid-overfitting', 'smaller-weights'], 'who-stays'),
    numberQuestion('rounds-needed', 7),
    orderQuestion('recipe-order', ['initialise', 'train', 'prune', 'rewind', 'retrain']),
    choiceQuestion('which-control', ['dense', 'reinit', 'random', 'longer'], 'reinit'),
    choiceQuestion('speed', ['ten-times', 'hardly', 'slower-training', 'exactly-half'], 'hardly'),
    choiceQuestion('use', ['cheap-training', 'understanding', 'better-accuracy', 'no-large-network'], 'understanding'),
  ],
  reading: [
    { authors: 'J. Frankle, M. Carbin', year: 2019, title: 'The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks', venue: 'ICLR' },
    { authors: 'H. Zhou, J. Lan, R. Liu, J. Yosinski', year: 2019, title: 'Deconstructing Lottery Tickets: Zeros, Signs, and the Supermask', venue: 'NeurIPS' },
    { authors: 'J. Frankle, G. K. Dziugaite, D. M. Roy, M. Carbin', year: 2020, title: 'Linear Mode Connectivity and the Lottery Ticket Hypothesis', venue: 'ICML' },
    { authors: 'Z. Liu, M. Sun, T. Zhou, G. Huang, T. Darrell', year: 2019, title: 'Rethinking the Value of Network Pruning', venue: 'ICLR' },
    { authors: 'S. Han, J. Pool, J. Tran, W. J. Dally', year: 2015, title: 'Learning both Weights and Connections for Efficient Neural Networks', venue: 'NIPS' },
    { authors: 'Y. LeCun, J. S. Denker, S. A. Solla', year: 1990, title: 'Optimal Brain Damage', venue: 'NIPS 2' },
  ],
});

/** Which of the equally small networks is best, if it stands out; undefined where the run had no such controls. */
function winner({ ticketAccuracy, reinitAccuracy, randomMaskAccuracy }: Metrics): string | undefined {
  if (reinitAccuracy === undefined || randomMaskAccuracy === undefined) return undefined;
  const [best, second] = [
    { name: 'ticket', accuracy: ticketAccuracy },
    { name: 'reinit', accuracy: reinitAccuracy },
    { name: 'random', accuracy: randomMaskAccuracy },
  ].sort((a, b) => b.accuracy - a.accuracy);
  return best.accuracy - second.accuracy > NOISE ? best.name : 'tie';
}
