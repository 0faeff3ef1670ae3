/** Lines of different length as one rectangle of ids, with a mask that hides the padding at the end. */
import { F, type Tensor } from '../../src/core/index.js';
import { END } from './language.js';

export interface Rows {
  /** Row by row, rows x length. */
  readonly ids: Int32Array;
  readonly rows: number;
  readonly length: number;
  /** For attention: 0 where a symbol stands, -Infinity where a row is padded; none where none is. */
  readonly padding: Tensor | null;
}

/** To be made inside the scope in which it is used: the mask is a tensor. */
export function rowsOf(lines: readonly (readonly number[])[]): Rows {
  const length = Math.max(...lines.map((line) => line.length));
  const ids = new Int32Array(lines.length * length).fill(END);
  lines.forEach((line, i) => ids.set(line, i * length));
  const padded = lines.some((line) => line.length < length);
  return { ids, rows: lines.length, length, padding: padded ? F.paddingMask(lines.map((line) => line.length), length) : null };
}
