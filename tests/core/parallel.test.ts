/** The parts of src/core/parallel that need one thread; tests/runtime/threads.test.ts has several do it. */
import { describe, expect, test } from 'vitest';
import { parallel } from '../../src/core/index.js';

const barrier = () => new parallel.Barrier(new Int32Array(new SharedArrayBuffer(4 * parallel.Barrier.WORDS)));

describe('shareOf', () => {
  test.each([[10, 4], [3, 8], [64, 4], [0, 2]])('%i items in %i parts: every item once, sizes differ by one at most', (total, parts) => {
    const shares = Array.from({ length: parts }, (_, i) => parallel.shareOf(total, i, parts));
    expect(shares[0][0]).toBe(0);
    expect(shares[parts - 1][1]).toBe(total);
    shares.slice(1).forEach(([start], i) => expect(start).toBe(shares[i][1]));
    const sizes = shares.map(([start, end]) => end - start);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});

test('a barrier of one lets everybody through, again and again', () => {
  const door = barrier();
  for (let i = 0; i < 3; i++) door.wait(1);
});

test('the sum of a single vector is that vector', () => {
  const sum = new Float32Array(3);
  parallel.allReduceSum([Float32Array.of(1, -2, 0.5)], sum, 0, barrier());
  expect([...sum]).toEqual([1, -2, 0.5]);
});
