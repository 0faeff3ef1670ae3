/** Signals: the Fourier transform, and convolution by three algorithms with their counts of operations. */
export { convolve2d, convolveExactly, type ConvolutionAlgorithm, type ConvolutionProblem, type ConvolutionResult } from './convolution.js';
export { fft, ifft, nextPowerOfTwo, type Complex } from './fft.js';
export type { Operations } from './operations.js';
