/** Level 27: what a metric is in the mathematical sense, which measures are none, and what goes wrong if one is taken for one. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { metricAxioms } from './axioms-simulation.js';

const simulation = metricAxioms.id;
/** One measure alone, without the others beside it. */
const alone = (measure: string, more: ParamValues = {}): ClaimRun => ({ simulation, params: { measure, compare: false, tries: 500, ...more } });
/** A metric for which the search came back with empty hands. */
const clean = (broken: number) => 0.5 - broken;

export default defineLesson({
  id: 'proper-metrics',
  number: 27,
  cards: ['axioms', 'roles', 'squared-error', 'cross-entropy', 'repair', 'search', 'pruning'],
  simulations: [metricAxioms],
  predictions: [
    {
      simulation,
      options: ['none', 'symmetry', 'triangle', 'several'],
      outcome({ broken, symmetry, triangle }) {
        if (broken === 0) return 'none';
        if (broken > 1) return 'several';
        return triangle > 0 ? 'triangle' : symmetry > 0 ? 'symmetry' : undefined;
      },
    },
  ],
  claims: [
    {
      id: 'mse-triangle',
      runs: { mse: alone('mse') },
      margin: ({ mse }) => Math.min(mse.triangle - 0.05, clean(mse.broken - 1)),
    },
    {
      id: 'root-repairs',
      runs: { rmse: alone('rmse'), mae: alone('mae') },
      margin: ({ rmse, mae }) => clean(rmse.broken + mae.broken),
    },
    {
      id: 'cross-entropy',
      runs: { run: alone('crossEntropy') },
      margin: ({ run }) => Math.min(run.identity, run.symmetry) - 0.2 - run.nonNegativity,
    },
    {
      id: 'kl',
      runs: { run: alone('kl') },
      margin: ({ run }) => Math.min(run.symmetry - 0.2, run.triangle, clean(run.identity > 0 ? 1 : 0)),
    },
    {
      id: 'jensen-shannon',
      runs: { plain: alone('jensenShannon'), root: alone('jsRoot') },
      margin: ({ plain, root }) => Math.min(plain.triangle - 0.02, clean(root.broken)),
    },
    {
      id: 'cosine',
      runs: { cosine: alone('cosine'), angular: alone('angular') },
      margin: ({ cosine, angular }) => Math.min(cosine.identity - 0.02, cosine.triangle - 0.02, clean(angular.triangle > 0 ? 1 : 0)),
    },
    {
      id: 'blind',
      runs: { blind: alone('cosine', { kin: false }), kin: alone('cosine') },
      margin: ({ blind, kin }) => kin.identity - blind.identity - 0.02 - (blind.identity > 0 ? 1 : 0),
    },
    {
      id: 'binary',
      runs: { run: alone('mse', { inputs: 'binary', dimension: 4 }) },
      margin: ({ run }) => clean(run.broken),
    },
    {
      id: 'readable',
      runs: { mse: alone('mse') },
      // (0, 0), (0, 1), (0, 2) has the size 3, and so has every such row of whole numbers.
      margin: ({ mse }) => 3.5 - mse.exampleSize,
    },
    {
      id: 'wrong-neighbours',
      runs: { mse: alone('mse'), rmse: alone('rmse') },
      margin: ({ mse, rmse }) => Math.min(mse.wrongNeighbours - 0.05, 0.01 - rmse.wrongNeighbours, rmse.sameNeighbours - 0.99),
    },
  ],
  challenge: {
    simulation,
    start: { measure: 'mse', pivots: 4 },
    locked: ['inputs', 'dimension', 'tries', 'kin', 'compare'],
    pass: [metric('wrongNeighbours').atMost(0), metric('sameNeighbours').atLeast(1)],
    distinction: [metric('distancesComputed').atMost(0.5)],
    solution: { measure: 'rmse', pivots: 20 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('which-metric', ['rmse', 'mse', 'kl', 'cosine'], 'rmse'),
    numberQuestion('squared-triangle', 16, 0),
    choiceQuestion('cross-entropy-self', ['entropy', 'zero', 'infinite', 'negative'], 'entropy'),
    choiceQuestion('none-found', ['no-proof', 'proved', 'more-tries', 'seed'], 'no-proof'),
    choiceQuestion('pruning', ['root', 'pivots', 'cosine', 'normalise'], 'root'),
    orderQuestion('property-testing', ['draw', 'check', 'shrink', 'report']),
  ],
  reading: [
    { authors: 'Fréchet', year: 1906, title: 'Sur quelques points du calcul fonctionnel', venue: 'Rendiconti del Circolo Matematico di Palermo 22' },
    { authors: 'Kullback, Leibler', year: 1951, title: 'On Information and Sufficiency', venue: 'Annals of Mathematical Statistics 22' },
    { authors: 'Endres, Schindelin', year: 2003, title: 'A New Metric for Probability Distributions', venue: 'IEEE Transactions on Information Theory 49' },
    { authors: 'Claessen, Hughes', year: 2000, title: 'QuickCheck: A Lightweight Tool for Random Testing of Haskell Programs', venue: 'ICFP' },
    {
      authors: 'Micó, Oncina, Vidal',
      year: 1994,
      title: 'A new version of the nearest-neighbour approximating and eliminating search algorithm (AESA) with linear preprocessing time and memory requirements',
      venue: 'Pattern Recognition Letters 15',
    },
    { authors: 'Elkan', year: 2003, title: 'Using the Triangle Inequality to Accelerate k-Means', venue: 'ICML' },
  ],
});
