/** Ranking quality of scores for a binary label: the ROC curve and the area under it. Names follow scikit-learn. */
import { expectFinite, expectSameLength, expectShare, expectWeights } from '../linalg/expect.js';
import { variance } from './describe.js';
import { normalQuantile } from './distributions.js';
import type { Interval } from './intervals.js';
import { ranks, sortedOrder } from './ranks.js';

export interface RocCurve {
  /** Rising from 0 to 1. */
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
  /** A row counts as positive at or above it; Infinity at the first point. */
  readonly thresholds: Float64Array;
}

/**
 * Area under the ROC curve: the chance that a positive scores higher than a negative, ties counting half (Mann and Whitney, 1947).
 * @param labels  0 or 1, [n]
 * @param scores  higher means more positive, [n]
 * @throws RangeError if lengths differ, a label is neither 0 nor 1, a score is not finite, or one class is missing
 */
export function auc(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const { positives, negatives } = countBinary('auc', labels, scores);
  const rank = ranks(scores);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === 1) sum += rank[i];
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Its confidence interval, normal, with the standard error of DeLong, DeLong and Clarke-Pearson (1988), "Comparing the Areas under
 * Two or More Correlated Receiver Operating Characteristic Curves", Biometrics 44. For scores whose rows did not train the scorer.
 * A perfect score has no spread, and an interval of no width.
 * @param confidence  0.95 unless given
 * @throws RangeError as {@link auc}, or with fewer than two rows of a class
 */
export function aucInterval(labels: ArrayLike<number>, scores: ArrayLike<number>, confidence = 0.95): Interval {
  expectShare('aucInterval', 'confidence', confidence);
  const { positives, negatives } = countBinary('aucInterval', labels, scores);
  if (Math.min(positives, negatives) < 2) throw new RangeError('aucInterval: one row of a class has no spread; give at least two of each');
  const of = (label: number) => Float64Array.from(scores).filter((_, i) => labels[i] === label);
  const [high, low] = [of(1), of(0)];
  const [all, amongHigh, amongLow] = [ranks([...high, ...low]), ranks(high), ranks(low)];
  // How many of the other class each row beats: its rank among all less its rank among its own.
  const ofPositives = amongHigh.map((rank, i) => (all[i] - rank) / negatives);
  const ofNegatives = amongLow.map((rank, i) => (all[positives + i] - rank) / positives);
  const estimate = ofPositives.reduce((sum, value) => sum + value, 0) / positives;
  const half = normalQuantile(1 - (1 - confidence) / 2) * Math.sqrt(variance(ofPositives) / positives + variance(ofNegatives) / negatives);
  return { estimate, low: Math.max(0, estimate - half), high: Math.min(1, estimate + half) };
}

/**
 * The same where each row counts with a weight, as after importance weighting: the chance that a positive drawn by weight scores
 * higher than a negative drawn by weight, ties counting half (scikit-learn's roc_auc_score with sample_weight).
 * @param weights  0 or more, some above 0 in each class, [n]
 * @throws RangeError as {@link auc}; for weights that do not fit, or if those of a class are all 0
 */
export function weightedAuc(labels: ArrayLike<number>, scores: ArrayLike<number>, weights: ArrayLike<number>): number {
  countBinary('weightedAuc', labels, scores);
  expectSameLength('weightedAuc', 'labels', labels.length, 'weights', weights.length);
  expectWeights('weightedAuc', weights);
  const order = sortedOrder(scores);
  let [below, all, sum] = [0, 0, 0]; // negatives below this score, positives in all, pairs in the right order
  for (let start = 0; start < order.length; ) {
    let [end, positives, negatives] = [start, 0, 0];
    for (; end < order.length && scores[order[end]] === scores[order[start]]; end++) {
      if (labels[order[end]] === 1) positives += weights[order[end]];
      else negatives += weights[order[end]];
    }
    sum += positives * (below + negatives / 2);
    below += negatives;
    all += positives;
    start = end;
  }
  if (!(below > 0 && all > 0)) throw new RangeError(`weightedAuc: the rows of label ${below > 0 ? 1 : 0} weigh 0 in all; some must weigh more`);
  return sum / (below * all);
}

/** One point for each distinct score, from (0, 0) to (1, 1) (scikit-learn's `drop_intermediate=False`). @throws RangeError as {@link auc} */
export function rocCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): RocCurve {
  const { positives, negatives } = countBinary('rocCurve', labels, scores);
  const order = sortedOrder(scores).reverse();
  const falsePositiveRate = [0];
  const truePositiveRate = [0];
  const thresholds = [Infinity];
  let [truePositives, falsePositives] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    if (labels[order[i]] === 1) truePositives += 1;
    else falsePositives += 1;
    if (i + 1 < order.length && scores[order[i + 1]] === scores[order[i]]) continue;
    falsePositiveRate.push(falsePositives / negatives);
    truePositiveRate.push(truePositives / positives);
    thresholds.push(scores[order[i]]);
  }
  return { falsePositiveRate: Float64Array.from(falsePositiveRate), truePositiveRate: Float64Array.from(truePositiveRate), thresholds: Float64Array.from(thresholds) };
}

function countBinary(where: string, labels: ArrayLike<number>, scores: ArrayLike<number>): { positives: number; negatives: number } {
  expectSameLength(where, 'labels', labels.length, 'scores', scores.length);
  expectFinite(where, 'scores', scores);
  let positives = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0 && labels[i] !== 1) throw new RangeError(`${where}: labels[${i}] is ${labels[i]}; a label must be 0 or 1`);
    positives += labels[i];
  }
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) throw new RangeError(`${where}: every label is ${positives === 0 ? 0 : 1}; both classes must occur`);
  return { positives, negatives };
}
