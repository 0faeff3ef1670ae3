import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NgramModel } from '../../../src/core/text/index.js';

const V = 5;
const stream = fc.array(fc.integer({ min: 0, max: V - 1 }), { minLength: 2, maxLength: 80 });

describe('NgramModel', () => {
  test('bigram probabilities by hand', () => {
    // 0 1 0 2 0 1 1: bigrams 01 x2, 10, 02, 20, 11. Two or more: 01; once: 10, 02, 20, 11, so D2 = 4 / (4 + 2).
    const model = new NgramModel([0, 1, 0, 2, 0, 1, 1], { order: 2, vocabularySize: 3 });
    const d2 = 4 / 6;
    // Continuation counts: 0 follows {1, 2}, 1 follows {0, 1}, 2 follows {0}: once one, twice two, so D1 = 1 / (1 + 4).
    const d1 = 1 / 5;
    const unigram = (count: number) => (count - d1) / 5 + ((d1 * 3) / 5) * (1 / 3);
    expect(model.probability([0], 1)).toBeCloseTo((2 - d2) / 3 + ((d2 * 2) / 3) * unigram(2), 14);
    expect(model.probability([0], 0)).toBeCloseTo(((d2 * 2) / 3) * unigram(2), 14);
    expect(model.probability([], 2)).toBeCloseTo(unigram(1), 14);
  });

  test('every next-token distribution sums to 1 and gives each token a chance', () => {
    fc.assert(fc.property(stream, fc.array(fc.integer({ min: 0, max: V - 1 }), { maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (tokens, context, order) => {
      const probabilities = new NgramModel(tokens, { order, vocabularySize: V }).probabilities(context);
      expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(Math.min(...probabilities)).toBeGreaterThan(0);
    }));
  });

  test('a longer context helps on text that repeats', () => {
    const tokens = Array.from({ length: 300 }, (_, i) => [0, 1, 2, 0, 1, 3][i % 6]);
    const loss = (order: number) => new NgramModel(tokens, { order, vocabularySize: V }).crossEntropy(tokens);
    expect(loss(2)).toBeLessThan(loss(1) - 0.5);
    expect(loss(3)).toBeLessThan(loss(2));
    expect(loss(4)).toBeLessThan(0.1);
  });

  test('cross-entropy is the mean of -log P', () => {
    const model = new NgramModel([0, 1, 2, 0, 1, 2, 0], { order: 3, vocabularySize: V });
    const expected = -(Math.log(model.probability([0], 1)) + Math.log(model.probability([0, 1], 2)) + Math.log(model.probability([1, 2], 4))) / 3;
    expect(model.crossEntropy([0, 1, 2, 4])).toBeCloseTo(expected, 12);
  });

  test('errors name the rule', () => {
    expect(() => new NgramModel([0, 5], { order: 2, vocabularySize: V })).toThrow(/from 0 to 4/);
    expect(() => new NgramModel([0], { order: 0, vocabularySize: V })).toThrow(/order from 1 to 6/);
    expect(() => new NgramModel([0, 1], { order: 1, vocabularySize: V }).crossEntropy([1])).toThrow(/at least 2/);
  });
});
