/** What stands beside the coefficients: counts expected and seen, fitted against observed means, and the comparison on rows held out. */
import * as math from '../../src/core/math/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { leastSquaresDesign, type Problem } from './problem.js';

export interface CountShares {
  /** Share of rows with 0, 1, ... counts; the last element is that count and more. */
  readonly observed: readonly number[];
  /** The same, expected of Poisson variables with the fitted means. */
  readonly expected: readonly number[];
}

export function countShares(response: ArrayLike<number>, fitted: ArrayLike<number>, top: number): CountShares {
  const observed = new Float64Array(top + 1);
  const expected = new Float64Array(top + 1);
  for (let i = 0; i < response.length; i++) {
    observed[Math.min(response[i], top)]++;
    let probability = math.exp(-fitted[i]);
    let below = 0;
    for (let count = 0; count < top; count++) {
      expected[count] += probability;
      below += probability;
      probability *= fitted[i] / (count + 1);
    }
    expected[top] += Math.max(0, 1 - below);
  }
  const share = (sum: number) => sum / response.length;
  return { observed: Array.from(observed, share), expected: Array.from(expected, share) };
}

export interface Group {
  readonly observed: number;
  readonly poisson: number;
  readonly ols: number;
}

/** Every row by itself where there are few; else means of rows in order of their Poisson mean, in `parts` equal parts. */
export function groups(response: ArrayLike<number>, poisson: Float64Array, ols: ArrayLike<number>, parts: number): Group[] {
  const order = Array.from(poisson.keys()).sort((a, b) => poisson[a] - poisson[b] || a - b);
  const count = Math.min(order.length, order.length <= 60 ? order.length : parts);
  const mean = (values: ArrayLike<number>, rows: readonly number[]) => rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
  return Array.from({ length: count }, (_, part) => {
    const rows = order.slice(Math.floor((part * order.length) / count), Math.floor(((part + 1) * order.length) / count));
    return { observed: mean(response, rows), poisson: mean(poisson, rows), ols: mean(ols, rows) };
  });
}

export const FOLDS = 5;

/** Mean squared errors of predictions for rows that the model did not see. */
export interface HeldOut {
  readonly poisson: number;
  readonly ols: number;
  /** Predicting the training mean (with an offset: the training rate times the exposure). */
  readonly mean: number;
}

/**
 * Cross-validation in {@link FOLDS} parts, one part at a time so that it can be watched.
 * @returns undefined where the counts are too few to be split
 */
export function* crossValidate(problem: Problem, random: Random): Generator<number, HeldOut | undefined, void> {
  const { response, design, offset } = problem;
  const wide = leastSquaresDesign(problem);
  const rows = response.length;
  if (rows < 4 * FOLDS || response.filter((count) => count > 0).length < 2 * FOLDS) return undefined;
  const order = random.permutation(rows);
  const errors = { poisson: 0, ols: 0, mean: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const [from, to] = [Math.floor((fold * rows) / FOLDS), Math.floor(((fold + 1) * rows) / FOLDS)];
    const held = order.slice(from, to).sort();
    const kept = Int32Array.from([...order.subarray(0, from), ...order.subarray(to)]).sort();
    const part = (which: Int32Array) => ({
      design: stats.selectRows(design, which),
      wide: stats.selectRows(wide, which),
      response: stats.select(response, which),
      offset: offset && stats.select(offset, which),
    });
    const training = part(kept);
    const test = part(held);
    const fit = (family: stats.Family, columns: stats.Design, withOffset: boolean) =>
      stats.glm({ design: columns, response: training.response, family, offset: withOffset ? training.offset : undefined, lenient: true });
    const alone = (one: { readonly response: Float64Array }) => stats.withIntercept(one.response.length, []);
    const square = (predicted: Float64Array) => predicted.reduce((sum, value, i) => sum + (value - test.response[i]) * (value - test.response[i]), 0);
    errors.poisson += square(stats.predict(fit(stats.poisson, training.design, true), test.design, test.offset));
    errors.ols += square(stats.predict(fit(stats.gaussian, training.wide, false), test.wide));
    errors.mean += square(stats.predict(fit(stats.poisson, alone(training), true), alone(test), test.offset));
    yield fold + 1;
  }
  return { poisson: errors.poisson / rows, ols: errors.ols / rows, mean: errors.mean / rows };
}
