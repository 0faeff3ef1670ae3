/** Naive Bayes, which learns p(x, y), and logistic regression, which learns p(y | x), with some columns lost after training. */
import { math, stats, type Random } from '../../src/core/index.js';
import { columnOf, matrix, type Matrix } from '../../src/core/linalg/index.js';
import type { Labelled } from './classify-worlds.js';

/** Share of the greatest variance added to all, so that pixels that are always paper do not decide alone. */
const SMOOTHING = { made: 0.01, digits: 0.1 };
/** Newton's method stops at a gradient of this a row: accuracy does not change any more. */
const TOLERANCE = 1e-4;

export interface Classifiers {
  readonly naiveBayes: stats.NaiveBayes;
  readonly logistic: stats.SoftmaxRegression;
  /** Of the training rows, [p]. */
  readonly means: Float64Array;
}

export function fitBoth({ x, labels }: Labelled, classes: number, l2: number): Classifiers {
  const varianceSmoothing = classes > 2 ? SMOOTHING.digits : SMOOTHING.made;
  return {
    naiveBayes: withSharedVariances(stats.fitNaiveBayes('gaussian', x, labels, { classes, varianceSmoothing })),
    logistic: stats.fitSoftmaxRegression(x, labels, { classes, l2, tolerance: TOLERANCE * x.rows }),
    means: stats.columnMeans(x),
  };
}

/** One variance a column for all classes: then naive Bayes and logistic regression are two ways to choose the same kind of rule. */
function withSharedVariances(model: stats.NaiveBayes): stats.NaiveBayes {
  if (model.kind !== 'gaussian') return model;
  const { variances, logPriors } = model;
  const shared = matrix(variances.rows, variances.cols);
  for (let j = 0; j < variances.cols; j++) {
    let pooled = 0;
    for (let c = 0; c < variances.rows; c++) pooled += math.exp(logPriors[c]) * variances.data[c * variances.cols + j];
    for (let c = 0; c < variances.rows; c++) shared.data[c * variances.cols + j] = pooled;
  }
  return { ...model, variances: shared };
}

/** Which columns can still be seen, in order. */
export function keptColumns(columns: number, lostShare: number, random: Random): Int32Array {
  return random.sampleWithoutReplacement(columns, Math.max(1, Math.round(columns * (1 - lostShare)))).sort();
}

/** Naive Bayes sums over what it does not see, which for independent columns is to leave them out: no guess is needed. */
export function naiveBayesAccuracy({ naiveBayes }: Classifiers, { x, labels }: Labelled, kept: Int32Array): number {
  if (naiveBayes.kind !== 'gaussian') throw new TypeError('internal: naive Bayes was fitted to numbers');
  const { logPriors, means, variances } = naiveBayes;
  const seen: stats.NaiveBayes = { kind: 'gaussian', logPriors, means: takeColumns(means, kept), variances: takeColumns(variances, kept) };
  return stats.accuracy(stats.argmaxRows(stats.naiveBayesLogJoint(seen, takeColumns(x, kept))), labels);
}

/** Logistic regression knows nothing of x itself; the mean has to stand in. */
export function logisticAccuracy({ logistic, means }: Classifiers, { x, labels }: Labelled, kept: Int32Array): number {
  const filled = matrix(x.rows, x.cols);
  for (let i = 0; i < x.rows; i++) {
    filled.data.set(means, i * x.cols);
    for (const j of kept) filled.data[i * x.cols + j] = x.data[i * x.cols + j];
  }
  return stats.accuracy(stats.argmaxRows(stats.softmaxProbabilities(logistic, filled)), labels);
}

/** A new row of class y, as naive Bayes believes such rows to be. */
export function drawRow({ naiveBayes }: Classifiers, y: number, random: Random): Float64Array {
  if (naiveBayes.kind !== 'gaussian') throw new TypeError('internal: naive Bayes was fitted to numbers');
  const { means, variances } = naiveBayes;
  return Float64Array.from({ length: means.cols }, (_, j) => random.normal(means.data[y * means.cols + j], Math.sqrt(variances.data[y * means.cols + j])));
}

function takeColumns(m: Matrix, columns: Int32Array): Matrix {
  const out = matrix(m.rows, columns.length);
  columns.forEach((from, to) => columnOf(m, from).forEach((value, i) => (out.data[i * columns.length + to] = value)));
  return out;
}
