// Optimizer: the base of all optimisers. It owns the parameter list, masks and gradients; subclasses own the update.

import type { Parameter } from '../nn/parameter.js';

export abstract class Optimizer {
  readonly parameters: readonly Parameter[];
  /** Learning rate; set it between steps to follow a schedule. */
  lr: number;
  /** Number of steps taken. */
  steps = 0;

  constructor(parameters: readonly Parameter[], lr: number) {
    if (parameters.length === 0) throw new RangeError('Optimizer: the parameter list is empty; pass model.parameters()');
    if (!(lr >= 0)) throw new RangeError(`Optimizer: the learning rate must not be negative, got ${lr}`);
    this.parameters = parameters;
    this.lr = lr;
  }

  /** One update of every parameter that has a gradient. */
  step(): void {
    this.steps++;
    for (let i = 0; i < this.parameters.length; i++) {
      const parameter = this.parameters[i];
      if (parameter.grad === null) continue;
      if (parameter.mask !== null) {
        parameter.applyMask();
        this.update(parameter, parameter.grad.pointer, i);
        parameter.applyMask();
      } else {
        this.update(parameter, parameter.grad.pointer, i);
      }
    }
  }

  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.grad = null;
  }

  protected abstract update(parameter: Parameter, gradient: number, index: number): void;
}
