/**
 * Multinomial logit without a penalty, with standard errors (statsmodels' MNLogit, R's multinom):
 *
 *   P(y = c) = exp(x'b_c) / sum_k exp(x'b_k),   b_0 = 0
 *
 * so coefficients compare each class with class 0. Fitted by Newton's method. McCullagh and Nelder (1989), section 5.2.4.
 */
import { expectLabels, expectSameLength, expectWeights } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';
import * as math from '../../math/index.js';
import { checkDesign } from '../checks.js';
import { linearPredictor, type Design } from '../design.js';
import { GlmError } from '../faults.js';
import { runaway } from '../irls.js';
import { maximise, waldInference, type Estimates, type Likelihood } from './newton-likelihood.js';

export interface MultinomialOptions {
  /** With the intercept first, as for glm. */
  readonly design: Design;
  /** Classes 0 .. K - 1, each of which must occur, [n]. */
  readonly response: ArrayLike<number>;
  /** How many observations a row stands for, [n]; 1 unless given. */
  readonly weights?: ArrayLike<number>;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

/** Estimates lie class by class, those of class 1 first. */
export interface MultinomialFit extends Estimates {
  readonly names: readonly string[];
  /** [K - 1, p], row c - 1 of class c. */
  readonly coefficients: Matrix;
  readonly logLikelihood: number;
  /** -2 log-likelihood. */
  readonly deviance: number;
  readonly aic: number;
  readonly iterations: number;
}

/**
 * @throws GlmError constant, singular, notFinite, tooFewRows, separated, notConverged
 * @throws RangeError where lengths differ, there are fewer than two classes, or one never occurs
 */
export function multinomialLogit(options: MultinomialOptions): MultinomialFit {
  const where = 'multinomialLogit';
  const { design, response, weights, confidence = 0.95 } = options;
  const classes = expectLabels(where, response);
  if (classes < 2) throw new RangeError(`${where}: every response is 0; there must be at least two classes`);
  for (let c = 0; c < classes; c++) {
    if (!Array.from(response).includes(c)) throw new RangeError(`${where}: class ${c} never occurs; number the classes that do`);
  }
  expectSameLength(where, 'response', response.length, 'the design', design.columns[0].length);
  if (weights) {
    expectSameLength(where, 'response', response.length, 'weights', weights.length);
    expectWeights(where, weights);
  }
  checkDesign(design, false);
  const p = design.names.length;
  const found = maximise(likelihood(design, response, classes, weights), new Float64Array((classes - 1) * p));
  return {
    names: design.names,
    coefficients: matrix(classes - 1, p, found.parameters),
    ...waldInference(found.parameters, found.covariance, 0, confidence),
    logLikelihood: found.logLikelihood,
    deviance: -2 * found.logLikelihood,
    aic: 2 * found.parameters.length - 2 * found.logLikelihood,
    iterations: found.iterations,
  };
}

/** P(class) of each row, [n, K]. */
export function multinomialProbabilities(fit: Pick<MultinomialFit, 'coefficients'>, design: Design): Matrix {
  const { rows, cols: p, data } = fit.coefficients;
  expectSameLength('multinomialProbabilities', 'coefficients', p, 'the design', design.names.length);
  const scores = Array.from({ length: rows }, (_, c) => linearPredictor(design, data.subarray(c * p, (c + 1) * p)));
  const n = design.columns[0].length;
  const out = matrix(n, rows + 1);
  for (let i = 0; i < n; i++) out.data.set(math.softmax([0, ...scores.map((eta) => eta[i])]), i * (rows + 1));
  return out;
}

function likelihood(design: Design, response: ArrayLike<number>, classes: number, weights?: ArrayLike<number>): Likelihood {
  const { columns } = design;
  const [n, p, k] = [response.length, columns.length, classes - 1];
  const q = k * p;
  const scoresOf = (parameters: Float64Array) => Array.from({ length: k }, (_, c) => linearPredictor(design, parameters.subarray(c * p, (c + 1) * p)));
  return {
    at(parameters) {
      const eta = scoresOf(parameters);
      const score = new Float64Array(q);
      const information = new Float64Array(q * q);
      let logLikelihood = 0;
      const z = new Float64Array(classes);
      for (let i = 0; i < n; i++) {
        const w = weights ? weights[i] : 1;
        for (let c = 0; c < k; c++) z[c + 1] = eta[c][i];
        const top = math.logSumExp(z);
        logLikelihood += w * (z[response[i]] - top);
        const share = z.map((value) => math.exp(value - top));
        for (let c = 0; c < k; c++) {
          const residual = w * ((response[i] === c + 1 ? 1 : 0) - share[c + 1]);
          for (let j = 0; j < p; j++) score[c * p + j] += residual * columns[j][i];
          for (let d = 0; d <= c; d++) {
            const h = w * share[c + 1] * ((c === d ? 1 : 0) - share[d + 1]);
            for (let j = 0; j < p; j++) {
              const at = (c * p + j) * q + d * p;
              for (let m = 0; m < p; m++) information[at + m] += h * columns[j][i] * columns[m][i];
            }
          }
        }
      }
      return { logLikelihood, score, information };
    },
    reach: (step) => scoresOf(step).reduce((most, eta) => eta.reduce((best, value) => Math.max(best, Math.abs(value)), most), 0),
    runaway(before, after) {
      // The class whose coefficients moved most tells the columns.
      let [worst, most] = [0, -1];
      for (let c = 0; c < k; c++) {
        const moved = after.subarray(c * p, (c + 1) * p).reduce((sum, value, j) => sum + Math.abs(value - before[c * p + j]), 0);
        if (moved > most) [worst, most] = [c, moved];
      }
      return new GlmError(runaway(design, before.subarray(worst * p, (worst + 1) * p), after.subarray(worst * p, (worst + 1) * p)));
    },
  };
}
