// Functions of one tensor, element by element. Each entry of the table is an operation: its kernel, its derivative's kernel,
// and whether the derivative is written with the input x or the output y.

import { wasm } from '../kernels/module.js';
import type { KernelExports } from '../kernels/wasm.generated.js';
import { record } from '../autograd/tape.js';
import { empty } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { packed } from './support.js';

type ForwardKernel = 'exp' | 'log' | 'sqrt' | 'square' | 'abs' | 'reciprocal' | 'tanh' | 'sigmoid' | 'relu' | 'gelu' | 'geluTanh' | 'silu' | 'softplus';
type GradKernel = `${ForwardKernel}Grad` & keyof KernelExports;

function unary(op: string, forward: ForwardKernel, backward: GradKernel, saved: 'x' | 'y'): (x: Tensor) => Tensor {
  return (input) => {
    const { kernels } = wasm();
    const x = packed(input);
    const y = empty(x.shape);
    kernels[forward](x.pointer, y.pointer, x.size);
    const kept = saved === 'x' ? x : y;
    return record(op, [input], y, (g) => {
      const dx = empty(x.shape);
      kernels[backward](kept.pointer, g.pointer, dx.pointer, dx.size);
      return [dx];
    });
  };
}

/** e^x;  dx = g y */
export const exp = unary('exp', 'exp', 'expGrad', 'y');
/** Natural logarithm;  dx = g / x */
export const log = unary('log', 'log', 'logGrad', 'x');
/** Square root;  dx = g / (2 y) */
export const sqrt = unary('sqrt', 'sqrt', 'sqrtGrad', 'y');
/** x^2;  dx = 2 g x */
export const square = unary('square', 'square', 'squareGrad', 'x');
/** |x|;  dx = g sign(x), 0 at 0 */
export const abs = unary('abs', 'abs', 'absGrad', 'x');
/** 1 / x;  dx = -g y^2 */
export const reciprocal = unary('reciprocal', 'reciprocal', 'reciprocalGrad', 'y');
/** Hyperbolic tangent;  dx = g (1 - y^2) */
export const tanh = unary('tanh', 'tanh', 'tanhGrad', 'y');
/** 1 / (1 + e^-x);  dx = g y (1 - y) */
export const sigmoid = unary('sigmoid', 'sigmoid', 'sigmoidGrad', 'y');
/** max(x, 0);  dx = g where x > 0 */
export const relu = unary('relu', 'relu', 'reluGrad', 'y');
/** log(1 + e^x);  dx = g sigmoid(x) */
export const softplus = unary('softplus', 'softplus', 'softplusGrad', 'x');
/** x sigmoid(x), also called swish;  dx = g s (1 + x (1 - s)), s = sigmoid(x).  Source: Elfwing et al. 2018. */
export const silu = unary('silu', 'silu', 'siluGrad', 'x');

const geluExact = unary('gelu', 'gelu', 'geluGrad', 'x');
const geluApproximate = unary('gelu', 'geluTanh', 'geluTanhGrad', 'x');

export interface GeluOptions {
  /** 'none': x Phi(x) (PyTorch's default); 'tanh': the approximation GPT-2 uses. */
  readonly approximate?: 'none' | 'tanh';
}

/** Gaussian error linear unit x Phi(x);  dx = g (Phi(x) + x phi(x)).  Source: Hendrycks and Gimpel 2016. */
export function gelu(x: Tensor, { approximate = 'none' }: GeluOptions = {}): Tensor {
  return approximate === 'tanh' ? geluApproximate(x) : geluExact(x);
}

/** x for x > 0, else slope x;  dx = g or slope g. */
export function leakyRelu(input: Tensor, slope = 0.01): Tensor {
  const { kernels } = wasm();
  const x = packed(input);
  const y = empty(x.shape);
  kernels.leakyRelu(x.pointer, slope, y.pointer, x.size);
  return record('leakyRelu', [input], y, (g) => {
    const dx = empty(x.shape);
    kernels.leakyReluGrad(x.pointer, slope, g.pointer, dx.pointer, dx.size);
    return [dx];
  });
}

/** min(max(x, low), high);  dx = g where low <= x <= high. @throws RangeError if low > high */
export function clamp(input: Tensor, low: number, high: number): Tensor {
  if (!(low <= high)) throw new RangeError(`clamp: expected low <= high, got ${low} and ${high}`);
  const { kernels } = wasm();
  const x = packed(input);
  const y = empty(x.shape);
  kernels.clamp(x.pointer, low, high, y.pointer, x.size);
  return record('clamp', [input], y, (g) => {
    const dx = empty(x.shape);
    kernels.clampGrad(x.pointer, low, high, g.pointer, dx.pointer, dx.size);
    return [dx];
  });
}

/** x^exponent for a constant exponent;  dx = g exponent x^(exponent - 1). */
export function pow(input: Tensor, exponent: number): Tensor {
  if (exponent === 2) return square(input);
  if (exponent === 0.5) return sqrt(input);
  if (exponent === -1) return reciprocal(input);
  const { kernels } = wasm();
  const x = packed(input);
  const y = empty(x.shape);
  kernels.power(x.pointer, exponent, y.pointer, x.size);
  return record('pow', [input], y, (g) => {
    const dx = empty(x.shape);
    kernels.powerGrad(x.pointer, exponent, g.pointer, dx.pointer, dx.size);
    return [dx];
  });
}

function wave(op: string, quarter: 0 | 1): (x: Tensor) => Tensor {
  return (input) => {
    const { kernels } = wasm();
    const x = packed(input);
    const y = empty(x.shape);
    kernels.sine(x.pointer, quarter, y.pointer, x.size);
    return record(op, [input], y, (g) => {
      const dx = empty(x.shape);
      kernels.sine(x.pointer, quarter === 0 ? 1 : 0, dx.pointer, dx.size);
      kernels.binaryMul(dx.pointer, 0, 1, g.pointer, 0, 1, dx.pointer, 1, dx.size);
      if (quarter === 1) kernels.scaleInPlace(dx.pointer, -1, dx.size);
      return [dx];
    });
  };
}

/** Sine;  dx = g cos(x) */
export const sin = wave('sin', 0);
/** Cosine;  dx = -g sin(x) */
export const cos = wave('cos', 1);

/** scale x + shift for constants;  dx = scale g */
export function affine(input: Tensor, scale: number, shift: number): Tensor {
  const { kernels } = wasm();
  const x = packed(input);
  const y = empty(x.shape);
  kernels.affine(x.pointer, scale, shift, y.pointer, x.size);
  return record('affine', [input], y, (g) => {
    if (scale === 1) return [g];
    const dx = empty(x.shape);
    kernels.affine(g.pointer, scale, 0, dx.pointer, dx.size);
    return [dx];
  });
}

function withoutGradient(forward: 'signOf' | 'floorOf'): (x: Tensor) => Tensor {
  return (input) => {
    const x = packed(input);
    const y = empty(x.shape);
    wasm().kernels[forward](x.pointer, y.pointer, x.size);
    return y;
  };
}

/** -1, 0 or 1; no gradient flows. */
export const sign = withoutGradient('signOf');
/** Largest integer not above x; no gradient flows. */
export const floor = withoutGradient('floorOf');
