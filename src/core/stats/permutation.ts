/**
 * Permutation tests: how often chance alone gives a statistic as large as the one seen. p = (b + 1) / (m + 1) with b of m random
 * permutations at least as large, which is valid for any m (Phipson and Smyth, 2010).
 */
import { expectFinite, expectInteger } from '../linalg/expect.js';
import type { Random } from '../random/index.js';
import { mean } from './describe.js';

export interface PermutationOptions {
  readonly random: Random;
  /** 999 unless given. */
  readonly permutations?: number;
}

export interface PermutationResult {
  readonly statistic: number;
  readonly pValue: number;
  /** The statistic under each permutation, [permutations]. */
  readonly null: Float64Array;
}

/** Values that differ by rounding only count as equal. */
const SLACK = 1e-12;

/**
 * Two samples of sizes n and m: do they come from one distribution?
 * @param statistic  large where the samples differ; it is given the indices of each sample among the n + m observations
 *                   (the first sample is 0 .. n - 1). Arrays are used again; copy them to keep them
 */
export function permutationTest(n: number, m: number, statistic: (first: Int32Array, second: Int32Array) => number, options: PermutationOptions): PermutationResult {
  expectInteger('permutationTest', 'n', n, 1);
  expectInteger('permutationTest', 'm', m, 1);
  const order = Int32Array.from({ length: n + m }, (_, i) => i);
  const [first, second] = [order.subarray(0, n), order.subarray(n)];
  const observed = statistic(first, second);
  return count(observed, options, () => {
    options.random.shuffle(order);
    return statistic(first, second);
  });
}

/** Difference of the means of two independent samples, two-sided. */
export function permutationTestOfMeans(a: ArrayLike<number>, b: ArrayLike<number>, options: PermutationOptions): PermutationResult {
  expectFinite('permutationTestOfMeans', 'a', a);
  expectFinite('permutationTestOfMeans', 'b', b);
  const all = [...Array.from(a), ...Array.from(b)];
  const meanOf = (indices: Int32Array) => indices.reduce((sum, i) => sum + all[i], 0) / indices.length;
  return permutationTest(a.length, b.length, (first, second) => Math.abs(meanOf(first) - meanOf(second)), options);
}

/** Is the mean of paired differences 0? Two-sided, by flipping their signs. */
export function signFlipTest(differences: ArrayLike<number>, options: PermutationOptions): PermutationResult {
  const values = Float64Array.from(differences);
  return count(Math.abs(mean(values)), options, () => {
    let sum = 0;
    for (const value of values) sum += options.random.bernoulli() ? value : -value;
    return Math.abs(sum / values.length);
  });
}

function count(statistic: number, { permutations = 999 }: PermutationOptions, draw: () => number): PermutationResult {
  expectInteger('permutationTest', 'permutations', permutations, 1);
  const drawn = Float64Array.from({ length: permutations }, draw);
  const enough = statistic - SLACK * Math.abs(statistic);
  const asLarge = drawn.reduce((sum, value) => sum + (value >= enough ? 1 : 0), 0);
  return { statistic, pValue: (asLarge + 1) / (permutations + 1), null: drawn };
}
