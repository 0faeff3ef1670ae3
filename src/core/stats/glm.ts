/**
 * Generalised linear models by iteratively reweighted least squares. Names follow statsmodels and R; results agree with both
 * to eight digits (tests/core/stats). A model that has no finite estimate is refused with the reason, never returned half-fitted.
 */
import { INTERCEPT, linearPredictor, withIntercept, type Design } from './design.js';
import { checkDesign, checkResponse, checkZeroGroups } from './checks.js';
import type { Family } from './families.js';
import { inference, type FitForInference, type Inference, type StandardErrorKind } from './inference.js';
import { devianceOf, irls, type IrlsStep } from './irls.js';

export interface GlmOptions {
  /** The first column must be the intercept (see {@link withIntercept}). */
  readonly design: Design;
  /** [n] */
  readonly response: Float64Array;
  readonly family: Family;
  /** Added to the linear predictor as it stands, [n]: for a rate, the logarithm of the exposure. */
  readonly offset?: Float64Array;
  /** 'naive' unless given; {@link inference} gives the others from the same fit. */
  readonly standardErrors?: StandardErrorKind;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
  /** 50 unless given. */
  readonly maxIterations?: number;
  /** Relative change of the deviance at which the fit may end; 1e-9 unless given. */
  readonly tolerance?: number;
  /** For predictions only (cross-validation): leave aliased columns out, and stop at a finite place where data separate. */
  readonly lenient?: boolean;
}

export interface GlmFit extends FitForInference {
  readonly names: readonly string[];
  readonly offset?: Float64Array;
  /** Names of columns left out because they are combinations of others; their coefficients are 0. Empty unless lenient. */
  readonly aliased: readonly string[];
  readonly deviance: number;
  /** Deviance of the model with the intercept (and the offset) alone. */
  readonly nullDeviance: number;
  readonly logLikelihood: number;
  readonly pearsonChi2: number;
  /** pearsonChi2 / dfResidual, whatever the family fixes it at: near 1 where a Poisson model tells the truth. */
  readonly dispersion: number;
  /** 2 p - 2 log-likelihood, p coefficients (as statsmodels; R counts the variance of a gaussian too). */
  readonly aic: number;
  readonly dfResidual: number;
  readonly iterations: number;
  /** 1 - deviance / nullDeviance: R squared for the gaussian family. */
  readonly rSquared: number;
}

export interface GlmResult extends GlmFit, Inference {}

/**
 * Fits a generalised linear model.
 * @throws GlmError with the fault as data: response, allZero, notFinite, constant, singular, tooFewRows, separated, notConverged
 */
export function glm(options: GlmOptions): GlmResult {
  const steps = glmSteps(options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { ...value, ...inference(value, options.standardErrors ?? 'naive', options.confidence) };
  }
}

/**
 * The same fit one iteration at a time; the first step is the intercept alone.
 * @returns the fit; pass it to {@link inference}
 * @throws GlmError as {@link glm}
 */
export function* glmSteps(options: GlmOptions): Generator<IrlsStep, GlmFit, void> {
  const { design, response, family, offset, maxIterations = 50, tolerance = 1e-9, lenient = false } = options;
  if (design.names[0] !== INTERCEPT) throw new RangeError(`glm: the first column must be "${INTERCEPT}", got "${design.names[0]}"; use withIntercept`);
  checkLengths(options);
  checkResponse(family, response);
  const left = checkDesign(design, lenient);
  if (family.fixedDispersion && !lenient) checkZeroGroups(design, response);
  const { greatest } = family;
  if (greatest !== undefined && !lenient) checkZeroGroups(design, response.map((y) => greatest - y), 1);
  const last = yield* irls({ design, response, family, offset, left, maxIterations, tolerance, allowSeparation: lenient });
  return finish(options, last, left);
}

/** Fitted means for other rows. */
export function predict(fit: Pick<GlmFit, 'coefficients' | 'family'>, design: Design, offset?: ArrayLike<number>): Float64Array {
  return linearPredictor(design, fit.coefficients, offset).map(fit.family.inverseLink);
}

function finish({ design, response, family, offset }: GlmOptions, last: IrlsStep, left: readonly number[]): GlmFit {
  const { coefficients, fittedValues, deviance } = last;
  const dfResidual = response.length - (design.names.length - left.length);
  let pearsonChi2 = 0;
  for (let i = 0; i < response.length; i++) {
    const residual = response[i] - fittedValues[i];
    // A mean that rounded to 0 beside a zero count adds nothing.
    if (residual !== 0) pearsonChi2 += (residual * residual) / family.variance(fittedValues[i]);
  }
  const logLikelihood = family.logLikelihood(response, fittedValues);
  const nullDeviance = nullDevianceOf(family, response, offset);
  return {
    names: design.names,
    design,
    response,
    family,
    offset,
    coefficients,
    fittedValues,
    aliased: left.map((j) => design.names[j]),
    deviance,
    nullDeviance,
    logLikelihood,
    pearsonChi2,
    dispersion: pearsonChi2 / dfResidual,
    aic: 2 * (design.names.length - left.length) - 2 * logLikelihood,
    dfResidual,
    iterations: last.iteration,
    rSquared: 1 - deviance / nullDeviance,
  };
}

function nullDevianceOf(family: Family, response: Float64Array, offset?: Float64Array): number {
  const design = withIntercept(response.length, []);
  const steps = irls({ design, response, family, offset, left: [], maxIterations: 50, tolerance: 1e-10, allowSeparation: true });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return devianceOf(family, response, value.fittedValues);
  }
}

function checkLengths({ design, response, offset }: GlmOptions): void {
  const lengths = [...design.columns.map((column) => column.length), ...(offset ? [offset.length] : [])];
  const wrong = lengths.find((length) => length !== response.length);
  if (wrong !== undefined) throw new RangeError(`glm: the response has ${response.length} rows, a column or the offset has ${wrong}; all must be alike`);
  if (response.length === 0) throw new RangeError('glm: there are no rows');
  const row = offset?.findIndex((value) => !Number.isFinite(value)) ?? -1;
  if (row >= 0) throw new RangeError(`glm: the offset in row ${row} is not a finite number; an exposure must be above 0 before its logarithm is taken`);
}
