/**
 * One convolution layer by three algorithms, in single precision, each with its count of operations. All give
 *
 *   y[k, i, j] = sum_c sum_u sum_v x[c, i + u, j + v] w[k, c, u, v]
 *
 * (cross-correlation, no padding, stride 1), but add and multiply in another order, so the last bits differ. For teaching: the
 * layer that trains is ops/convolution.
 */
import { convolveFourier } from './fourier.js';
import { noOperations, type Operations } from './operations.js';
import { convolveWinograd } from './winograd.js';

export interface ConvolutionProblem {
  /** [channels, height, width] */
  readonly input: Float32Array;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** [filters, channels, kernelHeight, kernelWidth] */
  readonly kernel: Float32Array;
  readonly filters: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
}

export interface ConvolutionResult {
  /** [filters, height - kernelHeight + 1, width - kernelWidth + 1] */
  readonly output: Float32Array;
  readonly operations: Operations;
}

export type ConvolutionAlgorithm = 'direct' | 'fft' | 'winograd';

/**
 * @throws RangeError where arrays do not fit their shapes, the kernel is larger than the input, or Winograd is asked of a kernel
 *   that is not 3 x 3
 */
export function convolve2d(algorithm: ConvolutionAlgorithm, problem: ConvolutionProblem): ConvolutionResult {
  check(problem);
  switch (algorithm) {
    case 'direct':
      return convolveDirect(problem);
    case 'fft':
      return convolveFourier(problem);
    case 'winograd':
      return convolveWinograd(problem);
  }
}

/** The definition, every product and sum rounded to single precision. */
function convolveDirect({ input, channels, height, width, kernel, filters, kernelHeight, kernelWidth }: ConvolutionProblem): ConvolutionResult {
  const [rows, cols] = [height - kernelHeight + 1, width - kernelWidth + 1];
  const output = new Float32Array(filters * rows * cols);
  const operations = noOperations();
  for (let k = 0; k < filters; k++) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        let sum = 0;
        for (let c = 0; c < channels; c++) {
          for (let u = 0; u < kernelHeight; u++) {
            const x = (c * height + i + u) * width + j;
            const w = ((k * channels + c) * kernelHeight + u) * kernelWidth;
            for (let v = 0; v < kernelWidth; v++) sum = Math.fround(sum + Math.fround(input[x + v] * kernel[w + v]));
          }
        }
        output[(k * rows + i) * cols + j] = sum;
      }
    }
  }
  const products = channels * kernelHeight * kernelWidth;
  operations.multiplications = output.length * products;
  operations.additions = output.length * (products - 1);
  return { output, operations };
}

/**
 * The same in double precision, rounded once at the end of each sum: what single-precision algorithms are measured against.
 * @returns [filters, height - kernelHeight + 1, width - kernelWidth + 1]
 * @throws RangeError as {@link convolve2d}
 */
export function convolveExactly(problem: ConvolutionProblem): Float64Array {
  check(problem);
  const { input, channels, height, width, kernel, filters, kernelHeight, kernelWidth } = problem;
  const [rows, cols] = [height - kernelHeight + 1, width - kernelWidth + 1];
  return Float64Array.from({ length: filters * rows * cols }, (_, at) => {
    const [k, i, j] = [Math.floor(at / (rows * cols)), Math.floor(at / cols) % rows, at % cols];
    let sum = 0;
    for (let c = 0; c < channels; c++) {
      for (let u = 0; u < kernelHeight; u++) {
        const x = (c * height + i + u) * width + j;
        const w = ((k * channels + c) * kernelHeight + u) * kernelWidth;
        for (let v = 0; v < kernelWidth; v++) sum += input[x + v] * kernel[w + v];
      }
    }
    return sum;
  });
}

function check({ input, channels, height, width, kernel, filters, kernelHeight, kernelWidth }: ConvolutionProblem): void {
  const inputShape = `${channels} x ${height} x ${width}`;
  const kernelShape = `${filters} x ${channels} x ${kernelHeight} x ${kernelWidth}`;
  for (const size of [channels, height, width, filters, kernelHeight, kernelWidth]) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`convolve2d: input is ${inputShape}, kernel is ${kernelShape}; every size must be an integer of at least 1`);
  }
  if (input.length !== channels * height * width) throw new RangeError(`convolve2d: input is ${inputShape} but holds ${input.length} values`);
  if (kernel.length !== filters * channels * kernelHeight * kernelWidth) throw new RangeError(`convolve2d: kernel is ${kernelShape} but holds ${kernel.length} values`);
  if (kernelHeight > height || kernelWidth > width) throw new RangeError(`convolve2d: kernel is ${kernelShape}, input is ${inputShape}; the kernel must not be larger than the input`);
}
