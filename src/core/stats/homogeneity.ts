/**
 * Do two samples come from one distribution? Kolmogorov-Smirnov for numbers, chi-square for counts of categories, Fisher's exact
 * test for two shares. Agree with R's ks.test (exact = FALSE) and SciPy's chi2_contingency and fisher_exact.
 */
import { expectFinite, expectInteger, expectSameLength } from '../linalg/expect.js';
import * as math from '../math/index.js';
import { chiSquareUpperTail, logGamma } from './distributions.js';
import { sortedOrder } from './ranks.js';

export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Greatest distance between the two empirical distribution functions (Smirnov, 1948), with its asymptotic p value:
 * for samples below some 30 rows, or with many ties, it is too large, which errs on the safe side.
 * @throws RangeError if a sample is empty or not finite
 */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): TestResult {
  for (const [name, values] of [['a', a], ['b', b]] as const) {
    expectFinite('kolmogorovSmirnov', name, values);
    expectInteger('kolmogorovSmirnov', `length of ${name}`, values.length, 1);
  }
  const [n, m] = [a.length, b.length];
  const all = Float64Array.from({ length: n + m }, (_, i) => (i < n ? a[i] : b[i - n]));
  const order = sortedOrder(all);
  let [first, second, greatest] = [0, 0, 0];
  for (let i = 0; i < order.length; i++) {
    if (order[i] < n) first++;
    else second++;
    if (i + 1 < order.length && all[order[i + 1]] === all[order[i]]) continue;
    greatest = Math.max(greatest, Math.abs(first / n - second / m));
  }
  return { statistic: greatest, pValue: kolmogorovUpperTail(greatest * Math.sqrt((n * m) / (n + m))) };
}

/** P(K > x) of Kolmogorov's limiting distribution: 2 sum (-1)^(k - 1) exp(-2 k^2 x^2), for small x by its theta transform. */
export function kolmogorovUpperTail(x: number): number {
  if (!(x > 0)) return 1;
  if (x < 1) {
    let sum = 0;
    const factor = (Math.PI * Math.PI) / (8 * x * x);
    for (let k = 1; k < 40; k += 2) sum += math.exp(-k * k * factor);
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += (k % 2 === 1 ? 2 : -2) * math.exp(-2 * k * k * x * x);
  return sum;
}

/**
 * Pearson's chi-square test that two rows of counts have the same shares. Categories that occur in neither are left out; with
 * fewer than two left there is nothing to test, and p is 1. Rough where a category is expected fewer than five times.
 * @param a  counts by category, [k]   @param b  [k]
 * @throws RangeError if lengths differ, a count is negative, or a row is all 0
 */
export function chiSquareTest(a: ArrayLike<number>, b: ArrayLike<number>): TestResult & { readonly degreesOfFreedom: number } {
  expectSameLength('chiSquareTest', 'a', a.length, 'b', b.length);
  let [totalA, totalB] = [0, 0];
  for (let c = 0; c < a.length; c++) {
    if (!(a[c] >= 0 && b[c] >= 0 && a[c] + b[c] < Infinity)) throw new RangeError(`chiSquareTest: category ${c} has counts ${a[c]} and ${b[c]}; they must be 0 or more`);
    totalA += a[c];
    totalB += b[c];
  }
  if (totalA === 0 || totalB === 0) throw new RangeError('chiSquareTest: a sample has no counts; give at least one');
  let [statistic, used] = [0, 0];
  for (let c = 0; c < a.length; c++) {
    const both = a[c] + b[c];
    if (both === 0) continue;
    used++;
    const [expectedA, expectedB] = [(both * totalA) / (totalA + totalB), (both * totalB) / (totalA + totalB)];
    statistic += ((a[c] - expectedA) * (a[c] - expectedA)) / expectedA + ((b[c] - expectedB) * (b[c] - expectedB)) / expectedB;
  }
  const degreesOfFreedom = Math.max(0, used - 1);
  return { statistic, degreesOfFreedom, pValue: degreesOfFreedom === 0 ? 1 : chiSquareUpperTail(statistic, degreesOfFreedom) };
}

/**
 * Fisher's exact test, one-sided: the chance of at least `successesA` successes in the first sample if both have one rate
 * and the successes of both together are as found (SciPy's fisher_exact with alternative 'greater').
 * @throws RangeError unless 0 <= successes <= n in both samples
 */
export function fisherExactTest(successesA: number, n: number, successesB: number, m: number): number {
  expectInteger('fisherExactTest', 'n', n, 0);
  expectInteger('fisherExactTest', 'm', m, 0);
  expectInteger('fisherExactTest', 'successesA', successesA, 0, n);
  expectInteger('fisherExactTest', 'successesB', successesB, 0, m);
  const successes = successesA + successesB;
  const logChoose = (of: number, k: number) => logGamma(of + 1) - logGamma(k + 1) - logGamma(of - k + 1);
  const total = logChoose(n + m, successes);
  let sum = 0;
  for (let k = successesA; k <= Math.min(n, successes); k++) sum += math.exp(logChoose(n, k) + logChoose(m, successes - k) - total);
  return Math.min(1, sum);
}
