/** A training and a test set side by side: the same named columns, and the class of every row where it is known. */
import { matrix, type Matrix } from '../../src/core/linalg/index.js';

export interface Pair {
  readonly names: readonly string[];
  /** [n, p] */
  readonly train: Matrix;
  /** [m, p] */
  readonly test: Matrix;
  /** What the learner's own model is to predict; missing where a file has no target. */
  readonly target?: Target;
  /** Set where the first columns are the pixels of a picture, row by row. */
  readonly side?: number;
}

export interface Target {
  readonly classes: number;
  /** 0 .. classes - 1, [n] */
  readonly train: Int32Array;
  /** [m] */
  readonly test: Int32Array;
}

/** Training rows first, then the test rows, [n + m, p]. */
export function pooled({ train, test }: Pair): Matrix {
  const data = new Float64Array(train.data.length + test.data.length);
  data.set(train.data);
  data.set(test.data, train.data.length);
  return matrix(train.rows + test.rows, train.cols, data);
}

/** 0 for the training rows, 1 for the test rows, in the order of {@link pooled}. */
export function setLabels({ train, test }: Pair): Int32Array {
  return new Int32Array(train.rows + test.rows).fill(1, train.rows);
}

/** The columns with these indices. */
export function takeColumns(x: Matrix, columns: readonly number[]): Matrix {
  const out = matrix(x.rows, columns.length);
  for (let i = 0; i < x.rows; i++) columns.forEach((from, j) => (out.data[i * columns.length + j] = x.data[i * x.cols + from]));
  return out;
}
