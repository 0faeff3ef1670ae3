/** Mean, variance, covariance and correlation. Sums of squares are taken about the mean (two passes), so that large means cost no digits. */
import { expectFinite, expectMatrix, expectSameLength } from '../linalg/expect.js';
import { matrix, type Matrix } from '../linalg/matrix.js';

/** @throws RangeError if values are empty or not finite */
export function mean(values: ArrayLike<number>): number {
  expectFinite('mean', 'values', values);
  return meanOf(values);
}

/**
 * Sum of squared deviations over n - ddof.
 * @param ddof  1 (the unbiased estimate, as R; NumPy's default is 0) unless given
 * @throws RangeError if values are empty or not finite, or n <= ddof
 */
export function variance(values: ArrayLike<number>, ddof = 1): number {
  return covariance(values, values, ddof);
}

/** Square root of the {@link variance}. */
export function standardDeviation(values: ArrayLike<number>, ddof = 1): number {
  return Math.sqrt(variance(values, ddof));
}

/** @throws RangeError if lengths differ, values are empty or not finite, or n <= ddof */
export function covariance(x: ArrayLike<number>, y: ArrayLike<number>, ddof = 1): number {
  expectPair('covariance', x, y);
  if (x.length <= ddof) throw new RangeError(`covariance: ${x.length} values with ddof ${ddof} leave no degree of freedom; give more than ${ddof}`);
  return products(x, y) / (x.length - ddof);
}

/**
 * Pearson's correlation, from -1 to 1.
 * @throws RangeError if lengths differ, values are not finite, or one side is constant (the correlation does not exist)
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  expectPair('correlation', x, y);
  const [xx, yy] = [products(x, x), products(y, y)];
  if (xx === 0 || yy === 0) throw new RangeError(`correlation: ${xx === 0 ? 'x' : 'y'} is constant; a constant correlates with nothing`);
  return Math.max(-1, Math.min(1, products(x, y) / Math.sqrt(xx) / Math.sqrt(yy)));
}

/** Means of the columns, [cols]. */
export function columnMeans(x: Matrix): Float64Array {
  expectMatrix('columnMeans', 'x', x);
  const out = new Float64Array(x.cols);
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < x.cols; j++) out[j] += x.data[i * x.cols + j];
  return out.map((sum) => sum / x.rows);
}

/** Covariances of the columns, [cols, cols]. @throws RangeError if there are not more rows than ddof */
export function covarianceMatrix(x: Matrix, ddof = 1): Matrix {
  const means = columnMeans(x);
  if (x.rows <= ddof) throw new RangeError(`covarianceMatrix: ${x.rows} rows with ddof ${ddof} leave no degree of freedom; give more than ${ddof}`);
  const out = matrix(x.cols, x.cols);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) {
      const deviation = (x.data[i * x.cols + j] - means[j]) / (x.rows - ddof);
      for (let k = 0; k <= j; k++) out.data[j * x.cols + k] += deviation * (x.data[i * x.cols + k] - means[k]);
    }
  }
  for (let j = 0; j < x.cols; j++) for (let k = 0; k < j; k++) out.data[k * x.cols + j] = out.data[j * x.cols + k];
  return out;
}

function expectPair(where: string, x: ArrayLike<number>, y: ArrayLike<number>): void {
  expectSameLength(where, 'x', x.length, 'y', y.length);
  expectFinite(where, 'x', x);
  if (y !== x) expectFinite(where, 'y', y);
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function products(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [mx, my] = [meanOf(x), meanOf(y)];
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - mx) * (y[i] - my);
  return sum;
}
