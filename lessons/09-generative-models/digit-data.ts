/** The digits for the Boltzmann machine, and two yardsticks: pixels drawn one by one, and real digits nobody has seen. */
import { stats, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import { digits } from '../../src/data/digits.js';

/** Pixels are kept off 0 and 1 by this much, so that their odds are finite. */
const MARGIN = 0.02;

export interface DigitData {
  /** Ink of each pixel, 0 to 1: the probability that the unit is 1. [n, 64] */
  readonly train: Matrix;
  readonly heldOut: Matrix;
  readonly fresh: Matrix;
  readonly all: Matrix;
  /** Class numbers of the rows of `all`. */
  readonly labels: Int32Array;
  /** Mean ink of each pixel in the training set, [64]. */
  readonly means: Float32Array;
  /** Digits held out, and fresh ones, as the machine knows digits: every pixel 0 or 1, drawn by its ink. */
  readonly heldOutDrawn: Matrix;
  readonly freshDrawn: Matrix;
}

/** The digits 0 to classes - 1: 60 % to train, the rest in two halves to judge by. */
export function digitData(classes: number, random: Random): DigitData {
  const set = digits();
  const rows = random.shuffle(Int32Array.from({ length: set.count }, (_, i) => i).filter((row) => set.labels[row] < classes));
  const pixels = matrix(set.count, set.rows * set.columns, set.pixels);
  const [first, second] = [Math.floor(0.6 * rows.length), Math.floor(0.8 * rows.length)];
  const all = takeRows(pixels, rows.subarray(0, second));
  const fresh = takeRows(pixels, rows.subarray(second));
  const train = takeRows(pixels, rows.subarray(0, first));
  const heldOut = takeRows(pixels, rows.subarray(first, second));
  return {
    train,
    heldOut,
    fresh,
    heldOutDrawn: draw(heldOut, random.split('held out')),
    freshDrawn: draw(fresh, random.split('fresh')),
    all,
    labels: Int32Array.from(rows.subarray(0, second), (row) => set.labels[row]),
    means: Float32Array.from(stats.columnMeans(train), (mean) => Math.min(1 - MARGIN, Math.max(MARGIN, mean))),
  };
}

/** 19 of 20 fresh digits have a known digit within this distance: that is near. */
export function nearRadius({ all, fresh }: DigitData): number {
  return stats.quantile(stats.nearestNeighbours(all, fresh, 1).distances.data, 0.95);
}

/** Every pixel 1 with the probability of its ink, else 0. */
export function draw(ink: Matrix, random: Random): Matrix {
  return matrix(ink.rows, ink.cols, ink.data.map((p) => (random.uniform() < p ? 1 : 0)));
}

/** Each pixel of each picture from another digit: what is known without any connection. [n, 64] */
export function independentPixels({ train }: DigitData, n: number, random: Random): Matrix {
  const out = matrix(n, train.cols);
  for (let at = 0; at < out.data.length; at++) out.data[at] = train.data[random.integer(train.rows) * train.cols + (at % train.cols)];
  return out;
}

export function rowsTensor(from: Matrix, rows: ArrayLike<number>): Tensor {
  return tensor(Float32Array.from(takeRows(from, rows).data), [rows.length, from.cols]);
}

export function toMatrix(rows: Tensor): Matrix {
  return matrix(rows.shape[0], rows.shape[1], Float64Array.from(rows.toArray()));
}
