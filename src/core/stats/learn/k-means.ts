/**
 * k-means by Lloyd's iterations (Lloyd, 1982) from k-means++ seeds (Arthur and Vassilvitskii, 2007), the best of several
 * starts. Deterministic in the given Random; ties go to the lower cluster.
 */
import { expectColumns, expectInteger, expectMatrix } from '../../linalg/expect.js';
import { matrix, rowOf, shapeOf, type Matrix } from '../../linalg/matrix.js';
import { squaredDistance } from '../../linalg/vectors.js';
import type { Random } from '../../random/index.js';

export interface KMeansOptions {
  /** Needed unless centres are given. */
  readonly random?: Random;
  /** Starts, of which the one with least inertia is kept; 1 unless given. */
  readonly starts?: number;
  /** 300 unless given. */
  readonly maxIterations?: number;
  /** Where to start instead of k-means++, [k, p]. */
  readonly centres?: Matrix;
}

export interface KMeans {
  /** [k, p] */
  readonly centres: Matrix;
  /** Cluster of each row, [n]. */
  readonly labels: Int32Array;
  /** Sum of squared distances to the nearest centre. */
  readonly inertia: number;
  /** Of the start that was kept; the last changes no label. */
  readonly iterations: number;
}

/**
 * @param x [n, p]
 * @throws RangeError if x is not finite, k is not from 1 to n, or neither `random` nor `centres` is given
 */
export function fitKMeans(x: Matrix, k: number, options: KMeansOptions): KMeans {
  expectMatrix('fitKMeans', 'x', x);
  expectInteger('fitKMeans', 'k', k, 1, x.rows);
  const { random, starts = 1, maxIterations = 300, centres } = options;
  if (centres) {
    if (centres.rows !== k || centres.cols !== x.cols) throw new RangeError(`fitKMeans: centres are ${shapeOf(centres)}, k is ${k} and x is ${shapeOf(x)}; give ${k} x ${x.cols}`);
    return lloyd(x, centres, maxIterations);
  }
  if (!random) throw new RangeError('fitKMeans: give `random` for k-means++ or `centres` to start from');
  expectInteger('fitKMeans', 'starts', starts, 1);
  let best = lloyd(x, kMeansPlusPlus(x, k, random), maxIterations);
  for (let start = 1; start < starts; start++) {
    const next = lloyd(x, kMeansPlusPlus(x, k, random), maxIterations);
    if (next.inertia < best.inertia) best = next;
  }
  return best;
}

/** The nearest centre of each row, [n]. */
export function kMeansLabels(model: Pick<KMeans, 'centres'>, x: Matrix): Int32Array {
  expectColumns('kMeansLabels', x, model.centres.cols);
  return assign(x, model.centres).labels;
}

/** Seeds: each next one is drawn with chance proportional to the squared distance from the nearest so far, [k, p]. */
export function kMeansPlusPlus(x: Matrix, k: number, random: Random): Matrix {
  const centres = matrix(k, x.cols);
  const nearest = new Float64Array(x.rows).fill(Infinity);
  let chosen = random.integer(x.rows);
  for (let c = 0; ; c++) {
    centres.data.set(rowOf(x, chosen), c * x.cols);
    if (c === k - 1) return centres;
    let total = 0;
    for (let i = 0; i < x.rows; i++) {
      nearest[i] = Math.min(nearest[i], squaredDistance(x.data, i * x.cols, centres.data, c * x.cols, x.cols));
      total += nearest[i];
    }
    // Where all rows lie on a centre, any row will do.
    chosen = total > 0 ? random.categorical(nearest) : random.integer(x.rows);
  }
}

function lloyd(x: Matrix, start: Matrix, maxIterations: number): KMeans {
  const { rows: k, cols: p } = start;
  let centres = start;
  let { labels, distances } = assign(x, centres);
  let iterations = 0;
  while (iterations < maxIterations) {
    iterations += 1;
    centres = means(x, labels, distances, k, p);
    const next = assign(x, centres);
    const same = next.labels.every((label, i) => label === labels[i]);
    ({ labels, distances } = next);
    if (same) break;
  }
  return { centres, labels, inertia: distances.reduce((sum, value) => sum + value, 0), iterations };
}

function assign(x: Matrix, centres: Matrix): { labels: Int32Array; distances: Float64Array } {
  const labels = new Int32Array(x.rows);
  const distances = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i++) {
    let least = Infinity;
    for (let c = 0; c < centres.rows; c++) {
      const distance = squaredDistance(x.data, i * x.cols, centres.data, c * x.cols, x.cols);
      if (distance < least) [least, labels[i]] = [distance, c];
    }
    distances[i] = least;
  }
  return { labels, distances };
}

/** Means of the clusters; an empty one moves to the row that lies farthest from its centre. */
function means(x: Matrix, labels: Int32Array, distances: Float64Array, k: number, p: number): Matrix {
  const out = matrix(k, p);
  const counts = new Float64Array(k);
  labels.forEach((c, i) => {
    counts[c] += 1;
    for (let j = 0; j < p; j++) out.data[c * p + j] += x.data[i * p + j];
  });
  const left = distances.slice();
  for (let c = 0; c < k; c++) {
    if (counts[c] === 0) {
      const far = left.indexOf(left.reduce((most, value) => Math.max(most, value), 0));
      left[far] = -1;
      out.data.set(rowOf(x, far), c * p);
    } else {
      for (let j = 0; j < p; j++) out.data[c * p + j] /= counts[c];
    }
  }
  return out;
}
