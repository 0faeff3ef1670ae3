// What limits a computation, after Williams, Waterman and Patterson, "Roofline: an insightful visual performance model for multicore
// architectures" (CACM 2009): work to be timed (arithmetic without memory, memory without arithmetic, plain matrix products), and
// a cache in which the traffic of loops is counted. Nothing here reads a clock.

import { wasm } from '../kernels/module.js';
import { empty } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { packed, shapeError } from '../ops/support.js';

export { Cache, type CacheSize } from './cache.js';

/** One number a register, or vectors of four (128-bit SIMD). */
export type Lanes = 1 | 4;

/** Multiplies and adds in registers only, `steps` times. @returns how many floating-point operations that were */
export function arithmetic(lanes: Lanes, steps: number): number {
  if (lanes === 4) wasm().kernels.arithmeticVector(steps);
  else wasm().kernels.arithmeticScalar(steps);
  return 24 * lanes * steps;
}

/** Reads a tensor from front to back, `times` times, and does nothing with it. @returns how many bytes that were: whole pieces of 128 */
export function readThrough(x: Tensor, times = 1): number {
  const bytes = (x.size * 4) & ~127;
  wasm().kernels.readThrough(packed(x).pointer, bytes, times);
  return bytes * times;
}

export type PlainProduct =
  /** One result after the other: along a row of A, down a column of B. */
  | { readonly by: 'columns' }
  /** Along the rows of B and C, whole or in tiles: a square of B is used for all rows of A before the next is fetched. */
  | { readonly by: 'rows'; readonly lanes: Lanes; /** side of a tile, a multiple of 4; one tile unless given */ readonly tile?: number };

/** C = A B by plain loops, with nothing packed or held in registers. No gradient. @param a [M, K] @param b [K, N] @returns [M, N] */
export function plainProduct(a: Tensor, b: Tensor, how: PlainProduct): Tensor {
  if (a.rank !== 2 || b.rank !== 2 || a.shape[1] !== b.shape[0]) throw shapeError('plainProduct', '[M, K] and [K, N]', [a, b], 'transpose one operand?');
  const [m, k] = a.shape;
  const n = b.shape[1];
  const tile = (how.by === 'rows' ? how.tile : undefined) ?? (Math.max(k, n, 4) + 3) & ~3;
  if (!(Number.isInteger(tile) && tile >= 4 && tile % 4 === 0)) throw new RangeError(`plainProduct: a tile must be a multiple of 4, got ${tile}`);
  const out = empty([m, n]);
  const [from, by] = [packed(a).pointer, packed(b).pointer];
  if (how.by === 'columns') wasm().kernels.productByColumns(from, by, out.pointer, m, n, k);
  else wasm().kernels.productByRows(from, by, out.pointer, m, n, k, tile, how.lanes === 4);
  return out;
}
