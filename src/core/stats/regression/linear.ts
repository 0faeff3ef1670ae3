/**
 * Linear models for prediction, of one or several outputs: least squares (the solution of least length where there are many:
 * also more columns than rows), weighted rows, and ridge. Standard errors come from glm (gaussian).
 */
import { Cholesky } from '../../linalg/cholesky.js';
import { expectColumns, expectMatrix, expectSameLength, expectWeights } from '../../linalg/expect.js';
import { matrix, multiply, transpose, type Matrix } from '../../linalg/matrix.js';
import { OrthogonalDecomposition } from '../../linalg/orthogonal.js';
import { axpy, dot } from '../../linalg/vectors.js';

export interface LinearModel {
  /** [p, outputs] */
  readonly coefficients: Matrix;
  /** [outputs]; 0 without an intercept. */
  readonly intercepts: Float64Array;
}

export interface LinearOptions {
  /** true unless given. Never penalised. */
  readonly intercept?: boolean;
  /** Of the rows, [n]; 1 unless given. */
  readonly weights?: ArrayLike<number>;
}

export interface LeastSquares extends LinearModel {
  /** Of the (centred, weighted) columns: below p where they depend on each other. */
  readonly rank: number;
}

/**
 * Minimises sum_i w_i |y_i - x_i B - b|^2; of several solutions the B of least length (NumPy's lstsq, scikit-learn's
 * LinearRegression). The rank is decided by pivoted QR at max(n, p) * 2^-52.
 * @param x [n, p]  @param y [n, outputs]
 * @throws RangeError for shapes, weights and values that do not fit
 */
export function fitLeastSquares(x: Matrix, y: Matrix, options: LinearOptions = {}): LeastSquares {
  const { centredX, centredY, back } = centre('fitLeastSquares', x, y, options);
  const whole = new OrthogonalDecomposition(centredX);
  const coefficients = matrix(x.cols, y.cols);
  const target = transpose(centredY);
  for (let c = 0; c < y.cols; c++) {
    whole.solve(target.data.subarray(c * y.rows, (c + 1) * y.rows)).forEach((value, j) => (coefficients.data[j * y.cols + c] = value));
  }
  return { ...back(coefficients), rank: whole.rank };
}

/**
 * Minimises sum_i w_i |y_i - x_i B - b|^2 + l2 |B|^2 (Hoerl and Kennard, 1970; scikit-learn's Ridge with alpha = l2).
 * @throws RangeError unless l2 > 0, or for shapes, weights and values that do not fit
 */
export function fitRidge(x: Matrix, y: Matrix, l2: number, options: LinearOptions = {}): LinearModel {
  return ridgePath(x, y, [l2], options)[0];
}

/**
 * Ridge for several penalties from one cross-product: by the normal equations where p <= n, else by their dual
 * B = X' (X X' + l2 I)^-1 y. The relative error grows as 2^-52 s1^2 / l2 with s1 the greatest singular value of X.
 */
export function ridgePath(x: Matrix, y: Matrix, penalties: readonly number[], options: LinearOptions = {}): LinearModel[] {
  for (const l2 of penalties) if (!(l2 > 0 && l2 < Infinity)) throw new RangeError(`ridgePath: l2 must be positive, got ${l2}; for 0 use fitLeastSquares`);
  const { centredX, centredY, back } = centre('ridgePath', x, y, options);
  const dual = x.cols > x.rows;
  const turned = transpose(centredX);
  const cross = gram(dual ? centredX : turned);
  const right = dual ? centredY : multiply(turned, centredY);
  const n = cross.rows;
  return penalties.map((l2) => {
    const system = cross.data.slice();
    for (let i = 0; i < n; i++) system[i * n + i] += l2;
    const factor = new Cholesky(system, n);
    const solved = matrix(n, y.cols);
    const columns = transpose(right);
    for (let c = 0; c < y.cols; c++) {
      factor.solve(columns.data.subarray(c * n, (c + 1) * n)).forEach((value, j) => (solved.data[j * y.cols + c] = value));
    }
    return back(dual ? multiply(turned, solved) : solved);
  });
}

/** x B + b, [n, outputs]. */
export function predictLinear(model: LinearModel, x: Matrix): Matrix {
  expectColumns('predictLinear', x, model.coefficients.rows);
  const out = multiply(x, model.coefficients);
  for (let i = 0; i < out.rows; i++) axpy(1, model.intercepts, 0, out.data, i * out.cols, out.cols);
  return out;
}

/** A A', [rows, rows]. */
function gram(a: Matrix): Matrix {
  const out = matrix(a.rows, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j <= i; j++) out.data[i * a.rows + j] = out.data[j * a.rows + i] = dot(a.data, i * a.cols, a.data, j * a.cols, a.cols);
  }
  return out;
}

/** Weighted means taken off (the intercept is then what is left over), rows multiplied by the roots of their weights. */
function centre(where: string, x: Matrix, y: Matrix, { intercept = true, weights }: LinearOptions) {
  expectMatrix(where, 'x', x);
  expectMatrix(where, 'y', y);
  expectSameLength(where, 'x', x.rows, 'y', y.rows);
  if (weights) {
    expectSameLength(where, 'x', x.rows, 'weights', weights.length);
    expectWeights(where, weights);
  }
  const weight = (i: number) => (weights ? weights[i] : 1);
  const prepare = (m: Matrix) => {
    const means = new Float64Array(m.cols);
    let total = 0;
    for (let i = 0; i < m.rows && intercept; i++) {
      axpy(weight(i), m.data, i * m.cols, means, 0, m.cols);
      total += weight(i);
    }
    if (intercept) means.forEach((sum, j) => (means[j] = sum / total));
    const out = matrix(m.rows, m.cols);
    for (let i = 0; i < m.rows; i++) {
      const root = Math.sqrt(weight(i));
      for (let j = 0; j < m.cols; j++) out.data[i * m.cols + j] = root * (m.data[i * m.cols + j] - means[j]);
    }
    return { means, out };
  };
  const [px, py] = [prepare(x), prepare(y)];
  const back = (coefficients: Matrix): LinearModel => ({
    coefficients,
    intercepts: py.means.map((value, c) => value - px.means.reduce((sum, m, j) => sum + m * coefficients.data[j * y.cols + c], 0)),
  });
  return { centredX: px.out, centredY: py.out, back };
}
