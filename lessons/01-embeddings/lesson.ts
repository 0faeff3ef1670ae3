/** Level 1: how things become numbers that mean something, and the space these numbers live in. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun } from '../../src/lesson/index.js';
import { embeddings } from './embeddings.js';

const simulation = embeddings.id;
/** Every size of the latent space at once, on a third of the training. */
const brief: ClaimRun = { simulation, params: { steps: 400 } };
/** The two-number map alone, fully trained. */
const alone: ClaimRun = { simulation, params: { compareSizes: false } };

export default defineLesson({
  id: 'embeddings',
  number: 1,
  cards: ['places', 'one-hot', 'embedding', 'latent-space', 'representation', 'walk'],
  simulations: [embeddings],
  predictions: [
    {
      simulation,
      options: ['one', 'four', 'seven', 'ten'],
      outcome: ({ neighbourPurity }) => (neighbourPurity < 0.25 ? 'one' : neighbourPurity < 0.6 ? 'four' : neighbourPurity < 0.9 ? 'seven' : 'ten'),
    },
  ],
  claims: [
    {
      id: 'one-hot-equal',
      runs: { run: brief },
      margin: ({ run }) => Math.min(1e-9 - Math.abs(run.oneHotRatio - 1), run.distanceRatio - 3),
    },
    {
      id: 'neighbours-without-labels',
      runs: { run: brief },
      margin: ({ run }) => run.neighbourPurity - 0.5,
    },
    {
      id: 'beats-pca-when-tight',
      runs: { run: brief },
      margin: ({ run }) => Math.min(...[1, 2, 3, 4].map((size) => run[`purityAt.${size}`] - run[`pcaPurityAt.${size}`])),
    },
    {
      id: 'pca-catches-up',
      runs: { run: brief },
      margin: ({ run }) => run['pcaPurityAt.32'] - run['purityAt.32'],
    },
    {
      id: 'more-numbers-help',
      runs: { run: brief },
      margin: ({ run }) => Math.min(run['purityAt.2'] - run['purityAt.1'], run['purityAt.8'] - run['purityAt.2'], run['pcaPurityAt.8'] - run['pcaPurityAt.2']),
    },
    {
      id: 'eight-nearly-enough',
      runs: { run: brief },
      margin: ({ run }) => run['pcaPurityAt.8'] - 0.9 * run.rawPurity,
    },
    {
      id: 'walk-stays-near-writing',
      runs: { run: alone },
      margin: ({ run }) => run.blendDistance - run.walkDistance,
    },
    {
      id: 'pca-walk-is-a-fade',
      runs: { run: alone, pca: { simulation, params: { method: 'pca', compareSizes: false } } },
      margin: ({ run, pca }) => pca.walkDistance - run.walkDistance,
    },
    {
      id: 'better-copies',
      runs: { run: brief },
      margin: ({ run }) => run.explained - run.pcaExplained,
    },
  ],
  challenge: {
    simulation,
    start: { method: 'pca', compareSizes: false },
    locked: ['trainPictures'],
    pass: [metric('latentSize').atMost(4), metric('neighbourPurity').atLeast(0.8)],
    distinction: [metric('latentSize').atMost(2)],
    solution: { method: 'autoencoder', latentSize: 2, steps: 2000 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('one-hot-distance', ['dog', 'car', 'same', 'spelling'], 'same'),
    numberQuestion('distance', 1, 0.005),
    numberQuestion('table', 320_000),
    choiceQuestion('size', ['smaller', 'larger', 'either', 'two'], 'either'),
    choiceQuestion('words', ['synonyms', 'labels', 'pixels', 'output'], 'synonyms'),
    orderQuestion('one-step', ['picture', 'code', 'copy', 'loss', 'weights']),
    choiceQuestion('no-labels', ['names', 'squeeze', 'luck', 'order'], 'squeeze'),
  ],
  reading: [
    { authors: 'T. Mikolov, I. Sutskever, K. Chen, G. Corrado, J. Dean', year: 2013, title: 'Distributed Representations of Words and Phrases and their Compositionality', venue: 'NIPS' },
    { authors: 'G. E. Hinton, R. R. Salakhutdinov', year: 2006, title: 'Reducing the Dimensionality of Data with Neural Networks', venue: 'Science 313' },
    { authors: 'Y. Bengio, A. Courville, P. Vincent', year: 2013, title: 'Representation Learning: A Review and New Perspectives', venue: 'IEEE TPAMI 35' },
    { authors: 'D. E. Rumelhart, G. E. Hinton, R. J. Williams', year: 1986, title: 'Learning Representations by Back-propagating Errors', venue: 'Nature 323' },
    { authors: 'K. Pearson', year: 1901, title: 'On Lines and Planes of Closest Fit to Systems of Points in Space', venue: 'Philosophical Magazine' },
  ],
});
