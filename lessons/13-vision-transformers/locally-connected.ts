/** A convolutional layer without weight sharing: each place has a 3x3 kernel of its own. Connections are as local as a convolution's. */
import { F, nn, Parameter, type Random, type Tensor } from '../../src/core/index.js';

const KERNEL = 3;

export class LocallyConnected extends nn.Module {
  /** [side * side, inputs * 9, outputs] */
  readonly weight: Parameter;
  /** [side * side, 1, outputs] */
  readonly bias: Parameter;

  constructor(readonly inputs: number, readonly outputs: number, readonly side: number, random: Random) {
    super();
    const taps = inputs * KERNEL * KERNEL;
    this.weight = new Parameter([side * side, taps, outputs]);
    this.bias = new Parameter([side * side, 1, outputs]);
    const bound = 1 / Math.sqrt(taps); // as the convolution's
    nn.uniform(this.weight, bound, random.split('weight'));
    nn.uniform(this.bias, bound, random.split('bias'));
  }

  /** @param x [N, inputs, side, side]  @returns [N, outputs, side, side] */
  forward(x: Tensor): Tensor {
    const { inputs, outputs, side } = this;
    const images = x.shape[0];
    const padded = F.pad(F.pad(x, 2, 1, 1), 3, 1, 1);
    const taps = Array.from({ length: KERNEL * KERNEL }, (_, k) => {
      const [row, column] = [Math.floor(k / KERNEL), k % KERNEL];
      return padded.slice(2, row, row + side).slice(3, column, column + side); // [N, C, S, S]
    });
    const windows = F.stack(taps, 2).reshape([images, inputs * KERNEL * KERNEL, side * side]).permute([2, 0, 1]); // [P, N, 9 C]
    return windows.matmul(this.weight).add(this.bias).permute([1, 2, 0]).reshape([images, outputs, side, side]);
  }
}
