/**
 * Newton's method for smooth convex functions of many variables. The step solves H d = -g by conjugate gradients with the
 * Hessian's diagonal as preconditioner, so H is only ever multiplied (Nocedal and Wright, 2006, algorithm 7.1). Converges
 * faster than linearly to the last digits, where a quasi-Newton line search stalls on the rounding of the function.
 */
import { dot } from '../../linalg/vectors.js';

export interface ConvexFunction {
  /** The value at x; writes the gradient there, [n]. */
  evaluate(x: Float64Array, gradient: Float64Array): number;
  /** out = H v at the x last evaluated, [n]. */
  curvature(v: Float64Array, out: Float64Array): void;
  /** The diagonal of H at the x last evaluated, positive, [n]. */
  diagonal(): Float64Array;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Greatest component of the gradient. */
  readonly gradientNorm: number;
  readonly iterations: number;
}

/**
 * @param tolerance      stop when no component of the gradient is greater than this
 * @returns the best point; where rounding allows no descent any more, that is the minimum to working precision
 * @throws RangeError if the gradient is still above the tolerance after maxIterations
 */
export function minimise(where: string, f: ConvexFunction, start: Float64Array, tolerance: number, maxIterations: number): Minimum {
  const n = start.length;
  let x = start.slice();
  let gradient = new Float64Array(n);
  let value = f.evaluate(x, gradient);
  for (let iterations = 0; ; iterations++) {
    const gradientNorm = greatest(gradient);
    if (gradientNorm <= tolerance) return { x, value, gradientNorm, iterations };
    if (iterations === maxIterations) {
      throw new RangeError(`${where}: no convergence in ${maxIterations} iterations (the gradient is still ${gradientNorm}); standardise the columns or raise maxIterations`);
    }
    const step = newtonStep(f, gradient);
    const slope = dot(gradient, 0, step, 0, n);
    const tried = new Float64Array(n);
    const triedGradient = new Float64Array(n);
    let accepted = false;
    for (let share = 1; share > 1e-12 && !accepted; share /= 2) {
      for (let i = 0; i < n; i++) tried[i] = x[i] + share * step[i];
      const triedValue = f.evaluate(tried, triedGradient);
      // Where the function no longer shows the descent for rounding, the gradient still does.
      const rounding = 1e-13 * Math.abs(value);
      accepted = triedValue <= value + 1e-4 * share * slope || (triedValue <= value + rounding && greatest(triedGradient) < gradientNorm);
      if (accepted) value = triedValue;
    }
    if (!accepted) {
      f.evaluate(x, gradient);
      return { x, value, gradientNorm, iterations };
    }
    x = tried;
    gradient = triedGradient;
  }
}

/** Preconditioned conjugate gradients on H d = -g until the residual is below min(0.5, sqrt|g|) |g|. */
function newtonStep(f: ConvexFunction, gradient: Float64Array): Float64Array {
  const n = gradient.length;
  const scale = f.diagonal();
  const step = new Float64Array(n);
  const rest = gradient.map((value) => -value);
  const conditioned = rest.map((value, i) => value / scale[i]);
  const direction = conditioned.slice();
  const turned = new Float64Array(n);
  const size = Math.sqrt(dot(gradient, 0, gradient, 0, n));
  const enough = Math.min(0.1, Math.sqrt(size)) * size;
  let product = dot(rest, 0, conditioned, 0, n);
  for (let k = 0; k < 2 * n + 10; k++) {
    f.curvature(direction, turned);
    const curvature = dot(direction, 0, turned, 0, n);
    if (!(curvature > 0)) return k === 0 ? direction : step;
    const share = product / curvature;
    for (let i = 0; i < n; i++) {
      step[i] += share * direction[i];
      rest[i] -= share * turned[i];
      conditioned[i] = rest[i] / scale[i];
    }
    if (Math.sqrt(dot(rest, 0, rest, 0, n)) <= enough) break;
    const next = dot(rest, 0, conditioned, 0, n);
    for (let i = 0; i < n; i++) direction[i] = conditioned[i] + (next / product) * direction[i];
    product = next;
  }
  return step;
}

function greatest(values: Float64Array): number {
  let out = 0;
  for (let i = 0; i < values.length; i++) out = Math.max(out, Math.abs(values[i]));
  return out;
}
