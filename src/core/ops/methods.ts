// Gives tensors their operations as methods. Each is the function of the same name in this folder, where its formula,
// gradient and errors are described; this file only binds names.

import { backward, retainGrad, type BackwardOptions } from '../autograd/tape.js';
import type { Shape } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';
import * as arithmetic from './arithmetic.js';
import * as elementwise from './elementwise.js';
import { matmul } from './matmul.js';
import * as reduce from './reduce.js';
import type { Axes } from './reduce.js';
import * as shape from './shape.js';
import { logSoftmax, softmax } from './softmax.js';
import { copyLayout } from './support.js';

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** Accumulates gradients into the leaves; `gradient` is the outer derivative, 1 for a scalar. */
    backward(gradient?: Tensor, options?: BackwardOptions): void;
    /** Keeps this intermediate result's gradient in .grad. */
    retainGrad(): Tensor;
    /** Overwrites the elements in place, outside the graph. @throws RangeError if the sizes differ */
    copy_(source: Tensor | ArrayLike<number>): this;

    add(y: Tensor | number): Tensor;
    sub(y: Tensor | number): Tensor;
    mul(y: Tensor | number): Tensor;
    div(y: Tensor | number): Tensor;
    maximum(y: Tensor | number): Tensor;
    minimum(y: Tensor | number): Tensor;
    greater(y: Tensor | number): Tensor;
    greaterEqual(y: Tensor | number): Tensor;
    less(y: Tensor | number): Tensor;
    lessEqual(y: Tensor | number): Tensor;
    equal(y: Tensor | number): Tensor;
    matmul(y: Tensor): Tensor;

    neg(): Tensor;
    exp(): Tensor;
    log(): Tensor;
    sqrt(): Tensor;
    square(): Tensor;
    abs(): Tensor;
    reciprocal(): Tensor;
    sin(): Tensor;
    cos(): Tensor;
    tanh(): Tensor;
    sigmoid(): Tensor;
    relu(): Tensor;
    gelu(options?: elementwise.GeluOptions): Tensor;
    silu(): Tensor;
    softplus(): Tensor;
    leakyRelu(slope?: number): Tensor;
    clamp(low: number, high: number): Tensor;
    pow(exponent: number): Tensor;
    sign(): Tensor;
    floor(): Tensor;

    sum(axis?: Axes, keepdim?: boolean): Tensor;
    mean(axis?: Axes, keepdim?: boolean): Tensor;
    max(axis?: Axes, keepdim?: boolean): Tensor;
    min(axis?: Axes, keepdim?: boolean): Tensor;
    argmax(axis?: number): Int32Array;
    argmin(axis?: number): Int32Array;
    variance(axis?: Axes, keepdim?: boolean, correction?: number): Tensor;
    norm(axis?: Axes, keepdim?: boolean): Tensor;
    logSumExp(axis?: Axes, keepdim?: boolean): Tensor;
    softmax(axis?: number): Tensor;
    logSoftmax(axis?: number): Tensor;
    cumsum(axis?: number): Tensor;

    contiguous(): Tensor;
    clone(): Tensor;
    reshape(shape: Shape): Tensor;
    permute(order: readonly number[]): Tensor;
    transpose(a: number, b: number): Tensor;
    t(): Tensor;
    slice(axis: number, start: number, end?: number): Tensor;
    select(axis: number, index: number): Tensor;
    squeeze(axis?: number): Tensor;
    unsqueeze(axis: number): Tensor;
    flatten(start?: number): Tensor;
    expand(shape: Shape): Tensor;
    pad(axis: number, before: number, after: number, value?: number): Tensor;
    index(rows: ArrayLike<number>): Tensor;
    pick(columns: ArrayLike<number>): Tensor;
    tril(diagonal?: number): Tensor;
    triu(diagonal?: number): Tensor;
  }
}

const p = Tensor.prototype;

p.backward = function (gradient, options) { backward(this, gradient, options); };
p.retainGrad = function () { return retainGrad(this); };
p.copy_ = function (source) {
  const size = source instanceof Tensor ? source.size : source.length;
  if (size !== this.size) throw new RangeError(`copy_: ${size} elements do not fill shape [${this.shape.join(', ')}], which holds ${this.size}`);
  if (source instanceof Tensor) copyLayout(source.pointer, source.strides, this.pointer, this.strides, this.shape);
  else this.data.set(source);
  return this;
};

