/** Distances and divergences against scipy; what happens at zeros; and which of the four axioms each breaks on a known example. */
import { describe, expect, test } from 'vitest';
import { stats } from '../../../src/core/index.js';
import { readFixture } from './reference.js';

const ofVectors = ['squaredEuclidean', 'cityblock', 'chebyshev', 'hamming', 'cosineDistance', 'angularDistance', 'huber'] as const;
const ofDistributions = ['crossEntropy', 'klDivergence', 'jensenShannonDivergence', 'totalVariation', 'hellinger'] as const;
type Name = (typeof ofVectors)[number] | (typeof ofDistributions)[number];
type Case = Record<Name, number> & Record<'x' | 'y' | 'p' | 'q', number[]>;
const { cases } = readFixture<{ cases: Case[] }>('distances');

describe('as scipy computes them', () => {
  test.each(ofVectors)('%s', (name) => {
    for (const one of cases) expect(stats[name](one.x, one.y)).toBeCloseTo(one[name], name === 'angularDistance' ? 7 : 12);
  });
  test.each(ofDistributions)('%s', (name) => {
    for (const one of cases) expect(stats[name](one.p, one.q)).toBeCloseTo(one[name], 12);
  });
});

test('zeros: nothing times a logarithm is nothing, no room is infinitely far', () => {
  expect(stats.klDivergence([1, 0], [0.5, 0.5])).toBeCloseTo(Math.LN2, 14);
  expect(stats.klDivergence([0.5, 0.5], [1, 0])).toBe(Infinity);
  expect(stats.crossEntropy([0.5, 0.5], [1, 0])).toBe(Infinity);
  expect(stats.crossEntropy([1, 0], [1, 0])).toBe(0);
  expect(stats.jensenShannonDivergence([1, 0], [0, 1])).toBeCloseTo(Math.LN2, 14);
  expect(stats.hellinger([1, 0], [0, 1])).toBe(1);
  expect(stats.totalVariation([1, 0], [0, 1])).toBe(1);
  expect(stats.cosineDistance([0, 0], [1, 2])).toBeNaN();
});

test('opposite, equal and perpendicular directions', () => {
  expect(stats.angularDistance([1, 0], [-3, 0])).toBe(1);
  expect(stats.angularDistance([1, 1], [2, 2])).toBe(0);
  expect(stats.angularDistance([1, 0], [0, 5])).toBe(0.5);
});

test('vectors of unequal length are refused by name', () => {
  expect(() => stats.cityblock([1], [1, 2])).toThrow('cityblock: x has 1 rows, y has 2');
  expect(() => stats.huber([1], [2], 0)).toThrow('huber: delta');
});
