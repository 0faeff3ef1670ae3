/** Cholesky factorisation of a symmetric positive definite matrix, float64. Golub and Van Loan (2013), section 4.2. */
import { dot } from './vectors.js';

export class Cholesky {
  readonly n: number;
  /** Lower triangle, row by row; the rest is 0. */
  readonly factor: Float64Array;

  /**
   * @param a  n x n, row by row; only the lower triangle is read; not changed
   * @throws RangeError if the matrix is not positive definite
   */
  constructor(a: ArrayLike<number>, n: number) {
    const l = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const rest = a[i * n + j] - dot(l, i * n, l, j * n, j);
        if (i !== j) l[i * n + j] = rest / l[j * n + j];
        else if (rest > 0) l[i * n + i] = Math.sqrt(rest);
        else throw new RangeError(`Cholesky: the ${n} x ${n} matrix is not positive definite (pivot ${i} is ${rest}); columns depend on each other`);
      }
    }
    this.n = n;
    this.factor = l;
  }

  /** x with A x = b, [n]. */
  solve(b: ArrayLike<number>): Float64Array {
    const { n, factor: l } = this;
    const x = Float64Array.from(b);
    for (let i = 0; i < n; i++) x[i] = (x[i] - dot(l, i * n, x, 0, i)) / l[i * n + i];
    for (let i = n - 1; i >= 0; i--) {
      x[i] /= l[i * n + i];
      for (let k = 0; k < i; k++) x[k] -= l[i * n + k] * x[i];
    }
    return x;
  }

  /** A^-1, n x n row by row. */
  inverse(): Float64Array {
    const { n } = this;
    const out = new Float64Array(n * n);
    const unit = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      unit[j] = 1;
      const column = this.solve(unit);
      unit[j] = 0;
      for (let i = 0; i < n; i++) out[i * n + j] = column[i];
    }
    return out;
  }
}
