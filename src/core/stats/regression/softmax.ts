/**
 * L2-penalised logistic and softmax regression: what scikit-learn's LogisticRegression minimises with C = 1 / l2 (and
 * `multi_class='multinomial'` for softmax), but to the last digits; scikit-learn's default, L-BFGS, stops earlier (at about five
 * digits of the coefficients). Agrees with its newton-cg at tolerance 1e-12 to six digits.
 * Estimates without a penalty, with standard errors, come from glm (binomial) and multinomialLogit.
 */
import { expectColumns, expectInteger, expectLabels, expectMatrix, expectSameLength, expectWeights } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';
import { dot } from '../../linalg/vectors.js';
import * as math from '../../math/index.js';
import { linearScores, type ScoreLoss } from './linear-scores.js';
import { minimise } from './newton.js';

export interface PenalisedOptions {
  /** Of l2 / 2 |W|^2, above 0; 1 unless given. scikit-learn's C is 1 / l2. */
  readonly l2?: number;
  /** Of the rows, [n]; 1 unless given. */
  readonly weights?: ArrayLike<number>;
  /** true unless given. */
  readonly intercept?: boolean;
  /** Greatest component of the gradient at the end, 1e-10 times the total weight unless given. */
  readonly tolerance?: number;
  /** 100 unless given. */
  readonly maxIterations?: number;
}

export interface LogisticRegression {
  /** [p] */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  readonly iterations: number;
}

export interface SoftmaxRegression {
  /** [classes, p]; the columns sum to 0. */
  readonly coefficients: Matrix;
  /** [classes]; their sum is 0. */
  readonly intercepts: Float64Array;
  readonly iterations: number;
}

/**
 * Two classes, one row of coefficients.
 * @param x       [n, p]
 * @param labels  0 or 1, [n]
 * @throws RangeError for shapes, labels and values that do not fit, or without convergence
 */
export function fitLogisticRegression(x: Matrix, labels: ArrayLike<number>, options: PenalisedOptions = {}): LogisticRegression {
  const where = 'fitLogisticRegression';
  expectLabels(where, labels, 2);
  const { parameters, iterations } = fit(where, x, labels, 1, logisticLoss(labels), options);
  return { coefficients: parameters.slice(0, x.cols), intercept: parameters[x.cols], iterations };
}

/** P(label 1) of each row, [n]. */
export function logisticProbabilities(model: Pick<LogisticRegression, 'coefficients' | 'intercept'>, x: Matrix): Float64Array {
  expectColumns('logisticProbabilities', x, model.coefficients.length);
  return Float64Array.from({ length: x.rows }, (_, i) => math.sigmoid(model.intercept + dot(model.coefficients, 0, x.data, i * x.cols, x.cols)));
}

/**
 * Several classes.
 * @param labels  0 .. classes - 1, [n]; classes that do not occur are allowed
 * @throws RangeError for shapes, labels and values that do not fit, or without convergence
 */
export function fitSoftmaxRegression(x: Matrix, labels: ArrayLike<number>, options: PenalisedOptions & { readonly classes?: number } = {}): SoftmaxRegression {
  const where = 'fitSoftmaxRegression';
  const k = expectLabels(where, labels, options.classes);
  expectInteger(where, 'classes', k, 2);
  const { parameters, iterations } = fit(where, x, labels, k, softmaxLoss(labels, k), options);
  const p = x.cols;
  const coefficients = matrix(k, p);
  const intercepts = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    coefficients.data.set(parameters.subarray(c * (p + 1), c * (p + 1) + p), c * p);
    intercepts[c] = parameters[c * (p + 1) + p];
  }
  // All intercepts may move together without a change; fixed by their sum.
  const mean = intercepts.reduce((sum, value) => sum + value, 0) / k;
  return { coefficients, intercepts: intercepts.map((value) => value - mean), iterations };
}

/** P(class) of each row, [n, classes]. */
export function softmaxProbabilities(model: Pick<SoftmaxRegression, 'coefficients' | 'intercepts'>, x: Matrix): Matrix {
  const { rows: k, cols: p, data } = model.coefficients;
  expectColumns('softmaxProbabilities', x, p);
  const out = matrix(x.rows, k);
  for (let i = 0; i < x.rows; i++) {
    out.data.set(math.softmax(model.intercepts.map((b, c) => b + dot(data, c * p, x.data, i * p, p))), i * k);
  }
  return out;
}

function fit(where: string, x: Matrix, labels: ArrayLike<number>, k: number, loss: ScoreLoss, options: PenalisedOptions): { parameters: Float64Array; iterations: number } {
  const { l2 = 1, weights, intercept = true, maxIterations = 100 } = options;
  expectMatrix(where, 'x', x);
  expectSameLength(where, 'x', x.rows, 'labels', labels.length);
  if (!(l2 > 0 && l2 < Infinity)) throw new RangeError(`${where}: l2 must be positive, got ${l2}; without a penalty use glm (binomial) or multinomialLogit`);
  let total = x.rows;
  if (weights) {
    expectSameLength(where, 'x', x.rows, 'weights', weights.length);
    expectWeights(where, weights);
    total = Array.from(weights).reduce((sum, w) => sum + w, 0);
  }
  const problem = linearScores({ x, k, loss, l2, weights, intercept });
  const end = minimise(where, problem, new Float64Array(k * (x.cols + 1)), options.tolerance ?? 1e-10 * total, maxIterations);
  return { parameters: end.x, iterations: end.iterations };
}

/** -log sigmoid(+-z); the state is the probability. */
function logisticLoss(labels: ArrayLike<number>): ScoreLoss {
  return {
    evaluate(i, [z], state, gradient) {
      state[0] = math.sigmoid(z);
      gradient[0] = state[0] - labels[i];
      return math.softplus(labels[i] === 1 ? -z : z);
    },
    curvature: ([p], u) => void (u[0] *= p * (1 - p)),
    diagonal: ([p]) => p * (1 - p),
  };
}

/** -log softmax(z)[y]; the state are the probabilities. H u = p (u - p'u). */
function softmaxLoss(labels: ArrayLike<number>, k: number): ScoreLoss {
  return {
    evaluate(i, scores, state, gradient) {
      let top = -Infinity;
      for (let c = 0; c < k; c++) top = Math.max(top, scores[c]);
      let sum = 0;
      for (let c = 0; c < k; c++) {
        state[c] = math.exp(scores[c] - top);
        sum += state[c];
      }
      for (let c = 0; c < k; c++) {
        state[c] /= sum;
        gradient[c] = state[c] - (c === labels[i] ? 1 : 0);
      }
      return top + math.log(sum) - scores[labels[i]];
    },
    curvature(state, u) {
      let mean = 0;
      for (let c = 0; c < k; c++) mean += state[c] * u[c];
      for (let c = 0; c < k; c++) u[c] = state[c] * (u[c] - mean);
    },
    diagonal: (state, c) => state[c] * (1 - state[c]),
  };
}
