/**
 * Sample quantiles by all nine definitions of Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American
 * Statistician 50(4), with R's treatment of rounding. Type 7 is the default of R and NumPy.
 */
import { expectFinite } from '../linalg/expect.js';

export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** m = a + p (1 - a - b) for the types that interpolate. */
const plotting: Readonly<Record<4 | 5 | 6 | 7 | 8 | 9, readonly [a: number, b: number]>> = {
  4: [0, 1],
  5: [0.5, 0.5],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
};

/** n p that is an integer but for rounding counts as that integer. */
const FUZZ = 4 * 2.220446049250313e-16;

/**
 * The p-quantile.
 * @param type  7 (linear interpolation between (k - 1) / (n - 1)) unless given; 1 inverts the empirical distribution, 2 averages
 *              at its steps, 3 takes the nearest even order statistic, 6 is Weibull's, 8 is nearly median-unbiased
 * @throws RangeError if values are empty or not finite, or p is not from 0 to 1
 */
export function quantile(values: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  return quantiles(values, [p], type)[0];
}

/** Several quantiles with one sorting, [probabilities.length]. @throws RangeError as {@link quantile} */
export function quantiles(values: ArrayLike<number>, probabilities: ArrayLike<number>, type: QuantileType = 7): Float64Array {
  expectFinite('quantile', 'values', values);
  // -0 becomes 0: they are the same number, and which of them is met first should not show.
  const sorted = Float64Array.from(values, (value) => value + 0).sort();
  return Float64Array.from(probabilities, (p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must be from 0 to 1, got ${p}`);
    return ofSorted(sorted, p, type);
  });
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

function ofSorted(sorted: Float64Array, p: number, type: QuantileType): number {
  const n = sorted.length;
  const at = (k: number) => sorted[Math.max(1, Math.min(n, k)) - 1];
  if (type <= 3) {
    const place = type === 3 ? n * p - 0.5 : n * p;
    const j = Math.floor(place + FUZZ * Math.max(1, Math.abs(place)));
    const beyond = place > j + FUZZ * Math.max(1, Math.abs(place));
    if (type === 1) return at(beyond ? j + 1 : j);
    if (type === 2) return beyond ? at(j + 1) : (at(j) + at(j + 1)) / 2;
    return beyond || j % 2 !== 0 ? at(j + 1) : at(j);
  }
  const [a, b] = plotting[type as keyof typeof plotting];
  const place = a + p * (n + 1 - a - b);
  const j = Math.floor(place + FUZZ);
  const share = Math.abs(place - j) < FUZZ ? 0 : place - j;
  const [low, high] = [at(j), at(j + 1)];
  return share === 0 || low === high ? low : (1 - share) * low + share * high;
}
