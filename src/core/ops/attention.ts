// Scaled dot-product attention (Vaswani et al. 2017, section 3.2.1), fused: scores, mask, softmax and the weighted sum in one
// operation that reads the heads where they lie. Letters: B batch, H heads, T queries, S keys, D head size.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty, zeros } from '../tensor/create.js';
import { formatShape, sameShape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { combine } from './arithmetic.js';
import { packed, shapeError } from './support.js';

/** Where the heads of one operand lie: address, and elements from batch to batch, head to head, row to row. */
export interface Heads {
  readonly pointer: number;
  readonly batch: number;
  readonly head: number;
  readonly row: number;
}

export interface Sizes {
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  readonly size: number;
}

const at = (x: Heads, b: number, h: number): number => x.pointer + ((b * x.batch + h * x.head) << 2);

/** Writes softmax(q k^T / sqrt(D) + mask) v to `out`; returns the attention weights [B, H, T, S]. */
export function attend(q: Heads, k: Heads, v: Heads, out: Heads, s: Sizes, causal: boolean, mask: Tensor | null): Tensor {
  const { kernels } = wasm();
  const weights = empty([s.batch, s.heads, s.queries, s.keys]);
  const matrix = s.queries * s.keys;
  for (let b = 0; b < s.batch; b++) {
    for (let h = 0; h < s.heads; h++) {
      const target = weights.pointer + (((b * s.heads + h) * matrix) << 2);
      kernels.gemm(at(q, b, h), q.row, 1, at(k, b, h), 1, k.row, target, s.keys, s.queries, s.keys, s.size, 0, 0);
    }
  }
  const scale = 1 / Math.sqrt(s.size);
  let scores = weights;
  let softmaxScale = scale;
  if (mask !== null) {
    kernels.scaleInPlace(weights.pointer, scale, weights.size); // the mask is added after scaling
    scores = combine('scaledDotProductAttention', 'binaryAdd', weights, mask);
    if (!sameShape(scores.shape, weights.shape)) {
      throw shapeError('scaledDotProductAttention', `a mask that broadcasts to the scores ${formatShape(weights.shape)}`, [mask], 'drop or slice its leading axes');
    }
    softmaxScale = 1;
  }
  kernels.softmaxScores(scores.pointer, weights.pointer, s.batch * s.heads, s.queries, s.keys, softmaxScale, causal ? 1 : 0);
  for (let b = 0; b < s.batch; b++) {
    for (let h = 0; h < s.heads; h++) {
      const source = weights.pointer + (((b * s.heads + h) * matrix) << 2);
      kernels.gemm(source, s.keys, 1, at(v, b, h), v.row, 1, at(out, b, h), out.row, s.queries, s.size, s.keys, 0, 0);
    }
  }
  return weights;
}

/** dV = P^T g,  dP = g V^T,  dS = P (dP - sum(dP P)) / sqrt(D),  dQ = dS K,  dK = dS^T Q. */
export function attendBackward(q: Heads, k: Heads, v: Heads, g: Heads, dq: Heads, dk: Heads, dv: Heads, weights: Tensor, s: Sizes): void {
  const { kernels } = wasm();
  const matrix = s.queries * s.keys;
  const scores = empty([s.queries, s.keys]);
  const scale = 1 / Math.sqrt(s.size);
  for (let b = 0; b < s.batch; b++) {
    for (let h = 0; h < s.heads; h++) {
      const p = weights.pointer + (((b * s.heads + h) * matrix) << 2);
      kernels.gemm(p, 1, s.keys, at(g, b, h), g.row, 1, at(dv, b, h), dv.row, s.keys, s.size, s.queries, 0, 0);
      kernels.gemm(at(g, b, h), g.row, 1, at(v, b, h), 1, v.row, scores.pointer, s.keys, s.queries, s.keys, s.size, 0, 0);
      kernels.softmaxGrad(p, scores.pointer, scores.pointer, s.queries, s.keys, scale);
      kernels.gemm(scores.pointer, s.keys, 1, at(k, b, h), k.row, 1, at(dq, b, h), dq.row, s.queries, s.size, s.keys, 0, 0);
      kernels.gemm(scores.pointer, 1, s.keys, at(q, b, h), q.row, 1, at(dk, b, h), dk.row, s.keys, s.size, s.queries, 0, 0);
    }
  }
}

/**
 * The mask of rows that are padded at their end: 0 for the first lengths[b] of `size` keys, -Infinity for the rest.
 * @returns [B, 1, 1, size], for the `mask` of any attention
 * @throws RangeError for a length outside 1 to size: a query must see something
 */
export function paddingMask(lengths: ArrayLike<number>, size: number): Tensor {
  const mask = zeros([lengths.length, 1, 1, size]);
  const data = mask.data;
  for (let b = 0; b < lengths.length; b++) {
    if (!(Number.isInteger(lengths[b]) && lengths[b] >= 1 && lengths[b] <= size)) throw new RangeError(`paddingMask: lengths must be integers from 1 to ${size}, got ${lengths[b]} at position ${b}`);
    data.fill(-Infinity, b * size + lengths[b], (b + 1) * size);
  }
  return mask;
}

export interface AttentionOptions {
  /** Query t sees keys 0 .. t + (S - T) only. */
  readonly causal?: boolean;
  /** Added to the scaled scores before the softmax, broadcast to [B, H, T, S]; -Infinity hides a key. */
  readonly mask?: Tensor | null;
  /** Called with the attention weights [B, H, T, S], outside the graph, e.g. to draw them. */
  readonly onWeights?: (weights: Tensor) => void;
}

function standing(x: Tensor): Heads {
  const [, heads, rows, size] = x.shape;
  return { pointer: x.pointer, batch: heads * rows * size, head: rows * size, row: size };
}

/** Strided operands are read in place when their last axis is contiguous. */
function headsOf(x: Tensor): { heads: Heads; kept: Tensor } {
  const kept = x.strides[3] === 1 || x.shape[3] === 1 ? x : packed(x);
  return { heads: { pointer: kept.pointer, batch: kept.strides[0], head: kept.strides[1], row: kept.strides[2] }, kept };
}

/**
 * softmax(q k^T / sqrt(D) + mask) v.
 * @param q [B, H, T, D]  @param k [B, H, S, D]  @param v [B, H, S, D]  @returns [B, H, T, D]
 */
export function scaledDotProductAttention(q: Tensor, k: Tensor, v: Tensor, { causal = false, mask = null, onWeights }: AttentionOptions = {}): Tensor {
  const fits = q.rank === 4 && k.rank === 4 && sameShape(k.shape, v.shape) && q.shape[0] === k.shape[0] && q.shape[1] === k.shape[1] && q.shape[3] === k.shape[3];
  if (!fits) throw shapeError('scaledDotProductAttention', 'q [B, H, T, D], k and v [B, H, S, D]', [q, k, v], 'reshape to four axes, heads second');
  const s: Sizes = { batch: q.shape[0], heads: q.shape[1], queries: q.shape[2], keys: k.shape[2], size: q.shape[3] };
  const [queries, keys, values] = [headsOf(q), headsOf(k), headsOf(v)];
  const out = empty(q.shape);
  const weights = attend(queries.heads, keys.heads, values.heads, standing(out), s, causal, mask);
  onWeights?.(weights);
  return record('scaledDotProductAttention', [q, k, v], out, (g) => {
    const [dq, dk, dv] = [empty(q.shape), empty(k.shape), empty(v.shape)];
    attendBackward(headsOf(queries.kept).heads, headsOf(keys.kept).heads, headsOf(values.kept).heads, standing(g), standing(dq), standing(dk), standing(dv), weights, s);
    return [dq, dk, dv];
  });
}

/**
 * Attention of a sequence on itself, from the joint projection: the heads are read from and written to their place, nothing
 * is transposed or copied.
 * @param qkv [B, T, 3 C]: queries, keys, values side by side, each H heads of C / H  @returns [B, T, C]
 * @throws RangeError unless the heads divide C
 */
export function selfAttention(qkv: Tensor, heads: number, { causal = false, mask = null, onWeights }: AttentionOptions = {}): Tensor {
  const width = qkv.shape[2] / 3;
  if (qkv.rank !== 3 || !Number.isInteger(width / heads)) {
    throw shapeError('selfAttention', `qkv [B, T, 3 C] with C a multiple of ${heads} heads`, [qkv], 'check the projection and the number of heads');
  }
  const [batch, length] = qkv.shape;
  const s: Sizes = { batch, heads, queries: length, keys: length, size: width / heads };
  const input = packed(qkv);
  const part = (x: Tensor, which: 0 | 1 | 2): Heads => ({ pointer: x.pointer + ((which * width) << 2), batch: length * 3 * width, head: s.size, row: 3 * width });
  const joined = (x: Tensor): Heads => ({ pointer: x.pointer, batch: length * width, head: s.size, row: width });
  const out = empty([batch, length, width]);
  const weights = attend(part(input, 0), part(input, 1), part(input, 2), joined(out), s, causal, mask);
  onWeights?.(weights);
  return record('selfAttention', [qkv], out, (g) => {
    const d = empty(qkv.shape);
    attendBackward(part(input, 0), part(input, 1), part(input, 2), joined(g), part(d, 0), part(d, 1), part(d, 2), weights, s);
    return [d];
  });
}
