// Module: what owns parameters and other modules. Parameters and submodules are found in the object's own properties, in the
// order of their definition; arrays of them count too.

import { formatShape, sameShape } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';
import { Parameter } from './parameter.js';

/** Named weights outside the WASM memory: what is saved and loaded. */
export type StateDict = Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

/** A module from tensor to tensor: what Sequential stacks. Other modules give forward the signature they need. */
export interface Layer extends Module {
  forward(x: Tensor): Tensor;
}

export abstract class Module {
  /** True while training: dropout and batch normalisation behave differently. Set by train() and eval(). */
  training = true;

  /** Direct submodules with their names. */
  namedChildren(): [string, Module][] {
    const children: [string, Module][] = [];
    for (const [name, value] of Object.entries(this)) {
      if (value instanceof Module) children.push([name, value]);
      else if (Array.isArray(value)) {
        value.forEach((item: unknown, i) => {
          if (item instanceof Module) children.push([`${name}.${i}`, item]);
        });
      }
    }
    return children;
  }

  /** All parameters with dotted names, own ones first; a shared parameter is listed once. */
  namedParameters(): [string, Parameter][] {
    const seen = new Set<Parameter>();
    const list: [string, Parameter][] = [];
    const add = (name: string, value: unknown): void => {
      if (!(value instanceof Parameter) || seen.has(value)) return;
      seen.add(value);
      list.push([name, value]);
    };
    const visit = (module: Module, prefix: string): void => {
      for (const [name, value] of Object.entries(module)) {
        if (Array.isArray(value)) value.forEach((item: unknown, i) => add(`${prefix}${name}.${i}`, item));
        else add(prefix + name, value);
      }
      for (const [name, child] of module.namedChildren()) visit(child, `${prefix}${name}.`);
    };
    visit(this, '');
    return list;
  }

  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** Tensors that are state but not trained (running statistics), own ones only. */
  buffers(): [string, Tensor][] {
    return [];
  }

  private namedBuffers(prefix = ''): [string, Tensor][] {
    const own = this.buffers().map(([name, value]): [string, Tensor] => [prefix + name, value]);
    return own.concat(...this.namedChildren().map(([name, child]) => child.namedBuffers(`${prefix}${name}.`)));
  }

  /** Those that are not frozen: what fine-tuning hands to its optimiser. */
  trainableParameters(): Parameter[] {
    return this.parameters().filter((parameter) => parameter.requiresGrad);
  }

  /** Number of values in all parameters, frozen ones too. */
  parameterCount(): number {
    return this.parameters().reduce((total, parameter) => total + parameter.size, 0);
  }

  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.zeroGrad();
  }

  /** Sets training mode on this module and all below. */
  train(mode = true): this {
    this.training = mode;
    for (const [, child] of this.namedChildren()) child.train(mode);
    return this;
  }

  eval(): this {
    return this.train(false);
  }

  /** Fixes all parameters: they get no gradients and optimisers leave them alone. */
  freeze(frozen = true): this {
    for (const parameter of this.parameters()) {
      parameter.requiresGrad = !frozen;
      if (frozen) parameter.grad = null;
    }
    return this;
  }

  /** Copies of all parameters and buffers by name. */
  stateDict(): StateDict {
    const state: StateDict = {};
    for (const [name, value] of [...this.namedParameters(), ...this.namedBuffers()]) {
      state[name] = { shape: [...value.shape], data: value.toArray() };
    }
    return state;
  }

  /**
   * Overwrites parameters and buffers in place.
   * @throws RangeError naming what is missing, unknown or of another shape; nothing is changed then
   */
  loadStateDict(state: StateDict): void {
    const targets = [...this.namedParameters(), ...this.namedBuffers()];
    const names = new Set(targets.map(([name]) => name));
    const missing = [...names].filter((name) => !(name in state));
    const unknown = Object.keys(state).filter((name) => !names.has(name));
    if (missing.length > 0 || unknown.length > 0) {
      throw new RangeError(`loadStateDict: missing [${missing.join(', ')}], unknown [${unknown.join(', ')}]; the state belongs to a model of another structure`);
    }
    for (const [name, target] of targets) {
      if (!sameShape(state[name].shape, target.shape)) {
        throw new RangeError(`loadStateDict: ${name} has shape ${formatShape(target.shape)}, the state has ${formatShape(state[name].shape)}`);
      }
    }
    for (const [name, target] of targets) target.data.set(state[name].data);
    for (const [, target] of targets) if (target instanceof Parameter) target.applyMask();
  }

  /** Frees all parameters and buffers at once, without waiting for the garbage collector. */
  dispose(): void {
    for (const [, value] of [...this.namedParameters(), ...this.namedBuffers()]) value.dispose();
  }
}
