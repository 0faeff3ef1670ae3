// Stochastic gradient descent with momentum.

import { wasm } from '../kernels/module.js';
import { unscoped } from '../memory/scope.js';
import type { Parameter } from '../nn/parameter.js';
import { zeros } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { Optimizer } from './optimizer.js';

export interface SgdOptions {
  readonly lr: number;
  readonly momentum?: number;
  readonly nesterov?: boolean;
  readonly weightDecay?: number;
}

/** d = g + weightDecay p; buffer = momentum buffer + d; p -= lr buffer (Nesterov: lr (d + momentum buffer)). As torch.optim.SGD. */
export class SGD extends Optimizer {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
  readonly #buffers: (Tensor | undefined)[] = [];

  constructor(parameters: readonly Parameter[], { lr, momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions) {
    super(parameters, lr);
    if (nesterov && momentum === 0) throw new RangeError('SGD: nesterov needs a momentum above 0');
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.weightDecay = weightDecay;
  }

  protected update(parameter: Parameter, gradient: number, index: number): void {
    let buffer = 0;
    let first = 0;
    if (this.momentum !== 0) {
      const known = this.#buffers[index];
      first = known === undefined ? 1 : 0;
      buffer = (known ?? (this.#buffers[index] = unscoped(() => zeros(parameter.shape)))).pointer;
    }
    wasm().kernels.sgdStep(parameter.pointer, gradient, buffer, parameter.size, this.lr, this.momentum, this.weightDecay, this.nesterov ? 1 : 0, first);
  }
}
