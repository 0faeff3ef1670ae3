// Making tensors from numbers, constants and random streams.

import { wasm } from '../kernels/module.js';
import { float32Memory, int32Memory } from '../memory/allocator.js';
import { Storage } from '../memory/storage.js';
import type { Random } from '../random/index.js';
import { checkShape, formatShape, sizeOf, type NestedNumbers, type Shape } from './shape.js';
import { Tensor } from './tensor.js';

export interface TensorOptions {
  /** Accumulate this tensor's gradient in backward(). */
  readonly requiresGrad?: boolean;
}

/** A tensor whose contents are undefined: for operations that fill it at once. */
export function empty(shape: Shape): Tensor {
  return new Tensor(new Storage(sizeOf(shape) << 2), shape);
}

function withOptions(result: Tensor, options: TensorOptions): Tensor {
  if (options.requiresGrad) result.requiresGrad = true;
  return result;
}

function nestedShape(values: NestedNumbers | ArrayLike<number>): number[] {
  const shape: number[] = [];
  let level: unknown = values;
  while (Array.isArray(level)) {
    shape.push(level.length);
    level = level[0];
  }
  if (ArrayBuffer.isView(level)) shape.push(asNumbers(level).length);
  return shape;
}

function fillNested(values: unknown, shape: Shape, axis: number, out: Float32Array, at: { position: number }): void {
  if (axis === shape.length) {
    if (typeof values !== 'number') throw new TypeError(`tensor: expected a number at depth ${axis}, got ${typeof values}; all rows must nest equally deep`);
    out[at.position++] = values;
    return;
  }
  if (!(Array.isArray(values) || ArrayBuffer.isView(values))) throw new TypeError(`tensor: expected an array at depth ${axis}, got ${typeof values}; all rows must nest equally deep`);
  const items: ArrayLike<unknown> = Array.isArray(values) ? values : asNumbers(values);
  if (items.length !== shape[axis]) throw new RangeError(`tensor: rows of unequal length: expected ${shape[axis]} at depth ${axis}, got ${items.length}`);
  for (let i = 0; i < items.length; i++) fillNested(items[i], shape, axis + 1, out, at);
}

function asNumbers(view: ArrayBufferView): ArrayLike<number> {
  if (view instanceof Float32Array || view instanceof Float64Array || view instanceof Int32Array || view instanceof Uint8Array || view instanceof Uint32Array || view instanceof Int8Array || view instanceof Int16Array || view instanceof Uint16Array) return view;
  throw new TypeError('tensor: this typed array holds no plain numbers; use Float32Array, Float64Array or an integer array of up to 32 bits');
}

/**
 * A tensor of the given values.
 * @param values a number, nested arrays, or a flat array with `shape`
 * @throws RangeError if rows differ in length or the count does not fill the shape
 */
export function tensor(values: NestedNumbers | ArrayLike<number>, shape?: Shape | TensorOptions, options: TensorOptions = {}): Tensor {
  const given = Array.isArray(shape) ? shape : undefined;
  const settings = shape !== undefined && !Array.isArray(shape) && 'requiresGrad' in shape ? shape : options;
  const ownShape = nestedShape(values);
  const target: Shape = given ?? ownShape;
  checkShape('tensor', target);
  if (given && sizeOf(given) !== sizeOf(ownShape)) {
    throw new RangeError(`tensor: ${sizeOf(ownShape)} values do not fill shape ${formatShape(given)}, which holds ${sizeOf(given)}`);
  }
  const result = empty(target);
  const out = result.data;
  if (typeof values === 'number') out[0] = values;
  else if (ArrayBuffer.isView(values)) out.set(asNumbers(values));
  else fillNested(values, ownShape, 0, out, { position: 0 });
  return withOptions(result, settings);
}

/** A tensor filled with one value. */
export function full(shape: Shape, value: number, options: TensorOptions = {}): Tensor {
  checkShape('full', shape);
  const result = empty(shape);
  wasm().kernels.fill(result.pointer, value, result.size);
  return withOptions(result, options);
}

export function zeros(shape: Shape, options: TensorOptions = {}): Tensor {
  return full(shape, 0, options);
}

export function ones(shape: Shape, options: TensorOptions = {}): Tensor {
  return full(shape, 1, options);
}

/** start, start + step, ... below stop; arange(n) counts 0 .. n-1. */
export function arange(start: number, stop?: number, step = 1): Tensor {
  const [first, last] = stop === undefined ? [0, start] : [start, stop];
  const count = Math.max(0, Math.ceil((last - first) / step));
  if (!Number.isFinite(count)) throw new RangeError(`arange: cannot count from ${first} to ${last} in steps of ${step}`);
  const result = empty([count]);
  const out = result.data;
  for (let i = 0; i < count; i++) out[i] = first + i * step;
  return result;
}

/** `count` evenly spaced values from start to stop, both included. */
export function linspace(start: number, stop: number, count: number): Tensor {
  const result = empty([count]);
  const out = result.data;
  for (let i = 0; i < count; i++) out[i] = count === 1 ? start : start + ((stop - start) * i) / (count - 1);
  return result;
}

/** The identity matrix [n, n]. */
export function eye(n: number): Tensor {
  const result = zeros([n, n]);
  const out = result.data;
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return result;
}

/** Standard normal values. */
export function randn(shape: Shape, random: Random, options: TensorOptions = {}): Tensor {
  checkShape('randn', shape);
  const result = empty(shape);
  random.fillNormal(result.data);
  return withOptions(result, options);
}

/** Uniform values in [0, 1). */
export function rand(shape: Shape, random: Random, options: TensorOptions = {}): Tensor {
  checkShape('rand', shape);
  const result = empty(shape);
  random.fillUniform(result.data);
  return withOptions(result, options);
}

/** Rows with a 1 at each id: [ids.length, classes]. @throws RangeError for an id outside 0 .. classes-1 */
export function oneHot(ids: ArrayLike<number>, classes: number): Tensor {
  checkIds('oneHot', ids, [ids.length, classes], 1);
  const result = zeros([ids.length, classes]);
  const out = result.data;
  for (let i = 0; i < ids.length; i++) out[i * classes + ids[i]] = 1;
  return result;
}

/** Checks integer ids against an axis of a shape. `ignoreNegative` lets -1 and below pass. */
export function checkIds(op: string, ids: ArrayLike<number>, shape: Shape, axis: number, ignoreNegative = false): void {
  const bound = shape[axis];
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    if (!(Number.isInteger(id) && id < bound && (id >= 0 || ignoreNegative))) {
      throw new RangeError(`${op}: ids must be integers from 0 to ${bound - 1}, got ${id} at position ${i}; the shape is ${formatShape(shape)}`);
    }
  }
}

/** Internal: a tensor handle whose memory holds int32 ids for the kernels. */
export function idTensor(ids: ArrayLike<number>): Tensor {
  const result = empty([ids.length]);
  int32Memory().set(ids, result.pointer >>> 2);
  return result;
}

/** Internal: writes a number where kernels can read it as a one-element operand; overwritten by the next call. */
export function scalarPointer(value: number): number {
  const pointer = wasm().kernels.scalarPointer();
  float32Memory()[pointer >>> 2] = value;
  return pointer;
}
