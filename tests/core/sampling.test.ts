// bernoulli: the shares asked for, certain ends, any layout, the same draw from the same generator.

import { describe, expect, test } from 'vitest';
import { F, Random, scope, tensor } from '../../src/core/index.js';

describe('bernoulli', () => {
  test('draws each element with its own probability', () =>
    scope(() => {
      const shares = [0.05, 0.3, 0.5, 0.9];
      const n = 20_000;
      const drawn = F.bernoulli(tensor(shares, [1, 4]).expand([n, 4]), new Random(1));
      expect(drawn.shape).toEqual([n, 4]);
      const means = drawn.mean(0).toArray();
      shares.forEach((p, i) => expect(Math.abs(means[i] - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n)));
    }));

  test('0 and 1 are certain, transposed views are read in their own order', () =>
    scope(() => {
      const p = tensor([[0, 1, 0], [1, 0, 1]]);
      expect(F.bernoulli(p, new Random(2)).toNested()).toEqual([[0, 1, 0], [1, 0, 1]]);
      expect(F.bernoulli(p.t(), new Random(2)).toNested()).toEqual([[0, 1], [1, 0], [0, 1]]);
    }));

  test('the same generator gives the same draw, and nothing is recorded', () =>
    scope(() => {
      const p = tensor(new Float32Array(100).fill(0.5), [100], { requiresGrad: true });
      const first = F.bernoulli(p, new Random(3));
      expect(first.requiresGrad).toBe(false);
      expect(F.bernoulli(p, new Random(3)).toArray()).toEqual(first.toArray());
      expect(F.bernoulli(p, new Random(4)).toArray()).not.toEqual(first.toArray());
    }));
});
