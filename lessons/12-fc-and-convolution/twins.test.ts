/** The matrix of a convolution, the twins and the plain loops, apart from any training; and the figures of the cards. */
import { describe, expect, test } from 'vitest';
import { F, Random, randn, scope, tensor } from '../../src/core/index.js';
import { caseOf, CASES } from './cases.js';
import { differenceOf, loopDifference, weightDifference } from './compare.js';
import { arrange, convParameters, denseParameters, geometryOf, layout, OUTPUTS, PIXELS, unroll } from './geometry.js';
import { smallMatrix } from './matrix.js';
import { ConvTwin, DenseTwin, evaluate, inputsOf } from './twins.js';

const natural = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

describe('unroll', () => {
  test('is the band of the card: one dimension would be a Toeplitz matrix', () => {
    const matrix = unroll([1, 2, 3, 4], geometryOf(1, 3, 2), 1);
    expect([...matrix]).toEqual([1, 2, 0, 3, 4, 0, 0, 0, 0, 0, 1, 2, 0, 3, 4, 0, 0, 0, 0, 0, 0, 1, 2, 0, 3, 4, 0, 0, 0, 0, 0, 1, 2, 0, 3, 4]);
  });

  test.each([[1, 8, 3], [1, 8, 8], [3, 5, 2], [4, 4, 1], [64, 1, 1]])('times the pixels is the convolution: %i channels, side %i, kernel %i', (channels, side, kernel) => {
    scope(() => {
      const random = new Random(channels + side + kernel);
      const weight = randn([2, channels, kernel, kernel], random);
      const x = randn([3, channels, side, side], random);
      const { positions } = geometryOf(channels, side, kernel);
      const convolved = F.conv2d(x, weight).toArray();
      const product = F.linear(x.reshape([3, channels * side * side]), tensor(unroll(weight.toArray(), geometryOf(channels, side, kernel), 2), [2 * positions, channels * side * side])).toArray();
      expect(differenceOf(convolved, product).most).toBeLessThan(1e-4);
    });
  });
});

test('layouts are permutations: blocks become channels', () => {
  for (const block of [1, 2, 4, 8]) expect([...layout(block)].sort((a, b) => a - b)).toEqual([...natural(PIXELS)]);
  expect([...layout(1)]).toEqual([...natural(PIXELS)]);
  const pixels = Float32Array.from({ length: 2 * PIXELS }, (_, i) => i);
  const arranged = arrange(pixels, 2);
  // The first channel has the upper left pixel of each block.
  expect([...arranged.subarray(0, 4)]).toEqual([0, 2, 4, 6]);
  expect(arranged[PIXELS + 16]).toBe(PIXELS + 1);
});

describe.each(CASES)('case %s', (name) => {
  const shape = caseOf(name, 3);
  const { channels, side } = shape.geometry;
  const pixels = Float32Array.from({ length: 5 * PIXELS }, () => 0);
  new Random(4).fillUniform(pixels);
  const x = tensor(pixels, [5, channels, side, side]);
  const conv = new ConvTwin(shape, new Random(1));

  test.each(['natural', 'shuffled'])('both layers are one function, inputs in %s order', (order) => {
    const inputs = inputsOf(shape);
    const dense = new DenseTwin(shape, conv, order === 'natural' ? natural(inputs) : new Random(9).permutation(inputs), new Random(2));
    const [a, b] = [evaluate(conv, x), evaluate(dense, x)];
    expect(a.length).toBe(5 * OUTPUTS * shape.geometry.positions);
    expect(differenceOf(a, b).most).toBeLessThan(1e-5);
    expect(weightDifference(conv, dense)).toBe(0);
  });

  test('plain loops agree with the core, and with each other to the last bit', () => {
    const dense = new DenseTwin(shape, conv, natural(inputsOf(shape)), new Random(2));
    expect(loopDifference(conv, dense, pixels)).toEqual({ most: 0, same: 1 });
    dense.linear.weight.data[0] += 1;
    expect(loopDifference(conv, dense, pixels).most).toBeGreaterThan(0);
    expect(weightDifference(conv, dense)).toBeCloseTo(1, 5);
  });

  test('the small matrix is the convolution', () => {
    const { rows, columns, values, difference } = smallMatrix(shape, conv.conv.weight.toArray(), pixels.subarray(0, PIXELS));
    expect(values.length).toBe(rows * columns);
    expect(columns).toBeLessThanOrEqual(36);
    expect(difference).toBeLessThan(1e-6);
  });
});

describe('figures of the cards', () => {
  test('the example of 2×2 pixels is 8.5', () => {
    scope(() => {
      const convolved = F.conv2d(tensor([1, 2, 3, 4], [1, 1, 2, 2]), tensor([0.5, -1, 2, 1], [1, 1, 2, 2])).item();
      expect([convolved, F.linear(tensor([[1, 2, 3, 4]]), tensor([[0.5, -1, 2, 1]])).item()]).toEqual([8.5, 8.5]);
    });
  });

  test('the order of additions', () => {
    expect(0.1 + 0.2 + 0.3).toBe(0.6000000000000001);
    expect(0.1 + (0.2 + 0.3)).toBe(0.6);
  });

  test('weights of a 3×3 kernel and of the matrix with as many outputs', () => {
    const weights = (side: number) => side * side * geometryOf(1, side, 3).positions;
    expect([3, 8, 32, 224].map(weights)).toEqual([9, 2_304, 921_600, 2_472_873_984]);
  });

  test('parameters of the simulation', () => {
    expect([3, 6, 7, 8].map((kernel) => convParameters({ channels: 1, kernel }))).toEqual([100, 370, 500, 650]);
    expect([3, 6, 8].map((kernel) => denseParameters(1, 8, kernel))).toEqual([23_400, 5_850, 650]);
  });
});
