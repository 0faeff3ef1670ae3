/**
 * Convolution by the Fourier transform: transforms turn it into products, point by point (Mathieu, Henaff and LeCun, 2014, "Fast
 * training of convolutional networks through FFTs"). The transforms are as long as the padded input; what wraps round at the
 * edge falls outside the outputs that are kept.
 */
import { nextPowerOfTwo, radix2, twiddles, type Complex } from './fft.js';
import { noOperations, type Operations } from './operations.js';
import type { ConvolutionProblem, ConvolutionResult } from './convolution.js';

type Plane = Complex<Float32Array>;

export function convolveFourier({ input, channels, height, width, kernel, filters, kernelHeight, kernelWidth }: ConvolutionProblem): ConvolutionResult {
  const [rows, cols] = [height - kernelHeight + 1, width - kernelWidth + 1];
  const [p, q] = [nextPowerOfTwo(height), nextPowerOfTwo(width)];
  const operations = noOperations();
  const spectra = Array.from({ length: channels }, (_, c) => spectrum(input, c * height * width, height, width, p, q, operations));
  const output = new Float32Array(filters * rows * cols);
  for (let k = 0; k < filters; k++) {
    const sum: Plane = { re: new Float32Array(p * q), im: new Float32Array(p * q) };
    for (let c = 0; c < channels; c++) {
      const filter = spectrum(kernel, (k * channels + c) * kernelHeight * kernelWidth, kernelHeight, kernelWidth, p, q, operations);
      const signal = spectra[c];
      // Cross-correlation: the signal times the conjugate of the filter.
      for (let i = 0; i < p * q; i++) {
        sum.re[i] += signal.re[i] * filter.re[i] + signal.im[i] * filter.im[i];
        sum.im[i] += signal.im[i] * filter.re[i] - signal.re[i] * filter.im[i];
      }
      operations.multiplications += 4 * p * q;
      operations.additions += (c === 0 ? 2 : 4) * p * q;
    }
    transform2d(sum, p, q, 1, operations);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) output[(k * rows + i) * cols + j] = sum.re[i * q + j] / (p * q);
    operations.multiplications += rows * cols;
  }
  return { output, operations };
}

/** The transform of an h x w image padded with zeros to p x q. */
function spectrum(values: Float32Array, from: number, h: number, w: number, p: number, q: number, operations: Operations): Plane {
  const plane: Plane = { re: new Float32Array(p * q), im: new Float32Array(p * q) };
  for (let i = 0; i < h; i++) for (let j = 0; j < w; j++) plane.re[i * q + j] = values[from + i * w + j];
  transform2d(plane, p, q, -1, operations);
  return plane;
}

/** Rows, then columns. */
function transform2d(plane: Plane, p: number, q: number, sign: 1 | -1, operations: Operations): void {
  const [alongRow, alongColumn] = [twiddles(q, sign), twiddles(p, sign)];
  for (let i = 0; i < p; i++) radix2(plane, q, alongRow, operations, i * q, 1);
  for (let j = 0; j < q; j++) radix2(plane, p, alongColumn, operations, j, q);
}
