// Softmax and log-softmax, fused: composed naively, exp overflows.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty } from '../tensor/create.js';
import { resolveAxis } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { transpose } from './shape.js';
import { packed } from './support.js';

/** Runs a last-axis operation along another axis. */
function alongAxis(op: string, x: Tensor, axis: number, last: (x: Tensor) => Tensor): Tensor {
  const at = resolveAxis(op, axis, x.shape);
  return at === x.rank - 1 ? last(x) : transpose(last(transpose(x, at, x.rank - 1)), at, x.rank - 1);
}

/**
 * softmax(x)_i = exp(x_i - max) / sum_j exp(x_j - max) along an axis.
 *   backward  dx = y (g - sum(g y))
 */
export function softmax(x: Tensor, axis = -1): Tensor {
  return alongAxis('softmax', x, axis, (input) => {
    const { kernels } = wasm();
    const cols = input.shape[input.rank - 1];
    const rows = input.size / Math.max(cols, 1);
    const y = empty(input.shape);
    if (y.size > 0) kernels.softmaxRows(packed(input).pointer, y.pointer, rows, cols);
    return record('softmax', [input], y, (g) => {
      const dx = empty(input.shape);
      kernels.softmaxGrad(y.pointer, g.pointer, dx.pointer, rows, cols, 1);
      return [dx];
    });
  });
}

/**
 * logSoftmax(x) = x - max - log sum exp(x - max) along an axis.
 *   backward  dx = g - exp(y) sum(g)
 * Source: Goodfellow, Bengio and Courville, Deep Learning (2016), section 4.1.
 */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  return alongAxis('logSoftmax', x, axis, (input) => {
    const { kernels } = wasm();
    const cols = input.shape[input.rank - 1];
    const rows = input.size / Math.max(cols, 1);
    const y = empty(input.shape);
    if (y.size > 0) kernels.logSoftmaxRows(packed(input).pointer, y.pointer, rows, cols);
    return record('logSoftmax', [input], y, (g) => {
      const dx = empty(input.shape);
      kernels.logSoftmaxGrad(y.pointer, g.pointer, dx.pointer, rows, cols);
      return [dx];
    });
  });
}
