/** The bootstrap of Efron (1979): what a statistic does on samples drawn with replacement from the sample. */
import { expectInteger, expectShare } from '../linalg/expect.js';
import type { Random } from '../random/index.js';
import { quantiles } from './quantile.js';
import type { Interval } from './intervals.js';

export interface BootstrapOptions {
  readonly random: Random;
  /** 1000 unless given. */
  readonly replicates?: number;
}

/**
 * The statistic on each resample.
 * @param n          number of observations
 * @param statistic  is given the n indices of a resample (the array is used again; copy it to keep it)
 * @returns [replicates]
 */
export function bootstrap(n: number, statistic: (indices: Int32Array) => number, options: BootstrapOptions): Float64Array {
  const { random, replicates = 1000 } = options;
  expectInteger('bootstrap', 'n', n, 1);
  expectInteger('bootstrap', 'replicates', replicates, 1);
  const indices = new Int32Array(n);
  return Float64Array.from({ length: replicates }, () => {
    resample(indices, random);
    return statistic(indices);
  });
}

/** Fills with indices drawn with replacement, sorted by nothing. */
export function resample(indices: Int32Array, random: Random): Int32Array {
  for (let i = 0; i < indices.length; i++) indices[i] = random.integer(indices.length);
  return indices;
}

/**
 * Percentile interval: the alpha/2 and 1 - alpha/2 quantiles (type 7) of the replicates.
 * @param estimate    the statistic on the sample itself
 * @param confidence  0.95 unless given
 */
export function percentileInterval(estimate: number, replicates: ArrayLike<number>, confidence = 0.95): Interval {
  expectShare('percentileInterval', 'confidence', confidence);
  const alpha = 1 - confidence;
  const [low, high] = quantiles(replicates, [alpha / 2, 1 - alpha / 2]);
  return { estimate, low, high };
}

/**
 * The .632 bootstrap of Efron (1983): error = 0.368 training error + 0.632 mean error on the rows each resample left out.
 * @param trainingError  of the model fitted to all rows, on those rows
 * @param leftOutErrors  one a resample
 */
export function point632(trainingError: number, leftOutErrors: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < leftOutErrors.length; i++) sum += leftOutErrors[i];
  return 0.368 * trainingError + 0.632 * (sum / leftOutErrors.length);
}

/** Rows that a resample did not draw, rising. */
export function outOfBag(indices: ArrayLike<number>, n: number): Int32Array {
  const drawn = new Uint8Array(n);
  for (let i = 0; i < indices.length; i++) drawn[indices[i]] = 1;
  return Int32Array.from({ length: n }, (_, i) => i).filter((i) => drawn[i] === 0);
}
