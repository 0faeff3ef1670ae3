import { describe, expect, test } from 'vitest';
import { math } from '../../src/core/index.js';
import { Random } from '../../src/core/random/index.js';

/** Distance in units of the last place of the expected value. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected)) return 0;
  const size = Math.abs(expected);
  const exponent = Math.max(Math.floor(Math.log2(size)), -1022);
  return Math.abs(actual - expected) / 2 ** (exponent - 52);
}

const cases: [string, (x: number) => number, (x: number) => number, number, number][] = [
  ['exp', math.exp, Math.exp, -700, 700],
  ['expm1', math.expm1, Math.expm1, -2, 2],
  ['log', math.log, Math.log, 1e-300, 1000],
  ['log1p', math.log1p, Math.log1p, -0.99, 3],
  ['log2', math.log2, Math.log2, 1e-5, 1000],
  ['log10', math.log10, Math.log10, 1e-5, 1000],
  ['sin', math.sin, Math.sin, -1000, 1000],
  ['cos', math.cos, Math.cos, -1000, 1000],
  ['tan', math.tan, Math.tan, -1, 1],
  ['asin', math.asin, Math.asin, -1, 1],
  ['acos', math.acos, Math.acos, -1, 1],
  ['atan', math.atan, Math.atan, -10, 10],
  ['sinh', math.sinh, Math.sinh, -10, 10],
  ['cosh', math.cosh, Math.cosh, -10, 10],
  ['tanh', math.tanh, Math.tanh, -3, 3],
  ['cbrt', math.cbrt, Math.cbrt, -100, 100],
];

describe('elementary functions agree with the engine within 3 ulp', () => {
  test.each(cases)('%s', (_name, own, engine, low, high) => {
    const random = new Random(11);
    for (let i = 0; i < 5000; i++) {
      const x = random.uniform(low, high);
      expect(ulps(own(x), engine(x)), `at ${x}`).toBeLessThanOrEqual(3);
    }
  });

  test('pow, atan2, hypot', () => {
    const random = new Random(12);
    for (let i = 0; i < 5000; i++) {
      const x = random.uniform(0, 20);
      const y = random.uniform(-20, 20);
      expect(ulps(math.pow(x, y), Math.pow(x, y))).toBeLessThanOrEqual(3);
      expect(ulps(math.atan2(y, x), Math.atan2(y, x))).toBeLessThanOrEqual(3);
      expect(ulps(math.hypot(x, y), Math.hypot(x, y))).toBeLessThanOrEqual(3);
    }
  });

  test('limits', () => {
    expect(math.exp(-Infinity)).toBe(0);
    expect(math.exp(1000)).toBe(Infinity);
    expect(math.log(0)).toBe(-Infinity);
    expect(math.log(-1)).toBeNaN();
    expect(math.sigmoid(-1000)).toBe(0);
    expect(math.sigmoid(1000)).toBe(1);
    expect(math.softplus(1000)).toBe(1000);
    expect(math.logSumExp([])).toBe(-Infinity);
    expect(math.logSumExp([1000, 1000])).toBeCloseTo(1000 + Math.LN2, 12);
    expect([...math.softmax([1000, 1000])]).toEqual([0.5, 0.5]);
  });
});

describe('erf and erfc: relative error below 1e-14 against 30-digit values (mpmath)', () => {
  test.each([
    [0.1, 0.11246291601828489220, 0.88753708398171510780],
    [0.5, 0.52049987781304653768, 0.47950012218695346232],
    [1, 0.84270079294971486934, 0.15729920705028513066],
    [1.5, 0.96610514647531072707, 0.033894853524689272933],
    [2, 0.99532226501895273416, 0.0046777349810472658379],
    [3, 0.99997790950300141456, 0.000022090496998585441373],
    [5, 0.99999999999846254021, 1.5374597944280348502e-12],
    [10, 1, 2.0884875837625447570e-45],
    [26, 1, 5.6631924088561428465e-296],
  ])('x = %s', (x, erf, erfc) => {
    expect(Math.abs(math.erf(x) / erf - 1)).toBeLessThan(1e-15 * 3);
    expect(Math.abs(math.erfc(x) / erfc - 1)).toBeLessThan(1e-14);
    expect(math.erf(-x)).toBe(-math.erf(x));
    expect(math.erfc(-x)).toBeCloseTo(1 + erf, 14);
  });

  test('ends', () => {
    expect(math.erf(0)).toBe(0);
    expect(math.erf(Infinity)).toBe(1);
    expect(math.erfc(Infinity)).toBe(0);
    expect(math.erfc(-Infinity)).toBe(2);
    expect(math.erf(NaN)).toBeNaN();
  });
});
