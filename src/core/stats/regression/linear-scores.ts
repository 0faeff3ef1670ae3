/**
 * The penalised loss of a linear model with k scores a row, z = W x + b:
 *   sum_i w_i loss(z_i, y_i) + l2 / 2 |W|^2        (the intercepts b are not penalised)
 * with its gradient and products with its Hessian. What the loss is, is the business of the callers.
 * Parameters lie as [k][p + 1], each score's intercept last.
 */
import { axpy, dot } from '../../linalg/vectors.js';
import type { Matrix } from '../../linalg/matrix.js';
import type { ConvexFunction } from './newton.js';

/** A convex loss of the scores of a row, given by what it needs to remember of them (its state, [k]). */
export interface ScoreLoss {
  /** The loss of row i; turns scores into state and writes d loss / d scores. All [k]. */
  evaluate(i: number, scores: Float64Array, state: Float64Array, gradient: Float64Array): number;
  /** u <- H u for a row in this state, [k]. */
  curvature(state: Float64Array, u: Float64Array): void;
  /** Diagonal element c of H for a row in this state. */
  diagonal(state: Float64Array, c: number): number;
}

export interface ScoreProblem {
  /** [n, p] */
  readonly x: Matrix;
  /** Scores a row. */
  readonly k: number;
  readonly loss: ScoreLoss;
  readonly l2: number;
  /** [n], 1 unless given. */
  readonly weights?: ArrayLike<number>;
  readonly intercept: boolean;
}

export function linearScores({ x, k, loss, l2, weights, intercept }: ScoreProblem): ConvexFunction {
  const { rows: n, cols: p } = x;
  const width = p + 1;
  const states = Array.from({ length: n }, () => new Float64Array(k));
  const weight = (i: number) => (weights ? weights[i] : 1);
  const scores = new Float64Array(k);
  const pull = new Float64Array(k);

  /** z_c = W_c x_i + b_c into `scores`. */
  function score(i: number, parameters: Float64Array): void {
    for (let c = 0; c < k; c++) scores[c] = dot(parameters, c * width, x.data, i * p, p) + (intercept ? parameters[c * width + p] : 0);
  }

  /** out += weight * pull_c (x_i, 1) for every score. */
  function spread(i: number, out: Float64Array): void {
    const w = weight(i);
    for (let c = 0; c < k; c++) {
      axpy(w * pull[c], x.data, i * p, out, c * width, p);
      if (intercept) out[c * width + p] += w * pull[c];
    }
  }

  /** out = l2 v, 0 at the intercepts. */
  function penalise(v: Float64Array, out: Float64Array): void {
    for (let c = 0; c < k; c++) {
      for (let j = 0; j < p; j++) out[c * width + j] = l2 * v[c * width + j];
      out[c * width + p] = 0;
    }
  }

  return {
    evaluate(parameters, gradient) {
      penalise(parameters, gradient);
      let value = 0;
      for (let c = 0; c < k; c++) value += (l2 / 2) * dot(parameters, c * width, parameters, c * width, p);
      for (let i = 0; i < n; i++) {
        score(i, parameters);
        value += weight(i) * loss.evaluate(i, scores, states[i], pull);
        spread(i, gradient);
      }
      return value;
    },
    curvature(v, out) {
      penalise(v, out);
      for (let i = 0; i < n; i++) {
        score(i, v);
        loss.curvature(states[i], scores);
        pull.set(scores);
        spread(i, out);
      }
    },
    diagonal() {
      const out = new Float64Array(k * width).fill(l2);
      for (let c = 0; c < k; c++) out[c * width + p] = intercept ? 1e-12 : 1;
      for (let i = 0; i < n; i++) {
        for (let c = 0; c < k; c++) {
          const h = weight(i) * loss.diagonal(states[i], c);
          for (let j = 0; j < p; j++) out[c * width + j] += h * x.data[i * p + j] * x.data[i * p + j];
          if (intercept) out[c * width + p] += h;
        }
      }
      return out;
    },
  };
}
