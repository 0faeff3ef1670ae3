/**
 * Naive Bayes: columns are independent given the class. Gaussian, multinomial (counts) and Bernoulli (yes or no) columns, with
 * scikit-learn's smoothing. Manning, Raghavan and Schuetze (2008), "Introduction to Information Retrieval", chapter 13.
 */
import { expectColumns, expectLabels, expectMatrix, expectSameLength } from '../../linalg/expect.js';
import { matrix, rowOf, shapeOf, type Matrix } from '../../linalg/matrix.js';
import { dot } from '../../linalg/vectors.js';
import * as math from '../../math/index.js';

export type NaiveBayes =
  | { readonly kind: 'gaussian'; readonly logPriors: Float64Array; readonly means: Matrix; readonly variances: Matrix }
  /** log P(column | class): of a draw for counts, of a yes for Bernoulli; [classes, p]. */
  | { readonly kind: 'multinomial' | 'bernoulli'; readonly logPriors: Float64Array; readonly logProbabilities: Matrix };

export interface NaiveBayesOptions {
  /** One more than the greatest label unless given. */
  readonly classes?: number;
  /** Counts added to every column of every class (Laplace: 1, the default); for counts and Bernoulli. */
  readonly alpha?: number;
  /** Share of the greatest column variance added to every variance, 1e-9 unless given; for Gaussian. */
  readonly varianceSmoothing?: number;
}

/**
 * @param x       [n, p]; counts of at least 0 for 'multinomial', 0 or 1 for 'bernoulli'
 * @param labels  0 .. classes - 1, each of which must occur, [n]
 * @throws RangeError for shapes, labels and values that do not fit
 */
export function fitNaiveBayes(kind: NaiveBayes['kind'], x: Matrix, labels: ArrayLike<number>, options: NaiveBayesOptions = {}): NaiveBayes {
  const where = 'fitNaiveBayes';
  expectMatrix(where, 'x', x);
  expectSameLength(where, 'x', x.rows, 'labels', labels.length);
  const classes = expectLabels(where, labels, options.classes);
  const counts = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i]] += 1;
  const missing = counts.indexOf(0);
  if (missing >= 0) throw new RangeError(`${where}: class ${missing} never occurs; its columns cannot be estimated`);
  const logPriors = counts.map((count) => math.log(count / labels.length));
  if (kind === 'gaussian') return { kind, logPriors, ...gaussianColumns(x, labels, counts, options.varianceSmoothing ?? 1e-9) };

  const { alpha = 1 } = options;
  if (!(alpha > 0)) throw new RangeError(`${where}: alpha must be positive, got ${alpha}; a count of 0 would have no logarithm`);
  const sums = sumByClass(x, labels, classes);
  for (let i = 0; i < x.data.length; i++) {
    const fits = kind === 'multinomial' ? x.data[i] >= 0 : x.data[i] === 0 || x.data[i] === 1;
    if (!fits) throw new RangeError(`${where}: x (${shapeOf(x)}) has ${x.data[i]} in row ${Math.floor(i / x.cols)}; ${kind} columns take ${kind === 'multinomial' ? 'counts of at least 0' : '0 or 1'}`);
  }
  const logProbabilities = matrix(classes, x.cols);
  for (let c = 0; c < classes; c++) {
    const total = kind === 'multinomial' ? rowOf(sums, c).reduce((sum, value) => sum + value, 0) + alpha * x.cols : counts[c] + 2 * alpha;
    rowOf(sums, c).forEach((value, j) => (logProbabilities.data[c * x.cols + j] = math.log((value + alpha) / total)));
  }
  return { kind, logPriors, logProbabilities };
}

/** log P(class) + log P(row | class) of each row and class, [n, classes]. */
export function naiveBayesLogJoint(model: NaiveBayes, x: Matrix): Matrix {
  const table = model.kind === 'gaussian' ? model.means : model.logProbabilities;
  const { rows: classes, cols: p } = table;
  expectColumns('naiveBayesLogJoint', x, p);
  const out = matrix(x.rows, classes);
  for (let c = 0; c < classes; c++) {
    const logNo = model.kind === 'bernoulli' ? rowOf(table, c).map((value) => math.log(-math.expm1(value))) : undefined;
    let constant = model.logPriors[c];
    if (model.kind === 'gaussian') rowOf(model.variances, c).forEach((v) => (constant -= math.log(2 * Math.PI * v) / 2));
    for (let i = 0; i < x.rows; i++) {
      let sum = constant;
      if (model.kind === 'gaussian') {
        for (let j = 0; j < p; j++) sum -= square(x.data[i * p + j] - table.data[c * p + j]) / (2 * model.variances.data[c * p + j]);
      } else {
        sum += dot(x.data, i * p, table.data, c * p, p);
        if (logNo) for (let j = 0; j < p; j++) sum += (1 - x.data[i * p + j]) * logNo[j];
      }
      out.data[i * classes + c] = sum;
    }
  }
  return out;
}

/** P(class | row), [n, classes]. */
export function naiveBayesProbabilities(model: NaiveBayes, x: Matrix): Matrix {
  const joint = naiveBayesLogJoint(model, x);
  for (let i = 0; i < joint.rows; i++) rowOf(joint, i).set(math.softmax(rowOf(joint, i)));
  return joint;
}

function gaussianColumns(x: Matrix, labels: ArrayLike<number>, counts: Float64Array, smoothing: number): { means: Matrix; variances: Matrix } {
  const p = x.cols;
  const means = sumByClass(x, labels, counts.length);
  means.data.forEach((sum, at) => (means.data[at] = sum / counts[Math.floor(at / p)]));
  const variances = matrix(counts.length, p);
  for (let i = 0; i < x.rows; i++) {
    const at = labels[i] * p;
    for (let j = 0; j < p; j++) variances.data[at + j] += square(x.data[i * p + j] - means.data[at + j]) / counts[labels[i]];
  }
  let greatest = 0;
  for (let j = 0; j < p; j++) {
    let [mean, spread] = [0, 0];
    for (let i = 0; i < x.rows; i++) mean += x.data[i * p + j] / x.rows;
    for (let i = 0; i < x.rows; i++) spread += square(x.data[i * p + j] - mean) / x.rows;
    greatest = Math.max(greatest, spread);
  }
  if (greatest === 0) throw new RangeError('fitNaiveBayes: every column is constant; there is nothing to tell classes by');
  variances.data.forEach((value, at) => (variances.data[at] = value + smoothing * greatest));
  return { means, variances };
}

/** As a product: the engine's power function need not give the same bits everywhere. */
function square(value: number): number {
  return value * value;
}

function sumByClass(x: Matrix, labels: ArrayLike<number>, classes: number): Matrix {
  const out = matrix(classes, x.cols);
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < x.cols; j++) out.data[labels[i] * x.cols + j] += x.data[i * x.cols + j];
  return out;
}
