// Attention of one sequence on another: the decoder's queries on the encoder's keys and values. Letters: B batch, T queries,
// S keys, C channels, H heads.

import { record } from '../autograd/tape.js';
import { empty } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { attend, attendBackward, type AttentionOptions, type Heads, type Sizes } from './attention.js';
import { packed, shapeError } from './support.js';

/**
 * softmax(q k^T / sqrt(C / H) + mask) v, head by head; the heads are read from and written to their place.
 * Source: Vaswani et al. 2017, section 3.2.3 ("encoder-decoder attention").
 * @param q [B, T, C]  @param kv [B, S, 2 C]: keys and values side by side, each H heads of C / H
 * @param options a mask is broadcast to [B, H, T, S]  @returns [B, T, C]
 * @throws RangeError unless batch and width agree and the heads divide C
 */
export function crossAttention(q: Tensor, kv: Tensor, heads: number, { mask = null, onWeights }: Omit<AttentionOptions, 'causal'> = {}): Tensor {
  const [batch, queries, width] = q.shape;
  const fits = q.rank === 3 && kv.rank === 3 && kv.shape[0] === batch && kv.shape[2] === 2 * width && Number.isInteger(width / heads);
  if (!fits) throw shapeError('crossAttention', `q [B, T, C] and kv [B, S, 2 C], C a multiple of ${heads} heads`, [q, kv], 'check the projections and the number of heads');
  const s: Sizes = { batch, heads, queries, keys: kv.shape[1], size: width / heads };
  const [asking, answering] = [packed(q), packed(kv)];
  const own = (x: Tensor): Heads => ({ pointer: x.pointer, batch: queries * width, head: s.size, row: width });
  const part = (x: Tensor, which: 0 | 1): Heads => ({ pointer: x.pointer + ((which * width) << 2), batch: s.keys * 2 * width, head: s.size, row: 2 * width });
  const out = empty(q.shape);
  const weights = attend(own(asking), part(answering, 0), part(answering, 1), own(out), s, false, mask);
  onWeights?.(weights);
  return record('crossAttention', [q, kv], out, (g) => {
    const [dq, dkv] = [empty(q.shape), empty(kv.shape)];
    attendBackward(own(asking), part(answering, 0), part(answering, 1), own(g), own(dq), part(dkv, 0), part(dkv, 1), weights, s);
    return [dq, dkv];
  });
}
