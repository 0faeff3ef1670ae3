/**
 * Attention on pieces of a sequence, as the devices of sequence parallelism compute it: really computed, on a small example, to see
 * what the exchange changes (nothing but the order of additions) and what leaving it out would change.
 *
 * The running softmax over blocks: Milakov and Gimelshein (2018), Online normalizer calculation for softmax; Liu, Zaharia and Abbeel
 * (2023), Ring Attention with Blockwise Transformers.
 */
import { cat, F, noGrad, randn, scope, type Random, type Tensor } from '../../src/core/index.js';

/** Tokens of each device's piece and size of the head in the example. */
const PIECE = 16;
const HEAD = 32;

export interface AttentionDifference {
  /** Largest difference from attention in one piece when every device sees the keys and values of all. */
  readonly exchanged: number;
  /** The same when each device attends to its own piece only. */
  readonly local: number;
}

export function attentionDifference(devices: number, random: Random): AttentionDifference {
  return noGrad(() =>
    scope(() => {
      const draw = (name: string) => randn([devices * PIECE, HEAD], random.split(name));
      const [q, k, v] = [draw('queries'), draw('keys'), draw('values')];
      const whole = F.softmax(q.matmul(k.transpose(0, 1)).mul(1 / Math.sqrt(HEAD)), 1).matmul(v);
      const pieces = (x: Tensor) => Array.from({ length: devices }, (_, i) => x.slice(0, i * PIECE, (i + 1) * PIECE));
      const [queries, keys, values] = [pieces(q), pieces(k), pieces(v)];
      const ring = queries.map((piece, device) => {
        // Blocks come in the order of the ring: the own one first, then that of the left neighbour ...
        const order = Array.from({ length: devices }, (_, round) => (device + devices - round) % devices);
        return attendBlockwise(piece, order.map((i) => keys[i]), order.map((i) => values[i]));
      });
      const local = queries.map((piece, device) => attendBlockwise(piece, [keys[device]], [values[device]]));
      return { exchanged: largest(cat(ring, 0).sub(whole)), local: largest(cat(local, 0).sub(whole)) };
    }),
  );
}

/**
 * Exact attention over blocks of keys and values, one at a time. Never holds more scores than one block's.
 * @param q  [T, D]  @param keys, values  blocks of [S, D]  @returns [T, D]
 */
export function attendBlockwise(q: Tensor, keys: readonly Tensor[], values: readonly Tensor[]): Tensor {
  const scale = 1 / Math.sqrt(q.shape[1]);
  let highest: Tensor | undefined; // largest score so far, [T, 1]
  let total: Tensor | undefined; // sum of exp(score - highest), [T, 1]
  let weighted: Tensor | undefined; // the same, times the values, [T, D]
  keys.forEach((block, i) => {
    const scores = q.matmul(block.transpose(0, 1)).mul(scale); // [T, S]
    const top = scores.max(1, true);
    const now = highest ? F.maximum(highest, top) : top;
    const weights = scores.sub(now).exp(); // [T, S]
    // What was summed under the old maximum shrinks to the new one.
    const shrink = highest?.sub(now).exp();
    const sum = weights.sum(1, true);
    const product = weights.matmul(values[i]);
    total = total && shrink ? total.mul(shrink).add(sum) : sum;
    weighted = weighted && shrink ? weighted.mul(shrink).add(product) : product;
    highest = now;
  });
  if (!weighted || !total) throw new RangeError('attendBlockwise: no blocks of keys and values; give at least one');
  return weighted.div(total);
}

function largest(x: Tensor): number {
  return x.abs().max().item();
}
