import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/core/random/index.js';
import * as stats from '../../../src/core/stats/index.js';
import { QR } from '../../../src/core/linalg/index.js';

const n = 200;
const random = new Random(5);
const x = Float64Array.from({ length: n }, () => random.normal());
const group = Float64Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 1 : 0));
const counts = Float64Array.from({ length: n }, (_, i) => (i % 5) + (i % 3));
const design = (terms: Record<string, ArrayLike<number>>) =>
  stats.withIntercept(n, Object.entries(terms).map(([name, values]) => ({ name, values: Float64Array.from(values) })));

function fault(options: Partial<stats.GlmOptions>): stats.GlmFault | undefined {
  try {
    stats.glm({ design: design({ x }), response: counts, family: stats.poisson, ...options });
    return undefined;
  } catch (error) {
    if (error instanceof stats.GlmError) return error.fault;
    throw error;
  }
}

describe('a model without a finite estimate is refused by name', () => {
  test('no fault where there is none', () => expect(fault({})).toBeUndefined());

  test('a column that is a combination names its parts and factors', () => {
    const sum = x.map((value, i) => 2 * value - 3 * group[i] + 1);
    expect(fault({ design: design({ x, group, sum }) })).toEqual({
      kind: 'singular',
      column: 'sum',
      of: [{ column: 'intercept', factor: 1 }, { column: 'x', factor: 2 }, { column: 'group', factor: -3 }],
    });
  });

  test('the same column twice, on another scale', () => {
    const grams = x.map((value) => value * 1e6);
    expect(fault({ design: design({ x, grams }) })).toMatchObject({ kind: 'singular', column: 'grams', of: [{ column: 'x', factor: 1e6 }] });
  });

  test('near-collinear columns are still told apart', () => {
    const near = x.map((value, i) => value + 1e-5 * counts[i] * (i % 7));
    expect(fault({ design: design({ x, near }) })).toBeUndefined();
  });

  test('a constant column', () => {
    expect(fault({ design: design({ x, same: new Float64Array(n).fill(4) }) })).toEqual({ kind: 'constant', column: 'same', value: 4 });
  });

  test('a dummy whose counts are all zero runs to minus infinity; its complement to plus infinity', () => {
    const response = counts.map((value, i) => (group[i] === 1 ? 0 : value));
    expect(fault({ response, design: design({ x, group }) })).toEqual({ kind: 'separated', columns: ['group'], sign: -1 });
    const others = group.map((value) => 1 - value);
    expect(fault({ response, design: design({ x, others }) })).toEqual({ kind: 'separated', columns: ['others'], sign: 1 });
  });

  test('a separation that no single column shows is found by the fit that runs away', () => {
    // The reference level of three has zero counts only: both dummies run to plus infinity against it.
    const levels = Array.from({ length: n }, (_, i) => 'abc'[i % 3]);
    const response = counts.map((value, i) => (levels[i] === 'a' ? 0 : value + 1));
    const found = fault({ response, design: stats.withIntercept(n, stats.dummies('level', levels).terms) });
    expect(found).toMatchObject({ kind: 'separated', sign: 1 });
    expect(found).toHaveProperty('columns', ['level=b', 'level=c']);
  });

  test('a numeric column that separates', () => {
    const response = Float64Array.from(x, (value) => (value > 1 ? 0 : 2));
    const beyond = x.map((value) => Math.max(0, value - 1));
    expect(fault({ response, design: design({ beyond }) })).toMatchObject({ kind: 'separated', columns: ['beyond'], sign: -1 });
  });

  test('negative, fractional and missing responses name the row', () => {
    const at = (row: number, value: number) => counts.map((count, i) => (i === row ? value : count));
    expect(fault({ response: at(7, -2) })).toEqual({ kind: 'response', row: 7, value: -2, why: 'negative' });
    expect(fault({ response: at(9, 1.5) })).toEqual({ kind: 'response', row: 9, value: 1.5, why: 'fractional' });
    expect(fault({ response: at(3, Number.NaN) })).toMatchObject({ kind: 'response', row: 3, why: 'not finite' });
    expect(fault({ response: new Float64Array(n) })).toEqual({ kind: 'allZero' });
  });

  test('too few rows, columns that are not finite, offsets that are not finite', () => {
    const few = stats.withIntercept(2, [{ name: 'x', values: Float64Array.of(1, 2) }]);
    expect(fault({ design: few, response: Float64Array.of(1, 2) })).toEqual({ kind: 'tooFewRows', rows: 2, coefficients: 2 });
    expect(fault({ design: design({ x: x.map((value, i) => (i === 4 ? Infinity : value)) }) })).toEqual({ kind: 'notFinite', column: 'x', row: 4 });
    expect(() => fault({ offset: new Float64Array(n).fill(-Infinity) })).toThrow(/exposure must be above 0/);
  });

  test('no convergence within the iterations allowed', () => {
    expect(fault({ maxIterations: 1 })).toMatchObject({ kind: 'notConverged', iterations: 1 });
  });

  test('messages name the fix', () => {
    expect(new stats.GlmError({ kind: 'constant', column: 'same', value: 4 }).message).toContain('leave it out');
  });
});

