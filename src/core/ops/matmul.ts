// Matrix products. Axis letters: B batch, M rows, K inner, N columns. Transposed operands are read in place, by their strides.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty } from '../tensor/create.js';
import { broadcastable, broadcastShapes, formatShape, sizeOf, type Shape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { expandCopy, packed, reshaped, shapeError, sumToShape } from './support.js';

/** A matrix, or a batch of them, that the product can read where it lies. */
interface Operand {
  readonly x: Tensor;
  readonly row: number;
  readonly column: number;
  /** Elements from one matrix to the next; 0 shares one matrix. */
  readonly batch: number;
}

/** True if the last two axes are row-major, or the transpose of that, and the batch axes are evenly spaced. */
function operand(x: Tensor, batchShape: Shape): Operand {
  const rank = x.rank;
  let row = x.strides[rank - 2];
  let column = x.strides[rank - 1];
  // an axis of length 1 may carry any stride
  if (x.shape[rank - 1] === 1) column = 1;
  else if (x.shape[rank - 2] === 1) row = 1;
  const matrix = column === 1 || row === 1;
  const own = sizeOf(x.shape.slice(0, rank - 2));
  if (matrix && own === 1) return { x, row, column, batch: 0 };
  const full = own === sizeOf(batchShape);
  if (matrix && full) {
    const step = x.strides[rank - 3];
    let even = true;
    for (let axis = rank - 4; axis >= 0; axis--) even &&= x.shape[axis] === 1 || x.strides[axis] === x.strides[axis + 1] * x.shape[axis + 1];
    if (even) return { x, row, column, batch: step };
  }
  const copy = full ? packed(x) : expandCopy(x, [...batchShape, x.shape[rank - 2], x.shape[rank - 1]]);
  const columns = x.shape[rank - 1];
  return { x: copy, row: columns, column: 1, batch: x.shape[rank - 2] * columns };
}

function transposed(o: Operand): Operand {
  return { x: o.x, row: o.column, column: o.row, batch: o.batch };
}

/** a b for every matrix of the batch, into a new tensor [batch..., M, N]. Not recorded. */
function product(a: Operand, b: Operand, batchShape: Shape, m: number, n: number, k: number): Tensor {
  const out = empty([...batchShape, m, n]);
  const count = sizeOf(batchShape);
  wasm().kernels.gemmBatch(count, a.x.pointer, a.batch, a.row, a.column, b.x.pointer, b.batch, b.row, b.column, out.pointer, m * n, n, m, n, k, 0);
  return out;
}

function contiguousOperand(x: Tensor): Operand {
  const columns = x.shape[x.rank - 1];
  const rows = x.shape[x.rank - 2];
  return { x, row: columns, column: 1, batch: rows * columns };
}

function batchShape(a: Tensor, b: Tensor): Shape {
  const [left, right] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  if (!broadcastable(left, right)) {
    throw shapeError('matmul', '[..., M, K] and [..., K, N]', [a, b], `the leading axes ${formatShape(left)} and ${formatShape(right)} do not broadcast`);
  }
  return broadcastShapes('matmul', left, right);
}

/**
 * Matrix product [..., M, K] x [..., K, N] -> [..., M, N]; leading axes broadcast. A 1-D operand is a row on the left, a
 * column on the right, and its axis is dropped from the result.
 *   backward  da = g b^T,  db = a^T g
 * @throws RangeError if the inner axes differ
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (a.rank === 0 || b.rank === 0) throw shapeError('matmul', 'tensors of at least one axis', [a, b], 'use mul for scalars');
  if (a.rank === 1 || b.rank === 1) return matmulVector(a, b);
  const m = a.shape[a.rank - 2];
  const k = a.shape[a.rank - 1];
  const n = b.shape[b.rank - 1];
  if (b.shape[b.rank - 2] !== k) {
    throw shapeError('matmul', '[..., M, K] and [..., K, N]', [a, b], `the inner axes ${k} and ${b.shape[b.rank - 2]} must be equal; transpose one operand?`);
  }
  // [..., M, K] x [K, N]: one tall product instead of many
  if (b.rank === 2 && a.rank > 2 && a.isContiguous) {
    const rows = a.size / Math.max(k, 1);
    if (k > 0) return tall(a, b, rows, m, n, k);
  }
  const batch = a.rank === 2 && b.rank === 2 ? [] : batchShape(a, b);
  const left = operand(a, batch);
  const right = operand(b, batch);
  return record('matmul', [a, b], product(left, right, batch, m, n, k), (g) => {
    const gradient = contiguousOperand(g);
    return [
      a.requiresGrad ? sumToShape(product(gradient, transposed(right), batch, m, k, n), a.shape) : null,
      b.requiresGrad ? sumToShape(product(transposed(left), gradient, batch, k, n, m), b.shape) : null,
    ];
  });
}

function tall(a: Tensor, b: Tensor, rows: number, m: number, n: number, k: number): Tensor {
  const left: Operand = { x: a, row: k, column: 1, batch: 0 };
  const right = operand(b, []);
  const shape = [...a.shape.slice(0, -2), m, n];
  return record('matmul', [a, b], reshaped(product(left, right, [], rows, n, k), shape), (g) => {
    const gradient: Operand = { x: g, row: n, column: 1, batch: 0 };
    return [
      a.requiresGrad ? reshaped(product(gradient, transposed(right), [], rows, k, n), a.shape) : null,
      b.requiresGrad ? product(transposed(left), gradient, [], k, n, rows) : null,
    ];
  });
}

function matmulVector(a: Tensor, b: Tensor): Tensor {
  const left = a.rank === 1 ? insertAxis(a, 0) : a;
  const right = b.rank === 1 ? insertAxis(b, 1) : b;
  if (left.shape[left.rank - 1] !== right.shape[right.rank - 2]) {
    throw shapeError('matmul', 'equal inner axes', [a, b], 'transpose or reshape one operand');
  }
  const full = matmul(left, right);
  const shape = full.shape.filter((_, axis) => !(a.rank === 1 && axis === full.rank - 2) && !(b.rank === 1 && axis === full.rank - 1));
  return record('reshape', [full], reshaped(full, shape), (g) => [reshaped(g, full.shape)]);
}

function insertAxis(x: Tensor, axis: 0 | 1): Tensor {
  const [stride, n] = [x.strides[0], x.shape[0]];
  const view = axis === 0 ? x.view([1, n], [n, stride], x.offset) : x.view([n, 1], [stride, 1], x.offset);
  return record('reshape', [x], view, (g) => [reshaped(g, x.shape)]);
}

/**
 * y = x W^T + b, fused: one pass, the bias is the product's starting value.
 *   backward  dx = g W,  dW = g^T x,  db = sum of g over the rows
 * @param x [..., in]  @param weight [out, in]  @param bias [out] or null  @returns [..., out]
 */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  return linearLayer('linear', x, weight, bias, false);
}

