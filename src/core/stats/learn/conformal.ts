/**
 * Split conformal prediction: with scores of n calibration rows, the ceil((n + 1)(1 - alpha))-th smallest score bounds that of a
 * new exchangeable row with probability at least 1 - alpha (Papadopoulos and others, 2002; Lei and others, 2018; Angelopoulos
 * and Bates, 2023, "Conformal prediction: a gentle introduction").
 */
import { expectFinite, expectLabels, expectMatrix, expectSameLength, expectShare } from '../../linalg/expect.js';
import { rowOf, type Matrix } from '../../linalg/matrix.js';
import type { Random } from '../../random/index.js';

/**
 * The conformal threshold: the ceil((n + 1)(1 - alpha))-th smallest of n scores; Infinity where that is beyond the n-th, for then
 * n rows are too few to promise anything.
 * @param alpha  wrong predictions allowed, 0 to 1
 */
export function conformalQuantile(scores: ArrayLike<number>, alpha: number): number {
  expectFinite('conformalQuantile', 'scores', scores);
  expectShare('conformalQuantile', 'alpha', alpha);
  // (n + 1)(1 - alpha) that is an integer but for rounding is that integer.
  const rank = Math.ceil((scores.length + 1) * (1 - alpha) - 1e-9);
  return rank > scores.length ? Infinity : Float64Array.from(scores).sort()[rank - 1];
}

export interface PredictionIntervals {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Intervals prediction +- threshold * scale from scores |y - prediction| / scale.
 * @param calibration  rows that the model was not fitted to; `scales` (positive) where their spread differs, 1 unless given
 * @returns one interval a prediction; infinite where there are too few calibration rows
 */
export function conformalIntervals(
  calibration: { readonly response: ArrayLike<number>; readonly predictions: ArrayLike<number>; readonly scales?: ArrayLike<number> },
  predictions: ArrayLike<number>,
  alpha: number,
  scales?: ArrayLike<number>,
): PredictionIntervals {
  const where = 'conformalIntervals';
  const { response, predictions: fitted } = calibration;
  expectSameLength(where, 'response', response.length, 'predictions', fitted.length);
  if ((scales === undefined) !== (calibration.scales === undefined)) throw new RangeError(`${where}: give scales for the calibration rows and for the predictions, or for neither`);
  if (calibration.scales) expectSameLength(where, 'response', response.length, 'scales', calibration.scales.length);
  if (scales) expectSameLength(where, 'predictions', predictions.length, 'scales', scales.length);
  const scaleOf = (values: ArrayLike<number> | undefined, i: number) => {
    if (values && !(values[i] > 0)) throw new RangeError(`${where}: scales[${i}] is ${values[i]}; a scale must be positive`);
    return values ? values[i] : 1;
  };
  const scores = Float64Array.from(response, (y, i) => Math.abs(y - fitted[i]) / scaleOf(calibration.scales, i));
  const threshold = conformalQuantile(scores, alpha);
  const at = (sign: 1 | -1) => Float64Array.from(predictions, (value, i) => value + sign * threshold * scaleOf(scales, i));
  return { low: at(-1), high: at(1) };
}

/**
 * lac: score 1 - P(label); the smallest sets on average, but some may be empty (Sadinle, Lei and Wasserman, 2019).
 * aps: score is the probability of all classes at least as likely as the label, randomised within the last one where `random` is
 *      given; sets follow the difficulty of a row, and are not empty without `random` (Romano, Sesia and Candes, 2020).
 */
export type SetMethod = 'lac' | 'aps';

/** Nonconformity scores of rows with known labels, [n]. @param probabilities [n, classes] */
export function conformalScores(method: SetMethod, labels: ArrayLike<number>, probabilities: Matrix, random?: Random): Float64Array {
  expectMatrix('conformalScores', 'probabilities', probabilities);
  expectSameLength('conformalScores', 'labels', labels.length, 'probabilities', probabilities.rows);
  expectLabels('conformalScores', labels, probabilities.cols);
  return Float64Array.from({ length: labels.length }, (_, i) => {
    const row = rowOf(probabilities, i);
    return method === 'lac' ? 1 - row[labels[i]] : adaptiveScore(row, labels[i], random?.uniform());
  });
}

/** Classes whose score does not exceed the threshold, rising, one list a row. */
export function conformalSets(method: SetMethod, probabilities: Matrix, threshold: number, random?: Random): number[][] {
  expectMatrix('conformalSets', 'probabilities', probabilities);
  // Sums of probabilities in another order differ in the last bits.
  const bound = threshold + 1e-12;
  return Array.from({ length: probabilities.rows }, (_, i) => {
    const row = rowOf(probabilities, i);
    const u = method === 'aps' ? random?.uniform() : undefined;
    const classes = Array.from({ length: probabilities.cols }, (_c, c) => c);
    return classes.filter((c) => (method === 'lac' ? 1 - row[c] : adaptiveScore(row, c, u)) <= bound);
  });
}

/** Probability of the classes more likely than c, and of c itself (all of it, or the share u). Equals count in the order of classes. */
function adaptiveScore(row: Float64Array, c: number, u = 1): number {
  let above = 0;
  for (let k = 0; k < row.length; k++) if (row[k] > row[c] || (row[k] === row[c] && k < c)) above += row[k];
  return above + u * row[c];
}
