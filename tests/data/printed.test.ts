import { describe, expect, test } from 'vitest';
import type { ImageSet } from '../../src/data/images.js';
import { printedDigits, printedLetters } from '../../src/data/printed.js';
import { shrink } from '../../src/data/shrink.js';

describe.each([
  ['digits', printedDigits, 20, 10],
  ['letters', printedLetters, 24, 24],
] as const)('printed %s', (_, load, count, classes) => {
  const set: ImageSet = load();
  const picture = (i: number) => Array.from(set.pixels.subarray(i * 64, (i + 1) * 64));
  test('are all there, in ink from 0 to 1, no two alike', () => {
    expect([set.count, set.classes, set.pixels.length]).toEqual([count, classes, count * 64]);
    expect(new Set(set.labels).size).toBe(classes);
    expect(set.pixels.every((ink) => ink >= 0 && ink <= 1)).toBe(true);
    expect(new Set(Array.from(set.labels, (_label, i) => picture(i).join())).size).toBe(count);
  });
  test('fill the height of the sheet and leave the sides free', () => {
    for (let i = 0; i < count; i++) {
      const ink = picture(i);
      const row = (r: number) => ink.slice(r * 8, r * 8 + 8).reduce((sum, v) => sum + v, 0);
      expect(Math.min(row(0), row(7))).toBeGreaterThan(0);
      expect(Math.max(...Array.from({ length: 8 }, (_r, r) => ink[r * 8]))).toBeLessThan(0.2);
    }
  });
});

describe('shrinking', () => {
  test('keeps the mean and weighs what lies across two pixels', () => {
    expect(Array.from(shrink(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1), 3, 1))[0]).toBeCloseTo(2 / 9, 6);
    const half = Array.from(shrink(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1), 3, 2));
    [4 / 9, 0, 0, 4 / 9].forEach((ink, i) => expect(half[i]).toBeCloseTo(ink, 6));
    expect(() => shrink(new Float32Array(4), 2, 3)).toThrow('cannot shrink to 3');
  });
});
