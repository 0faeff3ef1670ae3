import { describe, expect, test } from 'vitest';
import { randn, Random, roofline, scope, tensor } from '../../src/core/index.js';

const { Cache, arithmetic, plainProduct, readThrough } = roofline;

describe('cache', () => {
  test('a line is fetched once, and serves its neighbours', () => {
    const cache = new Cache({ bytes: 1024, lineBytes: 64, ways: 2 });
    cache.sweep(0, 256);
    cache.sweep(4, 200);
    expect(cache.fetched).toBe(256);
  });

  test('a part of a line counts whole, wherever it begins', () => {
    const cache = new Cache({ bytes: 1024, lineBytes: 64, ways: 2 });
    cache.sweep(60, 8);
    expect(cache.fetched).toBe(128);
  });

  test('the least recently used goes first: A B A C A B, two ways, one set', () => {
    const cache = new Cache({ bytes: 128, lineBytes: 64, ways: 2 });
    const fetches = [0, 64, 0, 128, 0, 64].map((address) => {
      const before = cache.fetched;
      cache.touch(address);
      return cache.fetched > before;
    });
    expect(fetches).toEqual([true, true, false, true, false, true]);
  });

  test('addresses as far apart as the sets share one set, though the rest is empty', () => {
    const cache = new Cache({ bytes: 4096, lineBytes: 64, ways: 2 }); // 32 sets
    for (let round = 0; round < 2; round++) for (const line of [0, 32, 64]) cache.touch(line * 64);
    expect(cache.fetched).toBe(6 * 64);
  });

  test('more than fits, read again and again, is fetched every time; what fits, once', () => {
    const fetched = (bytes: number) => {
      const cache = new Cache({ bytes: 1024 });
      for (let round = 0; round < 3; round++) cache.sweep(0, bytes);
      return cache.fetched;
    };
    expect(fetched(1024)).toBe(1024);
    expect(fetched(2048)).toBe(3 * 2048);
  });

  test('sets that are no power of two are refused', () => {
    expect(() => new Cache({ bytes: 3000 })).toThrow(/Cache: 3000 bytes/);
  });
});

describe('plain products', () => {
  const ways: readonly roofline.PlainProduct[] = [
    { by: 'columns' },
    { by: 'rows', lanes: 1 },
    { by: 'rows', lanes: 4 },
    { by: 'rows', lanes: 1, tile: 8 },
    { by: 'rows', lanes: 4, tile: 8 },
  ];
  test.each(ways)('$by, lanes $lanes, tile $tile: equal to matmul up to rounding, odd sides too', (way) => {
    for (const [m, k, n] of [[1, 1, 1], [3, 5, 7], [9, 16, 33], [17, 40, 6]]) {
      scope(() => {
        const random = new Random(m);
        const [a, b] = [randn([m, k], random), randn([k, n], random)];
        const expected = a.matmul(b).toArray();
        plainProduct(a, b, way).toArray().forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-5));
      });
    }
  });

  test('four lanes or one: the same additions in the same order, so the same bits', () => {
    scope(() => {
      const random = new Random(1);
      const [a, b] = [randn([13, 21], random), randn([21, 19], random)];
      expect(plainProduct(a, b, { by: 'rows', lanes: 4, tile: 8 }).toArray()).toEqual(plainProduct(a, b, { by: 'rows', lanes: 1 }).toArray());
    });
  });

  test('shapes that do not fit, and odd tiles, are refused', () => {
    const x = tensor([[1, 2, 3]]);
    expect(() => plainProduct(x, x, { by: 'columns' })).toThrow(/plainProduct: expected/);
    expect(() => plainProduct(x, x.t(), { by: 'rows', lanes: 4, tile: 6 })).toThrow(/multiple of 4, got 6/);
  });
});

test('work is counted: 24 operations a step and lane; whole pieces of 128 bytes, as often as asked', () => {
  expect(arithmetic(4, 10)).toBe(960);
  expect(arithmetic(1, 10)).toBe(240);
  expect(readThrough(tensor(new Float32Array(100), [100]), 3)).toBe(3 * 384);
});