test('columns of any size and place: the fit does not depend on the unit', () => {
  const plain = stats.glm({ design: design({ x }), response: counts, family: stats.poisson });
  for (const [factor, shift] of [[1e9, 0], [1e-9, 0], [1, 1e6], [1e3, -1e8]]) {
    const fit = stats.glm({ design: design({ x: x.map((value) => value * factor + shift) }), response: counts, family: stats.poisson });
    expect(fit.coefficients[1] * factor).toBeCloseTo(plain.coefficients[1], 6);
    expect(fit.deviance).toBeCloseTo(plain.deviance, 6);
  }
});

test('hard starts: counts over six orders of magnitude converge, with halved steps where needed', () => {
  const wide = Float64Array.from({ length: n }, (_, i) => i / 20);
  const response = wide.map((value) => Math.round(Math.exp(1.5 * value)));
  const fit = stats.glm({ design: design({ wide }), response, family: stats.poisson });
  expect(fit.coefficients[1]).toBeCloseTo(1.5, 4);
});

test('the deviance never rises from one iteration to the next, and the last change is tiny', () => {
  const steps: stats.IrlsStep[] = [];
  const iterator = stats.glmSteps({ design: design({ x, group }), response: counts, family: stats.poisson });
  for (let next = iterator.next(); !next.done; next = iterator.next()) steps.push(next.value);
  expect(steps[0].iteration).toBe(0);
  for (let i = 1; i < steps.length; i++) expect(steps[i].deviance).toBeLessThanOrEqual(steps[i - 1].deviance * (1 + 1e-9));
  expect(steps[steps.length - 1].change).toBeLessThan(1e-6);
});

test('lenient fits leave aliased columns out and predict as the model without them', () => {
  const twice = x.map((value) => 2 * value);
  const lenient = stats.glm({ design: design({ x, twice }), response: counts, family: stats.poisson, lenient: true });
  const plain = stats.glm({ design: design({ x }), response: counts, family: stats.poisson });
  expect(lenient.aliased).toEqual(['twice']);
  expect(lenient.deviance).toBeCloseTo(plain.deviance, 9);
  expect(lenient.dfResidual).toBe(plain.dfResidual);
});

test('QR solves least squares: the residual is orthogonal to every column', () => {
  const columns = [new Float64Array(n).fill(1), x, group, x.map((value) => value * value)];
  const b = new QR(columns).solve(counts);
  for (const column of columns) {
    let dot = 0;
    for (let i = 0; i < n; i++) dot += column[i] * (counts[i] - columns.reduce((sum, other, j) => sum + other[i] * b[j], 0));
    expect(Math.abs(dot)).toBeLessThan(1e-9);
  }
});
