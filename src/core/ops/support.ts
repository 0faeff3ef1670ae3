// What every operation needs: contiguous operands, broadcasting to and from, and the shape of error messages.

import { wasm } from '../kernels/module.js';
import { int32Memory } from '../memory/allocator.js';
import { empty } from '../tensor/create.js';
import { aroundAxis, formatShape, sameShape, type Shape } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';

const MAX_RANK = 6;

/** Copies between two strided layouts over the same index space (accumulate: adds). */
export function copyLayout(source: number, sourceStrides: readonly number[], target: number, targetStrides: readonly number[], shape: Shape, accumulate = false): void {
  // Merge axes that both sides walk evenly: fewer axes, longer inner loops.
  const dims: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis];
    if (n === 0) return;
    if (n === 1) continue;
    const last = dims.length - 1;
    if (last >= 0 && from[last] === sourceStrides[axis] * n && to[last] === targetStrides[axis] * n) {
      dims[last] *= n;
      from[last] = sourceStrides[axis];
      to[last] = targetStrides[axis];
    } else {
      dims.push(n);
      from.push(sourceStrides[axis]);
      to.push(targetStrides[axis]);
    }
  }
  if (dims.length === 0) {
    dims.push(1);
    from.push(1);
    to.push(1);
  }
  if (dims.length > MAX_RANK) throw new RangeError(`core: a strided copy handles up to ${MAX_RANK} separate axes, got shape ${formatShape(shape)}`);
  const { kernels } = wasm();
  const layout = kernels.layoutPointer() >>> 2;
  const memory = int32Memory();
  for (let i = 0; i < dims.length; i++) {
    memory[layout + i] = dims[i];
    memory[layout + 6 + i] = from[i];
    memory[layout + 12 + i] = to[i];
  }
  kernels.copyStrided(source, target, dims.length, accumulate ? 1 : 0);
}

/** The same values in row-major order: `x` itself where it already is. Not recorded. */
export function packed(x: Tensor): Tensor {
  if (x.isContiguous) return x;
  const out = empty(x.shape);
  copyLayout(x.pointer, x.strides, out.pointer, out.strides, x.shape);
  return out;
}

/** x repeated along its axes of length 1 (and new leading axes) to `shape`, in memory. Not recorded. */
export function expandCopy(x: Tensor, shape: Shape): Tensor {
  const out = empty(shape);
  copyLayout(x.pointer, broadcastStrides(x, shape), out.pointer, out.strides, shape);
  return out;
}

/** Strides of x seen as `shape`: 0 on broadcast axes. */
export function broadcastStrides(x: Tensor, shape: Shape): number[] {
  const lead = shape.length - x.rank;
  return shape.map((_, axis) => (axis < lead || x.shape[axis - lead] === 1 ? 0 : x.strides[axis - lead]));
}

/** Sums the gradient of a broadcast result back to the operand's shape: the transpose of broadcasting. */
export function sumToShape(gradient: Tensor, shape: Shape): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient;
  const lead = gradient.rank - shape.length;
  const { kernels } = wasm();
  let current = gradient;
  const sizes = [...gradient.shape];
  let axis = sizes.length - 1;
  while (axis >= 0) {
    const reduced = (a: number): boolean => a < lead || (shape[a - lead] === 1 && gradient.shape[a] !== 1);
    if (!reduced(axis)) {
      axis--;
      continue;
    }
    let first = axis; // a run of reduced axes is one reduction
    while (first > 0 && reduced(first - 1)) first--;
    let n = 1;
    for (let a = first; a <= axis; a++) n *= sizes[a];
    const { outer } = aroundAxis(sizes, first);
    const { inner } = aroundAxis(sizes, axis);
    for (let a = first; a <= axis; a++) sizes[a] = 1;
    const out = empty([...sizes]);
    kernels.sumAxis(current.pointer, out.pointer, outer, n, inner, 1);
    current = out;
    axis = first - 1;
  }
  return current.view(shape, null, current.offset);
}

/** Internal: a contiguous view with another shape of the same size. */
export function reshaped(x: Tensor, shape: Shape): Tensor {
  return x.view(shape, null, x.offset);
}


/** "op: expected ..., got [..]" in one voice. */
export function shapeError(op: string, expected: string, got: readonly Tensor[], advice: string): RangeError {
  return new RangeError(`${op}: expected ${expected}, got ${got.map((x) => formatShape(x.shape)).join(' and ')}; ${advice}`);
}
