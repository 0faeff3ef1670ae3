// Rearranging: views where the memory allows it (reshape, permute, slice, expand), copies otherwise (cat, pad, index).

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty, zeros } from '../tensor/create.js';
import { aroundAxis, broadcastShapes, formatShape, resolveAxis, sameShape, sizeOf, type Shape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { gatherColumns, gatherRows, scatterRows } from './gather.js';
import { broadcastStrides, copyLayout, packed, reshaped, shapeError, sumToShape } from './support.js';

/** The same values in row-major memory; x itself if it is already so. */
export function contiguous(x: Tensor): Tensor {
  if (x.isContiguous) return x;
  return record('contiguous', [x], packed(x), (g) => [g]);
}

/** A copy in memory of its own. */
export function clone(x: Tensor): Tensor {
  const out = empty(x.shape);
  copyLayout(x.pointer, x.strides, out.pointer, out.strides, x.shape);
  return record('clone', [x], out, (g) => [g]);
}

/**
 * The same elements in another shape; one size may be -1 and is then computed. A view where x is contiguous.
 * @throws RangeError if the sizes do not match
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const unknown = shape.indexOf(-1);
  const known = shape.reduce((product, size, axis) => (axis === unknown ? product : product * size), 1);
  const target = unknown < 0 ? shape : shape.map((size, axis) => (axis === unknown ? x.size / Math.max(known, 1) : size));
  if (sizeOf(target) !== x.size || target.some((size) => !Number.isInteger(size) || size < 0)) {
    throw new RangeError(`reshape: ${x.size} elements of shape ${formatShape(x.shape)} do not fill ${formatShape(shape)}`);
  }
  return record('reshape', [x], reshaped(packed(x), target), (g) => [reshaped(g, x.shape)]);
}

/** Axes in another order, a view;  dx = g permuted back. @throws RangeError unless every axis is named once */
export function permute(x: Tensor, order: readonly number[]): Tensor {
  const axes = order.map((axis) => resolveAxis('permute', axis, x.shape));
  if (axes.length !== x.rank || new Set(axes).size !== x.rank) {
    throw new RangeError(`permute: expected every axis of shape ${formatShape(x.shape)} once, got order [${order.join(', ')}]`);
  }
  const view = x.view(axes.map((axis) => x.shape[axis]), axes.map((axis) => x.strides[axis]), x.offset);
  return record('permute', [x], view, (g) => {
    const dx = empty(x.shape);
    // walk the gradient in its own order, writing each element to its place in x
    copyLayout(g.pointer, g.strides, dx.pointer, axes.map((axis) => dx.strides[axis]), g.shape);
    return [dx];
  });
}

/** Two axes exchanged, a view. */
export function transpose(x: Tensor, a: number, b: number): Tensor {
  const first = resolveAxis('transpose', a, x.shape);
  const second = resolveAxis('transpose', b, x.shape);
  const order = x.shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis));
  return permute(x, order);
}

/** The transpose of a matrix, a view. @throws RangeError for another rank */
export function t(x: Tensor): Tensor {
  if (x.rank !== 2) throw shapeError('t', 'a matrix', [x], 'use transpose(a, b) or permute(order)');
  return permute(x, [1, 0]);
}

/**
 * Elements start .. end-1 of one axis, a view; negative positions count from the end.
 *   backward  g at its place, zeros elsewhere
 */
export function slice(x: Tensor, axis: number, start: number, end?: number): Tensor {
  const at = resolveAxis('slice', axis, x.shape);
  const n = x.shape[at];
  const first = start < 0 ? start + n : start;
  const last = end === undefined ? n : end < 0 ? end + n : end;
  if (!(Number.isInteger(first) && Number.isInteger(last) && 0 <= first && first <= last && last <= n)) {
    throw new RangeError(`slice: ${start} to ${end ?? n} does not lie in axis ${axis} of shape ${formatShape(x.shape)}`);
  }
  const shape = x.shape.map((size, i) => (i === at ? last - first : size));
  const view = x.view(shape, x.strides, x.offset + first * x.strides[at]);
  return record('slice', [x], view, (g) => {
    const dx = zeros(x.shape);
    copyLayout(g.pointer, g.strides, dx.pointer + ((first * dx.strides[at]) << 2), dx.strides, g.shape);
    return [dx];
  });
}

