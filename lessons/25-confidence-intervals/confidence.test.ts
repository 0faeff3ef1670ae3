/** Coverage counted against coverage computed, the figures of the cards, and what the simulation refuses. */
import { describe, expect, test } from 'vitest';
import { Random, stats } from '../../src/core/index.js';
import { UserError, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { confidenceIntervals } from './confidence.js';
import { intervalsFromAnswers } from './methods.js';

const run = (params: ParamValues, seed = 1) => runToEnd(confidenceIntervals, params, seed).metrics;

/** Sum of the binomial probabilities of the results whose interval holds p. */
function exactCoverage(n: number, p: number, method: stats.ProportionMethod): number {
  let [sum, probability] = [0, Math.pow(1 - p, n)];
  for (let right = 0; right <= n; right++) {
    const { low, high } = stats.proportionInterval(right, n, method);
    if (low <= p && p <= high) sum += probability;
    probability *= ((n - right) / (right + 1)) * (p / (1 - p));
  }
  return sum;
}

describe('coverage', () => {
  test.each([
    { n: 20, accuracy: 0.98, normal: 0.33, wilson: 0.94 },
    { n: 100, accuracy: 0.98, normal: 0.87, wilson: 0.95 },
    { n: 200, accuracy: 0.9, normal: 0.93, wilson: 0.96 },
    { n: 60, accuracy: 0.98, normal: 0.7, wilson: 0.97 },
  ])('at $n pictures and accuracy $accuracy is as the cards say', ({ n, accuracy, normal, wilson }) => {
    expect(exactCoverage(n, accuracy, 'wald')).toBeCloseTo(normal, 2);
    expect(exactCoverage(n, accuracy, 'wilson')).toBeCloseTo(wilson, 2);
  });

  test('counted over worlds agrees with the exact one', () => {
    const counted = run({ source: 'known', testSize: 20, accuracy: 0.98, worlds: 1000 });
    expect(Math.abs(counted['coverage.normal'] - exactCoverage(20, 0.98, 'wald'))).toBeLessThan(0.05);
    expect(Math.abs(counted['coverage.wilson'] - exactCoverage(20, 0.98, 'wilson'))).toBeLessThan(0.03);
  });
});

describe('figures of the cards', () => {
  const percents = ({ low, high }: stats.Interval) => [low, high].map((end) => Math.round(1000 * end) / 10);

  test('92 of 100, and 20 of 20', () => {
    expect(percents(stats.proportionInterval(92, 100, 'wald'))).toEqual([86.7, 97.3]);
    expect(percents(stats.proportionInterval(20, 20, 'wald'))).toEqual([100, 100]);
    expect(percents(stats.proportionInterval(20, 20, 'wilson'))).toEqual([83.9, 100]);
  });

  test('five seeds', () => {
    expect(percents(stats.meanInterval([0.86, 0.88, 0.84, 0.86, 0.9]))).toEqual([84, 89.6]);
    expect(stats.studentQuantile(0.975, 4)).toBeCloseTo(2.776, 3);
  });

  test('a bootstrap sample of 100 leaves 36.6 % out', () => {
    const random = new Random(3);
    const drawn = new Int32Array(100);
    const left = Array.from({ length: 2000 }, () => stats.outOfBag(stats.resample(drawn, random), 100).length);
    expect(Math.pow(0.99, 100)).toBeCloseTo(0.366, 3);
    expect(stats.mean(left)).toBeCloseTo(36.6, 0);
  });
});

test('right answers only: neither the normal approximation nor the bootstrap has any width, Wilson has', () => {
  const { normal, bootTest, wilson } = intervalsFromAnswers(new Uint8Array(20).fill(1), 0.95, new Random(1));
  expect([normal.low, normal.high, bootTest.low, bootTest.high]).toEqual([1, 1, 1, 1]);
  expect(wilson.low).toBeLessThan(0.85);
});

test('the same seed gives the same numbers, another seed others', () => {
  const settings = { bootstraps: 10, seeds: 2, worlds: 10 };
  expect(run(settings)).toEqual(run(settings));
  expect(run(settings)).not.toEqual(run(settings, 2));
});

test('what cannot be shown or would take too long is refused', () => {
  const key = (params: ParamValues) => {
    try {
      run(params);
    } catch (error) {
      if (error instanceof UserError) return error.key;
      throw error;
    }
    return 'nothing';
  };
  expect(key({ source: 'known', show: 'seeds' })).toBe('confidence.show');
  expect(key({ worlds: 1000 })).toBe('confidence.work');
});
