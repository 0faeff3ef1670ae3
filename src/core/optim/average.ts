// Exponential moving average of weights (Polyak and Juditsky 1992; the usual companion of diffusion models).

import { wasm } from '../kernels/module.js';
import { unscoped } from '../memory/scope.js';
import type { Parameter } from '../nn/parameter.js';
import { empty } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';

export class ExponentialMovingAverage {
  readonly parameters: readonly Parameter[];
  readonly decay: number;
  readonly #averages: readonly Tensor[];

  /** Starts from the present weights. @throws RangeError unless 0 <= decay < 1 */
  constructor(parameters: readonly Parameter[], decay: number) {
    if (!(decay >= 0 && decay < 1)) throw new RangeError(`ExponentialMovingAverage: decay must be at least 0 and below 1, got ${decay}`);
    this.parameters = parameters;
    this.decay = decay;
    this.#averages = unscoped(() => parameters.map((parameter) => {
      const average = empty(parameter.shape);
      average.data.set(parameter.data);
      return average;
    }));
  }

  /** average = decay average + (1 - decay) weight; call it after each optimiser step. */
  update(): void {
    this.parameters.forEach((parameter, i) => {
      wasm().kernels.moveTowards(this.#averages[i].pointer, parameter.pointer, 1 - this.decay, parameter.size);
    });
  }

  /** Runs `body` with the averages in place of the weights, then puts the weights back. */
  applied<T>(body: () => T): T {
    this.#exchange();
    try {
      return body();
    } finally {
      this.#exchange();
    }
  }

  #exchange(): void {
    this.parameters.forEach((parameter, i) => {
      const weights = parameter.toArray();
      parameter.data.set(this.#averages[i].data);
      this.#averages[i].data.set(weights);
    });
  }
}
