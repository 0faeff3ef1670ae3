/**
 * Digits on a larger canvas: 8x8 pixels of ink somewhere on 12x12 pixels of paper. A digit that stays within the range loses nothing
 * when it moves, so what a network says of it ought to stay the same.
 */
import type { Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';

export const SIDE = 12;
export const AREA = SIDE * SIDE;
export const CLASSES = 10;
const INK_SIDE = 8;
/** How far a digit can move from the middle before it leaves the canvas. */
export const MARGIN = (SIDE - INK_SIDE) / 2;

/** Pixels to the right and down from the middle. */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

export const CENTRED: Shift = { dx: 0, dy: 0 };

/** Any whole shift within the range, all equally likely. */
export function drawShift(range: number, random: Random): Shift {
  return { dx: random.integer(2 * range + 1) - range, dy: random.integer(2 * range + 1) - range };
}

/**
 * The digits of the given rows, each at its own place, [rows.length, 144].
 * @param shiftOf  called once for each digit, in order
 */
export function place(rows: ArrayLike<number>, shiftOf: (i: number) => Shift): Float32Array {
  const set = digits();
  const out = new Float32Array(rows.length * AREA);
  for (let i = 0; i < rows.length; i++) {
    const { dx, dy } = shiftOf(i);
    for (let y = 0; y < INK_SIDE; y++) {
      const from = (rows[i] * INK_SIDE + y) * INK_SIDE;
      out.set(set.pixels.subarray(from, from + INK_SIDE), i * AREA + (y + MARGIN + dy) * SIDE + MARGIN + dx);
    }
  }
  return out;
}

/** The whole canvas moved to the right, [n, 144]; what leaves on the right comes in on the left. */
export function roll(pixels: Float32Array, by: number): Float32Array {
  return pixels.map((_, i) => {
    const column = i % SIDE;
    return pixels[i - column + ((column - by + 2 * SIDE) % SIDE)];
  });
}
