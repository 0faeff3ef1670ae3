import { describe, expect, test } from 'vitest';
import { fromRows } from '../../../src/core/linalg/index.js';
import * as stats from '../../../src/core/stats/index.js';
import { Random } from '../../../src/core/random/index.js';
import { close, closeMatrix, readFixture } from './reference.js';

type Intervals = Record<'wald' | 'wilson' | 'clopper-pearson', [number, number]>;
const reference = readFixture<{
  describe: Record<'x' | 'y' | 'ranks' | 't95' | 'normal90', number[]> &
    Record<'mean' | 'variance' | 'populationVariance' | 'covariance' | 'correlation', number> & { block: number[][]; covarianceMatrix: number[][] };
  proportions: ({ count: number; n: number; confidence: number } & Intervals)[];
}>('evaluation');

describe('summaries as NumPy and SciPy', () => {
  const d = reference.describe;
  test('mean, variance, covariance, correlation, ranks', () => {
    close(stats.mean(d.x), d.mean, 14);
    close(stats.variance(d.x), d.variance, 11);
    close(stats.variance(d.x, 0), d.populationVariance, 11);
    close(stats.standardDeviation(d.x) ** 2, d.variance, 11);
    close(stats.covariance(d.x, d.y), d.covariance, 11);
    close(stats.correlation(d.x, d.y), d.correlation, 11);
    closeMatrix(stats.covarianceMatrix(fromRows(d.block)), d.covarianceMatrix, 11);
    expect(Array.from(stats.ranks(d.x.map(Math.round)))).toEqual(d.ranks);
  });
  test('t and normal intervals of the mean', () => {
    const t = stats.meanInterval(d.x);
    close([t.low, t.high], d.t95, 12);
    const normal = stats.meanInterval(d.x, 'normal', 0.9);
    close([normal.low, normal.high], d.normal90, 12);
  });
  test('no variance of one value, no correlation with a constant', () => {
    expect(() => stats.variance([1])).toThrow(/leave no degree of freedom/);
    expect(() => stats.correlation([1, 2], [3, 3])).toThrow('y is constant');
    expect(() => stats.covariance([1, 2], [3])).toThrow('x has 2 rows, y has 1');
    expect(() => stats.mean([])).toThrow('mean: values is empty');
  });
});

describe('intervals of a proportion', () => {
  test.each(reference.proportions)('$count of $n as statsmodels', ({ count, n, confidence, ...expected }) => {
    for (const method of ['wald', 'wilson', 'clopper-pearson'] as const) {
      const { low, high, estimate } = stats.proportionInterval(count, n, method, confidence);
      close([low, high], expected[method], 10, 1e-2);
      expect(estimate).toBe(count / n);
    }
  });
  test('Hoeffding by hand: 0.5 +- sqrt(log 40 / 200)', () => {
    const { low, high } = stats.proportionInterval(50, 100, 'hoeffding');
    close([low, high], [0.5 - 0.13581015157406195, 0.5 + 0.13581015157406195], 12);
  });
  test('Clopper-Pearson and Hoeffding never cover less than stated, Wald does (n = 20, p = 0.924)', () => {
    const [n, p] = [20, 0.924];
    const coverage = (method: stats.ProportionMethod) => {
      let [covered, pmf] = [0, (1 - p) ** n];
      for (let k = 0; k <= n; k++) {
        const { low, high } = stats.proportionInterval(k, n, method);
        if (low <= p && p <= high) covered += pmf;
        pmf *= (((n - k) / (k + 1)) * p) / (1 - p);
      }
      return covered;
    };
    expect(coverage('clopper-pearson')).toBeGreaterThanOrEqual(0.95);
    expect(coverage('hoeffding')).toBeGreaterThanOrEqual(0.95);
    expect(coverage('wilson')).toBeGreaterThan(0.9);
    expect(coverage('wald')).toBeLessThan(0.85);
  });
  test('impossible counts are refused', () => {
    expect(() => stats.proportionInterval(5, 4)).toThrow('successes must be an integer from 0 to 4, got 5');
    expect(() => stats.proportionInterval(0, 0)).toThrow('n must be an integer of at least 1');
    expect(() => stats.proportionInterval(1, 4, 'wald', 1)).toThrow('confidence must be between 0 and 1');
  });
});

describe('bootstrap and permutation', () => {
  const values = Float64Array.from({ length: 50 }, (_, i) => ((i * 37) % 50) / 10);
  test('the bootstrap error of the mean is s / sqrt(n) (population s); the same seed gives the same bits', () => {
    const run = () => stats.bootstrap(50, (at) => at.reduce((sum, i) => sum + values[i], 0) / 50, { random: new Random(4), replicates: 4000 });
    const replicates = run();
    expect(stats.standardDeviation(replicates) / (stats.standardDeviation(values, 0) / Math.sqrt(50))).toBeCloseTo(1, 1);
    expect(run()).toEqual(replicates);
    const { low, high } = stats.percentileInterval(stats.mean(values), replicates, 0.9);
    close([low, high], stats.quantiles(replicates, [0.05, 0.95]), 12);
  });
  test('a resample leaves about 1 / e of the rows out', () => {
    const drawn = stats.resample(new Int32Array(10000), new Random(1));
    const left = stats.outOfBag(drawn, 10000);
    expect(left.length / 10000).toBeCloseTo(0.368, 2);
    expect(left.some((i) => drawn.includes(i))).toBe(false);
    expect(stats.point632(0.1, [0.3, 0.5])).toBeCloseTo(0.0368 + 0.632 * 0.4, 14);
  });
  test('p values are uniform where there is no effect and small where there is one', () => {
    const random = new Random(9);
    let low = 0;
    for (let world = 0; world < 200; world++) {
      const [a, b] = [0, 0].map(() => Float64Array.from({ length: 12 }, () => random.normal()));
      if (stats.permutationTestOfMeans(a, b, { random, permutations: 99 }).pValue <= 0.1) low += 1;
    }
    expect(low).toBeGreaterThan(8);
    expect(low).toBeLessThan(35);
    expect(stats.permutationTestOfMeans([1, 2, 3, 4, 5, 6], [11, 12, 13, 14, 15, 16], { random }).pValue).toBeLessThan(0.02);
    expect(stats.signFlipTest([1, 1.2, 0.8, 1.1, 0.9, 1.3, 1, 0.7], { random }).pValue).toBeLessThan(0.03);
  });
  test('the exact share of permutations: {1, 2} against {3, 4}, 2 of 6 splits are as far apart', () => {
    const { pValue } = stats.permutationTestOfMeans([1, 2], [3, 4], { random: new Random(2), permutations: 9999 });
    expect(pValue).toBeCloseTo(1 / 3, 1);
  });
});
