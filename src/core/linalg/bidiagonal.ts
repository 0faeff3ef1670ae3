/**
 * Singular values and vectors of a square matrix by way of a bidiagonal one: A = U B V' by reflections (Golub and Van Loan, 2013,
 * section 5.4.8), then implicit QR on B with a shift, or without one where it would cost digits (Demmel and Kahan, 1990,
 * "Accurate singular values of bidiagonal matrices", SIAM J. Sci. Stat. Comput. 11(5)). Matrices are column by column.
 */
import { axpy, dot } from './vectors.js';

const EPSILON = 2.220446049250313e-16;

export interface SquareSvd {
  /** n x n, orthonormal columns. */
  readonly u: Float64Array;
  /** Not negative, in no order, [n]. */
  readonly s: Float64Array;
  /** n x n, orthonormal columns. */
  readonly v: Float64Array;
}

/** A = U diag(s) V'. @param a n x n column by column; taken over and changed */
export function squareSvd(a: Float64Array, n: number): SquareSvd {
  const { d, e, u, v } = bidiagonalise(a, n);
  diagonalise(d, e, u, v, n);
  for (let j = 0; j < n; j++) {
    if (d[j] < 0 || Object.is(d[j], -0)) {
      d[j] = -d[j];
      for (let i = j * n; i < (j + 1) * n; i++) v[i] = -v[i];
    }
  }
  return { u, s: d, v };
}

/** A reflection I - tau w w' with w[0] = 1 that takes x[from ..] to (beta, 0 ...); w is left in x[from + 1 ..]. */
function reflection(x: Float64Array, from: number, n: number): { tau: number; beta: number } {
  const alpha = x[from];
  const tail = dot(x, from + 1, x, from + 1, n - 1);
  if (tail === 0) return { tau: 0, beta: alpha };
  const length = Math.sqrt(alpha * alpha + tail);
  const beta = alpha > 0 ? -length : length;
  for (let i = 1; i < n; i++) x[from + i] /= alpha - beta;
  return { tau: (beta - alpha) / beta, beta };
}

/** The reflection with vector w[at ..] (its first element taken as 1), applied to `length` elements of x. */
function reflect(w: Float64Array, at: number, tau: number, x: Float64Array, from: number, length: number): void {
  const factor = tau * (x[from] + dot(w, at + 1, x, from + 1, length - 1));
  x[from] -= factor;
  axpy(-factor, w, at + 1, x, from + 1, length - 1);
}

/** B upper bidiagonal: diagonal d [n], above it e [n - 1]. */
function bidiagonalise(a: Float64Array, n: number): { d: Float64Array; e: Float64Array; u: Float64Array; v: Float64Array } {
  const [d, e] = [new Float64Array(n), new Float64Array(Math.max(n - 1, 0))];
  const [leftTau, rightTau] = [new Float64Array(n), new Float64Array(n)];
  const rows = new Float64Array(n * n); // row k's reflection, from element k + 1 on
  const sums = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const left = reflection(a, k * n + k, n - k);
    d[k] = left.beta;
    leftTau[k] = left.tau;
    for (let j = k + 1; j < n; j++) reflect(a, k * n + k, left.tau, a, j * n + k, n - k);
    if (k + 1 === n) break;
    const row = k * n + k + 1;
    for (let j = k + 1; j < n; j++) rows[k * n + j] = a[j * n + k];
    const right = reflection(rows, row, n - k - 1);
    e[k] = right.beta;
    rightTau[k] = right.tau;
    rows[row] = 1;
    const below = n - k - 1;
    sums.fill(0);
    for (let j = k + 1; j < n; j++) axpy(rows[k * n + j], a, j * n + k + 1, sums, 0, below);
    for (let j = k + 1; j < n; j++) axpy(-right.tau * rows[k * n + j], sums, 0, a, j * n + k + 1, below);
  }
  const [u, v] = [identity(n), identity(n)];
  for (let k = n - 1; k >= 0; k--) for (let j = k; j < n; j++) reflect(a, k * n + k, leftTau[k], u, j * n + k, n - k);
  for (let k = n - 2; k >= 0; k--) for (let j = k + 1; j < n; j++) reflect(rows, k * n + k + 1, rightTau[k], v, j * n + k + 1, n - k - 1);
  return { d, e, u, v };
}

