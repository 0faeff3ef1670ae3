/**
 * One split: train, calibrate, test. What comes out is the same for classes and for numbers: hits and sizes of the regions at each level,
 * beside a method that takes the model at its word (probabilities added up; normal errors of one variance).
 */
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { UserError } from '../../src/lesson/index.js';
import type { Classes, Numbers, Problem } from './problem.js';

export type SetMethod = 'lac' | 'aps';
export type IntervalScore = 'plain' | 'normalised';

export interface SplitOptions {
  readonly training: number;
  readonly calibration: number;
  readonly setMethod: SetMethod;
  readonly intervalScore: IntervalScore;
  /** A threshold for each group (class, or third of the predictions) of its own. */
  readonly byGroup: boolean;
  /** Standard deviation of the noise on test rows, in spreads of the columns. */
  readonly shift: number;
}

/** Of one level, one entry a test row. */
export interface Regions {
  readonly hit: readonly boolean[];
  /** Classes in the set, or width of the interval; may be infinite. */
  readonly size: readonly number[];
  readonly baselineHit: readonly boolean[];
  readonly baselineSize: readonly number[];
}

export interface Split {
  /** By level, in the order given. */
  readonly regions: readonly Regions[];
  /** Class of each test row, or the third that its prediction lies in. */
  readonly groups: Int32Array;
  readonly groupCount: number;
  /** Of the last level: what the regions are, for the pictures. */
  readonly shown: Shown;
}
export type Shown =
  | { readonly kind: 'classes'; readonly x: Matrix; readonly labels: Int32Array; readonly sets: readonly (readonly number[])[] }
  | { readonly kind: 'numbers'; readonly y: Float64Array; readonly predicted: Float64Array; readonly low: Float64Array; readonly high: Float64Array };

const MAX_TEST = 300;

export function runSplit(problem: Problem, levels: readonly number[], options: SplitOptions, random: Random): Split {
  const order = random.split('rows').permutation(problem.x.rows);
  const { training, calibration } = options;
  const parts = {
    train: order.slice(0, training),
    calibration: order.slice(training, training + calibration),
    test: order.slice(training + calibration, training + calibration + MAX_TEST),
  };
  const testX = noisy(takeRows(problem.x, parts.test), problem, options.shift, random.split('noise'));
  return problem.kind === 'classes' ? classify(problem, parts, testX, levels, options) : regress(problem, parts, testX, levels, options);
}

interface Parts {
  readonly train: Int32Array;
  readonly calibration: Int32Array;
  readonly test: Int32Array;
}

/** Only test rows are disturbed: calibration has not seen the like. */
function noisy(x: Matrix, problem: Problem, shift: number, random: Random): Matrix {
  if (shift === 0) return x;
  return matrix(x.rows, x.cols, x.data.map((value, at) => value + shift * problem.spread[at % x.cols] * random.normal()));
}

/** Columns in units of the training rows; pixels are left alone. */
function scaler(train: Matrix, problem: Problem): (x: Matrix) => Matrix {
  if (problem.dataset === 'digits') return (x) => x;
  const means = stats.columnMeans(train);
  return (x) => matrix(x.rows, x.cols, x.data.map((value, at) => (value - means[at % x.cols]) / problem.spread[at % x.cols]));
}

function classify(problem: Classes, parts: Parts, testX: Matrix, levels: readonly number[], options: SplitOptions): Split {
  const { labels, names, x } = problem;
  const trainX = takeRows(x, parts.train);
  const scale = scaler(trainX, problem);
  const model = stats.fitSoftmaxRegression(scale(trainX), stats.select(labels, parts.train), { classes: names.length, tolerance: 1e-4 });
  const calibrationLabels = Int32Array.from(stats.select(labels, parts.calibration));
  const testLabels = Int32Array.from(stats.select(labels, parts.test));
  const scores = stats.conformalScores(options.setMethod, calibrationLabels, stats.softmaxProbabilities(model, scale(takeRows(x, parts.calibration))));
  const probabilities = stats.softmaxProbabilities(model, scale(testX));
  let sets: number[][] = [];
  const regions = levels.map((level): Regions => {
    sets = options.byGroup
      ? joined(names.map((_, c) => stats.conformalSets(options.setMethod, probabilities, thresholdOf(scores.filter((_s, i) => calibrationLabels[i] === c), 1 - level))))
      : stats.conformalSets(options.setMethod, probabilities, stats.conformalQuantile(scores, 1 - level));
    const naive = uncalibratedSets(probabilities, level);
    return {
      hit: sets.map((set, i) => set.includes(testLabels[i])),
      size: sets.map((set) => set.length),
      baselineHit: naive.map((set, i) => set.includes(testLabels[i])),
      baselineSize: naive.map((set) => set.length),
    };
  });
  return { regions, groups: testLabels, groupCount: names.length, shown: { kind: 'classes', x: testX, labels: testLabels, sets } };
}

