/** Batches: every row once an epoch, endless ones epoch after epoch. */
import { expect, test } from 'vitest';
import { optim, Random } from '../../src/core/index.js';

const take = (count: number, size: number, batches: number): Int32Array[] => {
  const endless = optim.endlessBatches(count, size, new Random(1));
  return Array.from({ length: batches }, () => endless.next().value);
};
const sorted = (batches: readonly Int32Array[]) => batches.flatMap((batch) => Array.from(batch)).sort((a, b) => a - b);

test('each epoch has every row once, in another order', () => {
  const drawn = take(12, 4, 6);
  const all = Array.from({ length: 12 }, (_, i) => i);
  expect(sorted(drawn.slice(0, 3))).toEqual(all);
  expect(sorted(drawn.slice(3))).toEqual(all);
  expect(drawn.slice(0, 3)).not.toEqual(drawn.slice(3));
});

test('an incomplete rest is dropped', () => {
  const drawn = take(10, 4, 4);
  expect(drawn.map((batch) => batch.length)).toEqual([4, 4, 4, 4]);
  expect(new Set(sorted(drawn.slice(0, 2))).size).toBe(8);
});

test('a batch larger than the data is refused instead of waiting for ever', () => {
  expect(() => take(3, 4, 1)).toThrow(/smaller/);
});
