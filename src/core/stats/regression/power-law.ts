/**
 * A falling power law with a floor, y = a + b x^-alpha with a, b, alpha >= 0: how the loss of a model falls with its size or its
 * data (Kaplan et al., 2020; Hoffmann et al., 2022). For a given exponent the rest is linear, so only the exponent is searched
 * (variable projection: Golub and Pereyra, 1973).
 */
import { expectFinite, expectSameLength } from '../../linalg/expect.js';
import { columnVector } from '../../linalg/matrix.js';
import * as math from '../../math/index.js';
import { fitLeastSquares } from './linear.js';

export interface PowerLaw {
  /** a: what no x, however large, gets below. */
  readonly floor: number;
  /** b: y - a at x = 1. */
  readonly scale: number;
  /** alpha. */
  readonly exponent: number;
}

export interface PowerLawFit extends PowerLaw {
  /** Square root of the mean squared residual, in the unit of y. */
  readonly residual: number;
}

/** Exponents searched; beyond them the curve is a straight line in log x, or a step. */
const SMALLEST = 1e-3;
const LARGEST = 5;
/** Places of the first, coarse search on a log scale; then a golden-section search between the best one's neighbours. */
const GRID = 60;
const GOLDEN_STEPS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The least-squares fit of y = a + b x^-alpha (the minimum of scipy.optimize.curve_fit with bounds at 0).
 * @param x [n] positive, at least three different values  @param y [n]
 * @throws RangeError for lengths and values that do not fit
 */
export function fitPowerLaw(x: readonly number[], y: readonly number[]): PowerLawFit {
  expectSameLength('fitPowerLaw', 'x', x.length, 'y', y.length);
  expectFinite('fitPowerLaw', 'x', x);
  expectFinite('fitPowerLaw', 'y', y);
  if (x.some((value) => value <= 0)) throw new RangeError('fitPowerLaw: every x must be positive, for x^-alpha needs it');
  if (new Set(x).size < 3) throw new RangeError(`fitPowerLaw: three parameters need at least three different x, got ${new Set(x).size}`);
  // Powers of x relative to its geometric mean keep the columns of moderate size.
  const logs = x.map((value) => math.log(value));
  const centre = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const at = (logExponent: number) => project(logs.map((log) => log - centre), y, math.exp(logExponent));

  const [low, high] = [math.log(SMALLEST), math.log(LARGEST)];
  const step = (high - low) / (GRID - 1);
  const coarse = Array.from({ length: GRID }, (_, i) => at(low + i * step).residual);
  const best = coarse.indexOf(Math.min(...coarse));
  let [left, right] = [low + Math.max(0, best - 1) * step, low + Math.min(GRID - 1, best + 1) * step];
  for (let i = 0; i < GOLDEN_STEPS; i++) {
    const inner = right - GOLDEN * (right - left);
    const outer = left + GOLDEN * (right - left);
    if (at(inner).residual <= at(outer).residual) right = outer;
    else left = inner;
  }
  const found = at((left + right) / 2);
  return { ...found, scale: found.scale * math.exp(centre * found.exponent) };
}

/** y of the fitted curve at x. */
export function powerLawAt({ floor, scale, exponent }: PowerLaw, x: number): number {
  return floor + scale * math.exp(-exponent * math.log(x));
}

/** Floor and scale for a given exponent; where one of them would be negative, the best fit has it at 0. */
function project(logs: readonly number[], y: readonly number[], exponent: number): PowerLawFit {
  const powers = logs.map((log) => math.exp(-exponent * log));
  const fit = (intercept: boolean) => {
    const { coefficients, intercepts } = fitLeastSquares(columnVector(powers), columnVector(y), { intercept });
    return { floor: intercepts[0], scale: coefficients.data[0], exponent };
  };
  let law = fit(true);
  if (law.floor < 0) law = fit(false);
  if (law.scale < 0) law = { floor: y.reduce((sum, value) => sum + value, 0) / y.length, scale: 0, exponent };
  const squares = y.reduce((sum, value, i) => sum + (value - law.floor - law.scale * powers[i]) ** 2, 0);
  return { ...law, residual: Math.sqrt(squares / y.length) };
}
