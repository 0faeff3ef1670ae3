/**
 * How far two vectors, or two distributions, are apart. Names and definitions as scipy.spatial.distance has them where it has them;
 * divergences in nats, with 0 log 0 = 0. Which of them are metrics is told in each docstring.
 */
import { expectSameLength } from '../linalg/expect.js';
import * as math from '../math/index.js';

type Vector = ArrayLike<number>;

function sum(where: string, x: Vector, y: Vector, term: (a: number, b: number) => number): number {
  expectSameLength(where, 'x', x.length, 'y', y.length);
  let total = 0;
  for (let i = 0; i < x.length; i++) total += term(x[i], y[i]);
  return total;
}

/** Sum of squared differences. No metric: it breaks the triangle inequality. */
export function squaredEuclidean(x: Vector, y: Vector): number {
  return sum('squaredEuclidean', x, y, (a, b) => (a - b) * (a - b));
}

/** Sum of absolute differences, or L1. A metric. */
export function cityblock(x: Vector, y: Vector): number {
  return sum('cityblock', x, y, (a, b) => Math.abs(a - b));
}

/** The greatest absolute difference, or L-infinity. A metric. */
export function chebyshev(x: Vector, y: Vector): number {
  let most = 0;
  sum('chebyshev', x, y, (a, b) => (most = Math.max(most, Math.abs(a - b))));
  return most;
}

/** Share of places that differ. A metric. */
export function hamming(x: Vector, y: Vector): number {
  return sum('hamming', x, y, (a, b) => (a === b ? 0 : 1)) / x.length;
}

/**
 * Mean of the Huber losses of the differences: d^2 / 2 up to delta, then delta (|d| - delta / 2) (Huber, 1964). No metric: it
 * breaks the triangle inequality.
 */
export function huber(x: Vector, y: Vector, delta = 1): number {
  if (!(delta > 0)) throw new RangeError(`huber: delta must be positive, got ${delta}`);
  const loss = (d: number) => (d <= delta ? (d * d) / 2 : delta * (d - delta / 2));
  return sum('huber', x, y, (a, b) => loss(Math.abs(a - b))) / x.length;
}

/** Cosine of the angle, -1 to 1; NaN for a vector of zeros. */
function cosine(where: string, x: Vector, y: Vector): number {
  const dot = sum(where, x, y, (a, b) => a * b);
  const length = (v: Vector) => sum(where, v, v, (a) => a * a);
  return Math.max(-1, Math.min(1, dot / Math.sqrt(length(x) * length(y))));
}

/** 1 - cosine, 0 to 2; NaN for a vector of zeros. No metric: it does not see lengths, and breaks the triangle inequality. */
export function cosineDistance(x: Vector, y: Vector): number {
  return 1 - cosine('cosineDistance', x, y);
}

/** The angle over pi, 0 to 1; NaN for a vector of zeros. A metric of directions: vectors of another length are no further. */
export function angularDistance(x: Vector, y: Vector): number {
  const c = cosine('angularDistance', x, y);
  return math.atan2(Math.sqrt(Math.max(0, (1 - c) * (1 + c))), c) / Math.PI;
}

/** -sum p log q in nats; Infinity where q has no room for p. Its least value over q is the entropy of p, not 0. */
export function crossEntropy(p: Vector, q: Vector): number {
  return sum('crossEntropy', p, q, (a, b) => (a === 0 ? 0 : b === 0 ? Infinity : -a * math.log(b)));
}

/** Kullback-Leibler divergence sum p log(p / q) in nats; Infinity where q has no room for p. Neither symmetric nor a metric. */
export function klDivergence(p: Vector, q: Vector): number {
  return sum('klDivergence', p, q, (a, b) => (a === 0 ? 0 : b === 0 ? Infinity : a * math.log(a / b)));
}

/** Mean of the KL divergences from both to their middle, in nats, 0 to log 2. Its square root is a metric (Endres and Schindelin, 2003). */
export function jensenShannonDivergence(p: Vector, q: Vector): number {
  const half = (a: number, b: number) => (a === 0 ? 0 : (a * math.log((2 * a) / (a + b))) / 2);
  return Math.max(0, sum('jensenShannonDivergence', p, q, (a, b) => half(a, b) + half(b, a)));
}

/** Half the sum of absolute differences: the greatest difference in the probability of any event. A metric. */
export function totalVariation(p: Vector, q: Vector): number {
  return cityblock(p, q) / 2;
}

/** sqrt of half the sum of squared differences of the roots, 0 to 1. A metric. */
export function hellinger(p: Vector, q: Vector): number {
  const square = (root: number) => root * root;
  return Math.sqrt(sum('hellinger', p, q, (a, b) => square(Math.sqrt(a) - Math.sqrt(b))) / 2);
}
