/**
 * Complete orthogonal decomposition of any matrix, X = U T V' with U and V orthonormal and T square, triangular, of the rank
 * of X: what minimum-norm least squares and the singular values are made from. Golub and Van Loan (2013), section 5.4.7.
 * A wide matrix is taken through its transpose, so that the work is (long side) x (short side)^2.
 */
import { Householder } from './householder.js';
import { transpose, type Matrix } from './matrix.js';

export class OrthogonalDecomposition {
  readonly rank: number;
  /** Rows and columns of X. */
  readonly rows: number;
  readonly cols: number;
  readonly #wide: boolean;
  /** A P = Q [R; 0] for A = X, or X' where X is wide. */
  readonly #outer: Householder;
  /** [R11 R12]' = Z [T; 0]; so A = Q T' Z' P'. */
  readonly #inner: Householder;

  /** @param tolerance share of the longest column below which what is left is zero; max(rows, cols) * 2^-52 unless given */
  constructor(x: Matrix, tolerance = Math.max(x.rows, x.cols) * 2.220446049250313e-16) {
    this.rows = x.rows;
    this.cols = x.cols;
    this.#wide = x.cols > x.rows;
    // Column by column is row by row of the transpose.
    const columns = this.#wide ? x.data.slice() : transpose(x).data;
    const [m, k] = this.#wide ? [x.cols, x.rows] : [x.rows, x.cols];
    this.#outer = new Householder(columns, m, k, tolerance);
    this.rank = this.#outer.rank;
    const turned = new Float64Array(k * this.rank);
    for (let i = 0; i < this.rank; i++) for (let j = i; j < k; j++) turned[i * k + j] = this.#outer.r(i, j);
    this.#inner = new Householder(turned, k, this.rank);
  }

  /** The triangular core L = T' of A = Q L (P Z)', lower, rank x rank, column by column. */
  core(): Float64Array {
    const r = this.rank;
    const out = new Float64Array(r * r);
    for (let i = 0; i < r; i++) for (let j = 0; j <= i; j++) out[j * r + i] = this.#inner.r(j, i);
    return out;
  }

  /** The x of least length among those that make |X x - y| least, [cols]. @param y [rows] */
  solve(y: ArrayLike<number>): Float64Array {
    return this.#wide ? this.#solveWide(y) : this.#solveTall(y);
  }

  /** Q applied to a vector of A's long side, in place. */
  applyOuter(vector: Float64Array): void {
    this.#outer.apply(vector);
  }

  /** P Z applied to a vector of A's short side. */
  applyInner(vector: Float64Array): Float64Array {
    this.#inner.apply(vector);
    const out = new Float64Array(vector.length);
    this.#outer.pivot.forEach((column, place) => (out[column] = vector[place]));
    return out;
  }

  get wide(): boolean {
    return this.#wide;
  }

  /** X = Q L (P Z)': x = P Z L^-1 Q' y. */
  #solveTall(y: ArrayLike<number>): Float64Array {
    const turned = Float64Array.from(y);
    this.#outer.applyTransposed(turned);
    const short = new Float64Array(this.cols);
    for (let i = 0; i < this.rank; i++) {
      let rest = turned[i];
      for (let j = 0; j < i; j++) rest -= this.#inner.r(j, i) * short[j];
      short[i] = rest / this.#inner.r(i, i);
    }
    return this.applyInner(short);
  }

  /** X = P Z L' Q': x = Q L'^-1 Z' P' y. */
  #solveWide(y: ArrayLike<number>): Float64Array {
    const short = Float64Array.from(this.#outer.pivot, (column) => y[column]);
    this.#inner.applyTransposed(short);
    const long = new Float64Array(this.cols);
    for (let i = this.rank - 1; i >= 0; i--) {
      let rest = short[i];
      for (let j = i + 1; j < this.rank; j++) rest -= this.#inner.r(i, j) * long[j];
      long[i] = rest / this.#inner.r(i, i);
    }
    this.#outer.apply(long);
    return long;
  }
}
