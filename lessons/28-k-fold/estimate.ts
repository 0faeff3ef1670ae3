/** One k-fold estimate: the folds, a model for each, right answers counted. What it cost is counted too. */
import { linalg, stats, type Random } from '../../src/core/index.js';
import { countRight, fits, type Examples, type ModelName } from './models.js';

export interface Estimate {
  /** Share of the examples that were guessed right when it was their turn. */
  readonly accuracy: number;
  /** Of each fold, k of them. */
  readonly foldAccuracies: readonly number[];
  /** Models fitted. */
  readonly fits: number;
  /** Rows that two training sets share, as a share of a training set, averaged over neighbouring pairs of folds. */
  readonly overlap: number;
}

/** @throws RangeError unless 2 <= k <= examples */
export function crossValidate(model: ModelName, examples: Examples, k: number, stratified: boolean, random: Random): Estimate {
  const { x, labels } = examples;
  const n = labels.length;
  const folds = stratified ? stats.stratifiedKFold(labels, k, random) : stats.kFold(n, k, random);
  const rights = folds.map(({ train, test }) => {
    const guess = fits[model]({ x: linalg.takeRows(x, train), labels: train.map((row) => labels[row]) });
    return countRight(guess(linalg.takeRows(x, test)), test.map((row) => labels[row]));
  });
  // Two training sets share all rows but those of the two folds left out.
  const shared = folds.map(({ train, test }, i) => {
    const next = folds[(i + 1) % k];
    return (n - test.length - next.test.length) / train.length;
  });
  return {
    accuracy: rights.reduce((sum, right) => sum + right, 0) / n,
    foldAccuracies: rights.map((right, i) => right / folds[i].test.length),
    fits: k,
    overlap: stats.mean(shared),
  };
}

/** Standard error that k fold scores would have if they were independent of each other, which they are not. */
export function naiveStandardError({ foldAccuracies }: Estimate): number {
  return stats.standardDeviation(foldAccuracies) / Math.sqrt(foldAccuracies.length);
}

/** True accuracy of the model fitted to all examples, on the whole rest of the population. */
export function trueAccuracy(model: ModelName, examples: Examples, rest: Examples): number {
  return countRight(fits[model](examples)(rest.x), rest.labels) / rest.labels.length;
}
