// Batch normalisation as a module, and its folding into the layer before it.

import { unscoped } from '../memory/scope.js';
import { ones, zeros } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { batchNorm } from '../ops/batch-norm.js';
import { Conv2d } from './layers.js';
import { Linear } from './linear.js';
import { Module } from './module.js';
import { Parameter } from './parameter.js';

/** Batch normalisation of [N, C] or [N, C, H, W], with gain (1) and bias (0) and running statistics; as PyTorch's BatchNorm1d and 2d. */
export class BatchNorm extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly #runningMean: Tensor;
  readonly #runningVariance: Tensor;

  constructor(channels: number, readonly options: { readonly momentum?: number; readonly epsilon?: number } = {}) {
    super();
    this.weight = new Parameter([channels]);
    this.weight.data.fill(1);
    this.bias = new Parameter([channels]);
    this.bias.data.fill(0);
    this.#runningMean = unscoped(() => zeros([channels]));
    this.#runningVariance = unscoped(() => ones([channels]));
  }

  override buffers(): [string, Tensor][] {
    return [['running_mean', this.#runningMean], ['running_var', this.#runningVariance]];
  }

  forward(x: Tensor): Tensor {
    const state = { runningMean: this.#runningMean, runningVariance: this.#runningVariance };
    return batchNorm(x, this.weight, this.bias, state, { ...this.options, training: this.training });
  }

  /**
   * Builds this layer, as it is in eval(), into the weights of the linear or convolutional layer before it, which then does
   * both. The folded layer must have a bias.
   */
  foldInto(layer: Linear | Conv2d): void {
    if (layer.bias === null) throw new RangeError('BatchNorm.foldInto: the layer has no bias to take the shift; build it with bias: true');
    if (layer.bias.size !== this.weight.size) throw new RangeError(`BatchNorm.foldInto: the layer has ${layer.bias.size} outputs, this norm ${this.weight.size} channels`);
    const [gain, shift, centre, variance] = [this.weight, this.bias, this.#runningMean, this.#runningVariance].map((x) => x.toArray());
    const weight = layer.weight.data;
    const bias = layer.bias.data;
    const fanIn = weight.length / bias.length;
    for (let o = 0; o < bias.length; o++) {
      const scale = gain[o] / Math.sqrt(variance[o] + (this.options.epsilon ?? 1e-5));
      for (let i = 0; i < fanIn; i++) weight[o * fanIn + i] *= scale;
      bias[o] = (bias[o] - centre[o]) * scale + shift[o];
    }
  }
}
