/**
 * Distribution functions in float64: normal, Student's t, chi-square, Poisson. Special functions are the core's own
 * (erfc, exp, log) and single packages of @stdlib; none of them uses the engine's Math.exp or Math.pow, so results have the
 * same bits everywhere. Upper tails are computed as such, never as one minus the other side.
 */
import betainc from '@stdlib/math-base-special-betainc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import * as math from '../math/index.js';

/** log |gamma(x)|. */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** P(Z <= z) of a standard normal Z. */
export function normalCdf(z: number): number {
  return math.erfc(-z / Math.SQRT2) / 2;
}

/** P(Z > z), exact also in the far tail. */
export function normalUpperTail(z: number): number {
  return math.erfc(z / Math.SQRT2) / 2;
}

/** The z with P(Z <= z) = p; infinite at 0 and 1. @throws RangeError unless 0 <= p <= 1 */
export function normalQuantile(p: number): number {
  checkProbability('normalQuantile', p);
  return -Math.SQRT2 * erfcinv(2 * p);
}

/** P(T > t) of Student's t with `df` degrees of freedom. @throws RangeError unless df > 0 */
export function studentUpperTail(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`studentUpperTail: degrees of freedom must be positive, got ${df}`);
  if (df === Infinity) return normalUpperTail(t);
  const half = betainc(df / (df + t * t), df / 2, 0.5) / 2;
  return t >= 0 ? half : 1 - half;
}

/** The t with P(T <= t) = p. Bisection to the last bits: monotone, and the same on every engine. */
export function studentQuantile(p: number, df: number): number {
  checkProbability('studentQuantile', p);
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  if (p === 1) return Infinity;
  const tail = 1 - p;
  let low = 0;
  let high = 1;
  while (studentUpperTail(high, df) > tail && high < 1e300) high *= 2;
  for (let i = 0; i < 200; i++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (studentUpperTail(middle, df) > tail) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

/** P(X > x) of a chi-square with `df` degrees of freedom. @throws RangeError unless df > 0 */
export function chiSquareUpperTail(x: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`chiSquareUpperTail: degrees of freedom must be positive, got ${df}`);
  return x <= 0 ? 1 : gammainc(x / 2, df / 2, true, true);
}

/** log P(Y = y) of a Poisson with the given mean >= 0. */
export function poissonLogPmf(y: number, mean: number): number {
  if (mean === 0) return y === 0 ? 0 : -Infinity;
  return y * math.log(mean) - mean - gammaln(y + 1);
}

/** P(Y = y) of a Poisson. */
export function poissonPmf(y: number, mean: number): number {
  return math.exp(poissonLogPmf(y, mean));
}

function checkProbability(name: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${name}: a probability must be from 0 to 1, got ${p}`);
}
