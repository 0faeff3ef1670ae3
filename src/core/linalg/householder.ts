/**
 * Householder QR of a matrix held column by column, with column pivoting where asked: A P = Q R, Q an m x m product of
 * reflections that is applied, never formed. Golub and Van Loan (2013), sections 5.2 and 5.4.2; norms of the columns that are
 * left are updated and recomputed where they have lost half their digits (LAPACK's xGEQP3).
 */
import { axpy, dot } from './vectors.js';

export class Householder {
  readonly m: number;
  readonly k: number;
  /** pivot[j] is the column of A that stands at place j. */
  readonly pivot: Int32Array;
  /** Columns after which what is left is zero up to the tolerance; k without pivoting. */
  readonly rank: number;
  /** R on and above the diagonal, the reflections' vectors below (their first element is 1). */
  readonly #columns: Float64Array;
  readonly #tau: Float64Array;

  /**
   * @param columns    m x k with m >= k, column by column; taken over and changed
   * @param tolerance  with pivoting: what is left counts as zero below this share of the longest column; undefined does not pivot
   */
  constructor(columns: Float64Array, m: number, k: number, tolerance?: number) {
    this.m = m;
    this.k = k;
    this.#columns = columns;
    this.#tau = new Float64Array(k);
    this.pivot = Int32Array.from({ length: k }, (_, j) => j);
    const norms = Float64Array.from({ length: k }, (_, j) => Math.sqrt(dot(columns, j * m, columns, j * m, m)));
    const exact = norms.slice();
    let first = 0;
    let rank = k;
    for (let j = 0; j < k; j++) {
      if (tolerance !== undefined) {
        let best = j;
        for (let c = j + 1; c < k; c++) if (norms[c] > norms[best]) best = c;
        if (j === 0) first = norms[best];
        if (norms[best] <= tolerance * first) {
          rank = j;
          break;
        }
        if (best !== j) this.#swap(j, best, norms, exact);
      }
      this.#reflectFrom(j);
      if (tolerance !== undefined) this.#updateNorms(j, norms, exact);
    }
    this.rank = rank;
  }

  /** R[i, j] for i <= j, i < rank, in pivoted order. */
  r(i: number, j: number): number {
    return this.#columns[j * this.m + i];
  }

  /** x <- Q' x, in place, [m]. */
  applyTransposed(x: Float64Array): void {
    for (let j = 0; j < this.rank; j++) this.#reflect(j, x);
  }

  /** x <- Q x, in place, [m]. */
  apply(x: Float64Array): void {
    for (let j = this.rank - 1; j >= 0; j--) this.#reflect(j, x);
  }

  #reflect(j: number, x: Float64Array): void {
    const { m } = this;
    const a = this.#columns;
    const at = j * m + j + 1;
    const factor = this.#tau[j] * (x[j] + dot(a, at, x, j + 1, m - j - 1));
    x[j] -= factor;
    axpy(-factor, a, at, x, j + 1, m - j - 1);
  }

  #reflectFrom(j: number): void {
    const { m, k } = this;
    const a = this.#columns;
    const at = j * m + j;
    const below = m - j - 1;
    const alpha = a[at];
    const tail = dot(a, at + 1, a, at + 1, below);
    if (tail === 0) return; // already upper triangular here: tau 0, the reflection is the identity
    const length = Math.sqrt(alpha * alpha + tail);
    const beta = alpha > 0 ? -length : length;
    this.#tau[j] = (beta - alpha) / beta;
    const scale = 1 / (alpha - beta);
    for (let i = 1; i <= below; i++) a[at + i] *= scale;
    a[at] = beta;
    for (let c = j + 1; c < k; c++) {
      const to = c * m + j;
      const factor = this.#tau[j] * (a[to] + dot(a, at + 1, a, to + 1, below));
      a[to] -= factor;
      axpy(-factor, a, at + 1, a, to + 1, below);
    }
  }

  #updateNorms(j: number, norms: Float64Array, exact: Float64Array): void {
    const { m, k } = this;
    const a = this.#columns;
    for (let c = j + 1; c < k; c++) {
      if (norms[c] === 0) continue;
      const share = Math.abs(a[c * m + j]) / norms[c];
      const left = Math.max(0, (1 - share) * (1 + share));
      const ratio = norms[c] / exact[c];
      if (left * ratio * ratio < 1.5e-8) {
        norms[c] = Math.sqrt(dot(a, c * m + j + 1, a, c * m + j + 1, m - j - 1));
        exact[c] = norms[c];
      } else {
        norms[c] *= Math.sqrt(left);
      }
    }
  }

  #swap(i: number, j: number, norms: Float64Array, exact: Float64Array): void {
    const { m } = this;
    const a = this.#columns;
    const kept = a.slice(i * m, (i + 1) * m);
    a.copyWithin(i * m, j * m, (j + 1) * m);
    a.set(kept, j * m);
    [this.pivot[i], this.pivot[j]] = [this.pivot[j], this.pivot[i]];
    // Column i is done with after this step; its norms need not be kept.
    norms[j] = norms[i];
    exact[j] = exact[i];
  }
}
