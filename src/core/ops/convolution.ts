// 2-D convolution (cross-correlation, as everywhere in deep learning) and pooling. Letters: N images, C channels in, O out.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty, zeros } from '../tensor/create.js';
import { formatShape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { packed, shapeError } from './support.js';

export interface ConvOptions {
  readonly stride?: number;
  /** Zeros added on all four sides. */
  readonly padding?: number;
}

function outputSize(op: string, input: number, kernel: number, stride: number, padding: number): number {
  const size = Math.floor((input + 2 * padding - kernel) / stride) + 1;
  if (!(size >= 1)) throw new RangeError(`${op}: a window of ${kernel} does not fit an image side of ${input} with padding ${padding}; use a smaller kernel or more padding`);
  return size;
}

/** Kernel, stride and padding of a pooling: a window may not lie in the padding alone (PyTorch's rule). */
function checkPool(op: string, kernel: number, stride: number, padding: number): void {
  if (!(Number.isInteger(kernel) && kernel >= 1)) throw new RangeError(`${op}: the kernel must be a positive integer, got ${kernel}`);
  checkWindow(op, stride, padding);
  if (padding > kernel / 2) throw new RangeError(`${op}: the padding may be at most half the kernel, got ${padding} for a kernel of ${kernel}`);
}

function checkWindow(op: string, stride: number, padding: number): void {
  if (!(Number.isInteger(stride) && stride >= 1 && Number.isInteger(padding) && padding >= 0)) {
    throw new RangeError(`${op}: stride must be a positive integer and padding a non-negative one, got ${stride} and ${padding}`);
  }
}

/**
 * Convolution by im2col: each image becomes a matrix of patches [C KH KW, OH OW], multiplied by the filters.
 *   backward  dx = col2im(W^T g),  dW = sum g col^T,  db = sum g
 * @param x [N, C, H, W]  @param weight [O, C, KH, KW]  @param bias [O] or null  @returns [N, O, OH, OW]
 */
export function conv2d(x: Tensor, weight: Tensor, bias: Tensor | null = null, { stride = 1, padding = 0 }: ConvOptions = {}): Tensor {
  if (x.rank !== 4 || weight.rank !== 4 || x.shape[1] !== weight.shape[1]) {
    throw shapeError('conv2d', 'x [N, C, H, W] and weight [O, C, KH, KW] with equal C', [x, weight], 'reshape a single image to [1, C, H, W]');
  }
  checkWindow('conv2d', stride, padding);
  const [images, channels, height, width] = x.shape;
  const [outputs, , kh, kw] = weight.shape;
  if (bias !== null && (bias.rank !== 1 || bias.shape[0] !== outputs)) {
    throw new RangeError(`conv2d: expected a bias of shape [${outputs}] for weight ${formatShape(weight.shape)}, got ${formatShape(bias.shape)}`);
  }
  const oh = outputSize('conv2d', height, kh, stride, padding);
  const ow = outputSize('conv2d', width, kw, stride, padding);
  const { kernels } = wasm();
  const input = packed(x);
  const w = packed(weight);
  const patch = channels * kh * kw;
  const area = oh * ow;
  const imageBytes = (channels * height * width) << 2;
  const resultBytes = (outputs * area) << 2;
  const out = empty([images, outputs, oh, ow]);
  const column = empty([patch, area]);
  for (let n = 0; n < images; n++) {
    kernels.im2col(input.pointer + n * imageBytes, column.pointer, channels, height, width, kh, kw, stride, padding, oh, ow);
    kernels.gemm(w.pointer, patch, 1, column.pointer, area, 1, out.pointer + n * resultBytes, area, outputs, area, patch, 0, 0);
  }
  column.dispose();
  if (bias) kernels.addChannelBias(out.pointer, packed(bias).pointer, images * outputs, outputs, area);
  return record('conv2d', bias ? [x, weight, bias] : [x, weight], out, (g) => {
    const dx = x.requiresGrad ? zeros(x.shape) : null;
    const dw = weight.requiresGrad ? zeros(weight.shape) : null;
    const db = bias?.requiresGrad ? zeros(bias.shape) : null;
    const scratch = empty([patch, area]);
    for (let n = 0; n < images; n++) {
      const gradient = g.pointer + n * resultBytes;
      if (dw) {
        kernels.im2col(input.pointer + n * imageBytes, scratch.pointer, channels, height, width, kh, kw, stride, padding, oh, ow);
        kernels.gemm(gradient, area, 1, scratch.pointer, 1, area, dw.pointer, patch, outputs, patch, area, 1, 0);
      }
      if (dx) {
        kernels.gemm(w.pointer, 1, patch, gradient, area, 1, scratch.pointer, area, patch, area, outputs, 0, 0);
        kernels.col2im(scratch.pointer, dx.pointer + n * imageBytes, channels, height, width, kh, kw, stride, padding, oh, ow);
      }
    }
    if (db) kernels.channelSums(g.pointer, db.pointer, images * outputs, outputs, area);
    return [dx, dw, db];
  });
}

/**
 * Transposed convolution: the gradient of conv2d with respect to its input, used to enlarge.
 *   backward  dx = conv2d(g, W),  dW = sum x col(g)^T,  db = sum g
 * @param x [N, C, H, W]  @param weight [C, O, KH, KW]  @returns [N, O, (H - 1) stride - 2 padding + KH, ...]
 */
export function convTranspose2d(x: Tensor, weight: Tensor, bias: Tensor | null = null, { stride = 1, padding = 0 }: ConvOptions = {}): Tensor {
  if (x.rank !== 4 || weight.rank !== 4 || x.shape[1] !== weight.shape[0]) {
    throw shapeError('convTranspose2d', 'x [N, C, H, W] and weight [C, O, KH, KW] with equal C', [x, weight], 'reshape a single image to [1, C, H, W]');
  }
  checkWindow('convTranspose2d', stride, padding);
  const [images, channels, height, width] = x.shape;
  const [, outputs, kh, kw] = weight.shape;
  const oh = (height - 1) * stride - 2 * padding + kh;
  const ow = (width - 1) * stride - 2 * padding + kw;
  if (oh < 1 || ow < 1) throw new RangeError(`convTranspose2d: padding ${padding} leaves nothing of x ${formatShape(x.shape)}; use less`);
  if (bias !== null && (bias.rank !== 1 || bias.shape[0] !== outputs)) {
    throw new RangeError(`convTranspose2d: expected a bias of shape [${outputs}] for weight ${formatShape(weight.shape)}, got ${formatShape(bias.shape)}`);
  }
  const { kernels } = wasm();
  const input = packed(x);
  const w = packed(weight);
  const patch = outputs * kh * kw;
  const area = height * width;
  const inputBytes = (channels * area) << 2;
  const resultBytes = (outputs * oh * ow) << 2;
  const out = zeros([images, outputs, oh, ow]);
  const column = empty([patch, area]);
  for (let n = 0; n < images; n++) {
    kernels.gemm(w.pointer, 1, patch, input.pointer + n * inputBytes, area, 1, column.pointer, area, patch, area, channels, 0, 0);
    kernels.col2im(column.pointer, out.pointer + n * resultBytes, outputs, oh, ow, kh, kw, stride, padding, height, width);
  }
  column.dispose();
  if (bias) kernels.addChannelBias(out.pointer, packed(bias).pointer, images * outputs, outputs, oh * ow);
  return record('convTranspose2d', bias ? [x, weight, bias] : [x, weight], out, (g) => {
    const dx = x.requiresGrad ? empty(x.shape) : null;
    const dw = weight.requiresGrad ? zeros(weight.shape) : null;
    const db = bias?.requiresGrad ? zeros(bias.shape) : null;
    const scratch = empty([patch, area]);
    for (let n = 0; n < images; n++) {
      kernels.im2col(g.pointer + n * resultBytes, scratch.pointer, outputs, oh, ow, kh, kw, stride, padding, height, width);
      if (dx) kernels.gemm(w.pointer, patch, 1, scratch.pointer, area, 1, dx.pointer + n * inputBytes, area, channels, area, patch, 0, 0);
      if (dw) kernels.gemm(input.pointer + n * inputBytes, area, 1, scratch.pointer, 1, area, dw.pointer, patch, channels, patch, area, 1, 0);
    }
    if (db) kernels.channelSums(g.pointer, db.pointer, images * outputs, outputs, oh * ow);
    return [dx, dw, db];
  });
}

/** Maximum of each kernel x kernel window, stride = kernel by default;  g goes to the window's first maximum. */
export function maxPool2d(x: Tensor, kernel: number, { stride = kernel, padding = 0 }: ConvOptions = {}): Tensor {
  if (x.rank !== 4) throw shapeError('maxPool2d', 'x [N, C, H, W]', [x], 'reshape a single image to [1, C, H, W]');
  checkPool('maxPool2d', kernel, stride, padding);
  const [images, channels, height, width] = x.shape;
  const oh = outputSize('maxPool2d', height, kernel, stride, padding);
  const ow = outputSize('maxPool2d', width, kernel, stride, padding);
  const { kernels } = wasm();
  const out = empty([images, channels, oh, ow]);
  const where = empty(out.shape); // int32 positions
  kernels.maxPool(packed(x).pointer, out.pointer, where.pointer, images * channels, height, width, kernel, stride, padding, oh, ow);
  return record('maxPool2d', [x], out, (g) => {
    const dx = zeros(x.shape);
    kernels.maxPoolGrad(g.pointer, where.pointer, dx.pointer, images * channels, height * width, oh * ow);
    return [dx];
  });
}

/** Mean of each kernel x kernel window (padding counts as zeros), stride = kernel by default;  g is spread evenly. */
export function avgPool2d(x: Tensor, kernel: number, { stride = kernel, padding = 0 }: ConvOptions = {}): Tensor {
  if (x.rank !== 4) throw shapeError('avgPool2d', 'x [N, C, H, W]', [x], 'reshape a single image to [1, C, H, W]');
  checkPool('avgPool2d', kernel, stride, padding);
  const [images, channels, height, width] = x.shape;
  const oh = outputSize('avgPool2d', height, kernel, stride, padding);
  const ow = outputSize('avgPool2d', width, kernel, stride, padding);
  const { kernels } = wasm();
  const out = empty([images, channels, oh, ow]);
  kernels.averagePool(packed(x).pointer, out.pointer, images * channels, height, width, kernel, stride, padding, oh, ow, 0);
  return record('avgPool2d', [x], out, (g) => {
    const dx = zeros(x.shape);
    kernels.averagePool(dx.pointer, g.pointer, images * channels, height, width, kernel, stride, padding, oh, ow, 1);
    return [dx];
  });
}
