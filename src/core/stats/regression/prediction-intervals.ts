/**
 * The textbook prediction interval of least squares: exact where errors are normal with one variance, and only there
 * (statsmodels: get_prediction(...).conf_int(obs=True)).
 */
import { Cholesky } from '../../linalg/cholesky.js';
import { expectColumns, expectMatrix, expectSameLength, expectShare } from '../../linalg/expect.js';
import { columnVector, matrix, rowOf, type Matrix } from '../../linalg/matrix.js';
import { dot } from '../../linalg/vectors.js';
import { studentQuantile } from '../distributions.js';
import type { PredictionIntervals } from '../learn/conformal.js';
import { fitLeastSquares, predictLinear } from './linear.js';

/**
 * fitted +- t(n - p - 1) s sqrt(1 + h), with h the leverage of the new row; an intercept is always fitted.
 * @param x     [n, p], of full column rank  @param y [n]
 * @param rows  for which intervals are wanted, [m, p]
 * @param confidence  0 to 1
 * @throws RangeError for shapes that do not fit, columns that depend on each other, or n <= p + 1
 */
export function gaussianPredictionIntervals(x: Matrix, y: ArrayLike<number>, rows: Matrix, confidence: number): PredictionIntervals {
  const where = 'gaussianPredictionIntervals';
  expectMatrix(where, 'x', x);
  expectMatrix(where, 'rows', rows);
  expectSameLength(where, 'x', x.rows, 'y', y.length);
  expectColumns(where, rows, x.cols);
  expectShare(where, 'confidence', confidence);
  const degrees = x.rows - x.cols - 1;
  if (degrees < 1) throw new RangeError(`${where}: ${x.rows} rows leave no degree of freedom for ${x.cols + 1} coefficients; give more rows`);
  const model = fitLeastSquares(x, columnVector(y));
  if (model.rank < x.cols) throw new RangeError(`${where}: the columns of x depend on each other; leave out ${x.cols - model.rank} of them`);
  const fitted = predictLinear(model, x).data;
  const variance = fitted.reduce((sum, value, i) => sum + (y[i] - value) * (y[i] - value), 0) / degrees;

  const means = new Float64Array(x.cols);
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < x.cols; j++) means[j] += x.data[i * x.cols + j] / x.rows;
  const centred = (m: Matrix) => matrix(m.rows, m.cols, m.data.map((value, at) => value - means[at % m.cols]));
  const factor = new Cholesky(crossProducts(centred(x)), x.cols);
  const away = centred(rows);
  const predicted = predictLinear(model, rows).data;
  const quantile = studentQuantile(1 - (1 - confidence) / 2, degrees);
  const half = Float64Array.from({ length: rows.rows }, (_, i) => {
    const row = rowOf(away, i);
    const leverage = 1 / x.rows + dot(row, 0, factor.solve(row), 0, x.cols);
    return quantile * Math.sqrt(variance * (1 + leverage));
  });
  return { low: predicted.map((value, i) => value - half[i]), high: predicted.map((value, i) => value + half[i]) };
}

/** X'X, [p, p] row by row. */
function crossProducts({ rows, cols, data }: Matrix): Float64Array {
  const out = new Float64Array(cols * cols);
  for (let i = 0; i < rows; i++) for (let a = 0; a < cols; a++) for (let b = 0; b < cols; b++) out[a * cols + b] += data[i * cols + a] * data[i * cols + b];
  return out;
}