p.add = function (y) { return arithmetic.add(this, y); };
p.sub = function (y) { return arithmetic.sub(this, y); };
p.mul = function (y) { return arithmetic.mul(this, y); };
p.div = function (y) { return arithmetic.div(this, y); };
p.maximum = function (y) { return arithmetic.maximum(this, y); };
p.minimum = function (y) { return arithmetic.minimum(this, y); };
p.greater = function (y) { return arithmetic.greater(this, y); };
p.greaterEqual = function (y) { return arithmetic.greaterEqual(this, y); };
p.less = function (y) { return arithmetic.less(this, y); };
p.lessEqual = function (y) { return arithmetic.lessEqual(this, y); };
p.equal = function (y) { return arithmetic.equal(this, y); };
p.matmul = function (y) { return matmul(this, y); };
p.neg = function () { return arithmetic.neg(this); };

p.exp = function () { return elementwise.exp(this); };
p.log = function () { return elementwise.log(this); };
p.sqrt = function () { return elementwise.sqrt(this); };
p.square = function () { return elementwise.square(this); };
p.abs = function () { return elementwise.abs(this); };
p.reciprocal = function () { return elementwise.reciprocal(this); };
p.sin = function () { return elementwise.sin(this); };
p.cos = function () { return elementwise.cos(this); };
p.tanh = function () { return elementwise.tanh(this); };
p.sigmoid = function () { return elementwise.sigmoid(this); };
p.relu = function () { return elementwise.relu(this); };
p.gelu = function (options) { return elementwise.gelu(this, options); };
p.silu = function () { return elementwise.silu(this); };
p.softplus = function () { return elementwise.softplus(this); };
p.leakyRelu = function (slope) { return elementwise.leakyRelu(this, slope); };
p.clamp = function (low, high) { return elementwise.clamp(this, low, high); };
p.pow = function (exponent) { return elementwise.pow(this, exponent); };
p.sign = function () { return elementwise.sign(this); };
p.floor = function () { return elementwise.floor(this); };

p.sum = function (axis, keepdim) { return reduce.sum(this, axis, keepdim); };
p.mean = function (axis, keepdim) { return reduce.mean(this, axis, keepdim); };
p.max = function (axis, keepdim) { return reduce.max(this, axis, keepdim); };
p.min = function (axis, keepdim) { return reduce.min(this, axis, keepdim); };
p.argmax = function (axis) { return reduce.argmax(this, axis); };
p.argmin = function (axis) { return reduce.argmin(this, axis); };
p.variance = function (axis, keepdim, correction) { return reduce.variance(this, axis, keepdim, correction); };
p.norm = function (axis, keepdim) { return reduce.norm(this, axis, keepdim); };
p.logSumExp = function (axis, keepdim) { return reduce.logSumExp(this, axis, keepdim); };
p.softmax = function (axis) { return softmax(this, axis); };
p.logSoftmax = function (axis) { return logSoftmax(this, axis); };
p.cumsum = function (axis) { return shape.cumsum(this, axis); };

p.contiguous = function () { return shape.contiguous(this); };
p.clone = function () { return shape.clone(this); };
p.reshape = function (target) { return shape.reshape(this, target); };
p.permute = function (order) { return shape.permute(this, order); };
p.transpose = function (a, b) { return shape.transpose(this, a, b); };
p.t = function () { return shape.t(this); };
p.slice = function (axis, start, end) { return shape.slice(this, axis, start, end); };
p.select = function (axis, index) { return shape.select(this, axis, index); };
p.squeeze = function (axis) { return shape.squeeze(this, axis); };
p.unsqueeze = function (axis) { return shape.unsqueeze(this, axis); };
p.flatten = function (start) { return shape.flatten(this, start); };
p.expand = function (target) { return shape.expand(this, target); };
p.pad = function (axis, before, after, value) { return shape.pad(this, axis, before, after, value); };
p.index = function (rows) { return shape.index(this, rows); };
p.pick = function (columns) { return shape.pick(this, columns); };
p.tril = function (diagonal) { return shape.tril(this, diagonal); };
p.triu = function (diagonal) { return shape.triu(this, diagonal); };
