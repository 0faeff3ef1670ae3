/**
 * Label errors by confident learning (Northcutt, Jiang and Chuang, 2021, "Confident learning: estimating uncertainty in dataset
 * labels", JAIR 70): a row counts as truly j where its out-of-sample probability of j reaches the mean such probability of the
 * rows labelled j.
 */
import { expectLabels, expectMatrix, expectSameLength } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';

export interface ConfidentJoint {
  /** Mean P(j) of the rows labelled j, [classes]. */
  readonly thresholds: Float64Array;
  /** Rows by given label (row) and confident true label (column), [classes, classes]. */
  readonly counts: Matrix;
  /** Estimated joint distribution of given and true labels: counts with rows scaled to the labels' frequencies, sum 1. */
  readonly joint: Matrix;
  /** The confident true label of each row, -1 where no class reaches its threshold, [n]. */
  readonly confident: Int32Array;
}

/**
 * @param labels         given labels, 0 .. classes - 1, each of which must occur, [n]
 * @param probabilities  out of sample (cross-validated), [n, classes]
 * @throws RangeError for shapes, labels and values that do not fit
 */
export function confidentJoint(labels: ArrayLike<number>, probabilities: Matrix): ConfidentJoint {
  const where = 'confidentJoint';
  expectMatrix(where, 'probabilities', probabilities);
  expectSameLength(where, 'labels', labels.length, 'probabilities', probabilities.rows);
  expectLabels(where, labels, probabilities.cols);
  const { rows: n, cols: k, data } = probabilities;
  const thresholds = new Float64Array(k);
  const given = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    thresholds[labels[i]] += data[i * k + labels[i]];
    given[labels[i]] += 1;
  }
  const missing = given.indexOf(0);
  if (missing >= 0) throw new RangeError(`${where}: label ${missing} never occurs; its threshold cannot be estimated`);
  thresholds.forEach((sum, c) => (thresholds[c] = sum / given[c]));

  const confident = new Int32Array(n).fill(-1);
  const counts = matrix(k, k);
  for (let i = 0; i < n; i++) {
    // Of several classes above their thresholds the most likely. The slack keeps a class whose rows all have one probability.
    for (let c = 0; c < k; c++) {
      const p = data[i * k + c];
      if (p >= thresholds[c] - 1e-6 && (confident[i] < 0 || p > data[i * k + confident[i]])) confident[i] = c;
    }
    if (confident[i] >= 0) counts.data[labels[i] * k + confident[i]] += 1;
  }
  const joint = matrix(k, k);
  for (let c = 0; c < k; c++) {
    const sum = counts.data.subarray(c * k, (c + 1) * k).reduce((total, count) => total + count, 0);
    for (let d = 0; d < k; d++) joint.data[c * k + d] = sum === 0 ? (c === d ? given[c] / n : 0) : ((counts.data[c * k + d] / sum) * given[c]) / n;
  }
  return { thresholds, counts, joint, confident };
}

/**
 * confident-joint: rows off the diagonal of the confident joint.
 * by-noise-rate: for each pair (i, j), the n * joint[i, j] rows labelled i with the greatest margin P(j) - P(i).
 */
export type LabelErrorMethod = 'confident-joint' | 'by-noise-rate';

/** Indices of rows whose label is likely wrong, worst first: by P(label) minus the greatest other probability, rising. @throws RangeError as {@link confidentJoint} */
export function labelErrors(labels: ArrayLike<number>, probabilities: Matrix, method: LabelErrorMethod = 'by-noise-rate'): Int32Array {
  const { joint, confident } = confidentJoint(labels, probabilities);
  const { rows: n, cols: k, data } = probabilities;
  const flagged = new Uint8Array(n);
  if (method === 'confident-joint') {
    confident.forEach((c, i) => (flagged[i] = c >= 0 && c !== labels[i] ? 1 : 0));
  } else {
    for (let i = 0; i < k; i++) {
      const mine = Array.from({ length: n }, (_, row) => row).filter((row) => labels[row] === i);
      for (let j = 0; j < k; j++) {
        const count = i === j ? 0 : Math.round(n * joint.data[i * k + j]);
        const margin = (row: number) => data[row * k + j] - data[row * k + i];
        for (const row of [...mine].sort((a, b) => margin(b) - margin(a) || a - b).slice(0, count)) flagged[row] = 1;
      }
    }
  }
  const margins = Float64Array.from({ length: n }, (_, i) => {
    let other = 0;
    for (let c = 0; c < k; c++) if (c !== labels[i]) other = Math.max(other, data[i * k + c]);
    return data[i * k + labels[i]] - other;
  });
  return Int32Array.from({ length: n }, (_, i) => i)
    .filter((i) => flagged[i] === 1)
    .sort((a, b) => margins[a] - margins[b] || a - b);
}
