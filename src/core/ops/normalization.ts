// Layer normalisation and vector similarities.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty, zeros } from '../tensor/create.js';
import { broadcastShapes, formatShape, resolveAxis } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { div, maximum, mul } from './arithmetic.js';
import { norm, sum } from './reduce.js';
import { packed, shapeError } from './support.js';

/**
 * y = (x - mean) / sqrt(var + epsilon) * gain + bias over the last axis (var with n in the denominator). Fused.
 *   backward  h = g gain,  dx = rstd (h - mean(h) - xhat mean(h xhat)),  dgain = sum g xhat,  dbias = sum g
 * @param x [..., D]  @param gain [D] or null  @param bias [D] or null
 * Source: Ba, Kiros and Hinton, "Layer normalization" (2016).
 */
export function layerNorm(x: Tensor, gain: Tensor | null = null, bias: Tensor | null = null, epsilon = 1e-5): Tensor {
  if (x.rank < 1) throw shapeError('layerNorm', 'x [..., D]', [x], 'a scalar has no axis to normalise');
  const cols = x.shape[x.rank - 1];
  for (const weight of [gain, bias]) {
    if (weight !== null && (weight.rank !== 1 || weight.shape[0] !== cols)) {
      throw new RangeError(`layerNorm: expected gain and bias of shape [${cols}] for x ${formatShape(x.shape)}, got ${formatShape(weight.shape)}`);
    }
  }
  const { kernels } = wasm();
  const input = packed(x);
  const rows = x.size / Math.max(cols, 1);
  const out = empty(x.shape);
  const stats = empty([rows, 2]); // mean and 1 / sd of each row
  const scales = gain === null ? null : packed(gain);
  kernels.layerNormRows(input.pointer, scales === null ? 0 : scales.pointer, bias === null ? 0 : packed(bias).pointer, out.pointer, stats.pointer, rows, cols, epsilon);
  const inputs = [x];
  if (gain) inputs.push(gain);
  if (bias) inputs.push(bias);
  return record('layerNorm', inputs, out, (g) => {
    const dx = empty(x.shape);
    const dgain = gain?.requiresGrad ? zeros([cols]) : null;
    const dbias = bias?.requiresGrad ? zeros([cols]) : null;
    kernels.layerNormGrad(input.pointer, scales === null ? 0 : scales.pointer, stats.pointer, g.pointer, dx.pointer, dgain?.pointer ?? 0, dbias?.pointer ?? 0, rows, cols);
    const gradients: (Tensor | null)[] = [dx];
    if (gain) gradients.push(dgain);
    if (bias) gradients.push(dbias);
    return gradients;
  });
}

/** x / max(|x|, epsilon) along an axis: rows of length 1. */
export function normalize(x: Tensor, axis = -1, epsilon = 1e-12): Tensor {
  resolveAxis('normalize', axis, x.shape);
  return div(x, maximum(norm(x, axis, true), epsilon));
}

/** x . y / (|x| |y|) along an axis, each norm at least epsilon. */
export function cosineSimilarity(x: Tensor, y: Tensor, axis = -1, epsilon = 1e-8): Tensor {
  resolveAxis('cosineSimilarity', axis, broadcastShapes('cosineSimilarity', x.shape, y.shape));
  return sum(mul(normalize(x, axis, epsilon), normalize(y, axis, epsilon)), axis);
}
