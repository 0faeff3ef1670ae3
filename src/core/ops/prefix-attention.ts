// Self-attention that also sees keys and values given from outside, which stand before those of the sequence itself. Letters:
// B batch, P places of the prefix, T positions, C channels, H heads, D = C / H.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { attend, attendBackward, type AttentionOptions, type Heads, type Sizes } from './attention.js';
import { broadcastStrides, copyLayout, packed, shapeError } from './support.js';

/** Keys and values [P, C] of places before the sequence, heads side by side; the same for every row of a batch. */
export interface AttentionPrefix {
  readonly keys: Tensor;
  readonly values: Tensor;
}

/** Part `which` of the joint projection [B, T, 3 C], as an address and strides over [B, T, C]. */
function part(qkv: Tensor, which: 0 | 1 | 2, width: number): { pointer: number; strides: readonly number[] } {
  return { pointer: qkv.pointer + ((which * width) << 2), strides: [qkv.shape[1] * 3 * width, 3 * width, 1] };
}

/** [B, P + T, C]: the prefix, then the sequence's own. */
function joined(prefix: Tensor, qkv: Tensor, which: 1 | 2, width: number): Tensor {
  const [batch, length] = qkv.shape;
  const places = prefix.shape[0];
  const out = empty([batch, places + length, width]);
  copyLayout(prefix.pointer, broadcastStrides(prefix, [batch, places, width]), out.pointer, out.strides, [batch, places, width]);
  const own = part(qkv, which, width);
  copyLayout(own.pointer, own.strides, out.pointer + ((places * width) << 2), out.strides, [batch, length, width]);
  return out;
}

/** Takes the gradient of joined() apart: the sequence's share to its place in `dqkv`, the prefix's summed over the batch. */
function separate(gradient: Tensor, dqkv: Tensor, which: 1 | 2, places: number, wanted: boolean): Tensor | null {
  const [batch, rows, width] = gradient.shape;
  const own = part(dqkv, which, width);
  copyLayout(gradient.pointer + ((places * width) << 2), gradient.strides, own.pointer, own.strides, [batch, rows - places, width]);
  if (!wanted) return null;
  const shares = empty([batch, places, width]);
  copyLayout(gradient.pointer, gradient.strides, shares.pointer, shares.strides, shares.shape);
  const sum = empty([places, width]);
  wasm().kernels.sumAxis(shares.pointer, sum.pointer, 1, batch, places * width, 1);
  return sum;
}

/**
 * Attention of a sequence on a prefix and itself: softmax(q [prefix keys; k]^T / sqrt(D)) [prefix values; v]. Every query sees
 * the whole prefix; with `causal` it sees its own sequence up to itself.
 * Source: Li and Liang 2021, section 4.2, as past keys and values.
 * @param qkv [B, T, 3 C]  @param prefix keys and values [P, C]  @param options a mask is broadcast to [B, H, T, P + T]  @returns [B, T, C]
 * @throws RangeError unless the heads divide C and the prefix has C channels
 */
export function prefixAttention(qkv: Tensor, heads: number, prefix: AttentionPrefix, { causal = false, mask = null, onWeights }: AttentionOptions = {}): Tensor {
  const width = qkv.shape[qkv.rank - 1] / 3;
  const places = prefix.keys.shape[0];
  const fits = qkv.rank === 3 && Number.isInteger(width / heads) && [prefix.keys, prefix.values].every((x) => x.rank === 2 && x.shape[0] === places && x.shape[1] === width);
  if (!fits) {
    throw shapeError('prefixAttention', `qkv [B, T, 3 C] and a prefix of keys and values [P, C], C a multiple of ${heads} heads`, [qkv, prefix.keys, prefix.values], 'check the width of the prefix and the number of heads');
  }
  const [batch, length] = qkv.shape;
  const s: Sizes = { batch, heads, queries: length, keys: places + length, size: width / heads };
  const input = packed(qkv);
  const queries = (x: Tensor): Heads => ({ pointer: x.pointer, batch: length * 3 * width, head: s.size, row: 3 * width });
  const standing = (x: Tensor): Heads => ({ pointer: x.pointer, batch: x.shape[1] * width, head: s.size, row: width });
  const keys = joined(prefix.keys, input, 1, width);
  const values = joined(prefix.values, input, 2, width);
  const out = empty([batch, length, width]);
  const weights = attend(queries(input), standing(keys), standing(values), standing(out), s, causal, mask);
  onWeights?.(weights);
  return record('prefixAttention', [qkv, prefix.keys, prefix.values], out, (g) => {
    const [dqkv, dkeys, dvalues] = [empty(qkv.shape), empty(keys.shape), empty(values.shape)];
    attendBackward(queries(input), standing(keys), standing(values), standing(g), queries(dqkv), standing(dkeys), standing(dvalues), weights, s);
    return [
      dqkv,
      separate(dkeys, dqkv, 1, places, prefix.keys.requiresGrad),
      separate(dvalues, dqkv, 2, places, prefix.values.requiresGrad),
    ];
  });
}