/** With no calibration row at all nothing can be promised. */
function thresholdOf(scores: Float64Array, alpha: number): number {
  return scores.length === 0 ? Infinity : stats.conformalQuantile(scores, alpha);
}

/** Class c is in the set if the threshold of class c lets it in. @param byClass sets under each class's threshold */
function joined(byClass: readonly (readonly number[][])[]): number[][] {
  return byClass[0].map((_, i) => byClass.flatMap((sets, c) => (sets[i].includes(c) ? [c] : [])));
}

/** Taking the probabilities at their word: the most likely classes until they sum to the level. */
function uncalibratedSets(probabilities: Matrix, level: number): number[][] {
  return Array.from({ length: probabilities.rows }, (_, i) => {
    const row = probabilities.data.subarray(i * probabilities.cols, (i + 1) * probabilities.cols);
    const order = Array.from(row.keys()).sort((a, b) => row[b] - row[a] || a - b);
    let sum = 0;
    const end = order.findIndex((c) => (sum += row[c]) >= level - 1e-12);
    return end < 0 ? order : order.slice(0, end + 1);
  });
}

function regress(problem: Numbers, parts: Parts, testX: Matrix, levels: readonly number[], options: SplitOptions): Split {
  const { x, y } = problem;
  const trainX = takeRows(x, parts.train);
  const scale = scaler(trainX, problem);
  const design = scale(trainX);
  const trainY = Float64Array.from(stats.select(y, parts.train));
  const column = (values: Float64Array) => matrix(values.length, 1, values);
  const model = stats.fitLeastSquares(design, column(trainY));
  // A level of a text column may be missing from the training rows.
  if (model.rank < x.cols) throw new UserError('conformal.dependent', { training: options.training, features: x.cols });
  const predict = (rows: Matrix) => stats.predictLinear(model, rows).data;
  const residuals = predict(design).map((value, i) => Math.abs(trainY[i] - value));
  const meanResidual = residuals.reduce((sum, value) => sum + value, 0) / residuals.length;
  // How large the error is likely to be here: a second line, through the sizes of the residuals; a tenth of their mean at least.
  const spread = stats.fitRidge(design, column(residuals), 1);
  const scalesOf = (rows: Matrix) => (options.intervalScore === 'plain' ? undefined : stats.predictLinear(spread, rows).data.map((value) => Math.max(value, 0.1 * meanResidual)));

  const calibrationX = scale(takeRows(x, parts.calibration));
  const calibrationY = Float64Array.from(stats.select(y, parts.calibration));
  const [fitted, fittedScales] = [predict(calibrationX), scalesOf(calibrationX)];
  const [predicted, scales] = [predict(scale(testX)), scalesOf(scale(testX))];
  const truth = Float64Array.from(stats.select(y, parts.test));
  const cuts = stats.quantiles(fitted, [1 / 3, 2 / 3]);
  const thirdsOf = (values: Float64Array) => Int32Array.from(values, (value) => (value <= cuts[0] ? 0 : value <= cuts[1] ? 1 : 2));
  const [fittedThirds, thirds] = [thirdsOf(fitted), thirdsOf(predicted)];
  const scores = fitted.map((value, i) => Math.abs(calibrationY[i] - value) / (fittedScales?.[i] ?? 1));
  const thresholdsAt = (alpha: number) =>
    [0, 1, 2].map((third) => thresholdOf(options.byGroup ? scores.filter((_, i) => fittedThirds[i] === third) : scores, alpha));

  let half = new Float64Array(0);
  const regions = levels.map((level): Regions => {
    const thresholds = thresholdsAt(1 - level);
    half = Float64Array.from(predicted, (_, i) => thresholds[thirds[i]] * (scales?.[i] ?? 1));
    const gaussian = stats.gaussianPredictionIntervals(design, trainY, scale(testX), level);
    return {
      hit: Array.from(truth, (value, i) => Math.abs(value - predicted[i]) <= half[i]),
      size: Array.from(half, (value) => 2 * value),
      baselineHit: Array.from(truth, (value, i) => value >= gaussian.low[i] && value <= gaussian.high[i]),
      baselineSize: Array.from(gaussian.low, (low, i) => gaussian.high[i] - low),
    };
  });
  const at = (sign: 1 | -1) => predicted.map((value, i) => value + sign * half[i]);
  return { regions, groups: thirds, groupCount: 3, shown: { kind: 'numbers', y: truth, predicted, low: at(-1), high: at(1) } };
}
