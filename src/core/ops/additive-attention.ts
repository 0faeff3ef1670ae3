// Additive attention (Bahdanau, Cho and Bengio 2015, appendix A.1.2): a small network scores each pair of query and key.
// Letters: B batch, T queries, S keys, A size of the projected queries and keys, D size of the values.

import type { Tensor } from '../tensor/tensor.js';
import { add } from './arithmetic.js';
import type { AttentionOptions } from './attention.js';
import { tanh } from './elementwise.js';
import { matmul } from './matmul.js';
import { unsqueeze } from './shape.js';
import { softmax } from './softmax.js';
import { shapeError } from './support.js';

/**
 * softmax(energy . tanh(q + k) + mask) v, for queries and keys that are already projected.
 * @param q [B, T, A]  @param k [B, S, A]  @param v [B, S, D]  @param energy [A]  @returns [B, T, D]
 * @param options the mask broadcasts to [B, T, S]; onWeights is handed the weights [B, T, S]
 */
export function additiveAttention(q: Tensor, k: Tensor, v: Tensor, energy: Tensor, { mask = null, onWeights }: Omit<AttentionOptions, 'causal'> = {}): Tensor {
  const fits =
    q.rank === 3 && k.rank === 3 && v.rank === 3 && energy.rank === 1 && q.shape[0] === k.shape[0] && q.shape[2] === k.shape[2] && q.shape[2] === energy.shape[0] && v.shape[0] === k.shape[0] && v.shape[1] === k.shape[1];
  if (!fits) throw shapeError('additiveAttention', 'q [B, T, A], k [B, S, A], v [B, S, D] and energy [A]', [q, k, v, energy], 'project queries and keys to one size first');
  const scores = matmul(tanh(add(unsqueeze(q, 2), unsqueeze(k, 1))), energy); // [B, T, S]
  const weights = softmax(mask === null ? scores : add(scores, mask));
  onWeights?.(weights.detach());
  return matmul(weights, v);
}
