/** The task that levels on overfitting share: disjoint balanced parts, an exact share of wrong labels in each. */
import { expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { agreement, DIGIT_PIXELS, firstDigits, joinedDigits, noisyDigits } from '../../src/data/noisy-digits.js';

const parts = noisyDigits({ train: 200, test: 500, rest: 1000 }, 0.3, new Random(1));

test('each part has equally many of every digit, and exactly its share of wrong labels', () => {
  for (const [name, size] of [['train', 200], ['test', 500], ['rest', 1000]] as const) {
    const { truth, given } = parts[name];
    for (let digit = 0; digit < 10; digit++) expect(truth.filter((label) => label === digit)).toHaveLength(size / 10);
    expect(agreement(given, truth)).toBeCloseTo(0.7, 12);
  }
});

test('earlier parts do not depend on the sizes of later ones', () => {
  expect(noisyDigits({ train: 200, test: 300 }, 0.3, new Random(1)).train).toEqual(parts.train);
});

test('joining and taking the first ones undo each other', () => {
  const joined = joinedDigits([parts.train, parts.test]);
  expect(joined.pixels).toHaveLength(700 * DIGIT_PIXELS);
  expect(firstDigits(joined, 200)).toEqual(parts.train);
  expect(joined.given.slice(200)).toEqual(parts.test.given);
});

test('no picture is in two parts', () => {
  const keys = (pixels: Float32Array) => Array.from({ length: pixels.length / DIGIT_PIXELS }, (_, i) => pixels.subarray(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS).join(' '));
  const seen = new Set(keys(parts.train.pixels));
  expect(keys(parts.test.pixels).filter((key) => seen.has(key))).toEqual([]);
});
