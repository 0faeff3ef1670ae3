/** The model of all methods: softmax regression on powers of the standardised columns. */
import { matrix, type Matrix } from '../../src/core/linalg/index.js';
import * as stats from '../../src/core/stats/index.js';
import type { Rows } from './population.js';

export interface Model {
  /** P(class), [n, classes] */
  probabilities(x: Matrix): Matrix;
}

export interface ModelOptions {
  readonly classes: number;
  /** Highest power of each column. */
  readonly degree: number;
  /** Of the rows, [n] */
  readonly weights?: Float64Array;
}

const L2 = 1;
const TOLERANCE = 1e-4;

/** Scaled by its own training rows. */
export function fitModel({ x, y }: Rows, { classes, degree, weights }: ModelOptions): Model {
  const base = powers(stats.standardise(x), degree);
  const model = stats.fitSoftmaxRegression(stats.standardise(base), y, { classes, l2: L2, tolerance: TOLERANCE * x.rows, weights });
  return { probabilities: (rows) => stats.softmaxProbabilities(model, stats.standardise(powers(stats.standardise(rows, x), degree), base)) };
}

export function accuracyOf(probabilities: Matrix, y: ArrayLike<number>): number {
  return stats.accuracy(y, stats.argmaxRows(probabilities));
}

/** Each column to the powers 1 .. degree, [n, p * degree]. */
function powers(x: Matrix, degree: number): Matrix {
  if (degree === 1) return x;
  const out = matrix(x.rows, x.cols * degree);
  x.data.forEach((value, at) => {
    let power = 1;
    for (let d = 0; d < degree; d++) out.data[at * degree + d] = power *= value;
  });
  return out;
}
