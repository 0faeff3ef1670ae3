// Embedding lookup and dropout.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { isGradEnabled } from '../autograd/mode.js';
import { empty } from '../tensor/create.js';
import { sizeOf, type Shape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Random } from '../random/index.js';
import { combine } from './arithmetic.js';
import { gatherRows } from './gather.js';
import { reshape } from './shape.js';
import { packed, shapeError } from './support.js';

/**
 * Rows of a table by id;  dtable = g added onto those rows.
 * @param table [V, D]  @param ids token ids  @param shape of the ids, e.g. [B, T]; [ids.length] by default  @returns [...shape, D]
 * @throws RangeError for an id outside 0 .. V-1
 */
export function embedding(table: Tensor, ids: ArrayLike<number>, shape?: Shape): Tensor {
  if (table.rank !== 2) throw shapeError('embedding', 'a table [V, D]', [table], 'reshape it');
  const rows = gatherRows('embedding', table, ids);
  if (shape === undefined) return rows;
  if (sizeOf(shape) !== ids.length) throw new RangeError(`embedding: ${ids.length} ids do not fill shape [${shape.join(', ')}], which holds ${sizeOf(shape)}`);
  return reshape(rows, [...shape, table.shape[1]]);
}

/**
 * Sets each element to 0 with probability p and scales the rest by 1 / (1 - p), so that the expectation stays.
 * Source: Srivastava et al. 2014.
 * @throws RangeError unless 0 <= p < 1
 */
export function dropout(x: Tensor, p: number, random: Random): Tensor {
  if (!(p >= 0 && p < 1)) throw new RangeError(`dropout: p must be at least 0 and below 1, got ${p}`);
  if (p === 0) return x;
  const mask = empty(x.shape);
  wasm().kernels.dropoutMask(mask.pointer, mask.size, p, 1 / (1 - p), random.uint32(), random.uint32());
  const out = combine('dropout', 'binaryMul', packed(x), mask);
  if (!isGradEnabled()) mask.dispose();
  return record('dropout', [x], out, (g) => [combine('dropout', 'binaryMul', g, mask)]);
}
