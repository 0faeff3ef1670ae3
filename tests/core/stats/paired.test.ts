/** Paired differences: by hand on small numbers, and against R: t.test(c(79, 80, 77, 82), c(63, 66, 60, 69), paired = TRUE). */
import { expect, test } from 'vitest';
import { pairedDifference } from '../../../src/core/stats/index.js';

test('mean, spread, interval and wins agree with R', () => {
  const found = pairedDifference([79, 80, 77, 82], [63, 66, 60, 69]);
  expect(found.mean).toBe(15);
  expect(found.standardDeviation).toBeCloseTo(Math.sqrt(10 / 3), 12);
  expect(found.interval?.[0]).toBeCloseTo(12.09484, 4);
  expect(found.interval?.[1]).toBeCloseTo(17.90516, 4);
  expect(found).toMatchObject({ wins: 4, pairs: 4 });
});

test('ties are no wins; one pair has no spread', () => {
  expect(pairedDifference([1, 2, 3], [1, 3, 2]).wins).toBe(1);
  expect(pairedDifference([2], [1])).toEqual({ mean: 1, standardDeviation: null, interval: null, wins: 1, pairs: 1 });
});

test('luck that both share cancels: a common shift of each pair changes nothing', () => {
  const shifted = pairedDifference([79 + 1, 80 - 20, 77 + 5], [63 + 1, 66 - 20, 60 + 5]);
  expect(shifted).toEqual(pairedDifference([79, 80, 77], [63, 66, 60]));
});

test('what makes no pairs is refused', () => {
  expect(() => pairedDifference([1, 2], [1])).toThrow(RangeError);
  expect(() => pairedDifference([], [])).toThrow(RangeError);
  expect(() => pairedDifference([Number.NaN], [1])).toThrow(RangeError);
});
