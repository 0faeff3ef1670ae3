/**
 * Importance weights under covariate shift. A classifier that tells training rows (0) from target rows (1) estimates the ratio of
 * densities: w(x) = p_target(x) / p_train(x) = P(1 | x) / P(0 | x) * n_train / n_target (Sugiyama, Suzuki and Kanamori, 2012,
 * "Density Ratio Estimation in Machine Learning", chapter 4).
 */
import { expectFinite, expectInteger, expectWeights } from '../linalg/expect.js';

/**
 * @param targetProbabilities  P(target | x) of each training row, below 1, [n_train]
 * @param trainingRows  rows of each set that the classifier was fitted to
 * @returns weights scaled to mean 1, [n_train]
 * @throws RangeError if a probability is not in [0, 1), or all are 0
 */
export function importanceWeights(targetProbabilities: ArrayLike<number>, trainingRows: number, targetRows: number): Float64Array {
  expectFinite('importanceWeights', 'targetProbabilities', targetProbabilities);
  expectInteger('importanceWeights', 'trainingRows', trainingRows, 1);
  expectInteger('importanceWeights', 'targetRows', targetRows, 1);
  const raw = Float64Array.from(targetProbabilities, (p, i) => {
    if (!(p >= 0 && p < 1)) throw new RangeError(`importanceWeights: targetProbabilities[${i}] is ${p}; it must be at least 0 and below 1, else the weight is infinite`);
    return (p / (1 - p)) * (trainingRows / targetRows);
  });
  expectWeights('importanceWeights', raw);
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => (weight * raw.length) / total);
}

/** Kish's effective sample size (sum w)^2 / sum w^2: from 1, where one row has all the weight, to n. */
export function effectiveSampleSize(weights: ArrayLike<number>): number {
  expectWeights('effectiveSampleSize', weights);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    squares += weights[i] * weights[i];
  }
  return (sum * sum) / squares;
}
