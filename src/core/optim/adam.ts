// Adam and AdamW.

import { wasm } from '../kernels/module.js';
import { pow } from '../math/index.js';
import { unscoped } from '../memory/scope.js';
import type { StateDict } from '../nn/module.js';
import type { Parameter } from '../nn/parameter.js';
import { zeros } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { Optimizer } from './optimizer.js';

export interface AdamOptions {
  readonly lr?: number;
  readonly betas?: readonly [number, number];
  readonly eps?: number;
  readonly weightDecay?: number;
}

interface Moments {
  readonly first: Tensor;
  readonly second: Tensor;
  steps: number;
}

abstract class AdamBase extends Optimizer {
  readonly #moments: (Moments | undefined)[] = [];
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly weightDecay: number;
  protected abstract readonly decoupled: boolean;

  constructor(parameters: readonly Parameter[], lr: number, { betas = [0.9, 0.999], eps = 1e-8 }: AdamOptions, weightDecay: number) {
    super(parameters, lr);
    for (const beta of betas) {
      if (!(beta >= 0 && beta < 1)) throw new RangeError(`Adam: betas must be at least 0 and below 1, got ${betas.join(' and ')}`);
    }
    this.betas = betas;
    this.eps = eps;
    this.weightDecay = weightDecay;
  }

  /** Copies of the moments and step counts by parameter number: what a checkpoint keeps beside the weights. */
  stateDict(): StateDict {
    const state: Record<string, StateDict[string]> = {};
    this.#moments.forEach((moments, i) => {
      if (moments === undefined) return;
      for (const part of ['first', 'second'] as const) state[`${i}.${part}`] = { shape: [...moments[part].shape], data: moments[part].toArray() };
      state[`${i}.steps`] = { shape: [1], data: Float32Array.of(moments.steps) };
    });
    return state;
  }

  /**
   * Takes up where the optimiser that gave the state stopped.
   * @throws RangeError if a moment has another shape than its parameter
   */
  loadStateDict(state: StateDict): void {
    this.parameters.forEach((parameter, i) => {
      const [first, second, steps] = ['first', 'second', 'steps'].map((part) => state[`${i}.${part}`]?.data);
      if (first === undefined || second === undefined || steps === undefined) {
        this.#moments[i] = undefined;
        return;
      }
      if (first.length !== parameter.size || second.length !== parameter.size) {
        throw new RangeError(`Adam.loadStateDict: parameter ${i} has ${parameter.size} values, its moments ${first.length}; the state belongs to other parameters`);
      }
      const moments = unscoped(() => ({ first: zeros(parameter.shape), second: zeros(parameter.shape), steps: steps[0] }));
      moments.first.data.set(first);
      moments.second.data.set(second);
      this.#moments[i] = moments;
    });
  }

  protected update(parameter: Parameter, gradient: number, index: number): void {
    const moments = (this.#moments[index] ??= unscoped(() => ({ first: zeros(parameter.shape), second: zeros(parameter.shape), steps: 0 })));
    moments.steps++;
    const [beta1, beta2] = this.betas;
    const stepSize = this.lr / (1 - pow(beta1, moments.steps));
    const correction = Math.sqrt(1 - pow(beta2, moments.steps));
    const decay = this.decoupled ? this.lr * this.weightDecay : this.weightDecay;
    wasm().kernels.adamStep(
      parameter.pointer, gradient, moments.first.pointer, moments.second.pointer, parameter.size,
      stepSize, beta1, 1 - beta1, beta2, 1 - beta2, correction, this.eps, decay, this.decoupled ? 1 : 0,
    );
  }
}

/** Adam; weightDecay is an L2 term in the gradient. Source: Kingma and Ba 2015, algorithm 1; torch.optim.Adam. */
export class Adam extends AdamBase {
  protected readonly decoupled = false;

  constructor(parameters: readonly Parameter[], options: AdamOptions = {}) {
    super(parameters, options.lr ?? 1e-3, options, options.weightDecay ?? 0);
  }
}

/** AdamW: decay applied to the weights, not the gradient. Source: Loshchilov and Hutter 2019, algorithm 2; torch.optim.AdamW. */
export class AdamW extends AdamBase {
  protected readonly decoupled = true;

  constructor(parameters: readonly Parameter[], options: AdamOptions = {}) {
    super(parameters, options.lr ?? 1e-3, options, options.weightDecay ?? 0.01);
  }
}
