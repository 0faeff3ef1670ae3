// Low-rank adaptation: a trained layer learns a small difference while its own weights stay fixed.

import type { Random } from '../../random/index.js';
import type { Tensor } from '../../tensor/tensor.js';
import { add } from '../../ops/arithmetic.js';
import { affine } from '../../ops/elementwise.js';
import { linear } from '../../ops/matmul.js';
import { initialize } from '../init.js';
import type { Linear } from '../linear.js';
import { Module } from '../module.js';
import { Parameter } from '../parameter.js';

/**
 * Low-rank adaptation of a Linear layer: y = W x + b + (alpha / r) B A x, W and b fixed, A [r, in] drawn, B [out, r] zero, so that
 * it starts as the layer it adapts. Source: Hu et al. 2022, section 4.1.
 */
export class LoRALinear extends Module {
  readonly base: Linear;
  readonly down: Parameter;
  readonly up: Parameter;
  readonly scale: number;

  constructor(base: Linear, rank: number, { random, alpha = rank }: { random: Random; alpha?: number }) {
    super();
    const [outputs, inputs] = base.weight.shape;
    if (!(Number.isInteger(rank) && rank >= 1 && rank <= Math.min(inputs, outputs))) {
      throw new RangeError(`LoRALinear: the rank must be from 1 to ${Math.min(inputs, outputs)} for a weight [${outputs}, ${inputs}], got ${rank}`);
    }
    this.base = base.freeze();
    this.down = new Parameter([rank, inputs]);
    initialize(this.down, 'default', random.split('down'));
    this.up = new Parameter([outputs, rank]);
    this.up.data.fill(0);
    this.scale = alpha / rank;
  }

  forward(x: Tensor): Tensor {
    return add(this.base.forward(x), affine(linear(linear(x, this.down), this.up), this.scale, 0));
  }

  /** Adds (alpha / r) B A to the base weight and resets B: the layer computes the same without its detour. */
  merge(): Linear {
    const [outputs, inputs] = this.base.weight.shape;
    const rank = this.down.shape[0];
    const [weight, up, down] = [this.base.weight.data, this.up.data, this.down.data];
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < inputs; i++) {
        let total = 0;
        for (let r = 0; r < rank; r++) total += up[o * rank + r] * down[r * inputs + i];
        weight[o * inputs + i] += this.scale * total;
      }
    }
    up.fill(0);
    return this.base;
  }
}
