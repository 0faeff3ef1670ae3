// Tensor: a float32 view (shape, strides, offset) on a storage in the WASM memory, with its place in the autograd graph.
// This file owns layout and access; the operations are in src/core/ops, and ops/methods.ts gives them to tensors as methods.

import { float32Memory } from '../memory/allocator.js';
import { track, untrack } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import type { GraphNode } from '../autograd/tape.js';
import { contiguousStrides, formatShape, sizeOf, type NestedNumbers, type Shape } from './shape.js';

export class Tensor {
  readonly storage: Storage;
  /** First element, in elements from the storage's start. */
  readonly offset: number;
  readonly shape: Shape;
  /** Step of each axis in elements; 0 on a broadcast axis. */
  readonly strides: readonly number[];
  readonly size: number;
  /** True if the elements lie one after the other in row-major order. */
  readonly isContiguous: boolean;
  /** Set on leaves by the user, on results by the tape. */
  requiresGrad = false;
  /** The operation that made this tensor, or null for a leaf. */
  node: GraphNode | null = null;
  /** The gradient that backward() accumulated, same shape; null before. Read it before zeroGrad(). */
  grad: Tensor | null = null;
  /** Internal: where the gradient lives from step to step. */
  gradHome: Tensor | null = null;
  disposed = false;
  persistent = false;
  registered = false;

  /** Internal: use tensor(), zeros() and the like. Adopts one reference of `storage`. */
  constructor(storage: Storage, shape: Shape, strides: readonly number[] | null = null, offset = 0) {
    this.storage = storage;
    this.shape = shape;
    this.size = sizeOf(shape);
    this.offset = offset;
    const packed = contiguousStrides(shape);
    this.strides = strides ?? packed;
    this.isContiguous = strides === null || isPacked(shape, strides, packed);
    this.register();
  }

  /** Tells the open scope about the new handle; parameters override this. */
  protected register(): void {
    track(this);
  }

  get rank(): number {
    return this.shape.length;
  }

  /** Byte address of the first element. @throws Error if the tensor has been freed */
  get pointer(): number {
    if (this.disposed) {
      throw new Error(
        `Tensor ${formatShape(this.shape)}: already freed; a tensor made in a scope lives until the scope ends: return it from the scope to keep it`,
      );
    }
    return this.storage.pointer + (this.offset << 2);
  }

  /** Frees the tensor's hold on its memory (and its gradient's); using it afterwards is an error, disposing twice is not. */
  dispose(): void {
    if (this.disposed) return;
    untrack(this);
    this.disposed = true;
    this.storage.release();
    this.node = null;
    this.gradHome?.dispose();
    this.gradHome = null;
    this.grad = null;
  }

  /** Forgets the accumulated gradient; the next backward() starts anew. */
  zeroGrad(): void {
    this.grad = null;
  }

  /** Another view on the same storage. @param offset elements, absolute */
  view(shape: Shape, strides: readonly number[] | null, offset: number): Tensor {
    if (this.disposed) void this.pointer; // throws
    return new Tensor(this.storage.retain(), shape, strides, offset);
  }

  /** The same values outside the graph: gradients stop here. Shares memory. */
  detach(): Tensor {
    return this.view(this.shape, this.isContiguous ? null : this.strides, this.offset);
  }

  /** Live float32 view in row-major order; valid until the next allocation. @throws Error for a non-contiguous tensor */
  get data(): Float32Array<ArrayBuffer> {
    if (!this.isContiguous) {
      throw new Error(`Tensor.data: a view with shape ${formatShape(this.shape)} and strides [${this.strides.join(', ')}] is not contiguous; use toArray() or contiguous()`);
    }
    const start = this.pointer >>> 2;
    return float32Memory().subarray(start, start + this.size);
  }

  /** Copy of the elements in row-major order. */
  toArray(): Float32Array<ArrayBuffer> {
    if (this.isContiguous) return this.data.slice();
    const memory = float32Memory();
    const base = this.pointer >>> 2;
    const out = new Float32Array(this.size);
    const index = new Array<number>(this.rank).fill(0);
    let at = base;
    for (let i = 0; i < this.size; i++) {
      out[i] = memory[at];
      for (let axis = this.rank - 1; axis >= 0; axis--) {
        at += this.strides[axis];
        if (++index[axis] < this.shape[axis]) break;
        at -= this.strides[axis] * this.shape[axis];
        index[axis] = 0;
      }
    }
    return out;
  }

  /** Nested arrays of numbers; a plain number for a scalar. */
  toNested(): NestedNumbers {
    const flat = this.toArray();
    const build = (axis: number, start: number, size: number): NestedNumbers => {
      if (axis === this.rank) return flat[start];
      const step = size / this.shape[axis];
      return Array.from({ length: this.shape[axis] }, (_, i) => build(axis + 1, start + i * step, step));
    };
    return build(0, 0, this.size);
  }

  /** The value of a one-element tensor. @throws Error for any other size */
  item(): number {
    if (this.size !== 1) throw new Error(`item: expected a tensor of one element, got shape ${formatShape(this.shape)}; use at(...) or toArray()`);
    return float32Memory()[this.pointer >>> 2];
  }

  /** One element; negative indices count from the end. @throws RangeError for a wrong index */
  at(...indices: number[]): number {
    if (indices.length !== this.rank) throw new RangeError(`at: expected ${this.rank} indices for shape ${formatShape(this.shape)}, got ${indices.length}`);
    let position = this.pointer >>> 2;
    indices.forEach((given, axis) => {
      const index = given < 0 ? given + this.shape[axis] : given;
      if (!(Number.isInteger(index) && index >= 0 && index < this.shape[axis])) {
        throw new RangeError(`at: index ${given} is outside axis ${axis} of shape ${formatShape(this.shape)}`);
      }
      position += index * this.strides[axis];
    });
    return float32Memory()[position];
  }

  toString(): string {
    return `Tensor${formatShape(this.shape)}`;
  }
}

/** True if `strides` walk the elements in row-major order (axes of length 1 may have any stride). */
function isPacked(shape: Shape, strides: readonly number[], packed: readonly number[]): boolean {
  for (let axis = 0; axis < shape.length; axis++) {
    if (shape[axis] !== 1 && strides[axis] !== packed[axis]) return false;
  }
  return true;
}
