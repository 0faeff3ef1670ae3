// Batch normalisation, composed of reductions and arithmetic: its gradient follows from theirs.

import { noGrad } from '../autograd/mode.js';
import { wasm } from '../kernels/module.js';
import { formatShape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { affine, sqrt, square } from './elementwise.js';
import { mean } from './reduce.js';
import { reshape } from './shape.js';
import { packed, shapeError } from './support.js';

export interface BatchNormState {
  /** [C] each; updated in place while training. */
  readonly runningMean: Tensor;
  readonly runningVariance: Tensor;
}

/**
 * y = (x - mean) / sqrt(var + epsilon) * gain + bias, each channel on its own. While training, mean and variance are those of
 * the batch (divided by n) and the running ones move towards them by `momentum` (variance divided by n - 1, as PyTorch);
 * afterwards the running ones are used.
 * @param x [N, C] or [N, C, H, W]  @param gain [C]  @param bias [C]
 * Source: Ioffe and Szegedy 2015, algorithms 1 and 2.
 */
export function batchNorm(
  x: Tensor, gain: Tensor, bias: Tensor, state: BatchNormState,
  { training, momentum = 0.1, epsilon = 1e-5 }: { training: boolean; momentum?: number; epsilon?: number },
): Tensor {
  const channels = x.shape[1];
  if ((x.rank !== 2 && x.rank !== 4) || gain.size !== channels) {
    throw shapeError('batchNorm', `x [N, ${gain.size}] or [N, ${gain.size}, H, W]`, [x], 'reshape it');
  }
  for (const part of [bias, state.runningMean, state.runningVariance]) {
    if (part.size !== channels) throw shapeError('batchNorm', `bias and running statistics [${channels}] for x ${formatShape(x.shape)}`, [part], 'one value a channel');
  }
  const shape = x.rank === 2 ? [1, channels] : [1, channels, 1, 1];
  const axes = x.rank === 2 ? [0] : [0, 2, 3];
  const perChannel = (values: Tensor): Tensor => reshape(values, shape);
  let centre = perChannel(state.runningMean);
  let spread = perChannel(state.runningVariance);
  if (training) {
    const count = x.size / Math.max(channels, 1);
    if (count < 2) throw new RangeError(`batchNorm: training needs at least two values a channel, got x ${formatShape(x.shape)}; use a larger batch or eval()`);
    centre = mean(x, axes, true);
    spread = mean(square(sub(x, centre)), axes, true);
    noGrad(() => {
      const { kernels } = wasm();
      kernels.moveTowards(state.runningMean.pointer, packed(centre).pointer, momentum, channels);
      kernels.moveTowards(state.runningVariance.pointer, affine(spread, count / (count - 1), 0).pointer, momentum, channels);
    });
  }
  const scale = div(perChannel(gain), sqrt(affine(spread, 1, epsilon)));
  return add(mul(sub(x, centre), scale), perChannel(bias));
}
