import { describe, expect, test } from 'vitest';
import { F, Random, randn, scope, tensor, type Tensor } from '../../src/core/index.js';

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

  test.each([1, 4, 5, 18, 33])('%i columns: the integers are those of the formula in float32, to the bit', (columns) => {
    scope(() => {
      const x = randn([6, columns], new Random(columns));
      const q = F.quantize(x);
      const back = F.dequantize(q).toArray();
      const values = x.toArray();
      for (let r = 0; r < 6; r++) {
        const row = values.subarray(r * columns, (r + 1) * columns);
        const scale = Math.fround(row.reduce((top, value) => Math.max(top, Math.abs(value)), 0) / 127);
        row.forEach((value, c) => {
          const size = Math.min(127, Math.floor(Math.fround(Math.fround(Math.abs(value) / scale) + 0.5)));
          expect(back[r * columns + c]).toBe(Math.fround(scale * Math.sign(value) * size));
        });
      }
    });
  });

  test('NaN and infinities are refused by row', () => {
    expect(() => F.quantize(tensor([[1, 2], [Infinity, 0]]))).toThrow(/row 1 of x \[2, 2\] holds NaN or an infinity/);
    expect(() => F.quantize(tensor([[Number.NaN, 2, 3, 4, 5]]))).toThrow(/row 0/);
  });

  test('bits outside 2 to 8 are refused', () => {
    expect(() => F.quantize(tensor([1]), { bits: 9 })).toThrow(/bits must be an integer from 2 to 8, got 9/);
  });
});

describe('range mse: clipped where the squared error is least', () => {
  const error = (x: Tensor, options: object) => F.dequantize(F.quantize(x, options)).sub(x).square().sum().item();

  test('a worked example: with 2 bits one large value among small ones is given up', () => {
    const row = [1, 1, -1, 1, -1, -1, 1, 1, 1.6];
    expect(F.dequantize(F.quantize(tensor([row]), { bits: 2 })).toNested()).toEqual([row.map((value) => expect.closeTo(1.6 * Math.sign(value), 6))]);
    // Of the shares 1, 0.95 ... of 1.6 the nearest to the best, 9.6 / 9, is 0.65: 1.04.
    expect(F.dequantize(F.quantize(tensor([row]), { bits: 2, range: 'mse' })).toNested()).toEqual([row.map((value) => expect.closeTo(1.04 * Math.sign(value), 6))]);
  });

  test.each([[2, 'row'], [3, 'row'], [4, 'row'], [2, 'tensor'], [4, 'tensor']] as const)('%i bits by %s: never worse, here better', (bits, scale) => {
    scope(() => {
      const x = randn([9, 130], new Random(bits));
      expect(error(x, { bits, scale, range: 'mse' })).toBeLessThan(error(x, { bits, scale }));
    });
  });

  test('rows of zeros stay, NaN is refused', () => {
    expect(F.dequantize(F.quantize(tensor([[0, 0], [1, 1]]), { range: 'mse' })).toNested()).toEqual([[0, 0], [1, 1]]);
    expect(() => F.quantize(tensor([[1, 2], [Infinity, 0]]), { range: 'mse' })).toThrow(/row 1 of x/);
  });
});

test('fewer bits for the rows of x: 2 bits know only -1, 0 and 1', () => {
  const q = F.quantize(tensor([[1, 1, 1]]));
  expect(F.int8Linear(tensor([[1, 0.4, -0.9]]), q, null, { bits: 2 }).item()).toBeCloseTo(0, 6);
  expect(F.int8Linear(tensor([[1, 0.4, -0.9]]), q).item()).toBeCloseTo(0.5, 2);
});

const products = [1, 15, 16, 17, 100].flatMap((columns) => [[1, 7], [3, 8], [4, 1], [5, 7], [6, 13], [11, 24]].map(([rows, outputs]) => ({ rows, columns, outputs })));

test.each(products)('the integer product $rows x $columns x $outputs equals the product of the dequantised matrices', ({ rows, columns, outputs }) => {
  scope(() => {
    const random = new Random(columns);
    const [x, w, b] = [randn([rows, columns], random), randn([outputs, columns], random), randn([outputs], random)];
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
