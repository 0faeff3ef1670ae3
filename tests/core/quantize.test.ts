import { describe, expect, test } from 'vitest';
import { F, Random, randn, scope, tensor } from '../../src/core/index.js';

describe('quantize', () => {
  test('a worked example: 8 bits by row, by tensor, 4 bits; halves away from zero; a row of zeros', () => {
    const x = tensor([[127, -63.5, 0.4], [0, 0, 0], [12.7, 1, -1]]);
    expect(F.dequantize(F.quantize(x)).toNested()).toEqual([[127, -64, 0], [0, 0, 0], [12.699999809265137, 1, -1].map((value) => expect.closeTo(value, 1e-5))]);
    expect(F.dequantize(F.quantize(x, { scale: 'tensor' })).toNested()).toEqual([[127, -64, 0], [0, 0, 0], [13, 1, -1]]);
    expect(F.dequantize(F.quantize(tensor([[7, 3.5, -1.2]]), { bits: 4 })).toNested()).toEqual([[7, 4, -1]]);
  });

  test.each([2, 4, 8])('%i bits: the error is at most half a step in every row, and some value comes near that', (bits) => {
    scope(() => {
      const x = randn([9, 37], new Random(bits));
      const q = F.quantize(x, { bits });
      const error = F.dequantize(q).sub(x).abs().max(1).toArray();
      q.scales.toArray().forEach((scale, row) => {
        expect(error[row]).toBeLessThanOrEqual(scale * 0.50001);
        expect(error[row]).toBeGreaterThan(scale * 0.3);
      });
    });
  });

  test('bits outside 2 to 8 are refused', () => {
    expect(() => F.quantize(tensor([1]), { bits: 9 })).toThrow(/bits must be an integer from 2 to 8, got 9/);
  });
});

test.each([1, 15, 16, 17, 100])('the integer product over %i columns equals the product of the dequantised matrices', (columns) => {
  scope(() => {
    const random = new Random(columns);
    const [x, w, b] = [randn([5, columns], random), randn([7, columns], random), randn([7], random)];
    const q = F.quantize(w);
    const expected = F.linear(F.dequantize(F.quantize(x)), F.dequantize(q), b).toArray();
    F.int8Linear(x, q, b).toArray().forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-5 * (1 + Math.abs(expected[i]))));
    expect(() => F.int8Linear(randn([2, columns + 1], random), q)).toThrow(/int8Linear: expected x/);
  });
});

test('fakeQuantize rounds the values and lets the gradient through', () => {
  const x = tensor([[0.3, -1, 0.26]], { requiresGrad: true });
  const y = F.fakeQuantize(x, { bits: 3 });
  expect([...y.toArray()].map((value) => Math.round(value * 3))).toEqual([1, -3, 1]);
  y.mul(tensor([[1, 2, 3]])).sum().backward();
  expect(x.grad?.toNested()).toEqual([[1, 2, 3]]);
});