/** Makes e zero by rotations from both sides, which u and v take part in. */
function diagonalise(d: Float64Array, e: Float64Array, u: Float64Array, v: Float64Array, n: number): void {
  let size = 0;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(d[i]), i + 1 < n ? Math.abs(e[i]) : 0);
  let high = n - 1;
  for (let sweeps = 0; high > 0; sweeps++) {
    if (sweeps > 60 * n) throw new Error('internal: the singular values do not converge');
    let low = high;
    while (low > 0 && Math.abs(e[low - 1]) > EPSILON * Math.max(Math.abs(d[low - 1]) + Math.abs(d[low]), EPSILON * size)) low--;
    if (low > 0) e[low - 1] = 0;
    if (low === high) high--;
    else sweep(d, e, u, v, n, low, high);
  }
}

function sweep(d: Float64Array, e: Float64Array, u: Float64Array, v: Float64Array, n: number, low: number, high: number): void {
  const shift = smallerSingularValue(d[high - 1], e[high - 1], d[high]);
  let zero = false;
  for (let i = low; i <= high; i++) zero ||= d[i] === 0;
  if (zero || (shift / d[low]) * (shift / d[low]) < EPSILON) sweepUnshifted(d, e, u, v, n, low, high);
  else sweepShifted(d, e, u, v, n, low, high, shift);
}

function sweepShifted(d: Float64Array, e: Float64Array, u: Float64Array, v: Float64Array, n: number, low: number, high: number, shift: number): void {
  let f = (Math.abs(d[low]) - shift) * ((d[low] < 0 ? -1 : 1) + shift / d[low]);
  let g = e[low];
  for (let i = low; i < high; i++) {
    let r = length(f, g);
    let [c, s] = r === 0 ? [1, 0] : [f / r, g / r];
    if (i > low) e[i - 1] = r;
    f = c * d[i] + s * e[i];
    e[i] = c * e[i] - s * d[i];
    g = s * d[i + 1];
    d[i + 1] *= c;
    rotate(v, i * n, n, c, s);
    r = length(f, g);
    [c, s] = r === 0 ? [1, 0] : [f / r, g / r];
    d[i] = r;
    f = c * e[i] + s * d[i + 1];
    d[i + 1] = c * d[i + 1] - s * e[i];
    if (i + 1 < high) {
      g = s * e[i + 1];
      e[i + 1] *= c;
    }
    rotate(u, i * n, n, c, s);
  }
  e[high - 1] = f;
}

/** One sweep with shift zero, arranged so that no subtraction loses digits; a zero on the diagonal leaves by it. */
function sweepUnshifted(d: Float64Array, e: Float64Array, u: Float64Array, v: Float64Array, n: number, low: number, high: number): void {
  let [c, s, oldC, oldS] = [1, 0, 1, 0];
  for (let i = low; i < high; i++) {
    const f = d[i] * c;
    let r = length(f, e[i]);
    [c, s] = r === 0 ? [1, 0] : [f / r, e[i] / r];
    if (i > low) e[i - 1] = oldS * r;
    rotate(v, i * n, n, c, s);
    const [a, b] = [oldC * r, d[i + 1] * s];
    r = length(a, b);
    [oldC, oldS] = r === 0 ? [1, 0] : [a / r, b / r];
    d[i] = r;
    rotate(u, i * n, n, oldC, oldS);
  }
  const last = d[high] * c;
  d[high] = last * oldC;
  e[high - 1] = last * oldS;
}

/** Of the matrix [[f, g], [0, h]], without overflow or cancellation. */
function smallerSingularValue(f: number, g: number, h: number): number {
  const [a, b, off] = [Math.min(Math.abs(f), Math.abs(h)), Math.max(Math.abs(f), Math.abs(h)), Math.abs(g)];
  if (a === 0) return 0;
  const ratio = 1 + a / b;
  const gap = (b - a) / b;
  if (off < b) {
    const share = (off / b) * (off / b);
    return a * (2 / (Math.sqrt(ratio * ratio + share) + Math.sqrt(gap * gap + share)));
  }
  const share = b / off;
  return 2 * (a * share / (Math.sqrt(1 + ratio * share * (ratio * share)) + Math.sqrt(1 + gap * share * (gap * share))));
}

function length(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}

/** Columns at `from` and after it: (x, y) <- (c x + s y, c y - s x). */
function rotate(a: Float64Array, from: number, n: number, c: number, s: number): void {
  for (let p = from, q = from + n; p < from + n; p++, q++) {
    const x = a[p];
    const y = a[q];
    a[p] = c * x + s * y;
    a[q] = c * y - s * x;
  }
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}
