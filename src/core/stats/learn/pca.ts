/**
 * Principal components by the singular values of the centred columns (Hotelling, 1933; scikit-learn's PCA with the full solver).
 * The sign of a component is fixed so that its loading of greatest size is positive (scikit-learn's `svd_flip` since 1.5).
 */
import { expectColumns, expectInteger, expectMatrix } from '../../linalg/expect.js';
import { matrix, multiply, transpose, type Matrix } from '../../linalg/matrix.js';
import { svd } from '../../linalg/svd.js';
import { columnMeans } from '../describe.js';

export interface Pca {
  /** Of the columns, [p]. */
  readonly means: Float64Array;
  /** Orthonormal rows, falling variance, [k, p]. */
  readonly components: Matrix;
  /** Of each component, over n - 1, [k]. */
  readonly explainedVariance: Float64Array;
  /** Shares of the total variance, [k]. */
  readonly explainedVarianceRatio: Float64Array;
}

/**
 * @param x           [n, p] with at least two rows
 * @param components  min(n, p) unless given
 * @throws RangeError if x is not finite or has one row, or for more components than min(n, p)
 */
export function fitPca(x: Matrix, components = Math.min(x.rows, x.cols)): Pca {
  expectMatrix('fitPca', 'x', x);
  expectInteger('fitPca', 'rows of x', x.rows, 2);
  expectInteger('fitPca', 'components', components, 1, Math.min(x.rows, x.cols));
  const means = columnMeans(x);
  const { s, v } = svd(shift(x, means, -1));
  const variances = s.map((value) => (value * value) / (x.rows - 1));
  const total = variances.reduce((sum, value) => sum + value, 0);
  const rows = matrix(components, x.cols);
  for (let k = 0; k < components; k++) {
    let greatest = 0;
    for (let j = 0; j < x.cols; j++) if (Math.abs(v.data[j * v.cols + k]) > Math.abs(v.data[greatest * v.cols + k])) greatest = j;
    const sign = v.data[greatest * v.cols + k] < 0 ? -1 : 1;
    for (let j = 0; j < x.cols; j++) rows.data[k * x.cols + j] = sign * v.data[j * v.cols + k];
  }
  const kept = variances.slice(0, components);
  return { means, components: rows, explainedVariance: kept, explainedVarianceRatio: kept.map((value) => (total === 0 ? 0 : value / total)) };
}

/** Coordinates in the components, [n, k]. */
export function pcaTransform(pca: Pca, x: Matrix): Matrix {
  expectColumns('pcaTransform', x, pca.means.length);
  return multiply(shift(x, pca.means, -1), transpose(pca.components));
}

/** From coordinates back to columns: the nearest points that the components can express, [n, p]. */
export function pcaInverse(pca: Pca, scores: Matrix): Matrix {
  expectColumns('pcaInverse', scores, pca.components.rows);
  return shift(multiply(scores, pca.components), pca.means, 1);
}

function shift(x: Matrix, means: Float64Array, sign: 1 | -1): Matrix {
  const out = matrix(x.rows, x.cols);
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < x.cols; j++) out.data[i * x.cols + j] = x.data[i * x.cols + j] + sign * means[j];
  return out;
}
