/** What is measured of a latent space: who neighbours whom, how far apart the digits are, and where a walk between two of them leads. */
import { linalg, stats } from '../../src/core/index.js';
import { classMeans, DIGITS, type Pictures } from './pictures.js';
import type { LatentSpace } from './space.js';

type Matrix = linalg.Matrix;

export const NEIGHBOURS = 10;

/** Share of the ten nearest neighbours that show the same digit, over all rows; chance is about 0.1. */
export function neighbourPurity(codes: Matrix, labels: ArrayLike<number>): number {
  const { indices } = stats.nearestNeighbours(codes, codes, NEIGHBOURS, { excludeSelf: true });
  return indices.reduce((same, other, at) => same + (labels[other] === labels[Math.floor(at / NEIGHBOURS)] ? 1 : 0), 0) / indices.length;
}

/** Distances between ten vectors, one a digit, in units of their mean distance. */
export interface Distances {
  /** [10, 10]; zero on the diagonal. */
  readonly matrix: Matrix;
  readonly nearest: readonly [number, number];
  readonly farthest: readonly [number, number];
  /** Farthest pair over nearest pair: 1 if all are equally far apart. */
  readonly ratio: number;
}

export function distancesBetween(vectors: Matrix): Distances {
  const n = vectors.rows;
  const { indices, distances } = stats.nearestNeighbours(vectors, vectors, n);
  const all = linalg.matrix(n, n);
  indices.forEach((j, at) => (all.data[Math.floor(at / n) * n + j] = distances.data[at]));
  let [nearest, farthest]: [number, number][] = [[0, 1], [0, 1]];
  let total = 0;
  const far = ([i, j]: readonly [number, number]) => all.data[i * n + j];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      total += far([i, j]);
      if (far([i, j]) < far(nearest)) nearest = [i, j];
      if (far([i, j]) > far(farthest)) farthest = [i, j];
    }
  }
  const ratio = far(farthest) / far(nearest);
  const mean = total / ((n * (n - 1)) / 2);
  return { matrix: linalg.matrix(n, n, all.data.map((distance) => distance / mean)), nearest, farthest, ratio };
}

/** The ten digits as one-hot vectors, [10, 10]. */
export function oneHotVectors(): Matrix {
  return linalg.matrix(DIGITS, DIGITS, Float64Array.from({ length: DIGITS * DIGITS }, (_, i) => (i % (DIGITS + 1) === 0 ? 1 : 0)));
}

/** The ten digits as embeddings: the mean code of each. */
export function digitVectors(codes: Matrix, labels: ArrayLike<number>): Matrix {
  return classMeans(codes, labels);
}

/** Points on the straight line from one row to another, both ends among them, [count, cols]. */
export function straightLine(from: ArrayLike<number>, to: ArrayLike<number>, count: number): Matrix {
  return linalg.fromRows(Array.from({ length: count }, (_, i) => Array.from(from, (value, j) => value + ((to[j] - value) * i) / (count - 1))));
}

/**
 * How far the middle of a way between two digits lies from anything a hand has written: root mean squared pixel difference to the
 * nearest training picture, averaged over all 45 pairs of ordinary digits.
 */
export function distanceFromWriting(middles: Matrix, train: Matrix): number {
  const { distances } = stats.nearestNeighbours(train, middles, 1);
  return stats.mean(distances.data) / Math.sqrt(train.cols);
}

/** The pictures in the middle of the latent walks between all pairs of digits, [45, 64]. */
export function walkMiddles(space: LatentSpace, codes: Matrix, { ordinary }: Pictures): Matrix {
  return space.decode(pairMiddles(linalg.takeRows(codes, ordinary)));
}

/** The same for cross-fades of the pixels, [45, 64]. */
export function blendMiddles({ heldOut, ordinary }: Pictures): Matrix {
  return pairMiddles(linalg.takeRows(heldOut, ordinary));
}

function pairMiddles(ends: Matrix): Matrix {
  const rows: Float64Array[] = [];
  for (let i = 0; i < ends.rows; i++) {
    for (let j = i + 1; j < ends.rows; j++) rows.push(linalg.rowOf(ends, i).map((value, k) => (value + ends.data[j * ends.cols + k]) / 2));
  }
  return linalg.fromRows(rows);
}
