/** Two treatments tried on the same splits, seeds or subjects: what is left of the difference when their common luck has cancelled. */
import { expectFinite, expectSameLength } from '../linalg/expect.js';
import { mean, standardDeviation } from './describe.js';
import { meanInterval } from './intervals.js';

export interface PairedDifference {
  /** Mean of treated less control. */
  readonly mean: number;
  /** Standard deviation of the differences; null with one pair. */
  readonly standardDeviation: number | null;
  /** Of the mean, by Student's t; null with one pair. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Pairs in which treated is greater. */
  readonly wins: number;
  readonly pairs: number;
}

/**
 * @param confidence  of the interval, 0.95 unless given
 * @throws RangeError if lengths differ, or values are empty or not finite
 */
export function pairedDifference(treated: ArrayLike<number>, control: ArrayLike<number>, confidence = 0.95): PairedDifference {
  expectSameLength('pairedDifference', 'treated', treated.length, 'control', control.length);
  expectFinite('pairedDifference', 'treated', treated);
  expectFinite('pairedDifference', 'control', control);
  const differences = Array.from({ length: treated.length }, (_, i) => treated[i] - control[i]);
  const interval = differences.length > 1 ? meanInterval(differences, 't', confidence) : undefined;
  return {
    mean: mean(differences),
    standardDeviation: interval ? standardDeviation(differences) : null,
    interval: interval ? [interval.low, interval.high] : null,
    wins: differences.filter((difference) => difference > 0).length,
    pairs: differences.length,
  };
}
