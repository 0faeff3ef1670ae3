// Reductions over one axis, several, or all.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty } from '../tensor/create.js';
import { aroundAxis, formatShape, resolveAxis, type Shape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { affine, log, exp, sqrt, square } from './elementwise.js';
import { add, sub, where, equal } from './arithmetic.js';
import { packed } from './support.js';
import { reshape } from './shape.js';

export type Axes = number | readonly number[];

interface Plan {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
  /** Shape of the result. */
  readonly shape: Shape;
}

function planAxis(op: string, x: Tensor, axis: number | undefined, keepdim: boolean): Plan {
  if (axis === undefined) {
    return { outer: 1, n: x.size, inner: 1, shape: keepdim ? x.shape.map(() => 1) : [] };
  }
  const at = resolveAxis(op, axis, x.shape);
  const shape = keepdim ? x.shape.map((size, i) => (i === at ? 1 : size)) : x.shape.filter((_, i) => i !== at);
  return { ...aroundAxis(x.shape, at), shape };
}

function scaledSum(op: string, input: Tensor, axis: number | undefined, keepdim: boolean, scaleOf: (n: number) => number): Tensor {
  const { kernels } = wasm();
  const { outer, n, inner, shape } = planAxis(op, input, axis, keepdim);
  const scale = scaleOf(n);
  const out = empty(shape);
  kernels.sumAxis(packed(input).pointer, out.pointer, outer, n, inner, scale);
  return record(op, [input], out, (g) => {
    const dx = empty(input.shape);
    kernels.spreadAxis(g.pointer, dx.pointer, outer, n, inner, scale);
    return [dx];
  });
}

/** @throws RangeError, under the operation's name, for an axis outside the shape */
function checkAxes(op: string, x: Tensor, axes: Axes | undefined): void {
  if (typeof axes === 'number') resolveAxis(op, axes, x.shape);
  else axes?.forEach((axis) => resolveAxis(op, axis, x.shape));
}

/** Applies a one-axis reduction to each of several axes, last first, so that earlier numbers stay valid. */
function overAxes(op: string, x: Tensor, axes: Axes | undefined, one: (x: Tensor, axis: number | undefined) => Tensor): Tensor {
  if (axes === undefined || typeof axes === 'number') return one(x, axes);
  const resolved = axes.map((axis) => resolveAxis(op, axis, x.shape)).sort((a, b) => b - a);
  if (new Set(resolved).size !== resolved.length) throw new RangeError(`${op}: an axis is named twice in [${axes.join(', ')}] for shape ${formatShape(x.shape)}`);
  return resolved.reduce((current, axis) => one(current, axis), x);
}

/** Sum over the given axes (all by default);  dx = g spread back. */
export function sum(x: Tensor, axis?: Axes, keepdim = false): Tensor {
  return overAxes('sum', x, axis, (part, at) => scaledSum('sum', part, at, keepdim, () => 1));
}

/** Mean over the given axes (all by default);  dx = g / n spread back. NaN for an empty axis. */
export function mean(x: Tensor, axis?: Axes, keepdim = false): Tensor {
  return overAxes('mean', x, axis, (part, at) => scaledSum('mean', part, at, keepdim, (n) => 1 / n));
}

function extreme(op: string, direction: 1 | -1): (x: Tensor, axis?: Axes, keepdim?: boolean) => Tensor {
  const one = (input: Tensor, axis: number | undefined, keepdim: boolean): Tensor => {
    const { kernels } = wasm();
    const { outer, n, inner, shape } = planAxis(op, input, axis, keepdim);
    if (n === 0) throw new RangeError(`${op}: an axis of length 0 has no ${direction > 0 ? 'maximum' : 'minimum'}; shape ${formatShape(input.shape)}`);
    const x = packed(input);
    const out = empty(shape);
    kernels.extremeAxis(x.pointer, out.pointer, outer, n, inner, direction);
    return record(op, [input], out, (g) => {
      const dx = empty(input.shape);
      kernels.extremeAxisGrad(x.pointer, out.pointer, g.pointer, dx.pointer, outer, n, inner);
      return [dx];
    });
  };
  return (x, axis, keepdim = false) => overAxes(op, x, axis, (part, at) => one(part, at, keepdim));
}

/** max() that names another operation in its errors. */
const maxFor = (op: string, x: Tensor, axis: Axes | undefined, keepdim: boolean): Tensor => extreme(op, 1)(x, axis, keepdim);

/** Largest value;  g goes to it, shared evenly at ties (torch.amax). */
export const max = extreme('max', 1);
/** Smallest value;  g goes to it, shared evenly at ties (torch.amin). */
export const min = extreme('min', -1);

/** Position of the largest value along an axis (the flat position without one); the first at ties, a NaN before all. */
export function argmax(x: Tensor, axis?: number): Int32Array {
  return argExtreme('argmax', x, axis, (candidate, best) => candidate > best);
}

/** Position of the smallest value along an axis; the first at ties, a NaN before all. */
export function argmin(x: Tensor, axis?: number): Int32Array {
  return argExtreme('argmin', x, axis, (candidate, best) => candidate < best);
}

function argExtreme(op: string, x: Tensor, axis: number | undefined, better: (candidate: number, best: number) => boolean): Int32Array {
  const { outer, n, inner } = planAxis(op, x, axis, false);
  if (n === 0) throw new RangeError(`${op}: an axis of length 0 has no extreme; shape ${formatShape(x.shape)}`);
  const values = x.isContiguous ? x.data : x.toArray();
  const out = new Int32Array(outer * inner);
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c++) {
      let at = 0;
      let best = values[o * n * inner + c];
      for (let j = 1; j < n && !Number.isNaN(best); j++) {
        const candidate = values[(o * n + j) * inner + c];
        if (better(candidate, best) || Number.isNaN(candidate)) {
          best = candidate;
          at = j;
        }
      }
      out[o * inner + c] = at;
    }
  }
  return out;
}

/** Mean squared distance from the mean; correction 1 divides by n - 1 (torch.var's default), 0 by n. */
export function variance(x: Tensor, axis?: Axes, keepdim = false, correction = 1): Tensor {
  checkAxes('variance', x, axis);
  const squares = square(sub(x, mean(x, axis, true)));
  const total = sum(squares, axis, keepdim);
  const n = x.size / Math.max(total.size, 1);
  return affine(total, n === 0 ? NaN : 1 / (n - correction), 0);
}

/** Euclidean norm. The gradient at 0 is 0 / 0 = NaN, as for sqrt; add an epsilon where that can happen. */
export function norm(x: Tensor, axis?: Axes, keepdim = false): Tensor {
  checkAxes('norm', x, axis);
  return sqrt(sum(square(x), axis, keepdim));
}

/** log sum exp along an axis (all by default), the maximum taken out first;  dx = g softmax(x). */
export function logSumExp(x: Tensor, axis?: Axes, keepdim = false): Tensor {
  const top = maxFor('logSumExp', x.detach(), axis, true);
  const finite = where(equal(sub(top, top), 0), top, 0); // an infinite maximum must not become inf - inf
  const total = add(log(sum(exp(sub(x, finite)), axis, true)), finite);
  return keepdim ? total : reshape(total, sum(x.detach(), axis, false).shape);
}
