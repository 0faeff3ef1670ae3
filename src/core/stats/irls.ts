/**
 * Iteratively reweighted least squares, one iteration at a time so that it can be watched. Each iteration solves a weighted
 * least-squares problem by QR, with steps halved where the deviance would rise. McCullagh and Nelder (1989), section 2.5;
 * the halving follows Marschner (2011), The R Journal 3(2).
 */
import { QR } from '../linalg/index.js';
import { linearPredictor, type Design } from './design.js';
import type { Family } from './families.js';
import { GlmError } from './faults.js';

export interface IrlsStep {
  /** 0 is the start: the mean alone. */
  readonly iteration: number;
  /** [p] */
  readonly coefficients: Float64Array;
  /** [n] */
  readonly fittedValues: Float64Array;
  readonly deviance: number;
  /** Greatest change of the linear predictor in any row: the digits that are settled. Infinite at the start. */
  readonly change: number;
  /** Greatest size of the linear predictor in any row. */
  readonly reach: number;
  /** How often the step was halved. */
  readonly halvings: number;
}

export interface IrlsProblem {
  readonly design: Design;
  readonly response: ArrayLike<number>;
  readonly family: Family;
  readonly offset?: ArrayLike<number>;
  /** Columns held at 0. */
  readonly left: readonly number[];
  readonly maxIterations: number;
  readonly tolerance: number;
  /** Stop at a finite place instead of failing where a coefficient runs to infinity. */
  readonly allowSeparation: boolean;
}

/** Where a run to infinity is taken as such: the likelihood no longer gains, yet the predictor still moves this much. */
const STILL_MOVING = 0.05;
/** The predictor has come to rest, relative to its size. Convergence is quadratic, so the estimates are then better than this. */
const AT_REST = 1e-6;

/**
 * @returns the last step
 * @throws GlmError separated, notConverged
 */
export function* irls(problem: IrlsProblem): Generator<IrlsStep, IrlsStep, void> {
  const { maxIterations, tolerance } = problem;
  let state = start(problem);
  yield state;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const next = iterate(problem, state, iteration);
    const gain = Math.abs(state.deviance - next.deviance) / (Math.abs(next.deviance) + 0.1);
    const before = state;
    state = next;
    yield state;
    if (gain >= tolerance) continue;
    if (state.change < AT_REST * (1 + state.reach)) return state;
    if (iteration >= 10 && state.change > STILL_MOVING) {
      if (problem.allowSeparation) return state;
      throw new GlmError(runaway(problem.design, before.coefficients, state.coefficients));
    }
  }
  if (problem.allowSeparation) return state;
  throw new GlmError({ kind: 'notConverged', iterations: maxIterations, change: state.change });
}

/** The deviance of fitted values: twice the log-likelihood lost against a model that fits every row. */
export function devianceOf(family: Family, response: ArrayLike<number>, fitted: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < response.length; i++) sum += family.devianceOf(response[i], fitted[i]);
  return sum;
}

/** The model with the intercept alone. */
function start({ design, response, family, offset }: IrlsProblem): IrlsStep {
  const coefficients = new Float64Array(design.names.length);
  coefficients[0] = family.startIntercept(response, offset);
  const fittedValues = linearPredictor(design, coefficients, offset).map(family.inverseLink);
  return { iteration: 0, coefficients, fittedValues, deviance: devianceOf(family, response, fittedValues), change: Infinity, reach: 0, halvings: 0 };
}

function iterate(problem: IrlsProblem, state: IrlsStep, iteration: number): IrlsStep {
  const { design, response, family, offset, left } = problem;
  const n = response.length;
  const oldEta = linearPredictor(design, state.coefficients, offset);
  const root = new Float64Array(n);
  const target = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const mean = state.fittedValues[i];
    const slope = family.slope(mean);
    // The working response z = eta - offset + (y - mu) / slope, with weight slope^2 / V(mu).
    root[i] = slope === 0 ? 0 : slope / Math.sqrt(family.variance(mean));
    const z = oldEta[i] - (offset ? offset[i] : 0) + (slope === 0 ? 0 : (response[i] - mean) / slope);
    target[i] = root[i] * z;
  }
  const kept = design.columns.map((_, j) => j).filter((j) => !left.includes(j));
  const solved = new QR(kept.map((j) => design.columns[j]), root, 1e-14).solve(target);
  const full = new Float64Array(design.names.length);
  kept.forEach((j, k) => (full[j] = solved[k]));

  let coefficients = full;
  for (let halvings = 0; ; halvings++) {
    const eta = linearPredictor(design, coefficients, offset);
    const fittedValues = eta.map(family.inverseLink);
    const deviance = devianceOf(family, response, fittedValues);
    // At the optimum the deviance may rise by rounding; that is no reason to halve.
    if (halvings === 40 || deviance <= state.deviance * (1 + 1e-10) + 1e-10) {
      let [change, reach] = [0, 0];
      for (let i = 0; i < n; i++) {
        change = Math.max(change, Math.abs(eta[i] - oldEta[i]));
        reach = Math.max(reach, Math.abs(eta[i]));
      }
      return { iteration, coefficients, fittedValues, deviance, change, reach, halvings };
    }
    const current = coefficients;
    coefficients = current.map((value, j) => (value + state.coefficients[j]) / 2);
  }
}

/** Names the coefficients that still moved when the likelihood no longer did, each by its pull on the predictor. */
export function runaway(design: Design, before: ArrayLike<number>, after: ArrayLike<number>): { kind: 'separated'; columns: string[]; sign: 1 | -1 } {
  const moved = design.columns.map((column, j) => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of column) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { name: design.names[j], step: after[j] - before[j], pull: Math.abs(after[j] - before[j]) * (j === 0 ? 0 : high - low) };
  });
  const greatest = moved.reduce((best, one) => (one.pull > best.pull ? one : best));
  const columns = moved.filter(({ pull }) => pull > STILL_MOVING / 5).map(({ name }) => name);
  return { kind: 'separated', columns: columns.length > 0 ? columns : [greatest.name], sign: greatest.step < 0 ? -1 : 1 };
}
