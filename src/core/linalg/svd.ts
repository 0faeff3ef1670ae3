/**
 * Singular value decomposition X = U diag(s) V' in float64: one-sided Jacobi on the triangular core of a complete orthogonal
 * decomposition (Drmac and Veselic, 2008, "New fast and accurate Jacobi SVD algorithm I", SIAM J. Matrix Anal. Appl. 29(4)).
 * Small singular values come out to full relative accuracy where the data determine them.
 */
import { expectMatrix } from './expect.js';
import { matrix, type Matrix } from './matrix.js';
import { OrthogonalDecomposition } from './orthogonal.js';
import { dot } from './vectors.js';

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
  const left = whole.core();
  const right = identity(r);
  jacobi(left, right, r);

  const lengths = Float64Array.from({ length: r }, (_, j) => Math.sqrt(dot(left, j * r, left, j * r, r)));
  const order = Array.from(lengths.keys()).sort((a, b) => lengths[b] - lengths[a] || a - b);
  const k = Math.min(x.rows, x.cols);
  const s = new Float64Array(k);
  order.forEach((j, place) => (s[place] = lengths[j]));

  const [long, short] = [Math.max(x.rows, x.cols), k];
  const outer = matrix(long, k);
  const inner = matrix(short, k);
  for (let place = 0; place < k; place++) {
    const [a, b] = [new Float64Array(long), new Float64Array(short)];
    if (place < r) {
      const j = order[place];
      for (let i = 0; i < r; i++) {
        a[i] = left[j * r + i] / lengths[j];
        b[i] = right[j * r + i];
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

/** Turns pairs of columns until all are orthogonal: left <- left J, right <- right J. Both r x r, column by column. */
function jacobi(left: Float64Array, right: Float64Array, r: number): void {
  const enough = 2.220446049250313e-16 * Math.sqrt(Math.max(r, 1));
  for (let sweep = 0; sweep < 40; sweep++) {
    let turned = false;
    for (let p = 0; p + 1 < r; p++) {
      for (let q = p + 1; q < r; q++) {
        const alpha = dot(left, p * r, left, p * r, r);
        const beta = dot(left, q * r, left, q * r, r);
        const gamma = dot(left, p * r, left, q * r, r);
        if (Math.abs(gamma) <= enough * Math.sqrt(alpha * beta)) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        rotate(left, p * r, q * r, r, c, c * t);
        rotate(right, p * r, q * r, r, c, c * t);
      }
    }
    if (!turned) return;
  }
}

function rotate(a: Float64Array, p: number, q: number, n: number, c: number, s: number): void {
  for (let i = 0; i < n; i++) {
    const x = a[p + i];
    const y = a[q + i];
    a[p + i] = c * x - s * y;
    a[q + i] = s * x + c * y;
  }
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

function putColumn(m: Matrix, j: number, values: Float64Array): void {
  for (let i = 0; i < m.rows; i++) m.data[i * m.cols + j] = values[i];
}
