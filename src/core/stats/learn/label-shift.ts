/**
 * Label shift: the classes come in other shares, each class looks as before. How the shares changed can be estimated from
 * predictions alone, without a single new label.
 */
import { expectLabels, expectMatrix, expectSameLength } from '../../linalg/expect.js';
import { columnVector, matrix, type Matrix } from '../../linalg/matrix.js';
import { fitLeastSquares } from '../regression/linear.js';

/**
 * Black box shift estimation (Lipton, Wang and Smola, 2018, "Detecting and Correcting for Label Shift with Black Box Predictors",
 * ICML), with predicted probabilities in place of predicted classes: solves C w = mu for w = p_target(y) / p_source(y), where
 * C[i, j] is the mean over source rows of P(i) where the label is j, and mu the mean P(i) over target rows. Negative w become 0.
 * @param labels  of held-out source rows, 0 .. classes - 1, [n]
 * @param source  probabilities of those rows by a model that did not learn from them, [n, classes]
 * @param target  probabilities of the unlabelled target rows by the same model, [m, classes]
 * @returns weight of each class, [classes]; 1 for classes without source rows
 * @throws RangeError for shapes that do not fit
 */
export function blackBoxShift(labels: ArrayLike<number>, source: Matrix, target: Matrix): Float64Array {
  expectMatrix('blackBoxShift', 'source', source);
  expectMatrix('blackBoxShift', 'target', target);
  expectSameLength('blackBoxShift', 'labels', labels.length, 'source', source.rows);
  const k = source.cols;
  expectSameLength('blackBoxShift', 'columns of source', k, 'columns of target', target.cols);
  expectLabels('blackBoxShift', labels, k);
  const joint = matrix(k, k);
  for (let i = 0; i < source.rows; i++) for (let c = 0; c < k; c++) joint.data[c * k + labels[i]] += source.data[i * k + c] / source.rows;
  const { coefficients } = fitLeastSquares(joint, columnVector(columnMean(target)), { intercept: false });
  const seen = new Uint8Array(k);
  for (let i = 0; i < labels.length; i++) seen[labels[i]] = 1;
  return coefficients.data.map((weight, c) => (seen[c] ? Math.max(0, weight) : 1));
}

export interface PriorShift {
  /** p_target(y), [classes] */
  readonly priors: Float64Array;
  /** The probabilities corrected for it, [m, classes] */
  readonly probabilities: Matrix;
  readonly iterations: number;
}

/**
 * Maximum likelihood of the target's class shares by expectation-maximisation, and probabilities corrected by them
 * (Saerens, Latinne and Decaestecker, 2002, "Adjusting the Outputs of a Classifier to New a Priori Probabilities", Neural
 * Computation 14). As good as the probabilities are calibrated.
 * @param target  probabilities of the unlabelled target rows, [m, classes]
 * @param priors  class shares that the model was trained on, above 0, [classes]
 * @throws RangeError for shapes that do not fit, or shares that are not above 0
 */
export function priorShift(target: Matrix, priors: ArrayLike<number>, options: { readonly tolerance?: number; readonly maxIterations?: number } = {}): PriorShift {
  const { tolerance = 1e-8, maxIterations = 1000 } = options;
  expectMatrix('priorShift', 'target', target);
  const { rows, cols: k } = target;
  expectSameLength('priorShift', 'columns of target', k, 'priors', priors.length);
  for (let c = 0; c < k; c++) if (!(priors[c] > 0 && priors[c] <= 1)) throw new RangeError(`priorShift: priors[${c}] is ${priors[c]}; a share must be above 0`);
  let current: Float64Array = Float64Array.from(priors);
  let corrected = target;
  let iterations = 0;
  for (let change = Infinity; change > tolerance && iterations < maxIterations; iterations++) {
    corrected = matrix(rows, k);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let c = 0; c < k; c++) sum += corrected.data[i * k + c] = (target.data[i * k + c] * current[c]) / priors[c];
      for (let c = 0; c < k; c++) corrected.data[i * k + c] /= sum;
    }
    const next = columnMean(corrected);
    change = next.reduce((most, share, c) => Math.max(most, Math.abs(share - current[c])), 0);
    current = next;
  }
  return { priors: current, probabilities: corrected, iterations };
}

function columnMean({ rows, cols, data }: Matrix): Float64Array {
  const out = new Float64Array(cols);
  for (let i = 0; i < rows; i++) for (let c = 0; c < cols; c++) out[c] += data[i * cols + c] / rows;
  return out;
}
