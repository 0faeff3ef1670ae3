import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byProbability, drawToken, entropyBits, greedy, logSoftmax, samplingStages, softmax, topKMask, topPMask } from '../../../src/core/gpt/sampling.js';

interface Case {
  readonly logits: number[];
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly stages: number[][];
  readonly entropyBits: number[];
  readonly logSoftmax: number[];
}
const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/sampling.json', import.meta.url), 'utf8')) as { cases: Case[] };

/** Logits with some ties and now and then a token ruled out. */
const logits = fc.array(fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }).map((n) => n / 4) }, { weight: 1, arbitrary: fc.constant(-Infinity) }), { minLength: 1, maxLength: 50 })
  .filter((list) => list.some((x) => x > -Infinity));
const temperature = fc.double({ min: 0.05, max: 5, noNaN: true });
const k = fc.integer({ min: 0, max: 60 });
const p = fc.double({ min: 1e-6, max: 1, noNaN: true });
const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i] - value)).toBeLessThan(1e-12));
}

describe('sampling stages', () => {
  test.each(cases.map((item, index) => [index, item] as const))('agree with PyTorch within 1e-12, case %i', (_, item) => {
    const stages = samplingStages(item.logits, item);
    [stages.model, stages.temperature, stages.topK, stages.topP].forEach((stage, i) => {
      expectClose(stage.probabilities, item.stages[i]);
      expect(stage.entropy).toBeCloseTo(item.entropyBits[i], 10);
      expect(stage.support).toBe(item.stages[i].filter((probability) => probability > 0).length);
    });
    expectClose(logSoftmax(item.logits), item.logSoftmax);
  });

  test('every stage sums to 1, cuts only shrink, and what is kept keeps its proportions', () => {
    fc.assert(fc.property(logits, temperature, k, p, (list, t, topK, topP) => {
      const { model, temperature: warm, topK: first, topP: last } = samplingStages(list, { temperature: t, topK, topP });
      for (const stage of [model, warm, first, last]) expect(total(stage.probabilities)).toBeCloseTo(1, 12);
      for (const [before, after] of [[warm, first], [first, last]] as const) {
        expect(after.support).toBeLessThanOrEqual(before.support);
        expect(after.support).toBeGreaterThan(0);
        expect(total(before.probabilities.filter((_, id) => after.probabilities[id] === 0))).toBeCloseTo(after.removed, 12);
        after.probabilities.forEach((value, id) => {
          if (value > 0) expect(value * (1 - after.removed)).toBeCloseTo(before.probabilities[id], 12);
        });
      }
    }));
  });

  test('top-p keeps the smallest set that reaches p', () => {
    fc.assert(fc.property(logits, p, (list, topP) => {
      const probabilities = softmax(list);
      const mask = topPMask(probabilities, topP);
      const kept = [...probabilities].filter((_, id) => mask[id]).sort((a, b) => b - a);
      const cut = [...probabilities].filter((_, id) => !mask[id]);
      if (topP < 1) {
        expect(total(kept)).toBeGreaterThanOrEqual(topP - 1e-12);
        expect(total(kept.slice(0, -1))).toBeLessThan(topP + 1e-12);
      }
      expect(Math.min(...kept)).toBeGreaterThanOrEqual(Math.max(0, ...cut));
    }));
  });

  test('top-k keeps k tokens, and more only where logits tie with the k-th', () => {
    fc.assert(fc.property(logits, fc.integer({ min: 1, max: 60 }), (list, size) => {
      const mask = topKMask(list, size);
      const finite = list.filter((x) => x > -Infinity);
      const kept = list.filter((_, id) => mask[id]);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(size, finite.length));
      if (size <= finite.length) expect(kept.filter((x) => x > Math.min(...kept)).length).toBeLessThan(size);
    }));
  });

  test('a higher temperature never lowers the entropy, and 1 changes nothing', () => {
    fc.assert(fc.property(logits, temperature, temperature, (list, a, b) => {
      const [cold, hot] = [Math.min(a, b), Math.max(a, b)].map((t) => entropyBits(softmax(list, t)));
      expect(hot).toBeGreaterThanOrEqual(cold - 1e-9);
    }));
    const { model, topP } = samplingStages([1, 2, 3]);
    expect(topP.probabilities).toEqual(model.probabilities);
  });

  test('excluded tokens are removed from every stage but the model\'s own', () => {
    const stages = samplingStages([5, 1, 1], { exclude: [0] });
    expect(stages.model.probabilities[0]).toBeGreaterThan(0.9);
    expect([...stages.topP.probabilities]).toEqual([0, 0.5, 0.5]);
  });
});

describe('choosing', () => {
  test('greedy, top-k 1 and a tiny temperature agree', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (list) => {
      const best = greedy(list);
      expect(samplingStages(list, { topK: 1 }).topP.probabilities[best]).toBe(1);
      expect(softmax(list, 0.01)[best]).toBeCloseTo(1, 12);
    }));
  });

  test('drawToken follows the cumulative probabilities and never draws what has none', () => {
    expect([0, 0.2499, 0.25, 0.9, 0.9999999].map((u) => drawToken([0.25, 0, 0.5, 0.25, 0], u))).toEqual([0, 0, 2, 3, 3]);
    fc.assert(fc.property(logits, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, u) => {
      const probabilities = softmax(list);
      const token = drawToken(probabilities, u);
      const below = total(probabilities.slice(0, token));
      expect(probabilities[token]).toBeGreaterThan(0);
      expect(u).toBeGreaterThanOrEqual(below - 1e-12);
      expect(u).toBeLessThan(below + probabilities[token] + 1e-12);
    }));
  });

  test('entropy is 0 for a certain token and log2 n for n equal ones', () => {
    expect(entropyBits([0, 1, 0])).toBe(0);
    expect(entropyBits(softmax(new Array(8).fill(3)))).toBeCloseTo(3, 12);
  });

  test('ids by probability: descending, smaller ids first among equals', () => {
    expect([...byProbability([0.2, 0.4, 0.2, 0.2])]).toEqual([1, 0, 2, 3]);
  });

  test('errors name the rule', () => {
    expect(() => softmax([1], 0)).toThrow(/temperature above 0/);
    expect(() => samplingStages([1, NaN])).toThrow(/got NaN at 1/);
    expect(() => samplingStages([1, 2], { exclude: [0, 1] })).toThrow(/no token is left/);
    expect(() => samplingStages([1], { topP: 0 })).toThrow(/above 0 and at most 1/);
    expect(() => samplingStages([1], { topK: 1.5 })).toThrow(/integer of at least 0/);
  });
});
