/** Nearest vectors by the cosine of the angle between them. */
import { matmul } from '../ops/matmul.js';
import { scope } from '../memory/scope.js';
import { tensor } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';

export interface Neighbours {
  /** Rows by falling similarity; equal ones in the order of the table. */
  readonly ids: Int32Array;
  readonly similarities: Float32Array;
}

/**
 * The cosine of some rows with all rows.
 * @param table [n, d]  @returns [rows.length, n], row by row; 0 for a row of zeros
 */
export function cosineSimilarities(table: Tensor, rows: ArrayLike<number>): Float32Array {
  const [n, d] = table.shape;
  const unit = table.toArray();
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let j = 0; j < d; j++) square += unit[i * d + j] ** 2;
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let j = 0; j < d; j++) unit[i * d + j] *= factor;
  }
  const chosen = new Float32Array(rows.length * d);
  for (let i = 0; i < rows.length; i++) chosen.set(unit.subarray(rows[i] * d, (rows[i] + 1) * d), i * d);
  return scope(() => matmul(tensor(chosen, [rows.length, d]), tensor(unit, [n, d]).t()).toArray());
}

/** The k nearest other rows of each given row, by cosine. @param table [n, d] */
export function cosineNeighbours(table: Tensor, rows: ArrayLike<number>, k: number): Neighbours[] {
  const n = table.shape[0];
  const all = cosineSimilarities(table, rows);
  return Array.from(rows, (row, i) => nearest(all.subarray(i * n, (i + 1) * n), row, Math.min(k, n - 1)));
}

function nearest(similarities: Float32Array, self: number, k: number): Neighbours {
  const ids: number[] = [];
  for (let id = 0; id < similarities.length; id++) {
    if (id === self || (ids.length === k && similarities[id] <= similarities[ids[k - 1]])) continue;
    let at = ids.length;
    while (at > 0 && similarities[ids[at - 1]] < similarities[id]) at--;
    ids.splice(at, 0, id);
    if (ids.length > k) ids.pop();
  }
  return { ids: Int32Array.from(ids), similarities: Float32Array.from(ids, (id) => similarities[id]) };
}
