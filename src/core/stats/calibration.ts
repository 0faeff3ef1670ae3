/** Do probabilities mean what they say? Reliability, expected calibration error, and the proper scores. */
import { expectInteger, expectLabels, expectMatrix, expectSameLength } from '../linalg/expect.js';
import type { Matrix } from '../linalg/matrix.js';
import * as math from '../math/index.js';
import { argmaxRows } from './classification.js';

export interface ReliabilityBin {
  /** The bin is (low, high]; the first also holds 0. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean confidence of its rows; 0 where there are none. */
  readonly confidence: number;
  /** Share of its rows that came out right; 0 where there are none. */
  readonly accuracy: number;
}

/**
 * Rows by confidence in bins of equal width.
 * @param confidences  0 to 1, [n]
 * @param outcomes     1 where the prediction came true, else 0, [n]
 * @param bins         15 unless given
 */
export function reliabilityBins(confidences: ArrayLike<number>, outcomes: ArrayLike<number>, bins = 15): ReliabilityBin[] {
  expectSameLength('reliabilityBins', 'confidences', confidences.length, 'outcomes', outcomes.length);
  expectInteger('reliabilityBins', 'bins', bins, 1);
  expectProbabilities('reliabilityBins', 'confidences', confidences);
  const count = new Float64Array(bins);
  const confidence = new Float64Array(bins);
  const right = new Float64Array(bins);
  for (let i = 0; i < confidences.length; i++) {
    const b = Math.max(0, Math.min(bins - 1, Math.ceil(confidences[i] * bins) - 1));
    count[b] += 1;
    confidence[b] += confidences[i];
    right[b] += outcomes[i];
  }
  const share = (sum: number, b: number) => (count[b] === 0 ? 0 : sum / count[b]);
  return Array.from({ length: bins }, (_, b) => ({ low: b / bins, high: (b + 1) / bins, count: count[b], confidence: share(confidence[b], b), accuracy: share(right[b], b) }));
}

/**
 * Expected calibration error of the predicted class: mean |accuracy - confidence| of the bins, weighted by their rows
 * (Naeini, Cooper and Hauskrecht, 2015; bins as Guo, Pleiss, Sun and Weinberger, 2017).
 * @param probabilities  [n, classes]
 */
export function expectedCalibrationError(labels: ArrayLike<number>, probabilities: Matrix, bins = 15): number {
  expectRows('expectedCalibrationError', labels, probabilities);
  const predicted = argmaxRows(probabilities);
  const confidences = Float64Array.from(predicted, (c, i) => probabilities.data[i * probabilities.cols + c]);
  const outcomes = Float64Array.from(predicted, (c, i) => (c === labels[i] ? 1 : 0));
  const error = reliabilityBins(confidences, outcomes, bins).reduce((sum, bin) => sum + bin.count * Math.abs(bin.accuracy - bin.confidence), 0);
  return error / labels.length;
}

/** Brier score of a binary forecast: mean (p - y)^2 (Brier, 1950; scikit-learn's `brier_score_loss`). @param labels 0 or 1 */
export function brierScore(labels: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  expectSameLength('brierScore', 'labels', labels.length, 'probabilities', probabilities.length);
  expectLabels('brierScore', labels, 2);
  expectProbabilities('brierScore', 'probabilities', probabilities);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum += (probabilities[i] - labels[i]) * (probabilities[i] - labels[i]);
  return sum / labels.length;
}

/** Brier's own score for several classes: mean over rows of the sum over classes of (p - y)^2, from 0 to 2. */
export function multiclassBrierScore(labels: ArrayLike<number>, probabilities: Matrix): number {
  expectRows('multiclassBrierScore', labels, probabilities);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let c = 0; c < probabilities.cols; c++) {
      const error = probabilities.data[i * probabilities.cols + c] - (labels[i] === c ? 1 : 0);
      sum += error * error;
    }
  }
  return sum / labels.length;
}

/**
 * Mean -log p of the true class, in nats (cross-entropy). A probability of 0 where the class occurs gives Infinity unless `floor` lifts it.
 * @param probabilities  [n, classes]
 * @param floor          least probability counted, 0 unless given
 */
export function logLoss(labels: ArrayLike<number>, probabilities: Matrix, floor = 0): number {
  expectRows('logLoss', labels, probabilities);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum -= math.log(Math.max(floor, probabilities.data[i * probabilities.cols + labels[i]]));
  return sum / labels.length;
}

function expectRows(where: string, labels: ArrayLike<number>, probabilities: Matrix): void {
  expectSameLength(where, 'labels', labels.length, 'probabilities', probabilities.rows);
  expectMatrix(where, 'probabilities', probabilities);
  expectProbabilities(where, 'probabilities', probabilities.data);
  expectLabels(where, labels, probabilities.cols);
}

function expectProbabilities(where: string, name: string, values: ArrayLike<number>): void {
  if (values.length === 0) throw new RangeError(`${where}: ${name} are empty; give at least one row`);
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] >= 0 && values[i] <= 1 + 1e-9)) throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}; a probability must be from 0 to 1`);
  }
}
