/** The pictures of this level: handwritten digits to learn from, and others to look at. Labels are for looking only. */
import { linalg, type Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';

type Matrix = linalg.Matrix;

/** Held-out pictures, 50 of each digit: the map, the neighbours and the walks are made of them. */
export const HELD_OUT = 500;
export const DIGITS = 10;
export const SIDE = 8;

export interface Pictures {
  /** [n, 64]. */
  readonly train: Matrix;
  /** [HELD_OUT, 64]. */
  readonly heldOut: Matrix;
  readonly labels: Int32Array;
  /** Row of the most ordinary held-out picture of each digit: the one nearest to their mean. */
  readonly ordinary: Int32Array;
}

/** The held-out pictures do not depend on how many there are to train on. */
export function drawPictures(trainPictures: number, random: Random): Pictures {
  const set = digits();
  const rows = balancedSplit(set, { heldOut: HELD_OUT, train: trainPictures }, random);
  const heldOut = linalg.matrix(HELD_OUT, SIDE * SIDE, pixelsOf(set, rows.heldOut));
  const labels = labelsOf(set, rows.heldOut);
  return { train: linalg.matrix(trainPictures, SIDE * SIDE, pixelsOf(set, rows.train)), heldOut, labels, ordinary: ordinaryRows(heldOut, labels) };
}

/** Mean of the rows of each class, [DIGITS, cols]. */
export function classMeans(x: Matrix, labels: ArrayLike<number>): Matrix {
  const means = linalg.matrix(DIGITS, x.cols);
  const counts = new Float64Array(DIGITS);
  for (let i = 0; i < x.rows; i++) {
    counts[labels[i]]++;
    for (let j = 0; j < x.cols; j++) means.data[labels[i] * x.cols + j] += x.data[i * x.cols + j];
  }
  for (let i = 0; i < means.data.length; i++) means.data[i] /= counts[Math.floor(i / x.cols)];
  return means;
}

function ordinaryRows(x: Matrix, labels: Int32Array): Int32Array {
  const means = classMeans(x, labels);
  const nearest = new Int32Array(DIGITS);
  const distances = new Float64Array(DIGITS).fill(Infinity);
  for (let i = 0; i < x.rows; i++) {
    const label = labels[i];
    let distance = 0;
    for (let j = 0; j < x.cols; j++) distance += (x.data[i * x.cols + j] - means.data[label * x.cols + j]) ** 2;
    if (distance < distances[label]) {
      distances[label] = distance;
      nearest[label] = i;
    }
  }
  return nearest;
}
