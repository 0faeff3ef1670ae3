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

/** Writes W x + b into `out`. Four running sums: the additions of one sum would wait for each other. */
export function linear({ weight, bias, outputs, inputs }: Dense, x: Float64Array, out: Float64Array | Float32Array): void {
  const whole = inputs - (inputs % 4);
  for (let row = 0, at = 0; row < outputs; row += 1, at += inputs) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0; j < whole; j += 4) {
      a += weight[at + j] * x[j];
      b += weight[at + j + 1] * x[j + 1];
      c += weight[at + j + 2] * x[j + 2];
      d += weight[at + j + 3] * x[j + 3];
    }
    for (let j = whole; j < inputs; j += 1) a += weight[at + j] * x[j];
    out[row] = a + b + (c + d) + (bias ? bias[row] : 0);
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
