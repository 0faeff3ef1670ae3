/**
 * The same layer twice: once as a convolution, once as a fully connected layer that starts from the same weights. Both give
 * outputs [N, O, P]; the class is the output that is largest over all positions.
 */
import { F, nn, noGrad, scope, type Random, type Tensor } from '../../src/core/index.js';
import type { Case } from './cases.js';
import { OUTPUTS, PIXELS, unroll } from './geometry.js';

export class ConvTwin extends nn.Module {
  readonly conv: nn.Conv2d;

  constructor(readonly shape: Case, random: Random) {
    super();
    this.conv = new nn.Conv2d(shape.geometry.channels, OUTPUTS, shape.geometry.kernel, { random });
  }

  /** @param x [N, C, S, S]  @returns [N, O, P] */
  forward(x: Tensor): Tensor {
    return this.conv.forward(x).reshape([x.shape[0], OUTPUTS, this.shape.geometry.positions]);
  }

  /** The weights as the matrix that the fully connected twin has, and its biases. */
  asMatrix(): { readonly weight: Float32Array; readonly bias: Float32Array } {
    const { geometry, sees } = this.shape;
    const weight = this.conv.weight.toArray();
    const bias = this.conv.bias?.toArray() ?? new Float32Array(OUTPUTS);
    if (sees === 'position') return { weight, bias };
    return { weight: unroll(weight, geometry, OUTPUTS), bias: Float32Array.from({ length: OUTPUTS * geometry.positions }, (_, i) => bias[Math.floor(i / geometry.positions)]) };
  }
}

export class DenseTwin extends nn.Module {
  readonly linear: nn.Linear;

  /** @param order the order in which the layer takes its inputs: a permutation of them */
  constructor(readonly shape: Case, conv: ConvTwin, readonly order: Int32Array, random: Random) {
    super();
    const { weight, bias } = conv.asMatrix();
    this.linear = new nn.Linear(order.length, bias.length, { random });
    this.linear.weight.data.set(weight.map((_, i) => weight[i - (i % order.length) + order[i % order.length]]));
    this.linear.bias?.data.set(bias);
  }

  /** @param x [N, C, S, S]  @returns [N, O, P] */
  forward(x: Tensor): Tensor {
    const { geometry, sees } = this.shape;
    const { channels, positions } = geometry;
    const images = x.shape[0];
    // Positions first: each is an example of its own, with its channels as inputs.
    if (sees === 'position') return this.linear.forward(this.ordered(x.reshape([images, channels, positions]).transpose(1, 2), 2)).transpose(1, 2).contiguous();
    return this.linear.forward(this.ordered(x.reshape([images, PIXELS]), 1)).reshape([images, OUTPUTS, positions]);
  }

  private ordered(x: Tensor, axis: number): Tensor {
    if (this.order.every((from, to) => from === to)) return x.contiguous();
    const last = this.order.length;
    return x.reshape([x.size / last, last]).transpose(0, 1).index(this.order).transpose(0, 1).reshape(axis === 1 ? [x.shape[0], last] : [x.shape[0], x.shape[1], last]);
  }

  /** The weights in the natural order of the inputs, to compare. */
  inOrder(): Float32Array {
    const weight = this.linear.weight.toArray();
    const natural = new Float32Array(weight.length);
    weight.forEach((value, i) => (natural[i - (i % this.order.length) + this.order[i % this.order.length]] = value));
    return natural;
  }
}

/** How many inputs one output of the fully connected twin takes. */
export function inputsOf({ sees, geometry }: Case): number {
  return sees === 'position' ? geometry.channels : PIXELS;
}

/** Scores of the classes: the largest output over all positions, [N, O]. */
export function scoresOf(outputs: Tensor): Tensor {
  return F.max(outputs, 2);
}

/** Outputs without a tape, as plain numbers [N, O, P]. */
export function evaluate(twin: nn.Layer, x: Tensor): Float32Array {
  return scope(() => noGrad(() => twin.forward(x).toArray()));
}
