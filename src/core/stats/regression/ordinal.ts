/**
 * Ordinal regression by the cumulative logit (proportional odds) model of McCullagh (1980), "Regression models for ordinal
 * data", JRSS B 42(2), in the parametrisation of R's polr:
 *
 *   logit P(y <= k) = threshold_k - x'b,   k = 0 .. K - 2
 *
 * so a positive coefficient moves rows towards higher categories. Fitted by Newton's method; the log-likelihood is concave.
 */
import { expectLabels, expectSameLength, expectWeights } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';
import * as math from '../../math/index.js';
import { checkDesign } from '../checks.js';
import { withIntercept, type Design } from '../design.js';
import { runaway } from '../irls.js';
import { GlmError } from '../faults.js';
import { maximise, waldInference, type Estimates, type Likelihood, type LikelihoodPoint } from './newton-likelihood.js';

/** Named columns without an intercept: the thresholds take its place. */
export type Terms = readonly { readonly name: string; readonly values: Float64Array }[];

export interface OrdinalOptions {
  readonly terms: Terms;
  /** Categories 0 .. K - 1 in their order, each of which must occur, [n]. */
  readonly response: ArrayLike<number>;
  /** How many observations a row stands for, [n]; 1 unless given. */
  readonly weights?: ArrayLike<number>;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

export interface OrdinalFit extends Estimates {
  readonly names: readonly string[];
  /** [p] */
  readonly coefficients: Float64Array;
  /** Rising, [K - 1]. */
  readonly thresholds: Float64Array;
  readonly thresholdErrors: Float64Array;
  readonly logLikelihood: number;
  /** -2 log-likelihood (as polr; there is no saturated model to compare with). */
  readonly deviance: number;
  /** deviance + 2 (p + K - 1). */
  readonly aic: number;
  readonly iterations: number;
}

/**
 * @throws GlmError constant, singular, notFinite, tooFewRows, separated, notConverged
 * @throws RangeError where lengths differ, there are fewer than two categories, or one never occurs
 */
export function ordinalRegression(options: OrdinalOptions): OrdinalFit {
  const { terms, response, weights, confidence = 0.95 } = options;
  const n = response.length;
  const categories = expectLabels('ordinalRegression', response);
  for (const { name, values } of terms) expectSameLength('ordinalRegression', 'response', n, `"${name}"`, values.length);
  if (weights) {
    expectSameLength('ordinalRegression', 'response', n, 'weights', weights.length);
    expectWeights('ordinalRegression', weights);
  }
  const thresholds = startThresholds(response, categories, weights);
  const design = withIntercept(n, terms);
  if (terms.length > 0) checkDesign(design, false);
  const p = terms.length;
  const found = maximise(cumulativeLogit(design, response, categories, weights), Float64Array.of(...new Float64Array(p), ...thresholds));
  const coefficients = found.parameters.slice(0, p);
  return {
    names: terms.map(({ name }) => name),
    coefficients,
    ...waldInference(coefficients, found.covariance, 0, confidence),
    thresholds: found.parameters.slice(p),
    thresholdErrors: waldInference(found.parameters.slice(p), found.covariance, p, confidence).standardErrors,
    logLikelihood: found.logLikelihood,
    deviance: -2 * found.logLikelihood,
    aic: 2 * (p + categories - 1) - 2 * found.logLikelihood,
    iterations: found.iterations,
  };
}

/** P(category) of each row, [n, K]. @param terms  the columns of the fit, in the same order */
export function ordinalProbabilities(fit: Pick<OrdinalFit, 'coefficients' | 'thresholds'>, terms: Terms, rows = terms[0]?.values.length ?? 1): Matrix {
  expectSameLength('ordinalProbabilities', 'coefficients', fit.coefficients.length, 'terms', terms.length);
  const k = fit.thresholds.length + 1;
  const out = matrix(rows, k);
  for (let i = 0; i < rows; i++) {
    const eta = terms.reduce((sum, { values }, j) => sum + fit.coefficients[j] * values[i], 0);
    for (let c = 0; c < k; c++) {
      const upper = c === k - 1 ? Infinity : fit.thresholds[c] - eta;
      const lower = c === 0 ? -Infinity : fit.thresholds[c - 1] - eta;
      out.data[i * k + c] = math.exp(logCell(upper, lower));
    }
  }
  return out;
}

/** log(F(u) - F(l)) without cancellation: F(u) - F(l) = F(u) F(-l) (1 - e^(l - u)) for the logistic F. */
function logCell(u: number, l: number): number {
  return -(u === Infinity ? 0 : math.softplus(-u)) - (l === -Infinity ? 0 : math.softplus(l)) + (u - l === Infinity ? 0 : math.log(-math.expm1(l - u)));
}

/** Logits of the cumulated shares: the model without terms. */
function startThresholds(response: ArrayLike<number>, categories: number, weights?: ArrayLike<number>): Float64Array {
  if (categories < 2) throw new RangeError('ordinalRegression: every response is 0; there must be at least two categories');
  const counts = new Float64Array(categories);
  for (let i = 0; i < response.length; i++) counts[response[i]] += weights ? weights[i] : 1;
  const empty = counts.indexOf(0);
  if (empty >= 0) throw new RangeError(`ordinalRegression: category ${empty} never occurs; number the categories that do, or merge it with a neighbour`);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return Float64Array.from({ length: categories - 1 }, (_, k) => {
    below += counts[k];
    return math.log(below / (total - below));
  });
}

function cumulativeLogit(design: Design, response: ArrayLike<number>, categories: number, weights?: ArrayLike<number>): Likelihood {
  const columns = design.columns.slice(1);
  const p = columns.length;
  const q = p + categories - 1;
  const n = response.length;
  const predictor = (parameters: Float64Array, i: number) => columns.reduce((sum, column, j) => sum + parameters[j] * column[i], 0);
  const padded = (parameters: Float64Array) => [0, ...parameters.slice(0, p)];

  return {
    at(parameters): LikelihoodPoint {
      const score = new Float64Array(q);
      const information = new Float64Array(q * q);
      for (let k = p + 1; k < q; k++) if (!(parameters[k] > parameters[k - 1])) return { logLikelihood: -Infinity, score, information };
      let logLikelihood = 0;
      // The row's derivative of u and of l with respect to all parameters: (-x, unit of its threshold).
      const [up, down] = [new Float64Array(q), new Float64Array(q)];
      for (let i = 0; i < n; i++) {
        const w = weights ? weights[i] : 1;
        if (w === 0) continue;
        const [y, eta] = [response[i], predictor(parameters, i)];
        const [first, last] = [y === 0, y === categories - 1];
        const u = last ? Infinity : parameters[p + y] - eta;
        const l = first ? -Infinity : parameters[p + y - 1] - eta;
        logLikelihood += w * logCell(u, l);
        const r = first || last ? 0 : 1 / math.expm1(u - l);
        const [above, below] = [last ? 0 : math.sigmoid(-u), first ? 0 : math.sigmoid(l)];
        const [du, dl] = [above + r, -below - r];
        const [uu, ll, ul] = [above * (1 - above) + r * (1 + r), below * (1 - below) + r * (1 + r), -r * (1 + r)];
        up.fill(0);
        down.fill(0);
        for (let j = 0; j < p; j++) {
          if (!last) up[j] = -columns[j][i];
          if (!first) down[j] = -columns[j][i];
        }
        if (!last) up[p + y] = 1;
        if (!first) down[p + y - 1] = 1;
        for (let a = 0; a < q; a++) {
          if (up[a] === 0 && down[a] === 0) continue;
          score[a] += w * (du * up[a] + dl * down[a]);
          const [onUp, onDown] = [w * (uu * up[a] + ul * down[a]), w * (ul * up[a] + ll * down[a])];
          for (let b = 0; b < q; b++) information[a * q + b] += onUp * up[b] + onDown * down[b];
        }
      }
      return { logLikelihood, score, information };
    },
    reach(step) {
      let most = 0;
      for (let k = p; k < q; k++) most = Math.max(most, Math.abs(step[k]));
      for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(predictor(step, i)));
      return most;
    },
    runaway: (before, after) => new GlmError(runaway(design, padded(before), padded(after))),
  };
}
