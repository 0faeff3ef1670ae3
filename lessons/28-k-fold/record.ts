/** What the repetitions so far say about each k, measured against the truth: bias, spread, error, cost. */
import { stats } from '../../src/core/index.js';
import type { Metrics } from '../../src/lesson/index.js';

/** Everything that was found out for one k, one entry a repetition. */
export interface Column {
  readonly k: number;
  /** k is the number of examples. */
  readonly leaveOneOut: boolean;
  readonly estimates: number[];
  /** The same sample, folded in another way. */
  readonly again: number[];
  readonly naiveErrors: number[];
  /** Milliseconds of all estimates together. */
  time: number;
  fits: number;
  overlap: number;
}

export interface History {
  readonly columns: readonly Column[];
  /** True accuracy of the model fitted to the whole sample, one a repetition. */
  readonly truths: number[];
}

export interface Findings {
  readonly mean: number;
  /** Mean estimate less mean truth. */
  readonly bias: number;
  /** Standard error of the bias; null before the second repetition. */
  readonly biasError: number | null;
  /** Standard deviation of the estimates over samples. */
  readonly spread: number | null;
  /** Root mean squared distance to the true accuracy of the model fitted to that very sample. */
  readonly rmse: number;
  /** Standard deviation that comes from the drawing of the folds alone. */
  readonly splitSpread: number;
  /** Mean standard error claimed from the fold scores. */
  readonly naiveError: number;
  /** Milliseconds an estimate. */
  readonly milliseconds: number;
}

/** undefined before the first repetition. */
export function findingsOf({ truths }: History, { estimates, again, naiveErrors, time }: Column): Findings | undefined {
  const count = estimates.length;
  if (count === 0) return undefined;
  const differences = estimates.map((estimate, i) => estimate - truths[i]);
  const meanSquare = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0) / values.length;
  return {
    mean: stats.mean(estimates),
    bias: stats.mean(differences),
    biasError: count < 2 ? null : stats.standardDeviation(differences) / Math.sqrt(count),
    spread: count < 2 ? null : stats.standardDeviation(estimates),
    rmse: Math.sqrt(meanSquare(differences)),
    // Half the mean squared difference of two draws is their variance.
    splitSpread: Math.sqrt(meanSquare(estimates.map((estimate, i) => estimate - again[i])) / 2),
    naiveError: stats.mean(naiveErrors),
    milliseconds: time / (2 * count),
  };
}

export function nameOf({ k, leaveOneOut }: Column): string {
  return leaveOneOut ? 'loo' : String(k);
}

/** The families by k, and the k that the learner chose without a suffix. */
export function metricsOf(record: History, chosen: number): Metrics {
  const metrics: Record<string, number> = { repetitions: record.truths.length };
  if (record.truths.length > 0) metrics.trueAccuracy = stats.mean(record.truths);
  for (const column of record.columns) {
    const found = findingsOf(record, column);
    if (!found) continue;
    const put = (name: string, value: number | null) => {
      if (value === null) return;
      metrics[`${name}.${nameOf(column)}`] = value;
      if (column.k === chosen) metrics[name] = value;
    };
    put('bias', found.bias);
    put('spread', found.spread);
    put('rmse', found.rmse);
    put('splitSpread', found.splitSpread);
    put('naiveError', found.naiveError);
    put('fits', column.fits);
    put('overlap', column.overlap);
    put('time', found.milliseconds / 1000);
  }
  return metrics;
}