/** Position `index` of one axis, which is dropped: row i of a matrix is select(x, 0, i). */
export function select(x: Tensor, axis: number, index: number): Tensor {
  const at = resolveAxis('select', axis, x.shape);
  const position = index < 0 ? index + x.shape[at] : index;
  if (!(Number.isInteger(position) && position >= 0 && position < x.shape[at])) {
    throw new RangeError(`select: position ${index} is outside axis ${axis} of shape ${formatShape(x.shape)}`);
  }
  const part = slice(x, at, position, position + 1);
  return squeeze(part, at);
}

/** Drops an axis of length 1 (all of them if none is named). */
export function squeeze(x: Tensor, axis?: number): Tensor {
  const at = axis === undefined ? -1 : resolveAxis('squeeze', axis, x.shape);
  if (at >= 0 && x.shape[at] !== 1) throw new RangeError(`squeeze: axis ${axis} of shape ${formatShape(x.shape)} has length ${x.shape[at]}, expected 1`);
  return reshape(x, x.shape.filter((size, i) => (at < 0 ? size !== 1 : i !== at)));
}

/** Inserts an axis of length 1 at the given position of the result. */
export function unsqueeze(x: Tensor, axis: number): Tensor {
  const at = axis < 0 ? axis + x.rank + 1 : axis;
  if (!(Number.isInteger(at) && at >= 0 && at <= x.rank)) throw new RangeError(`unsqueeze: axis ${axis} is outside 0 to ${x.rank} for shape ${formatShape(x.shape)}`);
  return reshape(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)]);
}

/** All axes from `start` on as one. */
export function flatten(x: Tensor, start = 0): Tensor {
  if (!(Number.isInteger(start) && start >= 0 && start <= x.rank)) throw new RangeError(`flatten: axis ${start} is outside 0 to ${x.rank} for shape ${formatShape(x.shape)}`);
  return reshape(x, [...x.shape.slice(0, start), sizeOf(x.shape.slice(start))]);
}

/** Repeats axes of length 1 (and new leading ones) to `shape`, a view of stride 0;  dx = g summed back. */
export function expand(x: Tensor, shape: Shape): Tensor {
  if (!sameShape(broadcastShapes('expand', x.shape, shape), shape)) {
    throw new RangeError(`expand: ${formatShape(x.shape)} does not expand to ${formatShape(shape)}; only axes of length 1 repeat`);
  }
  return record('expand', [x], x.view(shape, broadcastStrides(x, shape), x.offset), (g) => [sumToShape(g, x.shape)]);
}

/** Joins along an existing axis;  each input gets its part of g. @throws RangeError if other axes differ */
export function cat(parts: readonly Tensor[], axis = 0): Tensor {
  if (parts.length === 0) throw new RangeError('cat: the list of tensors is empty');
  const at = resolveAxis('cat', axis, parts[0].shape);
  for (const part of parts) {
    const fits = part.rank === parts[0].rank && part.shape.every((size, i) => i === at || size === parts[0].shape[i]);
    if (!fits) throw shapeError('cat', `equal shapes except axis ${axis}`, [parts[0], part], 'reshape or slice one of them');
  }
  const total = parts.reduce((sum, part) => sum + part.shape[at], 0);
  const out = empty(parts[0].shape.map((size, i) => (i === at ? total : size)));
  const step = out.strides[at];
  let start = 0;
  for (const part of parts) {
    copyLayout(part.pointer, part.strides, out.pointer + ((start * step) << 2), out.strides, part.shape);
    start += part.shape[at];
  }
  return record('cat', parts, out, (g) => {
    let from = 0;
    return parts.map((part) => {
      const here = from;
      from += part.shape[at];
      if (!part.requiresGrad) return null;
      const dx = empty(part.shape);
      copyLayout(g.pointer + ((here * step) << 2), g.strides, dx.pointer, dx.strides, part.shape);
      return dx;
    });
  });
}

