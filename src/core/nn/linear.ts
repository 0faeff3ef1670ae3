// Fully connected layers and their stacking.

import type { Random } from '../random/index.js';
import type { Tensor } from '../tensor/tensor.js';
import { gelu, leakyRelu, relu, sigmoid, silu, tanh, type GeluOptions } from '../ops/elementwise.js';
import { linear } from '../ops/matmul.js';
import { flatten } from '../ops/shape.js';
import { biasFor } from './bias.js';
import { initialize, type Initializer } from './init.js';
import { Module, type Layer } from './module.js';
import { Parameter } from './parameter.js';

export interface LinearOptions {
  readonly random: Random;
  readonly bias?: boolean;
  readonly init?: Initializer;
}

/** y = x W^T + b with weight [out, in]. Initialised as PyTorch: both uniform within 1 / sqrt(in). */
export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(inputs: number, outputs: number, { random, bias = true, init = 'default' }: LinearOptions) {
    super();
    this.weight = new Parameter([outputs, inputs]);
    initialize(this.weight, init, random.split('weight'));
    this.bias = biasFor(this.weight, outputs, bias, init, random);
  }

  /** @param x [..., in]  @returns [..., out] */
  forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }
}

/** Modules one after the other. */
export class Sequential extends Module {
  readonly layers: readonly Layer[];

  constructor(...layers: Layer[]) {
    super();
    this.layers = layers;
  }

  /** Submodules are named 0, 1, 2 ... as in PyTorch. */
  override namedChildren(): [string, Module][] {
    return this.layers.map((layer, i) => [String(i), layer]);
  }

  forward(x: Tensor): Tensor {
    let current = x;
    for (const layer of this.layers) current = layer.forward(current);
    return current;
  }
}

export class ReLU extends Module {
  forward(x: Tensor): Tensor { return relu(x); }
}

export class Tanh extends Module {
  forward(x: Tensor): Tensor { return tanh(x); }
}

export class Sigmoid extends Module {
  forward(x: Tensor): Tensor { return sigmoid(x); }
}

export class SiLU extends Module {
  forward(x: Tensor): Tensor { return silu(x); }
}

export class GELU extends Module {
  constructor(readonly options: GeluOptions = {}) { super(); }
  forward(x: Tensor): Tensor { return gelu(x, this.options); }
}

export class LeakyReLU extends Module {
  constructor(readonly slope = 0.01) { super(); }
  forward(x: Tensor): Tensor { return leakyRelu(x, this.slope); }
}

export class Identity extends Module {
  forward(x: Tensor): Tensor { return x; }
}

/** [N, ...] -> [N, product of the rest]. */
export class Flatten extends Module {
  forward(x: Tensor): Tensor { return flatten(x, 1); }
}

export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'gelu' | 'silu' | 'leakyRelu' | 'identity';

const activations: Record<Activation, () => Layer> = {
  relu: () => new ReLU(),
  tanh: () => new Tanh(),
  sigmoid: () => new Sigmoid(),
  gelu: () => new GELU(),
  silu: () => new SiLU(),
  leakyRelu: () => new LeakyReLU(),
  identity: () => new Identity(),
};

/** The activation as a layer. */
export function activationLayer(name: Activation): Layer {
  return activations[name]();
}

export interface MlpOptions {
  readonly random: Random;
  readonly activation?: Activation;
  readonly init?: Initializer;
  readonly bias?: boolean;
}

/** Multilayer perceptron: Linear layers of the given widths with an activation between them (none after the last). */
export function mlp(widths: readonly number[], { random, activation = 'relu', init, bias }: MlpOptions): Sequential {
  if (widths.length < 2) throw new RangeError(`mlp: expected at least input and output width, got [${widths.join(', ')}]`);
  const layers: Layer[] = [];
  for (let i = 0; i + 1 < widths.length; i++) {
    if (i > 0) layers.push(activationLayer(activation));
    layers.push(new Linear(widths[i], widths[i + 1], { random: random.split(`layer ${i}`), init, bias }));
  }
  return new Sequential(...layers);
}
