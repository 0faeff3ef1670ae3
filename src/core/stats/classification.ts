/** How predicted classes compare with true ones. Names and conventions follow scikit-learn. */
import { expectLabels, expectSameLength } from '../linalg/expect.js';
import { matrix, type Matrix } from '../linalg/matrix.js';

export interface ClassScores {
  /** TP / (TP + FP); 0 where the class is never predicted. */
  readonly precision: Float64Array;
  /** TP / (TP + FN); 0 where the class never occurs. */
  readonly recall: Float64Array;
  /** Harmonic mean of the two; 0 where both are. */
  readonly f1: Float64Array;
  /** Rows of each class. */
  readonly support: Float64Array;
  /** Plain means over the classes. */
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number };
}

/**
 * Share of rows with the right class.
 * @throws RangeError if lengths differ or there are no rows
 */
export function accuracy(labels: ArrayLike<number>, predicted: ArrayLike<number>): number {
  expectSameLength('accuracy', 'labels', labels.length, 'predicted', predicted.length);
  if (labels.length === 0) throw new RangeError('accuracy: there are no rows; give at least one');
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === predicted[i]) right += 1;
  return right / labels.length;
}

/**
 * Counts of true class (row) by predicted class (column), [classes, classes].
 * @param classes  one more than the greatest label or prediction unless given
 * @throws RangeError if lengths differ or a label is not an integer from 0 to classes - 1
 */
export function confusionMatrix(labels: ArrayLike<number>, predicted: ArrayLike<number>, classes?: number): Matrix {
  expectSameLength('confusionMatrix', 'labels', labels.length, 'predicted', predicted.length);
  const k = Math.max(expectLabels('confusionMatrix', labels, classes), expectLabels('confusionMatrix', predicted, classes));
  const out = matrix(k, k);
  for (let i = 0; i < labels.length; i++) out.data[labels[i] * k + predicted[i]] += 1;
  return out;
}

/** Precision, recall and F1 of each class, [classes]. @throws RangeError as {@link confusionMatrix} */
export function precisionRecallF1(labels: ArrayLike<number>, predicted: ArrayLike<number>, classes?: number): ClassScores {
  const { rows: k, data } = confusionMatrix(labels, predicted, classes);
  const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const hits = Float64Array.from({ length: k }, (_, c) => data[c * k + c]);
  const support = Float64Array.from({ length: k }, (_, c) => data.subarray(c * k, (c + 1) * k).reduce((sum, count) => sum + count, 0));
  const claimed = Float64Array.from({ length: k }, (_, c) => support.reduce((sum, _row, i) => sum + data[i * k + c], 0));
  const precision = hits.map((hit, c) => ratio(hit, claimed[c]));
  const recall = hits.map((hit, c) => ratio(hit, support[c]));
  const f1 = hits.map((hit, c) => ratio(2 * hit, claimed[c] + support[c]));
  const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / k;
  return { precision, recall, f1, support, macro: { precision: average(precision), recall: average(recall), f1: average(f1) } };
}

/** Index of the greatest value in each row (the first of equals), [rows]. */
export function argmaxRows(x: Matrix): Int32Array {
  return Int32Array.from({ length: x.rows }, (_, i) => {
    let best = 0;
    for (let j = 1; j < x.cols; j++) if (x.data[i * x.cols + j] > x.data[i * x.cols + best]) best = j;
    return best;
  });
}
