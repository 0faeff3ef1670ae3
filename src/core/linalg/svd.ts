/**
 * Singular value decomposition X = U diag(s) V' in float64, by way of the triangular core of a complete orthogonal decomposition,
 * which finds the rank and sorts the core by size, so that its small singular values keep their digits.
 */
import { squareSvd } from './bidiagonal.js';
import { expectMatrix } from './expect.js';
import { matrix, type Matrix } from './matrix.js';
import { OrthogonalDecomposition } from './orthogonal.js';

export interface Svd {
  /** Orthonormal columns, [rows, k] with k = min(rows, cols). */
  readonly u: Matrix;
  /** Not negative, falling, [k]; exactly 0 beyond the rank. */
  readonly s: Float64Array;
  /** Orthonormal columns, [cols, k]. */
  readonly v: Matrix;
  readonly rank: number;
}

/** Signs of the pairs of vectors are as they fall out. @throws RangeError if x is empty or not finite */
export function svd(x: Matrix): Svd {
  expectMatrix('svd', 'x', x);
  const whole = new OrthogonalDecomposition(x);
  const r = whole.rank;
  const core = squareSvd(whole.core(), r);
  const order = Array.from(core.s.keys()).sort((a, b) => core.s[b] - core.s[a] || a - b);
  const k = Math.min(x.rows, x.cols);
  const s = new Float64Array(k);
  order.forEach((j, place) => (s[place] = core.s[j]));

  const [long, short] = [Math.max(x.rows, x.cols), k];
  const outer = matrix(long, k);
  const inner = matrix(short, k);
  for (let place = 0; place < k; place++) {
    const [a, b] = [new Float64Array(long), new Float64Array(short)];
    if (place < r) {
      const j = order[place];
      for (let i = 0; i < r; i++) {
        a[i] = core.u[j * r + i];
        b[i] = core.v[j * r + i];
      }
    } else {
      a[place] = b[place] = 1; // beyond the rank: any orthonormal completion
    }
    whole.applyOuter(a);
    putColumn(outer, place, a);
    putColumn(inner, place, whole.applyInner(b));
  }
  return whole.wide ? { u: inner, s, v: outer, rank: r } : { u: outer, s, v: inner, rank: r };
}

function putColumn(m: Matrix, j: number, values: Float64Array): void {
  for (let i = 0; i < m.rows; i++) m.data[i * m.cols + j] = values[i];
}
