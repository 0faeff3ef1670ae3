import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as stats from '../../../src/core/stats/index.js';
import { close, readFixture } from './reference.js';

type Lists = Record<
  | 'z' | 'normalCdf' | 'normalUpperTail' | 'p' | 'normalQuantile' | 't' | 'tDf' | 'studentUpperTail' | 'qp' | 'qDf' | 'studentQuantile'
  | 'x' | 'xDf' | 'chiSquareUpperTail' | 'lambda' | 'count' | 'poissonPmf',
  number[]
>;
const { distributions: r } = JSON.parse(readFileSync(new URL('../../fixtures/glm-r.json', import.meta.url), 'utf8')) as { distributions: Lists };

function agrees(expected: number[], actual: (i: number) => number): void {
  expected.forEach((value, i) => {
    const found = actual(i);
    if (value === 0) expect(found).toBe(0);
    else expect(Math.abs(found - value) / Math.abs(value), `case ${i}: ${found} against ${value}`).toBeLessThan(1e-11);
  });
}

test('normal, Student, chi-square and Poisson agree with R to eleven digits, far tails too', () => {
  agrees(r.normalCdf, (i) => stats.normalCdf(r.z[i]));
  agrees(r.normalUpperTail, (i) => stats.normalUpperTail(r.z[i]));
  agrees(r.normalQuantile, (i) => stats.normalQuantile(r.p[i]));
  agrees(r.studentUpperTail, (i) => stats.studentUpperTail(r.t[i], r.tDf[i]));
  agrees(r.chiSquareUpperTail, (i) => stats.chiSquareUpperTail(r.x[i], r.xDf[i]));
  agrees(r.poissonPmf, (i) => stats.poissonPmf(r.count[i], r.lambda[i]));
  agrees(r.studentQuantile, (i) => stats.studentQuantile(r.qp[i], r.qDf[i]));
});

test('beta quantiles, log gamma and log Poisson probabilities agree with SciPy to ten digits', () => {
  const { special } = readFixture<{ special: { beta: [number, number, number][]; betaQuantile: number[]; x: number[]; logGamma: number[]; poisson: [number, number][]; poissonLogPmf: number[] } }>('evaluation');
  close(special.beta.map(([p, a, b]) => stats.betaQuantile(p, a, b)), special.betaQuantile, 10, 1e-12);
  close(special.x.map(stats.logGamma), special.logGamma, 12);
  close(special.poisson.map(([y, mean]) => stats.poissonLogPmf(y, mean)), special.poissonLogPmf, 12);
});

test('quantiles undo the distribution functions', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), fc.integer({ min: 1, max: 1000 }), (p, df) => {
      expect(stats.normalCdf(stats.normalQuantile(p))).toBeCloseTo(p, 12);
      expect(stats.studentUpperTail(stats.studentQuantile(p, df), df)).toBeCloseTo(1 - p, 11);
    }),
  );
});

test('probabilities outside 0 to 1 and degrees of freedom that are not positive are refused', () => {
  expect(() => stats.normalQuantile(1.2)).toThrow(/from 0 to 1/);
  expect(() => stats.studentUpperTail(1, 0)).toThrow(/must be positive/);
  expect(() => stats.chiSquareUpperTail(1, -1)).toThrow(/must be positive/);
});
