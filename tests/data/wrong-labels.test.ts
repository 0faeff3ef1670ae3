/** Labels with mistakes: exactly as many as asked for, each really wrong, all other classes alike. */
import { expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { withWrongLabels } from '../../src/data/wrong-labels.js';

const labels = Int32Array.from({ length: 3000 }, (_, i) => i % 3);

test.each([0, 0.3, 1])('a share of %s is wrong, the rest untouched', (share) => {
  const given = withWrongLabels(labels, share, 3, new Random(1));
  expect(given.filter((label, i) => label !== labels[i])).toHaveLength(share * 3000);
  expect(given.every((label) => label >= 0 && label < 3)).toBe(true);
});

test('each other class comes up about equally often, and the original is not changed', () => {
  const given = withWrongLabels(labels, 1, 3, new Random(2));
  const steps = given.map((label, i) => (label - labels[i] + 3) % 3);
  expect(steps.filter((step) => step === 1).length).toBeGreaterThan(1350);
  expect(steps.filter((step) => step === 2).length).toBeGreaterThan(1350);
  expect(labels[4]).toBe(1);
});

test('shares and class counts that make no sense are refused', () => {
  expect(() => withWrongLabels(labels, 1.1, 3, new Random(1))).toThrow(/share/);
  expect(() => withWrongLabels(labels, 0.5, 1, new Random(1))).toThrow(/another class/);
});
