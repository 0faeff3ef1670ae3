/**
 * Distances between two samples in any dimension: energy distance (Szekely and Rizzo, 2013, "Energy statistics", J. Stat.
 * Planning and Inference 143) and maximum mean discrepancy with a Gaussian kernel (Gretton and others, 2012, "A kernel
 * two-sample test", JMLR 13).
 */
import { expectMatrix } from '../linalg/expect.js';
import { shapeOf, type Matrix } from '../linalg/matrix.js';
import { squaredDistance } from '../linalg/vectors.js';
import * as math from '../math/index.js';
import { median } from './quantile.js';

/** 'v' takes means over all pairs (never negative); 'u' leaves each point's pair with itself out (unbiased, may fall below 0). */
export type PairMean = 'u' | 'v';

/**
 * Squared energy distance 2 E|X - Y| - E|X - X'| - E|Y - Y'|, Euclidean; 0 exactly where the distributions are the same.
 * SciPy's one-dimensional `energy_distance` is the square root of the 'v' form.
 * @param x [n, d]  @param y [m, d]
 * @throws RangeError if a sample is empty or not finite, widths differ, or 'u' is asked of a single point
 */
export function energyDistance(x: Matrix, y: Matrix, kind: PairMean = 'v'): number {
  expectSamples('energyDistance', x, y, kind);
  const distance = (squared: number) => Math.sqrt(squared);
  return 2 * meanBetween(x, y, distance) - meanWithin(x, kind, distance) - meanWithin(y, kind, distance);
}

/**
 * Squared maximum mean discrepancy E k(X, X') + E k(Y, Y') - 2 E k(X, Y), k(a, b) = exp(-|a - b|^2 / (2 bandwidth^2)).
 * @param bandwidth  {@link medianDistance} of the pooled sample unless given
 * @throws RangeError as {@link energyDistance}, or unless bandwidth > 0
 */
export function mmdSquared(x: Matrix, y: Matrix, options: { readonly bandwidth?: number; readonly kind?: PairMean } = {}): number {
  const { kind = 'u' } = options;
  expectSamples('mmdSquared', x, y, kind);
  const bandwidth = options.bandwidth ?? medianDistance(x, y);
  if (!(bandwidth > 0)) throw new RangeError(`mmdSquared: the bandwidth must be positive, got ${bandwidth}; where most points coincide, give one`);
  const kernel = (squared: number) => math.exp(-squared / (2 * bandwidth * bandwidth));
  return meanWithin(x, kind, kernel) + meanWithin(y, kind, kernel) - 2 * meanBetween(x, y, kernel);
}

/** Median of the distances between different points of the pooled sample: the usual choice of bandwidth. Takes (n + m)^2 / 2 numbers. */
export function medianDistance(x: Matrix, y: Matrix): number {
  expectSamples('medianDistance', x, y, 'v');
  const n = x.rows + y.rows;
  if (n < 2) throw new RangeError('medianDistance: one point has no distances; give at least two');
  const all = new Float64Array(n * x.cols);
  all.set(x.data);
  all.set(y.data, x.data.length);
  const distances = new Float64Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) distances[at++] = Math.sqrt(squaredDistance(all, i * x.cols, all, j * x.cols, x.cols));
  return median(distances);
}

function meanBetween(x: Matrix, y: Matrix, of: (squared: number) => number): number {
  let sum = 0;
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < y.rows; j++) sum += of(squaredDistance(x.data, i * x.cols, y.data, j * x.cols, x.cols));
  return sum / (x.rows * y.rows);
}

function meanWithin(x: Matrix, kind: PairMean, of: (squared: number) => number): number {
  let pairs = 0;
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < i; j++) pairs += of(squaredDistance(x.data, i * x.cols, x.data, j * x.cols, x.cols));
  return kind === 'u' ? (2 * pairs) / (x.rows * (x.rows - 1)) : (2 * pairs + x.rows * of(0)) / (x.rows * x.rows);
}

function expectSamples(where: string, x: Matrix, y: Matrix, kind: PairMean): void {
  expectMatrix(where, 'x', x);
  expectMatrix(where, 'y', y);
  if (x.cols !== y.cols) throw new RangeError(`${where}: x is ${shapeOf(x)}, y is ${shapeOf(y)}; both need the same columns`);
  if (kind === 'u' && (x.rows < 2 || y.rows < 2)) throw new RangeError(`${where}: x is ${shapeOf(x)}, y is ${shapeOf(y)}; the unbiased form needs two rows in each`);
}
