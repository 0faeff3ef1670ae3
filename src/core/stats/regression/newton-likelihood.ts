/**
 * Maximum likelihood by Newton's method with the observed information, for models of few parameters whose log-likelihood is
 * concave: steps are halved until the likelihood rises, and a likelihood that no longer gains while the estimates still run is
 * told apart from convergence.
 */
import { Cholesky } from '../../linalg/cholesky.js';
import { dot } from '../../linalg/vectors.js';
import { normalQuantile, normalUpperTail } from '../distributions.js';
import { GlmError } from '../faults.js';

export interface LikelihoodPoint {
  /** -Infinity where the parameters are not allowed. */
  readonly logLikelihood: number;
  /** Its gradient, [q]. */
  readonly score: Float64Array;
  /** Minus its second derivatives, q x q row by row. */
  readonly information: Float64Array;
}

export interface Likelihood {
  at(parameters: Float64Array): LikelihoodPoint;
  /** How far a step moves what the model predicts: greatest change of a linear predictor in any row. */
  reach(step: Float64Array): number;
  /** The fault to report where the estimates run to infinity. */
  runaway(before: Float64Array, after: Float64Array): GlmError;
}

export interface MaximumLikelihood {
  readonly parameters: Float64Array;
  readonly logLikelihood: number;
  /** Inverse of the observed information, q x q. */
  readonly covariance: Float64Array;
  readonly iterations: number;
}

/** @throws GlmError separated, notConverged */
export function maximise(likelihood: Likelihood, start: Float64Array, maxIterations = 100): MaximumLikelihood {
  const q = start.length;
  let parameters = start;
  let point = likelihood.at(parameters);
  let before = start;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const factor = factorise(point.information, q);
    if (!factor) throw likelihood.runaway(before, parameters);
    const step = factor.solve(point.score);
    const decrement = dot(step, 0, point.score, 0, q);
    let share = 1;
    let next = parameters.map((value, j) => value + step[j]);
    let tried = likelihood.at(next);
    while (!(tried.logLikelihood >= point.logLikelihood - 1e-12 * Math.abs(point.logLikelihood)) && share > 1e-10) {
      share /= 2;
      next = parameters.map((value, j) => value + share * step[j]);
      tried = likelihood.at(next);
    }
    const gain = Math.abs(tried.logLikelihood - point.logLikelihood) / (Math.abs(tried.logLikelihood) + 0.1);
    const change = likelihood.reach(step) * share;
    [before, parameters, point] = [parameters, next, tried];
    if (decrement < 1e-16 * (1 + Math.abs(point.logLikelihood)) && change < 1e-6) {
      const last = factorise(point.information, q);
      if (last) return { parameters, logLikelihood: point.logLikelihood, covariance: last.inverse(), iterations };
    }
    if (gain < 1e-9 && change > 0.05 && iterations >= 10) throw likelihood.runaway(before, parameters);
    if (iterations === maxIterations) throw new GlmError({ kind: 'notConverged', iterations, change });
  }
  throw new GlmError({ kind: 'notConverged', iterations: maxIterations, change: Infinity });
}

export interface Estimates {
  readonly standardErrors: Float64Array;
  /** Estimate / standard error. */
  readonly zValues: Float64Array;
  /** Two-sided, normal. */
  readonly pValues: Float64Array;
  /** Wald, [low, high] each. */
  readonly confidenceIntervals: readonly (readonly [number, number])[];
}

/** Wald inference for the parameters from `from` on. @param covariance q x q */
export function waldInference(estimates: Float64Array, covariance: Float64Array, from: number, confidence: number): Estimates {
  const q = Math.round(Math.sqrt(covariance.length));
  const standardErrors = estimates.map((_, j) => Math.sqrt(covariance[(from + j) * (q + 1)]));
  const width = normalQuantile(1 - (1 - confidence) / 2);
  const zValues = estimates.map((value, j) => value / standardErrors[j]);
  return {
    standardErrors,
    zValues,
    pValues: zValues.map((z) => 2 * normalUpperTail(Math.abs(z))),
    confidenceIntervals: Array.from(estimates, (value, j) => [value - width * standardErrors[j], value + width * standardErrors[j]] as const),
  };
}

function factorise(information: Float64Array, q: number): Cholesky | undefined {
  try {
    return new Cholesky(information, q);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // flat in some direction
    throw error;
  }
}
