/** Four ways to notice a shift. Three look at the inputs or at the model's answers alone; the fourth pays for labels. */
import * as stats from '../../src/core/stats/index.js';
import { columnOf, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import { accuracyOf, type Model } from './model.js';
import { stacked, type World } from './shift.js';

export const DETECTORS = ['adversarial', 'features', 'predictions', 'labels'] as const;
export type Detector = (typeof DETECTORS)[number];

/** Every detector may cry wolf in one world of twenty. */
export const ALPHA = 0.05;
const L2 = 10;

export interface Detection {
  readonly auc: stats.Interval;
  /** Smallest p of the columns, times their number (Bonferroni), at most 1. */
  readonly featuresP: number;
  /** Column with that p. */
  readonly feature: number;
  readonly predictionsP: number;
  /** Missing without labels. */
  readonly labelsP?: number;
  readonly alarms: Partial<Record<Detector, boolean>>;
}

/** @param labels  how many rows of the pool have labels */
export function detect({ holdout, pool }: World, model: Model, classes: number, labels: number, random: Random): Detection {
  const auc = adversarialAuc(holdout.x, pool.x, random);
  const { pValue: featuresP, feature } = columnTests(holdout.x, pool.x);
  const counts = (x: Matrix) => {
    const out = new Float64Array(classes);
    for (const c of stats.argmaxRows(model.probabilities(x))) out[c]++;
    return out;
  };
  const predictionsP = stats.chiSquareTest(counts(holdout.x), counts(pool.x)).pValue;
  const labelsP = labels > 0 ? moreErrors({ holdout, pool }, model, labels) : undefined;
  return {
    auc, featuresP, feature, predictionsP, labelsP,
    alarms: { adversarial: auc.low > 0.5, features: featuresP < ALPHA, predictions: predictionsP < ALPHA, ...(labelsP !== undefined && { labels: labelsP < ALPHA }) },
  };
}

/** Learnt on one half of the rows, judged on the other, so that the interval is an honest one. */
function adversarialAuc(source: Matrix, target: Matrix, random: Random): stats.Interval {
  const all = stacked(source, target);
  const set = new Int32Array(all.rows).fill(1, source.rows);
  const [{ train, test }] = stats.stratifiedKFold(set, 2, random);
  const scaled = stats.standardise(all);
  const model = stats.fitLogisticRegression(takeRows(scaled, train), stats.select(set, train), { l2: L2, tolerance: 1e-6 * train.length });
  return stats.aucInterval(stats.select(set, test), stats.logisticProbabilities(model, takeRows(scaled, test)));
}

function columnTests(source: Matrix, target: Matrix): { pValue: number; feature: number } {
  let [smallest, feature] = [1, 0];
  for (let j = 0; j < source.cols; j++) {
    const { pValue } = stats.kolmogorovSmirnov(columnOf(source, j), columnOf(target, j));
    if (pValue < smallest) [smallest, feature] = [pValue, j];
  }
  return { pValue: Math.min(1, smallest * source.cols), feature };
}

/** Is the share of errors among the labelled target rows greater than on the holdout? */
function moreErrors({ holdout, pool }: Pick<World, 'holdout' | 'pool'>, model: Model, labels: number): number {
  const errors = (x: Matrix, y: Int32Array) => Math.round((1 - accuracyOf(model.probabilities(x), y)) * y.length);
  const n = Math.min(labels, pool.y.length);
  const bought = takeRows(pool.x, Int32Array.from({ length: n }, (_, i) => i));
  return stats.fisherExactTest(errors(bought, pool.y.subarray(0, n)), n, errors(holdout.x, holdout.y), holdout.y.length);
}
