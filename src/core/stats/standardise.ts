/** Columns brought to a common scale. */
import { expectColumns } from '../linalg/expect.js';
import { columnOf, matrix, type Matrix } from '../linalg/matrix.js';

/**
 * Each column less its mean over its standard deviation (of the population), both taken from `from`, [n, p]; columns that are constant
 * there become 0 (scikit-learn's StandardScaler leaves them centred).
 * @throws RangeError if the number of columns differs
 */
export function standardise(x: Matrix, from: Matrix = x): Matrix {
  expectColumns('standardise', x, from.cols);
  const out = matrix(x.rows, x.cols);
  for (let j = 0; j < x.cols; j++) {
    const values = columnOf(from, j);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
    if (sd > 1e-9 * Math.max(1, Math.abs(mean))) for (let i = 0; i < x.rows; i++) out.data[i * x.cols + j] = (x.data[i * x.cols + j] - mean) / sd;
  }
  return out;
}
