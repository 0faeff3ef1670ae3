/** Which rows of a table are used. */
import type { Random } from '../../src/core/random/index.js';

/** The given share of the rows, in the order of the file; all of them without a generator. */
export function drawRows(count: number, share: number, random?: Random): Int32Array {
  const drawn = Math.max(1, Math.round(share * count));
  if (!random || drawn >= count) return Int32Array.from({ length: count }, (_, row) => row);
  return random.sampleWithoutReplacement(count, drawn).sort();
}