/**
 * y = max(0, x W^T + b), fused: negative results become zero before they leave the cache. The same bits as relu(linear(x, W, b)).
 *   backward  as linear, with g zero where y is
 * @param x [..., in]  @param weight [out, in]  @param bias [out]  @returns [..., out]
 */
export function linearRelu(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return linearLayer('linearRelu', x, weight, bias, true);
}

function linearLayer(op: string, x: Tensor, weight: Tensor, bias: Tensor | null, rectified: boolean): Tensor {
  const outputs = weight.shape[0];
  const inputs = weight.shape[1];
  if (weight.rank !== 2 || x.rank < 1 || x.shape[x.rank - 1] !== inputs) {
    throw shapeError(op, `x [..., ${inputs ?? 'in'}] for a weight [out, in]`, [x, weight], `the last axis of x must be ${inputs ?? 'in'}`);
  }
  if (bias !== null && (bias.rank !== 1 || bias.shape[0] !== outputs)) {
    throw new RangeError(`${op}: expected a bias of shape [${outputs}] for weight ${formatShape(weight.shape)}, got ${formatShape(bias.shape)}`);
  }
  const { kernels } = wasm();
  const rows = x.size / Math.max(inputs, 1);
  const input = packed(x);
  const w = packed(weight);
  const out = empty([...x.shape.slice(0, -1), outputs]);
  const mode = bias === null ? 0 : rectified ? 3 : 2;
  kernels.gemm(input.pointer, inputs, 1, w.pointer, 1, inputs, out.pointer, outputs, rows, outputs, inputs, mode, bias ? packed(bias).pointer : 0);
  return record(op, bias ? [x, weight, bias] : [x, weight], out, (given) => {
    const g = rectified ? empty(out.shape) : given;
    if (rectified) kernels.reluGrad(out.pointer, given.pointer, g.pointer, g.size);
    let dx: Tensor | null = null;
    let dw: Tensor | null = null;
    let db: Tensor | null = null;
    if (x.requiresGrad) {
      dx = empty(x.shape);
      kernels.gemm(g.pointer, outputs, 1, w.pointer, inputs, 1, dx.pointer, inputs, rows, inputs, outputs, 0, 0);
    }
    if (weight.requiresGrad) {
      dw = empty(weight.shape);
      kernels.gemm(g.pointer, 1, outputs, input.pointer, inputs, 1, dw.pointer, inputs, outputs, inputs, rows, 0, 0);
    }
    if (bias?.requiresGrad) {
      db = empty(bias.shape);
      kernels.sumAxis(g.pointer, db.pointer, 1, rows, outputs, 1);
    }
    if (rectified) g.dispose();
    return [dx, dw, db];
  });
}
