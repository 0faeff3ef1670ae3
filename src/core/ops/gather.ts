// Taking elements by number, and adding the gradient back onto them. Each under the name of the operation it serves, which its
// errors carry: index, indexAdd and embedding, pick and nllLoss.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { checkIds, empty, idTensor, zeros } from '../tensor/create.js';
import { formatShape, sizeOf } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { copyLayout, packed, shapeError } from './support.js';

/** out[i] = x[rows[i]], [rows.length, ...];  dx = g added onto those rows. */
export function gatherRows(op: string, x: Tensor, rows: ArrayLike<number>): Tensor {
  if (x.rank === 0) throw shapeError(op, 'a tensor with rows', [x], 'a scalar has none');
  checkIds(op, rows, x.shape, 0);
  const { kernels } = wasm();
  const source = packed(x);
  const width = sizeOf(x.shape.slice(1));
  const ids = idTensor(rows);
  const out = empty([rows.length, ...x.shape.slice(1)]);
  kernels.gatherRows(source.pointer, ids.pointer, out.pointer, rows.length, width);
  return record(op, [x], out, (g) => {
    const dx = zeros(x.shape);
    kernels.scatterAddRows(g.pointer, ids.pointer, dx.pointer, rows.length, width);
    return [dx];
  });
}

/** A copy of x with source[i] added to row rows[i];  dx = g,  dsource[i] = g[rows[i]]. */
export function scatterRows(op: string, x: Tensor, rows: ArrayLike<number>, source: Tensor): Tensor {
  checkIds(op, rows, x.shape, 0);
  const { kernels } = wasm();
  const width = sizeOf(x.shape.slice(1));
  const ids = idTensor(rows);
  const out = empty(x.shape);
  copyLayout(x.pointer, x.strides, out.pointer, out.strides, x.shape);
  kernels.scatterAddRows(packed(source).pointer, ids.pointer, out.pointer, rows.length, width);
  return record(op, [x, source], out, (g) => {
    const dsource = empty(source.shape);
    kernels.gatherRows(g.pointer, ids.pointer, dsource.pointer, rows.length, width);
    return [g, dsource];
  });
}

/** out[r] = x[r, columns[r]] of a matrix, [rows];  dx = g at those places. */
export function gatherColumns(op: string, x: Tensor, columns: ArrayLike<number>): Tensor {
  if (x.rank !== 2 || columns.length !== x.shape[0]) {
    throw new RangeError(`${op}: expected a matrix and one column number for each row, got ${formatShape(x.shape)} and ${columns.length} numbers`);
  }
  checkIds(op, columns, x.shape, 1);
  const { kernels } = wasm();
  const source = packed(x);
  const ids = idTensor(columns);
  const [rows, cols] = x.shape;
  const out = empty([rows]);
  kernels.pickColumns(source.pointer, ids.pointer, out.pointer, rows, cols, 0);
  return record(op, [x], out, (g) => {
    const dx = zeros(x.shape);
    kernels.pickColumns(dx.pointer, ids.pointer, g.pointer, rows, cols, 1);
    return [dx];
  });
}
