/**
 * Confidence intervals of a mean and of a proportion. Brown, Cai and DasGupta (2001), "Interval estimation for a binomial
 * proportion", Statistical Science 16(2), compare those of a proportion.
 */
import betainc from '@stdlib/math-base-special-betainc';
import { expectInteger, expectShare } from '../linalg/expect.js';
import * as math from '../math/index.js';
import { mean, standardDeviation } from './describe.js';
import { normalQuantile, studentQuantile } from './distributions.js';

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * mean +- quantile * s / sqrt(n).
 * @param method      't' (exact for normal data) or 'normal' (the large-sample approximation)
 * @param confidence  0.95 unless given
 * @throws RangeError with fewer than two values, or values that are not finite
 */
export function meanInterval(values: ArrayLike<number>, method: 't' | 'normal' = 't', confidence = 0.95): Interval {
  expectShare('meanInterval', 'confidence', confidence);
  const estimate = mean(values);
  if (values.length < 2) throw new RangeError('meanInterval: one value has no spread; give at least two');
  const upper = 1 - (1 - confidence) / 2;
  const factor = method === 't' ? studentQuantile(upper, values.length - 1) : normalQuantile(upper);
  const half = (factor * standardDeviation(values)) / Math.sqrt(values.length);
  return { estimate, low: estimate - half, high: estimate + half };
}

export type ProportionMethod = 'wald' | 'wilson' | 'clopper-pearson' | 'hoeffding';

/**
 * Interval of a success probability from `successes` of n trials; within 0 to 1.
 *   wald             p +- z sqrt(p (1 - p) / n), the normal approximation: far too short for small n or p near 0 or 1
 *   wilson           the p for which the score test does not reject (Wilson, 1927)
 *   clopper-pearson  inverts the exact binomial tests: never covers less than stated (Clopper and Pearson, 1934)
 *   hoeffding        p +- sqrt(log(2 / alpha) / 2n): holds for any bounded variable (Hoeffding, 1963)
 * @param confidence  0.95 unless given
 * @throws RangeError unless 0 <= successes <= n are integers and n >= 1
 */
export function proportionInterval(successes: number, n: number, method: ProportionMethod = 'wilson', confidence = 0.95): Interval {
  expectInteger('proportionInterval', 'n', n, 1);
  expectInteger('proportionInterval', 'successes', successes, 0, n);
  expectShare('proportionInterval', 'confidence', confidence);
  const estimate = successes / n;
  const alpha = 1 - confidence;
  if (method === 'clopper-pearson') {
    return {
      estimate,
      low: successes === 0 ? 0 : betaQuantile(alpha / 2, successes, n - successes + 1),
      high: successes === n ? 1 : betaQuantile(1 - alpha / 2, successes + 1, n - successes),
    };
  }
  const z = normalQuantile(1 - alpha / 2);
  if (method === 'wilson') {
    const centre = (estimate + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half = ((z / (1 + (z * z) / n)) * Math.sqrt((estimate * (1 - estimate)) / n + (z * z) / (4 * n * n)));
    return { estimate, low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half };
  }
  const half = method === 'wald' ? z * Math.sqrt((estimate * (1 - estimate)) / n) : Math.sqrt(math.log(2 / alpha) / (2 * n));
  return { estimate, low: Math.max(0, estimate - half), high: Math.min(1, estimate + half) };
}

/** The x with I_x(a, b) = p, by bisection to the last bits. @throws RangeError unless a, b > 0 and 0 <= p <= 1 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) throw new RangeError(`betaQuantile: needs a, b > 0 and p from 0 to 1, got p ${p}, a ${a}, b ${b}`);
  let [low, high] = [0, 1];
  for (let i = 0; i < 1100; i++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (betainc(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}
