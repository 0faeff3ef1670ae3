// Convolution, pooling, embedding, layer normalisation and dropout as modules.

import type { Random } from '../random/index.js';
import type { Shape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { avgPool2d, conv2d, convTranspose2d, maxPool2d, type ConvOptions } from '../ops/convolution.js';
import { dropout, embedding } from '../ops/embedding.js';
import { layerNorm } from '../ops/normalization.js';
import { biasFor } from './bias.js';
import { initialize, normal, type Initializer } from './init.js';
import { Module } from './module.js';
import { Parameter } from './parameter.js';

export interface Conv2dOptions extends ConvOptions {
  readonly random: Random;
  readonly bias?: boolean;
  readonly init?: Initializer;
}

/** 2-D convolution, weight [out, in, k, k]; initialised as PyTorch. */
export class Conv2d extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  readonly options: ConvOptions;

  constructor(inputs: number, outputs: number, kernel: number, { random, bias = true, init = 'default', stride = 1, padding = 0 }: Conv2dOptions) {
    super();
    this.weight = new Parameter([outputs, inputs, kernel, kernel]);
    initialize(this.weight, init, random.split('weight'));
    this.bias = biasFor(this.weight, outputs, bias, init, random);
    this.options = { stride, padding };
  }

  /** @param x [N, in, H, W]  @returns [N, out, OH, OW] */
  forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, this.bias, this.options);
  }
}

/** Transposed 2-D convolution, weight [in, out, k, k]; initialised as PyTorch. */
export class ConvTranspose2d extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  readonly options: ConvOptions;

  constructor(inputs: number, outputs: number, kernel: number, { random, bias = true, init = 'default', stride = 1, padding = 0 }: Conv2dOptions) {
    super();
    this.weight = new Parameter([inputs, outputs, kernel, kernel]);
    initialize(this.weight, init, random.split('weight'));
    this.bias = biasFor(this.weight, outputs, bias, init, random);
    this.options = { stride, padding };
  }

  forward(x: Tensor): Tensor {
    return convTranspose2d(x, this.weight, this.bias, this.options);
  }
}

export class MaxPool2d extends Module {
  constructor(readonly kernel: number, readonly options: ConvOptions = {}) { super(); }
  forward(x: Tensor): Tensor { return maxPool2d(x, this.kernel, this.options); }
}

export class AvgPool2d extends Module {
  constructor(readonly kernel: number, readonly options: ConvOptions = {}) { super(); }
  forward(x: Tensor): Tensor { return avgPool2d(x, this.kernel, this.options); }
}

/** Table [count, size] of vectors, initialised N(0, sd^2), sd = 1 as PyTorch. */
export class Embedding extends Module {
  readonly weight: Parameter;

  constructor(count: number, size: number, { random, sd = 1 }: { random: Random; sd?: number }) {
    super();
    this.weight = new Parameter([count, size]);
    normal(this.weight, sd, random.split('weight'));
  }

  /** @param ids token ids  @param shape of the ids, e.g. [B, T]  @returns [...shape, size] */
  lookup(ids: ArrayLike<number>, shape?: Shape): Tensor {
    return embedding(this.weight, ids, shape);
  }

  /** As a layer: x holds the ids as numbers. Prefer lookup with integers. */
  forward(x: Tensor): Tensor {
    return embedding(this.weight, x.toArray(), x.shape);
  }
}

/** Layer normalisation over the last axis, with gain (1) and bias (0). */
export class LayerNorm extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(size: number, { epsilon = 1e-5, bias = true }: { epsilon?: number; bias?: boolean } = {}) {
    super();
    this.weight = new Parameter([size]);
    this.weight.data.fill(1);
    this.bias = bias ? new Parameter([size]) : null;
    this.bias?.data.fill(0);
    this.epsilon = epsilon;
  }

  readonly epsilon: number;

  forward(x: Tensor): Tensor {
    return layerNorm(x, this.weight, this.bias, this.epsilon);
  }
}

/** Dropout while training, the identity in eval(). */
export class Dropout extends Module {
  readonly #random: Random;

  constructor(readonly p: number, { random }: { random: Random }) {
    super();
    this.#random = random.split('dropout');
  }

  forward(x: Tensor): Tensor {
    return this.training ? dropout(x, this.p, this.#random) : x;
  }
}
