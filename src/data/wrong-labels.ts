/** Labels with a known share of mistakes, as careless annotators would make them: what overfitting memorises. */
import type { Random } from '../core/index.js';

/**
 * A copy in which round(share * n) labels, chosen at random, are another class, each other class equally likely.
 * @param labels  classes from 0 to classes - 1, [n]
 * @throws RangeError unless 0 <= share <= 1 and there are two classes
 */
export function withWrongLabels(labels: Int32Array, share: number, classes: number, random: Random): Int32Array {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`withWrongLabels: the share must be from 0 to 1, got ${share}`);
  if (classes < 2) throw new RangeError(`withWrongLabels: a wrong label needs another class, got ${classes} in all`);
  const given = labels.slice();
  for (const row of random.sampleWithoutReplacement(labels.length, Math.round(share * labels.length))) {
    given[row] = (labels[row] + 1 + random.integer(classes - 1)) % classes;
  }
  return given;
}
