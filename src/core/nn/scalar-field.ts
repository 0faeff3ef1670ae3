// ScalarField: a network from points to single numbers (an energy, a critic's verdict) that also gives its slope by the input as
// an expression on the tape. So a loss may contain that slope: score matching, gradient penalties.

import type { Random } from '../random/index.js';
import type { Tensor } from '../tensor/tensor.js';
import { Linear } from './linear.js';
import { Module } from './module.js';

/** An activation with its derivative, both by operations that can be differentiated again. */
interface Bend {
  value(h: Tensor): Tensor;
  /** @param h before the activation  @param y after it */
  slope(h: Tensor, y: Tensor): Tensor;
}

const LEAK = 0.2;

const BENDS = {
  /** y' = 1 - y^2 */
  tanh: { value: (h) => h.tanh(), slope: (_, y) => y.square().neg().add(1) },
  /** y' = sigmoid(h) */
  softplus: { value: (h) => h.softplus(), slope: (h) => h.sigmoid() },
  /** y' = s (1 + h (1 - s)), s = sigmoid(h) */
  silu: {
    value: (h) => h.silu(),
    slope: (h) => {
      const s = h.sigmoid();
      return s.mul(h.mul(s.neg().add(1)).add(1));
    },
  },
  /** y' = 1 or 0.2; its own derivative is 0 wherever it has one. */
  leakyRelu: { value: (h) => h.leakyRelu(LEAK), slope: (h) => h.detach().greater(0).mul(1 - LEAK).add(LEAK) },
} as const satisfies Record<string, Bend>;

export type FieldActivation = keyof typeof BENDS;

export class ScalarField extends Module {
  readonly layers: readonly Linear[];
  readonly #bend: Bend;

  /**
   * @param widths  of the input and of the hidden layers, e.g. [2, 64, 64]; the output is one number
   * @throws RangeError without a hidden layer
   */
  constructor(widths: readonly number[], { random, activation = 'silu' }: { readonly random: Random; readonly activation?: FieldActivation }) {
    super();
    if (widths.length < 2) throw new RangeError(`ScalarField: expected the input and at least one hidden width, got [${widths.join(', ')}]`);
    this.layers = widths.map((width, i) => new Linear(width, widths[i + 1] ?? 1, { random: random.split(`layer ${i}`) }));
    this.#bend = BENDS[activation];
  }

  /** @param x [N, d]  @returns [N] */
  forward(x: Tensor): Tensor {
    return this.#hidden(x).value;
  }

  /**
   * d forward(x) / d x, built forwards by the chain rule, so that backward() can go through it to the weights and to x.
   * @param x [N, d]  @returns [N, d]
   */
  inputGradient(x: Tensor): Tensor {
    return this.withGradient(x).gradient;
  }

  /** Value [N] and slope [N, d] from one pass. */
  withGradient(x: Tensor): { readonly value: Tensor; readonly gradient: Tensor } {
    const { value, slopes } = this.#hidden(x, true);
    let gradient = slopes[slopes.length - 1].mul(this.layers[slopes.length].weight); // [N, width], the last layer's row on each point
    for (let layer = slopes.length - 1; layer > 0; layer--) gradient = gradient.matmul(this.layers[layer].weight).mul(slopes[layer - 1]);
    return { value, gradient: gradient.matmul(this.layers[0].weight) };
  }

  #hidden(x: Tensor, withSlopes = false): { readonly value: Tensor; readonly slopes: readonly Tensor[] } {
    const slopes: Tensor[] = [];
    let current = x;
    for (const layer of this.layers.slice(0, -1)) {
      const h = layer.forward(current);
      current = this.#bend.value(h);
      if (withSlopes) slopes.push(this.#bend.slope(h, current));
    }
    return { value: this.layers[this.layers.length - 1].forward(current).reshape([x.shape[0]]), slopes };
  }
}
