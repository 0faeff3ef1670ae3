// Draws whose probabilities are tensors. No gradient flows through a draw.

import type { Random } from '../random/index.js';
import { empty } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { packed } from './support.js';

/**
 * Ones and zeros, each a 1 with its own probability, from one 32-bit word an element; as torch.bernoulli.
 * @param probabilities  any shape; what is at most 0 gives 0, what is at least 1 gives 1
 */
export function bernoulli(probabilities: Tensor, random: Random): Tensor {
  const p = packed(probabilities);
  const out = empty(p.shape);
  const [from, to] = [p.data, out.data];
  for (let i = 0; i < to.length; i++) to[i] = random.uint32() < from[i] * 0x100000000 ? 1 : 0;
  return out;
}
