/** The few operations the decoder needs on plain arrays of one row: matrix times vector, layer norm, GELU. Sums in float64. */
import * as math from '../math/index.js';

/** y = W x + b with W [outputs, inputs] row by row. */
export interface Dense {
  readonly weight: Float32Array;
  readonly bias?: Float32Array;
  readonly outputs: number;
  readonly inputs: number;
}

export interface Norm {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** As in nn.LayerNorm. */
const EPSILON = 1e-5;

/**
 * Writes W x + b into `out`. A row has four running sums, for the additions of one would wait for each other; rows go in pairs,
 * so that x is read once for two.
 */
export function linear({ weight, bias, outputs, inputs }: Dense, x: Float64Array, out: Float64Array | Float32Array): void {
  const whole = inputs - (inputs % 4);
  for (let row = 0; row < outputs; row += 2) {
    const at = row * inputs;
    const to = row + 1 < outputs ? at + inputs : at; // an odd last row is done twice
    let a = 0, b = 0, c = 0, d = 0;
    let e = 0, f = 0, g = 0, h = 0;
    for (let j = 0; j < whole; j += 4) {
      const x0 = x[j];
      const x1 = x[j + 1];
      const x2 = x[j + 2];
      const x3 = x[j + 3];
      a += weight[at + j] * x0;
      b += weight[at + j + 1] * x1;
      c += weight[at + j + 2] * x2;
      d += weight[at + j + 3] * x3;
      e += weight[to + j] * x0;
      f += weight[to + j + 1] * x1;
      g += weight[to + j + 2] * x2;
      h += weight[to + j + 3] * x3;
    }
    for (let j = whole; j < inputs; j += 1) {
      a += weight[at + j] * x[j];
      e += weight[to + j] * x[j];
    }
    out[row] = a + b + (c + d) + (bias ? bias[row] : 0);
    if (to > at) out[row + 1] = e + f + (g + h) + (bias ? bias[row + 1] : 0);
  }
}

/** (x - mean) / sqrt(variance + 1e-5) * weight + bias (Ba, Kiros and Hinton, 2016); variance over n, not n - 1. */
export function layerNorm(x: Float64Array, { weight, bias }: Norm): Float64Array {
  let mean = 0;
  for (const value of x) mean += value;
  mean /= x.length;
  let variance = 0;
  for (const value of x) variance += (value - mean) * (value - mean);
  const scale = 1 / Math.sqrt(variance / x.length + EPSILON);
  return x.map((value, i) => (value - mean) * scale * weight[i] + bias[i]);
}

/** x * Phi(x), the exact form with erf (Hendrycks and Gimpel, 2016), in place. */
export function gelu(x: Float64Array): void {
  for (let i = 0; i < x.length; i += 1) x[i] = 0.5 * x[i] * (1 + math.erf(x[i] * Math.SQRT1_2));
}

/** target += x, element by element. */
export function addTo(target: Float64Array, x: ArrayLike<number>): void {
  for (let i = 0; i < target.length; i += 1) target[i] += x[i];
}
