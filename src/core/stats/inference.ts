/**
 * What a fitted model says about its coefficients: standard errors of three kinds, tests, intervals. One fit serves all three.
 */
import { QR } from '../linalg/index.js';
import { linearPredictor, type Design } from './design.js';
import { normalQuantile, normalUpperTail, studentQuantile, studentUpperTail } from './distributions.js';
import type { Family } from './families.js';

/**
 * naive: from the family's own variance (Poisson: dispersion 1).
 * quasi: multiplied by the square root of the Pearson dispersion; intervals by Student's t, as R's quasipoisson.
 * robust: the sandwich of White, HC0: right for the mean model whatever the variance.
 */
export type StandardErrorKind = 'naive' | 'quasi' | 'robust';

export interface Inference {
  readonly standardErrors: Float64Array;
  /** coefficient / standard error: z, or t where the dispersion was estimated. */
  readonly zValues: Float64Array;
  /** Two-sided. */
  readonly pValues: Float64Array;
  /** [low, high] for each coefficient (Wald). */
  readonly confidenceIntervals: readonly (readonly [number, number])[];
  /** Reported where Student's t was used. */
  readonly tDegrees?: number;
}

export interface FitForInference {
  readonly design: Design;
  readonly response: ArrayLike<number>;
  readonly family: Family;
  readonly coefficients: Float64Array;
  readonly fittedValues: Float64Array;
  readonly dispersion: number;
  readonly dfResidual: number;
}

/** @param confidence of the intervals, 0.95 unless given */
export function inference(fit: FitForInference, kind: StandardErrorKind, confidence = 0.95): Inference {
  const bread = informationInverse(fit);
  const estimated = kind === 'quasi' || (kind === 'naive' && !fit.family.fixedDispersion);
  const covariance = kind === 'robust' ? sandwich(fit, bread) : bread;
  const factor = estimated ? fit.dispersion : 1;
  const p = fit.coefficients.length;
  const standardErrors = Float64Array.from({ length: p }, (_, j) => Math.sqrt(covariance[j * p + j] * factor));
  const zValues = fit.coefficients.map((b, j) => b / standardErrors[j]);
  const tDegrees = estimated ? fit.dfResidual : undefined;
  const tail = (z: number) => (tDegrees === undefined ? normalUpperTail(z) : studentUpperTail(z, tDegrees));
  const upper = 1 - (1 - confidence) / 2;
  const width = tDegrees === undefined ? normalQuantile(upper) : studentQuantile(upper, tDegrees);
  return {
    standardErrors,
    zValues,
    pValues: zValues.map((z) => 2 * tail(Math.abs(z))),
    confidenceIntervals: Array.from(fit.coefficients, (b, j) => [b - width * standardErrors[j], b + width * standardErrors[j]] as const),
    tDegrees,
  };
}

/** (X' W X)^-1 at the fitted means, p x p. */
function informationInverse({ design, family, fittedValues }: FitForInference): Float64Array {
  const root = fittedValues.map((mean) => family.slope(mean) / Math.sqrt(family.variance(mean)));
  return new QR(design.columns, root, 1e-14).inverseGram();
}

/** A (sum of s s') A with s the score of a row: x (y - mu) slope / V(mu). */
function sandwich({ design, family, response, fittedValues }: FitForInference, bread: Float64Array): Float64Array {
  const p = design.names.length;
  const out = new Float64Array(p * p);
  // Row by row through A x, so that only the diagonal blocks of the product need summing.
  const turned = Array.from({ length: p }, (_, j) => linearPredictor(design, bread.subarray(j * p, (j + 1) * p)));
  for (let i = 0; i < response.length; i++) {
    const mean = fittedValues[i];
    const score = ((response[i] - mean) * family.slope(mean)) / family.variance(mean);
    for (let j = 0; j < p; j++) {
      const left = turned[j][i] * score;
      for (let k = 0; k <= j; k++) out[j * p + k] += left * turned[k][i] * score;
    }
  }
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) out[k * p + j] = out[j * p + k];
  return out;
}
