/** Warped copies of small pictures: nothing moves without a range, whole shifts are exact, turns are turns. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { turned, warp, type WarpRange } from '../../src/data/warp.js';

const SIDE = 8;
const still: WarpRange = { rotation: 0, scale: 0, shift: 0 };
const picture = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % 9) / 9);

/** Uniform draws from a list, so that a warp of known size can be asked for. */
class Told extends Random {
  readonly #draws: number[];
  constructor(draws: readonly number[]) {
    super(0);
    this.#draws = [...draws];
  }
  override uniform(): number {
    return this.#draws.shift() ?? 0;
  }
}
function warped(from: Float32Array, range: WarpRange, random: Random): Float32Array {
  const out = new Float32Array(SIDE * SIDE);
  warp(from, SIDE, range, random, out);
  return out;
}

describe('warp', () => {
  test('without a range the copy is the original', () => {
    const copy = warped(picture, still, new Random(1));
    copy.forEach((ink, i) => expect(ink).toBeCloseTo(picture[i], 6));
  });

  test('the draws are rotation, scale, shift to the right, shift down; a whole shift moves pixels exactly, paper comes in', () => {
    const copy = warped(picture, { ...still, shift: 1 }, new Told([0, 0, 1, -1]));
    for (let row = 0; row < SIDE; row++) {
      for (let column = 0; column < SIDE; column++) {
        const expected = column === 0 || row === SIDE - 1 ? 0 : picture[(row + 1) * SIDE + column - 1];
        expect(copy[row * SIDE + column]).toBeCloseTo(expected, 6);
      }
    }
  });

  test('half a pixel is the mean of two', () => {
    const copy = warped(picture, { ...still, shift: 0.5 }, new Told([0, 0, 1, 0]));
    expect(copy[9 + SIDE]).toBeCloseTo((picture[9 + SIDE] + picture[8 + SIDE]) / 2, 6);
  });

  test('a quarter turn takes rows to columns', () => {
    const copy = warped(picture, { ...still, rotation: 90 }, new Told([1, 0, 0, 0]));
    for (let row = 0; row < SIDE; row++) for (let column = 0; column < SIDE; column++) expect(copy[row * SIDE + column]).toBeCloseTo(picture[column * SIDE + SIDE - 1 - row], 5);
  });

  test('a larger copy shows less of the original around the middle', () => {
    const dot = new Float32Array(SIDE * SIDE);
    for (const i of [27, 28, 35, 36]) dot[i] = 1;
    const ink = (pixels: Float32Array) => pixels.reduce((sum, value) => sum + value, 0);
    expect(ink(warped(dot, { ...still, scale: 0.5 }, new Told([0, 1, 0, 0])))).toBeGreaterThan(1.5 * ink(dot));
  });

  test('the same seed warps alike, ink stays between 0 and 1', () => {
    const range = { rotation: 30, scale: 0.3, shift: 2 };
    const [a, b] = [new Random(5), new Random(5)].map((random) => warped(picture, range, random));
    expect(a).toEqual(b);
    expect(Math.min(...a)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...a)).toBeLessThanOrEqual(1);
  });

  test('a told turn is the turn that is drawn; by 0 degrees nothing moves, by 90 four times everything is back', () => {
    const out = new Float32Array(SIDE * SIDE);
    turned(picture, SIDE, 30, out);
    expect(out).toEqual(warped(picture, { ...still, rotation: 30 }, new Told([1])));
    turned(picture, SIDE, 0, out);
    expect(out).toEqual(picture);
    let now = picture;
    for (let turn = 0; turn < 4; turn++) {
      const next = new Float32Array(SIDE * SIDE);
      turned(now, SIDE, 90, next);
      now = next;
    }
    now.forEach((ink, i) => expect(ink).toBeCloseTo(picture[i], 5));
  });
});
