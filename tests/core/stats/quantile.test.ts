import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as stats from '../../../src/core/stats/index.js';
import { close, readFixture } from './reference.js';

const types: readonly stats.QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const r = readFixture<{ p: number[]; cases: { values: number[]; types: number[][] }[] }>('quantiles-r');

test.each(types)('type %i agrees with R', (type) => {
  for (const { values, types: expected } of r.cases) close(stats.quantiles(values, r.p, type), expected[type - 1], 12, 1);
});

test('quantiles rise with p, stay between least and greatest, and do not depend on the order of the values', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }), fc.constantFrom(...types), (values, type) => {
      const found = stats.quantiles(values, r.p, type);
      // Relative rounding, and the absolute one of numbers too small to be normal.
      const slack = 1e-9 * Math.max(...values.map(Math.abs)) + 4 * Number.MIN_VALUE;
      for (let i = 1; i < found.length; i++) expect(found[i]).toBeGreaterThanOrEqual(found[i - 1] - slack);
      expect(found[0]).toBe(Math.min(...values) + 0);
      expect(found[found.length - 1]).toBe(Math.max(...values) + 0);
      expect(stats.quantiles([...values].reverse(), r.p, type)).toEqual(found);
    }),
  );
});

test('minus zero is zero, whatever stands first', () => {
  for (const type of types) for (const values of [[-0, 0], [0, -0], [-0]]) expect(stats.quantiles(values, [0, 0.5, 1], type)).toEqual(Float64Array.of(0, 0, 0));
});

test('type 7 is the default; the median of an even number is the mean of the middle two', () => {
  expect(stats.quantile([1, 2, 3, 4], 0.4)).toBeCloseTo(2.2, 14);
  expect(stats.median([4, 1, 3, 2])).toBe(2.5);
});

test('empty samples, NaN and p outside 0 to 1 are named', () => {
  expect(() => stats.quantile([], 0.5)).toThrow('quantile: values is empty');
  expect(() => stats.quantile([1, Number.NaN], 0.5)).toThrow('values[1] is NaN');
  expect(() => stats.quantile([1], 1.5)).toThrow('p must be from 0 to 1, got 1.5');
});
