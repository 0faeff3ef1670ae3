// Parameter: a trainable leaf that no scope frees, with an optional pruning mask.

import { wasm } from '../kernels/module.js';
import { trackForever, unscoped } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { full } from '../tensor/create.js';
import { formatShape, sizeOf, type Shape } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';

export class Parameter extends Tensor {
  #mask: Tensor | null = null;

  constructor(shape: Shape) {
    super(new Storage(sizeOf(shape) << 2), shape);
    this.requiresGrad = true;
  }

  /** A parameter with the given values. */
  static from(values: Tensor | ArrayLike<number>, shape?: Shape): Parameter {
    const parameter = new Parameter(shape ?? (values instanceof Tensor ? values.shape : [values.length]));
    if (values instanceof Tensor) parameter.data.set(values.toArray());
    else parameter.data.set(values);
    return parameter;
  }

  protected override register(): void {
    this.persistent = true;
    trackForever(this);
  }

  /** 1 keeps, 0 prunes; null if nothing is pruned. */
  get mask(): Tensor | null {
    return this.#mask;
  }

  /**
   * Fixes weights at 0, through any optimiser step.
   * @param mask one value an element: 0 prunes, anything else keeps; null lifts the mask
   * @throws RangeError if the size differs
   */
  setMask(mask: ArrayLike<number> | null): void {
    if (mask === null) {
      this.#mask?.dispose();
      this.#mask = null;
      return;
    }
    if (mask.length !== this.size) {
      throw new RangeError(`setMask: ${mask.length} values for a parameter of shape ${formatShape(this.shape)}, which has ${this.size} elements`);
    }
    this.#mask ??= unscoped(() => full(this.shape, 1));
    this.#mask.data.set(mask);
    this.applyMask();
  }

  /** Sets masked weights and gradients to 0; optimisers call it before and after their update. */
  applyMask(): void {
    if (this.#mask === null) return;
    const { kernels } = wasm();
    kernels.binaryMasked(this.pointer, 0, 1, this.#mask.pointer, 0, 1, this.pointer, 1, this.size);
    if (this.grad !== null) kernels.binaryMasked(this.grad.pointer, 0, 1, this.#mask.pointer, 0, 1, this.grad.pointer, 1, this.size);
  }
}
