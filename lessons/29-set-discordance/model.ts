/** The learner's own model, softmax regression: how good cross-validation in the training set says it is, and how good it is on the test set. */
import { takeRows, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import type { Pair, Target } from './pair.js';

const FOLDS = 5;
const L2 = 10;

export interface ModelScore {
  /** Accuracy by cross-validation inside the training set. */
  readonly expected: number;
  /** Accuracy on the test set. */
  readonly test: number;
}

/** @param weights of the training rows */
export function scoreModel({ train, test, target }: Pair, random: Random, weights?: Float64Array): ModelScore | undefined {
  if (!target) return undefined;
  let right = 0;
  for (const fold of stats.kFold(train.rows, Math.min(FOLDS, train.rows), random)) {
    const classes = predict(takeRows(train, fold.train), stats.select(target.train, fold.train), takeRows(train, fold.test), target, weights && stats.select(weights, fold.train));
    fold.test.forEach((row, i) => (right += classes[i] === target.train[row] ? 1 : 0));
  }
  return { expected: right / train.rows, test: stats.accuracy(target.test, predict(train, target.train, test, target, weights)) };
}

/** The columns are scaled by the training rows, as they would be in use. */
function predict(train: Matrix, labels: ArrayLike<number>, test: Matrix, { classes }: Target, weights?: Float64Array): Int32Array {
  const model = stats.fitSoftmaxRegression(stats.standardise(train), labels, { classes, l2: L2, tolerance: 1e-5 * train.rows, weights });
  return stats.argmaxRows(stats.softmaxProbabilities(model, stats.standardise(test, train)));
}
