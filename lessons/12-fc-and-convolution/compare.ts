/** How far apart two layers are: over all outputs, in the weights, and when both sum in plain loops, one input after the other. */
import { OUTPUTS, PIXELS } from './geometry.js';
import { inputsOf, type ConvTwin, type DenseTwin } from './twins.js';

export interface Difference {
  /** Greatest absolute difference. */
  readonly most: number;
  /** Share of pairs that are the same to the last bit. */
  readonly same: number;
}

export function differenceOf(a: Float32Array, b: Float32Array): Difference {
  let most = 0;
  let same = 0;
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs(a[i] - b[i]));
    if (a[i] === b[i]) same++;
  }
  return { most, same: same / a.length };
}

/** Greatest difference of a weight or bias from the one it started equal to. */
export function weightDifference(conv: ConvTwin, dense: DenseTwin): number {
  const { weight, bias } = conv.asMatrix();
  return Math.max(differenceOf(weight, dense.inOrder()).most, differenceOf(bias, dense.linear.bias?.toArray() ?? bias).most);
}

/**
 * Outputs of both layers by plain loops in float32, one product after the other, on the given pictures: the convolution in the
 * order channel, row, column; the fully connected layer in the order of its inputs. If these orders agree, so do all roundings.
 * @param pixels [N, C, S, S]
 */
export function loopDifference(conv: ConvTwin, dense: DenseTwin, pixels: Float32Array): Difference {
  const { geometry, sees } = conv.shape;
  const { channels, side, kernel, out, positions } = geometry;
  const kernels = conv.conv.weight.toArray();
  const { bias } = conv.asMatrix();
  const denseBias = dense.linear.bias?.toArray() ?? bias;
  const matrix = dense.linear.weight.toArray();
  const inputs = inputsOf(conv.shape);
  const images = pixels.length / PIXELS;
  const convolved = new Float32Array(images * OUTPUTS * positions);
  const multiplied = new Float32Array(convolved.length);
  for (let n = 0; n < images; n++) {
    for (let o = 0; o < OUTPUTS; o++) {
      for (let p = 0; p < positions; p++) {
        const [top, left] = [Math.floor(p / out), p % out];
        const row = sees === 'position' ? o : o * positions + p;
        let sum = bias[row];
        for (let c = 0; c < channels; c++) {
          for (let i = 0; i < kernel; i++) {
            for (let j = 0; j < kernel; j++) {
              const pixel = pixels[n * PIXELS + (c * side + top + i) * side + left + j];
              sum = Math.fround(sum + Math.fround(pixel * kernels[((o * channels + c) * kernel + i) * kernel + j]));
            }
          }
        }
        let total = denseBias[row];
        for (let i = 0; i < inputs; i++) {
          const from = dense.order[i];
          const pixel = pixels[n * PIXELS + (sees === 'position' ? from * positions + p : from)];
          total = Math.fround(total + Math.fround(pixel * matrix[row * inputs + i]));
        }
        convolved[(n * OUTPUTS + o) * positions + p] = sum;
        multiplied[(n * OUTPUTS + o) * positions + p] = total;
      }
    }
  }
  return differenceOf(convolved, multiplied);
}
