import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/core/random/index.js';
import * as signal from '../../../src/core/signal/index.js';

type Layer = Omit<signal.ConvolutionProblem, 'input' | 'kernel'> & { input: number[]; kernel: number[]; output: number[] };
const reference = JSON.parse(readFileSync(new URL('../../fixtures/signal.json', import.meta.url), 'utf8')) as {
  transforms: Record<'re' | 'im' | 'outRe' | 'outIm', number[]>[];
  layers: Layer[];
};
const problemOf = ({ input, kernel, ...sizes }: Layer): signal.ConvolutionProblem => ({ ...sizes, input: Float32Array.from(input), kernel: Float32Array.from(kernel) });
const difference = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
const algorithmsFor = ({ kernelHeight, kernelWidth }: Layer) => (kernelHeight === 3 && kernelWidth === 3 ? (['direct', 'fft', 'winograd'] as const) : (['direct', 'fft'] as const));

describe('the Fourier transform', () => {
  test.each(reference.transforms.map((one) => [one.re.length, one] as const))('of %i numbers as NumPy', (_, { re, im, outRe, outIm }) => {
    const found = signal.fft(re, im);
    expect(difference(found.re, outRe)).toBeLessThan(1e-13 * re.length + 1e-15);
    expect(difference(found.im, outIm)).toBeLessThan(1e-13 * re.length + 1e-15);
  });
  test('there and back; the squares sum to n times theirs (Parseval); a shift keeps the sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 40 }), (x) => {
        const X = signal.fft(x);
        expect(difference(signal.ifft(X.re, X.im).re, x)).toBeLessThan(1e-12);
        const squares = x.reduce((sum, value) => sum + value * value, 0);
        const sizes = Array.from(X.re, (r, k) => r * r + X.im[k] * X.im[k]);
        expect(sizes.reduce((sum, value) => sum + value, 0) / x.length).toBeCloseTo(squares, 8);
        const shifted = signal.fft([...x.slice(1), x[0]]);
        expect(difference(Array.from(shifted.re, (r, k) => r * r + shifted.im[k] * shifted.im[k]), sizes)).toBeLessThan(1e-9 * (1 + squares * x.length));
      }),
    );
  });
  test('empty input and parts of two lengths are named', () => {
    expect(() => signal.fft([])).toThrow('fft: the input is empty');
    expect(() => signal.fft([1, 2], [1])).toThrow('the real part has 2 elements, the imaginary part 1');
  });
});

describe.each(reference.layers.map((layer) => [`${layer.filters} x ${layer.channels} x ${layer.kernelHeight} x ${layer.kernelWidth} on ${layer.height} x ${layer.width}`, layer] as const))('convolution %s', (_, layer) => {
  test.each(algorithmsFor(layer))('%s agrees with SciPy in double precision to single precision', (algorithm) => {
    const { output } = signal.convolve2d(algorithm, problemOf(layer));
    expect(output.length).toBe(layer.output.length);
    expect(difference(output, layer.output)).toBeLessThan(1e-5);
  });
});

describe('three algorithms, one layer: 16 filters on 16 channels of 18 x 18', () => {
  const random = new Random(3);
  const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal());
  const problem: signal.ConvolutionProblem = { channels: 16, height: 18, width: 18, filters: 16, kernelHeight: 3, kernelWidth: 3, input: draw(16 * 18 * 18), kernel: draw(16 * 16 * 9) };
  const [direct, fourier, winograd] = (['direct', 'fft', 'winograd'] as const).map((algorithm) => signal.convolve2d(algorithm, problem));
  test('results differ, but only in the last bits', () => {
    for (const other of [fourier, winograd]) {
      const most = difference(direct.output, other.output);
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThan(1e-4); // sums of 144 products of size 1
    }
  });
  test('the same bits on every run', () => {
    for (const algorithm of ['direct', 'fft', 'winograd'] as const) expect(signal.convolve2d(algorithm, problem)).toEqual(signal.convolve2d(algorithm, problem));
  });
  test('counts: direct multiplies 9 an output and channel, Winograd 16 for four outputs', () => {
    const outputs = 16 * 16 * 16;
    expect(direct.operations).toEqual({ multiplications: outputs * 144, additions: outputs * 143 });
    const tiles = 64;
    expect(winograd.operations.multiplications).toBe(tiles * 16 * 16 * 16 + 256 * 14);
    expect(winograd.operations.additions).toBe(tiles * (16 * 32 + 16 * (16 * 15 + 24)) + 256 * 21);
    expect(direct.operations.multiplications / (tiles * 16 * 16 * 16)).toBe(2.25);
  });
  test('counts: each transform of 32 x 32 numbers has 64 transforms of 32', () => {
    const one = 64 * 5 * 2 * 32;
    expect(fourier.operations.multiplications).toBe((16 + 256 + 16) * one + 256 * 4 * 1024 + outputsOf(problem));
  });
  test('a large kernel is where the Fourier transform pays', () => {
    const large = { ...problem, channels: 1, filters: 1, height: 64, width: 64, kernelHeight: 31, kernelWidth: 31, input: draw(4096), kernel: draw(961) };
    const [slow, fast] = [signal.convolve2d('direct', large), signal.convolve2d('fft', large)];
    expect(fast.operations.multiplications).toBeLessThan(slow.operations.multiplications / 3);
    expect(difference(slow.output, fast.output)).toBeLessThan(1e-3);
  });
});

const outputsOf = ({ filters, height, width, kernelHeight, kernelWidth }: signal.ConvolutionProblem) => filters * (height - kernelHeight + 1) * (width - kernelWidth + 1);

test('shapes that do not fit are named with both', () => {
  const problem = problemOf(reference.layers[0]);
  expect(() => signal.convolve2d('winograd', problemOf(reference.layers[2]))).toThrow('needs a 3 x 3 kernel, got 5 x 2');
  expect(() => signal.convolve2d('direct', { ...problem, height: 2, input: new Float32Array(12) })).toThrow('kernel is 1 x 1 x 3 x 3, input is 1 x 2 x 6');
  expect(() => signal.convolve2d('fft', { ...problem, channels: 2 })).toThrow('input is 2 x 6 x 6 but holds 36 values');
});

test('in double precision: PyTorch\'s layers to single precision, and nearer to the truth than any algorithm in single precision', () => {
  for (const layer of reference.layers) expect(difference(signal.convolveExactly(problemOf(layer)), layer.output)).toBeLessThan(1e-5);
  // One, and a tiny number eight times: in single precision the small ones are lost one by one.
  const kernel = new Float32Array(9).fill(2 ** -26);
  kernel[0] = 1;
  const problem = { input: new Float32Array(9).fill(1), channels: 1, height: 3, width: 3, kernel, filters: 1, kernelHeight: 3, kernelWidth: 3 };
  expect(signal.convolveExactly(problem)[0]).toBe(1 + 8 * 2 ** -26);
  expect(signal.convolve2d('direct', problem).output[0]).toBe(1);
});
