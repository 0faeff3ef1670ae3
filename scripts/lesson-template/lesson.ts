/** Level 0: TODO what it is about, in one line. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion } from '../../src/lesson/index.js';
import { simulation } from './simulation.js';

export default defineLesson({
  id: 'lesson-id',
  number: 0,
  cards: ['idea', 'example', 'method', 'limits'],
  simulations: [simulation],
  predictions: [
    {
      simulation: simulation.id,
      options: ['half', 'quarter'],
      // Four times the draws: the spread of the mean is halved.
      outcome: ({ spread, spreadOfOne }) => (spreadOfOne / spread > 3 ? 'quarter' : 'half'),
    },
  ],
  claims: [
    {
      id: 'more-draws-less-spread',
      runs: { few: { simulation: simulation.id, params: { draws: 4 } }, many: { simulation: simulation.id, params: { draws: 64 } } },
      margin: ({ few, many }) => few.spread - many.spread,
    },
  ],
  challenge: {
    simulation: simulation.id,
    start: { draws: 4 },
    locked: ['repeats'],
    pass: [metric('spread').atMost(0.1)],
    distinction: [metric('spread').atMost(0.05)],
    solution: { draws: 64 },
    seed: 1,
  },
  quiz: [
    choiceQuestion('what', ['right', 'wrong', 'other'], 'right'),
    choiceQuestion('why', ['right', 'wrong', 'other'], 'right'),
    numberQuestion('how-much', 0.5, 0.01),
    orderQuestion('in-which-order', ['first', 'second', 'third']),
  ],
  // TODO: the sources of this level; only ones you are sure of.
  reading: [{ authors: 'Jacob Bernoulli', year: 1713, title: 'Ars Conjectandi', venue: 'Thurneysen, Basel' }],
});