/** Joins along a new axis. */
export function stack(parts: readonly Tensor[], axis = 0): Tensor {
  const other = parts.find((part) => !sameShape(part.shape, parts[0].shape));
  if (other !== undefined) throw shapeError('stack', 'tensors of one shape', [parts[0], other], 'reshape or slice one of them');
  if (parts.length === 0) throw new RangeError('stack: the list of tensors is empty');
  return cat(parts.map((part) => unsqueeze(part, axis)), axis);
}

/** Adds `before` and `after` elements of `value` on one axis;  dx = the middle of g. */
export function pad(x: Tensor, axis: number, before: number, after: number, value = 0): Tensor {
  const at = resolveAxis('pad', axis, x.shape);
  if (!(Number.isInteger(before) && Number.isInteger(after) && before >= 0 && after >= 0)) {
    throw new RangeError(`pad: expected counts of 0 or more, got ${before} and ${after}; use slice to remove elements`);
  }
  const out = empty(x.shape.map((size, i) => (i === at ? size + before + after : size)));
  wasm().kernels.fill(out.pointer, value, out.size);
  const start = (before * out.strides[at]) << 2;
  copyLayout(x.pointer, x.strides, out.pointer + start, out.strides, x.shape);
  return record('pad', [x], out, (g) => {
    const dx = empty(x.shape);
    copyLayout(g.pointer + start, g.strides, dx.pointer, dx.strides, x.shape);
    return [dx];
  });
}

/** Rows of the first axis by number: [rows.length, ...];  dx = g added onto those rows. Also the embedding lookup. */
export function index(x: Tensor, rows: ArrayLike<number>): Tensor {
  return gatherRows('index', x, rows);
}

/** out[r] = x[r, columns[r]] of a matrix: [rows];  dx = g at those places. PyTorch's gather(1, ...) for one column a row. */
export function pick(x: Tensor, columns: ArrayLike<number>): Tensor {
  return gatherColumns('pick', x, columns);
}

/** x with source[i] added to its row rows[i] (several may go to one row);  dx = g,  dsource = those rows of g. torch.index_add on axis 0. */
export function indexAdd(x: Tensor, rows: ArrayLike<number>, source: Tensor): Tensor {
  if (x.rank === 0 || !sameShape(source.shape, [rows.length, ...x.shape.slice(1)])) {
    throw shapeError('indexAdd', `x [N, ...] and a source [${rows.length}, ...] of equal rows`, [x, source], 'give one row of the source for each number');
  }
  return scatterRows('indexAdd', x, rows, source);
}

/** Running sum along an axis;  dx = the running sum of g from the other end. */
export function cumsum(x: Tensor, axis = -1): Tensor {
  const { outer, n, inner } = aroundAxis(x.shape, resolveAxis('cumsum', axis, x.shape));
  const { kernels } = wasm();
  const out = empty(x.shape);
  kernels.cumulativeSum(packed(x).pointer, out.pointer, outer, n, inner, 0);
  return record('cumsum', [x], out, (g) => {
    const dx = empty(x.shape);
    kernels.cumulativeSum(g.pointer, dx.pointer, outer, n, inner, 1);
    return [dx];
  });
}

function triangle(x: Tensor, keep: (row: number, column: number) => boolean, op: string): Tensor {
  if (x.rank < 2) throw shapeError(op, 'a matrix or a batch of matrices', [x], 'reshape it');
  const [rows, columns] = x.shape.slice(-2);
  const masked = (source: Tensor): Tensor => {
    const out = clone(source);
    const data = out.data;
    for (let i = 0; i < data.length; i++) {
      const column = i % columns;
      if (!keep(((i - column) / columns) % rows, column)) data[i] = 0;
    }
    return out;
  };
  return record(op, [x], masked(x.detach()), (g) => [masked(g)]);
}

/** Lower triangle of the last two axes (columns up to row + diagonal), zeros above. */
export function tril(x: Tensor, diagonal = 0): Tensor {
  return triangle(x, (row, column) => column <= row + diagonal, 'tril');
}

/** Upper triangle of the last two axes (columns from row + diagonal), zeros below. */
export function triu(x: Tensor, diagonal = 0): Tensor {
  return triangle(x, (row, column) => column >= row + diagonal, 'triu');
}

