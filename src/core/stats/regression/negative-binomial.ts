/**
 * Negative binomial regression (NB2) for counts that vary more than a Poisson's: log link, Var(y) = mu + alpha mu^2. Coefficients
 * and alpha are estimated together by maximum likelihood. Cameron and Trivedi (2013), "Regression Analysis of Count Data",
 * section 3.3; statsmodels' NegativeBinomial; R's glm.nb writes theta = 1 / alpha.
 */
import * as math from '../../math/index.js';
import { logGamma } from '../distributions.js';
import { linearPredictor, type Design } from '../design.js';
import { poisson, type Family } from '../families.js';
import { GlmError } from '../faults.js';
import { glm } from '../glm.js';
import { runaway } from '../irls.js';
import { maximise, waldInference, type Estimates, type Likelihood } from './newton-likelihood.js';

export interface NegativeBinomialOptions {
  /** With the intercept first, as for glm. */
  readonly design: Design;
  /** Counts, [n]. */
  readonly response: Float64Array;
  /** Added to the linear predictor, [n]. */
  readonly offset?: Float64Array;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

export interface NegativeBinomialFit extends Estimates {
  readonly names: readonly string[];
  readonly coefficients: Float64Array;
  /** Of Var(y) = mu + alpha mu^2; 0 would be a Poisson. */
  readonly alpha: number;
  readonly alphaError: number;
  /** [n] */
  readonly fittedValues: Float64Array;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly iterations: number;
}

/** Counts with Var(y) = mu + alpha mu^2 and known alpha > 0, log link: a family for glm. */
export function negativeBinomial(alpha: number): Family {
  if (!(alpha > 0 && alpha < Infinity)) throw new RangeError(`negativeBinomial: alpha must be positive, got ${alpha}; 0 is the poisson family`);
  return {
    ...poisson,
    name: 'negativeBinomial',
    variance: (mean) => mean + alpha * mean * mean,
    devianceOf: (y, mean) => 2 * ((y === 0 ? 0 : y * math.log(y / mean)) - (y + 1 / alpha) * (math.log1p(alpha * y) - math.log1p(alpha * mean))),
    logLikelihood(y, mean) {
      let sum = 0;
      for (let i = 0; i < y.length; i++) sum += logPmf(y[i], mean[i], 1 / alpha);
      return sum;
    },
  };
}

/** P(Y = y) for mean mu and alpha. */
export function negativeBinomialPmf(y: number, mean: number, alpha: number): number {
  return math.exp(logPmf(y, mean, 1 / alpha));
}

/**
 * @throws GlmError as glm with the poisson family
 * @throws RangeError where the counts vary no more than a Poisson's, so that alpha has no positive estimate
 */
export function fitNegativeBinomial(options: NegativeBinomialOptions): NegativeBinomialFit {
  const { design, response, offset, confidence = 0.95 } = options;
  const first = glm({ design, response, family: poisson, offset });
  let [excess, squares] = [0, 0];
  for (let i = 0; i < response.length; i++) {
    const mean = first.fittedValues[i];
    excess += (response[i] - mean) * (response[i] - mean) - mean;
    squares += mean * mean;
  }
  let alpha = Math.max(excess / squares, 1e-3);
  let { coefficients, fittedValues } = first;
  // Estimates and alpha in turn come near; then all together to the last digits.
  for (let round = 0; round < 4; round++) {
    alpha = bestAlpha(response, fittedValues, alpha);
    ({ coefficients, fittedValues } = glm({ design, response, family: negativeBinomial(alpha), offset }));
  }
  const p = coefficients.length;
  const found = maximise(jointLikelihood(design, response, offset), Float64Array.of(...coefficients, math.log(alpha)));
  const estimates = found.parameters.slice(0, p);
  const last = math.exp(found.parameters[p]);
  return {
    names: design.names,
    coefficients: estimates,
    ...waldInference(estimates, found.covariance, 0, confidence),
    alpha: last,
    alphaError: last * Math.sqrt(found.covariance[p * (p + 1) + p]),
    fittedValues: linearPredictor(design, estimates, offset).map(math.exp),
    logLikelihood: found.logLikelihood,
    aic: 2 * (p + 1) - 2 * found.logLikelihood,
    iterations: found.iterations,
  };
}

/** With theta = 1 / alpha: log Gamma(y + theta) / Gamma(theta) y! + theta log(theta / (theta + mu)) + y log(mu / (theta + mu)). */
function logPmf(y: number, mean: number, theta: number): number {
  return logRising(y, theta) - logGamma(y + 1) - theta * math.log1p(mean / theta) + (y === 0 ? 0 : y * math.log(mean / (theta + mean)));
}

/** log(theta (theta + 1) ... (theta + y - 1)); as a sum where y is small, which loses no digits for large theta. */
function logRising(y: number, theta: number): number {
  if (y > 200) return logGamma(y + theta) - logGamma(theta);
  let sum = 0;
  for (let j = 0; j < y; j++) sum += math.log(theta + j);
  return sum;
}

/** First and second derivative of a row's log-likelihood by theta. */
function byTheta(y: number, mean: number, theta: number): [number, number] {
  const whole = theta + mean;
  let slope = (mean - y) / whole - math.log1p(mean / theta);
  let bend = 1 / theta - 2 / whole + (theta + y) / (whole * whole);
  for (let j = 0; j < y; j++) {
    slope += 1 / (theta + j);
    bend -= 1 / ((theta + j) * (theta + j));
  }
  return [slope, bend];
}

/** Newton in log alpha at fixed means. */
function bestAlpha(response: ArrayLike<number>, means: ArrayLike<number>, start: number): number {
  let rho = math.log(start);
  for (let step = 0; step < 50; step++) {
    const theta = math.exp(-rho);
    let [slope, bend] = [0, 0];
    for (let i = 0; i < response.length; i++) {
      const [a, b] = byTheta(response[i], means[i], theta);
      slope -= theta * a;
      bend += theta * theta * b + theta * a;
    }
    const move = bend < 0 ? -slope / bend : slope > 0 ? 1 : -1;
    rho += Math.max(-1, Math.min(1, move));
    if (rho < -20) throw new RangeError('fitNegativeBinomial: the counts vary no more than a Poisson gives, so alpha is 0; use the poisson family');
    if (Math.abs(move) < 1e-8) break;
  }
  return math.exp(rho);
}

/** Parameters: the coefficients, then log alpha. */
function jointLikelihood(design: Design, response: ArrayLike<number>, offset?: Float64Array): Likelihood {
  const { columns } = design;
  const p = columns.length;
  const q = p + 1;
  return {
    at(parameters) {
      const theta = math.exp(-parameters[p]);
      const eta = linearPredictor(design, parameters.subarray(0, p), offset);
      const score = new Float64Array(q);
      const information = new Float64Array(q * q);
      let logLikelihood = 0;
      for (let i = 0; i < response.length; i++) {
        const [y, mean] = [response[i], math.exp(eta[i])];
        const whole = theta + mean;
        logLikelihood += logPmf(y, mean, theta);
        const [a, b] = byTheta(y, mean, theta);
        const byEta = ((y - mean) * theta) / whole;
        const both = (theta * mean * (theta + y)) / (whole * whole);
        const cross = (theta * (y - mean) * mean) / (whole * whole);
        for (let j = 0; j < p; j++) {
          score[j] += byEta * columns[j][i];
          for (let k = 0; k <= j; k++) information[j * q + k] += both * columns[j][i] * columns[k][i];
          information[p * q + j] += cross * columns[j][i];
        }
        score[p] -= theta * a;
        information[p * q + p] -= theta * theta * b + theta * a;
      }
      return { logLikelihood, score, information };
    },
    reach: (step) => linearPredictor(design, step.subarray(0, p)).reduce((most, value) => Math.max(most, Math.abs(value)), Math.abs(step[p])),
    runaway: (before, after) => new GlmError(runaway(design, before.subarray(0, p), after.subarray(0, p))),
  };
}
