/**
 * Families of generalised linear models: how the mean depends on the linear predictor (the link), how the variance depends
 * on the mean, and what the deviance and the log-likelihood of one observation are. McCullagh and Nelder (1989), chapter 2.
 * A new family is one object here; the fitting knows none by name.
 */
import * as math from '../math/index.js';
import { logGamma } from './distributions.js';

export interface Family {
  readonly name: string;
  /** eta = g(mu). */
  link(mean: number): number;
  /** mu = g^-1(eta). */
  inverseLink(eta: number): number;
  /** d mu / d eta at this mean. */
  slope(mean: number): number;
  /** Var(y) = dispersion * variance(mu). */
  variance(mean: number): number;
  /** What y adds to the deviance. */
  devianceOf(y: number, mean: number): number;
  logLikelihood(y: ArrayLike<number>, mean: ArrayLike<number>): number;
  /** Where a fit begins: the intercept of the model that has no other term. */
  startIntercept(y: ArrayLike<number>, offset?: ArrayLike<number>): number;
  /** Why y cannot be a response of this family, or undefined where it can. */
  refuses(y: number): string | undefined;
  /** True where theory fixes the dispersion at 1 (Poisson, binomial); otherwise it is estimated, and tests use Student's t. */
  readonly fixedDispersion: boolean;
  /** The greatest response there is, where there is one: a group of rows that all have it has no finite estimate. */
  readonly greatest?: number;
}

/** Counts with the log link: Var(y) = mu. */
export const poisson: Family = {
  name: 'poisson',
  link: math.log,
  inverseLink: math.exp,
  slope: (mean) => mean,
  variance: (mean) => mean,
  devianceOf: (y, mean) => (y === 0 ? 2 * mean : 2 * (y * math.log(y / mean) - (y - mean))),
  logLikelihood(y, mean) {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += (y[i] === 0 ? 0 : y[i] * math.log(mean[i])) - mean[i] - logGamma(y[i] + 1);
    return sum;
  },
  startIntercept(y, offset) {
    let [total, exposure] = [0, 0];
    for (let i = 0; i < y.length; i++) {
      total += y[i];
      exposure += offset ? math.exp(offset[i]) : 1;
    }
    return math.log(total / exposure);
  },
  refuses: (y) => (y < 0 ? 'negative' : Number.isInteger(y) ? undefined : 'fractional'),
  fixedDispersion: true,
};

/** Least squares: the identity link, constant variance. The log-likelihood is taken at the maximum-likelihood variance RSS / n. */
export const gaussian: Family = {
  name: 'gaussian',
  link: (mean) => mean,
  inverseLink: (eta) => eta,
  slope: () => 1,
  variance: () => 1,
  devianceOf: (y, mean) => (y - mean) * (y - mean),
  logLikelihood(y, mean) {
    let squares = 0;
    for (let i = 0; i < y.length; i++) squares += (y[i] - mean[i]) * (y[i] - mean[i]);
    return (-y.length / 2) * (math.log((2 * Math.PI * squares) / y.length) + 1);
  },
  startIntercept(y, offset) {
    let total = 0;
    for (let i = 0; i < y.length; i++) total += y[i] - (offset ? offset[i] : 0);
    return total / y.length;
  },
  refuses: (y) => (Number.isFinite(y) ? undefined : 'infinite'),
  fixedDispersion: false,
};

/** Yes or no (1 or 0) with the logit link: logistic regression. The deviance of a yes is -2 log(mu), of a no -2 log(1 - mu). */
export const binomial: Family = {
  name: 'binomial',
  link: (mean) => math.log(mean / (1 - mean)),
  inverseLink: math.sigmoid,
  slope: (mean) => mean * (1 - mean),
  variance: (mean) => mean * (1 - mean),
  devianceOf: (y, mean) => -2 * (y === 1 ? math.log(mean) : math.log1p(-mean)),
  logLikelihood(y, mean) {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += y[i] === 1 ? math.log(mean[i]) : math.log1p(-mean[i]);
    return sum;
  },
  startIntercept(y, offset) {
    let [yes, before] = [0, 0];
    for (let i = 0; i < y.length; i++) {
      yes += y[i];
      before += offset ? offset[i] : 0;
    }
    return math.log(yes / (y.length - yes)) - before / y.length;
  },
  refuses: (y) => (y < 0 ? 'negative' : y === 0 || y === 1 ? undefined : Number.isInteger(y) ? 'above 1' : 'fractional'),
  fixedDispersion: true,
  greatest: 1,
};
