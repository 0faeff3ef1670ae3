/** Level 26: regions that contain the truth as often as promised, from any model, and what the promise does not say. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { conformalPrediction } from './conformal.js';

const simulation = conformalPrediction.id;
/** Sixteen splits with some 300 test rows each: coverage is known to about a point. */
const run = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { splits: 16, ...params } });
const patients = { dataset: 'diabetes', training: 100 };
const fan = { dataset: 'fan', training: 100 };

export default defineLesson({
  id: 'conformal-prediction',
  number: 26,
  cards: ['two-questions', 'regions', 'recipe', 'quantile', 'scores', 'marginal', 'shift', 'own-data'],
  simulations: [conformalPrediction],
  predictions: [
    {
      simulation,
      options: ['promised', 'more', 'fewer'],
      outcome({ coverage, expectedCoverage }) {
        // Three points either way are the luck of forty splits.
        if (Math.abs(coverage - expectedCoverage) <= 0.03) return 'promised';
        return coverage > expectedCoverage ? 'more' : 'fewer';
      },
    },
  ],
  claims: [
    { id: 'covers-classes', runs: { sets: run() }, margin: ({ sets }) => 0.035 - Math.abs(sets.coverage - sets.expectedCoverage) },
    { id: 'covers-numbers', runs: { intervals: run(patients) }, margin: ({ intervals }) => 0.035 - Math.abs(intervals.coverage - intervals.expectedCoverage) },
    { id: 'naive-sets', runs: { sets: run() }, margin: ({ sets }) => Math.min(sets.baselineCoverage - 0.95, sets.baselineSize / sets.size - 1.5) },
    { id: 'worst-class', runs: { sets: run() }, margin: ({ sets }) => sets.coverage - sets.worstCoverage - 0.02 },
    {
      id: 'by-class',
      runs: { all: run({ calibration: 300 }), each: run({ calibration: 300, byGroup: true }) },
      margin: ({ all, each }) => each.worstCoverage - all.worstCoverage,
    },
    { id: 'aps-larger', runs: { lac: run(), aps: run({ setMethod: 'aps' }) }, margin: ({ lac, aps }) => aps.size - lac.size - 0.2 },
    { id: 'fan-plain', runs: { plain: run(fan) }, margin: ({ plain }) => Math.min(0.85 - plain['group.high'], plain['group.low'] - 0.93) },
    {
      id: 'fan-normalised',
      runs: { plain: run(fan), normalised: run({ ...fan, intervalScore: 'normalised' }) },
      margin: ({ plain, normalised }) => Math.min(normalised.worstCoverage - plain.worstCoverage - 0.03, plain.size - normalised.size),
    },
    { id: 'noise-breaks', runs: { same: run(), noisy: run({ shift: 0.4 }) }, margin: ({ same, noisy }) => same.coverage - noisy.coverage - 0.02 },
  ],
  challenge: {
    simulation,
    start: {},
    locked: ['dataset', 'confidence', 'training', 'shift', 'splits', 'intervalScore', 'target', 'features'],
    pass: [metric('worstCoverage').atLeast(0.88)],
    distinction: [metric('size').atMost(2.2)],
    solution: { byGroup: true, calibration: 400 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('which-interval', ['prediction', 'confidence', 'both', 'neither'], 'prediction'),
    numberQuestion('rank', 46),
    choiceQuestion('too-few', ['everything', 'largest', 'empty', 'error'], 'everything'),
    orderQuestion('steps', ['split', 'train', 'score', 'threshold', 'region']),
    choiceQuestion('what-is-promised', ['average', 'each-class', 'each-row', 'model'], 'average'),
    choiceQuestion('after-shift', ['recalibrate', 'level', 'training', 'nothing'], 'recalibrate'),
  ],
  reading: [
    { authors: 'Vovk, Gammerman, Shafer', year: 2005, title: 'Algorithmic Learning in a Random World', venue: 'Springer' },
    { authors: 'Papadopoulos, Proedrou, Vovk, Gammerman', year: 2002, title: 'Inductive Confidence Machines for Regression', venue: 'ECML' },
    { authors: "Lei, G'Sell, Rinaldo, Tibshirani, Wasserman", year: 2018, title: 'Distribution-Free Predictive Inference for Regression', venue: 'Journal of the American Statistical Association 113' },
    { authors: 'Sadinle, Lei, Wasserman', year: 2019, title: 'Least Ambiguous Set-Valued Classifiers With Bounded Error Levels', venue: 'Journal of the American Statistical Association 114' },
    { authors: 'Romano, Sesia, Candès', year: 2020, title: 'Classification with Valid and Adaptive Coverage', venue: 'NeurIPS' },
    { authors: 'Angelopoulos, Bates', year: 2023, title: 'Conformal Prediction: A Gentle Introduction', venue: 'Foundations and Trends in Machine Learning 16' },
  ],
});
