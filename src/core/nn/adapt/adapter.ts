// The bottleneck adapter: a small network behind a trained layer whose own weights stay fixed.

import type { Random } from '../../random/index.js';
import type { Tensor } from '../../tensor/tensor.js';
import { add } from '../../ops/arithmetic.js';
import { activationLayer, Linear, type Activation } from '../linear.js';
import { Module, type Layer } from '../module.js';

export interface AdapterOptions {
  readonly random: Random;
  readonly activation?: Activation;
}

/**
 * x + up(activation(down(x))), down [size, width], up [width, size] and both biases learned; 2 size width + size + width
 * parameters. `up` begins at 0, so that the adapter begins as the identity (the paper draws it near 0 for the same end).
 * Source: Houlsby et al. 2019, section 2.1 and figure 2.
 * @throws RangeError unless size is a positive integer
 */
export class Adapter extends Module {
  readonly down: Linear;
  readonly up: Linear;
  readonly #activation: Layer;

  constructor(width: number, size: number, { random, activation = 'gelu' }: AdapterOptions) {
    super();
    if (!(Number.isInteger(size) && size >= 1)) throw new RangeError(`Adapter: the bottleneck must be a positive integer, got ${size}`);
    this.down = new Linear(width, size, { random: random.split('down') });
    this.up = new Linear(size, width, { random: random.split('up'), init: 'zeros' });
    this.#activation = activationLayer(activation);
  }

  /** @param x [..., width]  @returns the same shape */
  forward(x: Tensor): Tensor {
    return add(x, this.up.forward(this.#activation.forward(this.down.forward(x))));
  }
}

/** A trained layer, fixed, and an adapter behind it. */
export class AdaptedLayer extends Module {
  readonly base: Layer;
  readonly adapter: Adapter;

  constructor(base: Layer, adapter: Adapter) {
    super();
    base.freeze();
    this.base = base;
    this.adapter = adapter;
  }

  forward(x: Tensor): Tensor {
    return this.adapter.forward(this.base.forward(x));
  }
}
