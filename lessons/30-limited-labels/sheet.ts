/** Pictures on sheets of paper: digits of 8x8 that lie somewhere on a larger sheet, and the pictures of given rows. */
import type { Random } from '../../src/core/index.js';

/** Of a digit, in pixels. */
export const SIDE = 8;

export interface Pictures {
  /** [n * size] */
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
}

/** Pictures of 8x8 on a larger sheet, each somewhere else on it. @param moved  pixels to each side */
export function movedPictures(pixels: Float32Array, moved: number, random: Random): Float32Array {
  if (moved === 0) return pixels;
  const side = SIDE + 2 * moved;
  const count = pixels.length / (SIDE * SIDE);
  const out = new Float32Array(count * side * side);
  for (let i = 0; i < count; i++) {
    const [down, right] = [random.integer(2 * moved + 1), random.integer(2 * moved + 1)];
    for (let row = 0; row < SIDE; row++) {
      const from = (i * SIDE + row) * SIDE;
      out.set(pixels.subarray(from, from + SIDE), (i * side + row + down) * side + right);
    }
  }
  return out;
}

/** The numbers 0 .. n - 1. */
export const firstRows = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

/** The pixels of the given rows, [rows.length * size]. */
export function pixelsAt({ pixels }: Pick<Pictures, 'pixels'>, size: number, rows: ArrayLike<number>): Float32Array {
  const out = new Float32Array(rows.length * size);
  for (let i = 0; i < rows.length; i++) out.set(pixels.subarray(rows[i] * size, (rows[i] + 1) * size), i * size);
  return out;
}

export const labelsAt = ({ labels }: Pictures, rows: ArrayLike<number>): Int32Array => Int32Array.from(rows, (row) => labels[row]);
