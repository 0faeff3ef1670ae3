// Float64 elementary functions with the same bits on every engine (WASM, see kernels/assembly/math.ts). JavaScript's own
// Math.exp and friends may differ between engines and versions; use these in the core and in lessons.
// Math.sqrt, abs, floor, min, max, imul and fround are exact everywhere and need no twin here.

import { wasm } from '../kernels/module.js';

const k = () => wasm().kernels;

/** e^x, below 1 ulp. */
export function exp(x: number): number { return k().mathExp(x); }
/** e^x - 1, exact also near 0. */
export function expm1(x: number): number { return k().mathExpm1(x); }
/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number { return k().mathLog(x); }
/** log(1 + x), exact also near 0. */
export function log1p(x: number): number { return k().mathLog1p(x); }
export function log2(x: number): number { return k().mathLog2(x); }
export function log10(x: number): number { return k().mathLog10(x); }
/** x^y. */
export function pow(x: number, y: number): number { return k().mathPow(x, y); }
export function sin(x: number): number { return k().mathSin(x); }
export function cos(x: number): number { return k().mathCos(x); }
export function tan(x: number): number { return k().mathTan(x); }
export function asin(x: number): number { return k().mathAsin(x); }
export function acos(x: number): number { return k().mathAcos(x); }
export function atan(x: number): number { return k().mathAtan(x); }
/** Angle of the point (x, y), in (-pi, pi]. */
export function atan2(y: number, x: number): number { return k().mathAtan2(y, x); }
export function sinh(x: number): number { return k().mathSinh(x); }
export function cosh(x: number): number { return k().mathCosh(x); }
export function tanh(x: number): number { return k().mathTanh(x); }
export function cbrt(x: number): number { return k().mathCbrt(x); }
/** sqrt(x^2 + y^2) without overflow. */
export function hypot(x: number, y: number): number { return k().mathHypot(x, y); }
/** Error function, relative error below 1e-15. */
export function erf(x: number): number { return k().mathErf(x); }
/** 1 - erf(x), relative error below 1e-14 also in the far tail. */
export function erfc(x: number): number { return k().mathErfc(x); }

/** 1 / (1 + e^-x), without overflow on either side. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** log(1 + e^x), without overflow. */
export function softplus(x: number): number {
  return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/** log(sum(exp(values))), without overflow; -Infinity for an empty list. */
export function logSumExp(values: ArrayLike<number>): number {
  let top = -Infinity;
  for (let i = 0; i < values.length; i++) top = Math.max(top, values[i]);
  if (!Number.isFinite(top)) return top;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += exp(values[i] - top);
  return top + log(sum);
}

/** Probabilities exp(v_i) / sum exp(v), without overflow. */
export function softmax(values: ArrayLike<number>): Float64Array {
  let top = -Infinity;
  for (let i = 0; i < values.length; i++) top = Math.max(top, values[i]);
  const weights = Float64Array.from(values, (value) => exp(value - top));
  let sum = 0;
  for (const weight of weights) sum += weight;
  return weights.map((weight) => weight / sum);
}
