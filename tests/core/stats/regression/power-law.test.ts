/** Power laws with a floor beside SciPy's fits, exact recovery, and what is refused. */
import { describe, expect, test } from 'vitest';
import { math, stats } from '../../../../src/core/index.js';
import { readFixture } from '../reference.js';

const { cases } = readFixture<{ cases: { name: string; x: number[]; y: number[]; fit: Record<'floor' | 'scale' | 'exponent' | 'residual', number> }[] }>('power-law');
const { fitPowerLaw, powerLawAt } = stats;

describe('the fit of SciPy', () => {
  test.each(cases)('$name', ({ x, y, fit }) => {
    const found = fitPowerLaw(x, y);
    expect(found.residual).toBeLessThanOrEqual(fit.residual * (1 + 1e-6));
    // Where nothing falls the curve is flat, and its exponent means nothing.
    if (fit.scale < 1e-6) return expect(found.scale).toBe(0);
    expect(found.floor).toBeCloseTo(fit.floor, 4);
    expect(found.exponent / fit.exponent).toBeCloseTo(1, 3);
    expect(found.scale / fit.scale).toBeCloseTo(1, 2);
  });
});

test('a law without noise is found again', () => {
  const law = { floor: 1.2, scale: 6, exponent: 0.31 };
  const x = [3, 10, 50, 200, 1000, 9000];
  const found = fitPowerLaw(x, x.map((value) => powerLawAt(law, value)));
  expect(found.residual).toBeLessThan(1e-8);
  expect(found.exponent).toBeCloseTo(0.31, 6);
  expect(found.floor).toBeCloseTo(1.2, 6);
  expect(powerLawAt(found, 1e6)).toBeCloseTo(1.2 + 6 * math.exp(-0.31 * math.log(1e6)), 6);
});

test('refuses what has no power law', () => {
  expect(() => fitPowerLaw([0, 1, 2], [3, 2, 1])).toThrow(/positive/);
  expect(() => fitPowerLaw([1, 1, 2], [3, 2, 1])).toThrow(/three different/);
  expect(() => fitPowerLaw([1, 2], [3, 2, 1])).toThrow(RangeError);
  expect(() => fitPowerLaw([1, 2, NaN], [3, 2, 1])).toThrow(RangeError);
});
