/** The five intervals of this level for the accuracy of one and the same model. Each says what it needs: a test set, or more trainings. */
import { scope, stats, type Random } from '../../src/core/index.js';
import { picturesOf, rightAnswers, share, trainModel, type ModelKind } from './population.js';

/** Resamples of the test answers; they cost no training. */
export const TEST_REPLICATES = 200;

export const METHODS = ['normal', 'wilson', 'bootTest', 'bootTrain', 'seeds'] as const;
export type Method = (typeof METHODS)[number];
/** Those that look at the answers of one trained model only. */
export const FROM_ANSWERS: readonly Method[] = ['normal', 'wilson', 'bootTest'];

/** From the right and wrong answers (1, 0) on one test set. */
export function intervalsFromAnswers(right: ArrayLike<number>, confidence: number, random: Random): Record<'normal' | 'wilson' | 'bootTest', stats.Interval> {
  const n = right.length;
  const correct = Math.round(n * share(right));
  const replicates = stats.bootstrap(n, (rows) => rows.reduce((sum, row) => sum + right[row], 0) / n, { random, replicates: TEST_REPLICATES });
  return {
    normal: stats.proportionInterval(correct, n, 'wald', confidence),
    wilson: stats.proportionInterval(correct, n, 'wilson', confidence),
    bootTest: stats.percentileInterval(correct / n, replicates, confidence),
  };
}

/** Accuracy on the pictures left out, one for each bootstrapped training set; one at a time, so that it can be watched. */
export function* leftOutAccuracies(kind: ModelKind, trainRows: Int32Array, replicates: number, random: Random): Generator<number, void, void> {
  const drawn = new Int32Array(trainRows.length);
  for (let b = 0; b < replicates; b++) {
    const draw = random.split(b);
    stats.resample(drawn, draw);
    const left = stats.outOfBag(drawn, trainRows.length);
    if (left.length === 0) continue; // needs every row drawn exactly once
    yield scope(() => {
      const model = trainModel(kind, picturesOf(drawn.map((i) => trainRows[i])), draw);
      return share(rightAnswers(model, picturesOf(left.map((i) => trainRows[i]))));
    });
  }
}

/** Percentile interval around their mean. */
export function bootTrainInterval(accuracies: readonly number[], confidence: number): stats.Interval {
  return stats.percentileInterval(stats.mean(accuracies), accuracies, confidence);
}

/** t interval of test accuracies of models trained with different seeds. */
export function seedsInterval(accuracies: readonly number[], confidence: number): stats.Interval {
  return stats.meanInterval(accuracies, 't', confidence);
}
