import { describe, expect, test } from 'vitest';
import { columnVector, fromRows, matrix, multiply, takeRows, transpose } from '../../../../src/core/linalg/index.js';
import { Random } from '../../../../src/core/random/index.js';
import * as stats from '../../../../src/core/stats/index.js';
import { close, closeMatrix, readFixture } from '../reference.js';

const { penalised, linear } = readFixture<{
  penalised: {
    x: number[][];
    labels: number[];
    weights: number[];
    cases: ({ l2: number; weighted: boolean; coefficients: number[][]; probabilities: number[][]; binaryIntercept: number } & Record<'intercepts' | 'binary' | 'binaryProbabilities' | 'noIntercept', number[]>)[];
  };
  linear: Record<'y' | 'coefficients' | 'wide' | 'wideSolution' | 'deficient', number[][]> & { intercepts: number[]; ridge: { l2: number; coefficients: number[][]; intercepts: number[]; wide: number[][] }[] };
}>('regression-python');
const x = fromRows(penalised.x);
const first = takeRows(x, [0, 1, 2, 3]);

describe.each(penalised.cases)('penalised as scikit-learn, l2 $l2, weighted $weighted', ({ l2, weighted, ...expected }) => {
  const options = { l2, weights: weighted ? penalised.weights : undefined };
  const binary = penalised.labels.map((label) => (label === 2 ? 1 : 0));
  test('softmax', () => {
    const model = stats.fitSoftmaxRegression(x, penalised.labels, options);
    closeMatrix(model.coefficients, expected.coefficients, 6, 0.1);
    close(model.intercepts, expected.intercepts, 6, 0.1);
    closeMatrix(stats.softmaxProbabilities(model, first), expected.probabilities, 6, 0.1);
  });
  test('logistic, with and without an intercept', () => {
    const model = stats.fitLogisticRegression(x, binary, options);
    close(model.coefficients, expected.binary, 6, 0.1);
    close(model.intercept, expected.binaryIntercept, 6, 0.1);
    close(stats.logisticProbabilities(model, first), expected.binaryProbabilities, 6, 0.1);
    close(stats.fitLogisticRegression(x, binary, { ...options, intercept: false }).coefficients, expected.noIntercept, 6, 0.1);
  });
  test('the gradient is zero at the end: W l2 = sum of w (Y - P) x', () => {
    const model = stats.fitSoftmaxRegression(x, penalised.labels, options);
    const p = stats.softmaxProbabilities(model, x);
    const residual = matrix(x.rows, 4, p.data.map((value, at) => (weighted ? penalised.weights[Math.floor(at / 4)] : 1) * ((penalised.labels[Math.floor(at / 4)] === at % 4 ? 1 : 0) - value)));
    close(multiply(transpose(residual), x).data, model.coefficients.data.map((value) => value * l2), 5, 0.1);
  });
});

describe('penalised regression', () => {
  test('hardly any penalty gives the estimates of glm', () => {
    const y = penalised.labels.map((label, i) => (i % 7 === 0 ? 1 - (label % 2) : label % 2));
    const design = stats.withIntercept(x.rows, Array.from({ length: 5 }, (_, j) => ({ name: `x${j}`, values: Float64Array.from({ length: x.rows }, (_row, i) => x.data[i * 5 + j]) })));
    const exact = stats.glm({ design, response: Float64Array.from(y), family: stats.binomial });
    const model = stats.fitLogisticRegression(x, y, { l2: 1e-10 });
    close([model.intercept, ...model.coefficients], exact.coefficients, 6);
  });
  test('separated data have a finite answer; columns a million times larger too', () => {
    const separated = Array.from({ length: x.rows }, (_, i) => (x.data[i * 5] > 0 ? 1 : 0));
    const model = stats.fitLogisticRegression(x, separated, { l2: 0.01 });
    expect(stats.accuracy(separated, stats.logisticProbabilities(model, x).map((p) => (p > 0.5 ? 1 : 0)))).toBe(1);
    const large = matrix(x.rows, 5, x.data.map((value, at) => (at % 5 === 1 ? value * 1e6 : value)));
    const scaled = stats.fitLogisticRegression(large, penalised.labels.map((label) => label % 2), { l2: 1, tolerance: 1e-3 });
    expect(scaled.coefficients.every(Number.isFinite)).toBe(true);
  });
  test('a class that never occurs gets a small probability', () => {
    const model = stats.fitSoftmaxRegression(x, penalised.labels, { classes: 5 });
    expect(model.coefficients.rows).toBe(5);
    for (let i = 0; i < 4; i++) expect(stats.softmaxProbabilities(model, first).data[i * 5 + 4]).toBeLessThan(0.05);
  });
  test('what does not fit is named', () => {
    expect(() => stats.fitSoftmaxRegression(x, [0, 1])).toThrow('x has 120 rows, labels has 2');
    expect(() => stats.fitLogisticRegression(x, penalised.labels)).toThrow('from 0 to 1');
    expect(() => stats.fitLogisticRegression(x, penalised.labels.map(() => 0), { l2: 0 })).toThrow('l2 must be positive');
    expect(() => stats.logisticProbabilities({ coefficients: new Float64Array(3), intercept: 0 }, x)).toThrow('fitted on 3 columns, x is 120 x 5');
    expect(() => stats.fitSoftmaxRegression(x, penalised.labels, { weights: penalised.weights.map((w, i) => (i === 2 ? -w : w)) })).toThrow('weights[2]');
  });
});

describe('least squares and ridge', () => {
  const y = fromRows(linear.y);
  const wide = fromRows(linear.wide);
  const eight = takeRows(y, [0, 1, 2, 3, 4, 5, 6, 7]);
  test('weighted, two outputs, as scikit-learn', () => {
    const model = stats.fitLeastSquares(x, y, { weights: penalised.weights });
    closeMatrix(model.coefficients, linear.coefficients, 10);
    close(model.intercepts, linear.intercepts, 10);
    expect(model.rank).toBe(5);
  });
  test('of many solutions the shortest, as NumPy: more columns than rows, and columns that depend on each other', () => {
    const model = stats.fitLeastSquares(wide, eight, { intercept: false });
    closeMatrix(model.coefficients, linear.wideSolution, 10);
    closeMatrix(stats.predictLinear(model, wide), linear.y.slice(0, 8), 11);
    const columns = Array.from({ length: x.rows }, (_, i) => {
      const row = x.data.subarray(i * 5, i * 5 + 5);
      return [row[0], row[1], row[2], row[0] - 2 * row[1], row[3]];
    });
    const deficient = stats.fitLeastSquares(fromRows(columns), y, { intercept: false });
    expect(deficient.rank).toBe(4);
    closeMatrix(deficient.coefficients, linear.deficient, 9);
  });
  test.each(linear.ridge)('ridge $l2, tall and weighted, wide and plain', ({ l2, ...expected }) => {
    const model = stats.fitRidge(x, y, l2, { weights: penalised.weights });
    closeMatrix(model.coefficients, expected.coefficients, 10);
    close(model.intercepts, expected.intercepts, 10);
    closeMatrix(stats.fitRidge(wide, eight, l2, { intercept: false }).coefficients, expected.wide, 9);
  });
  test('a vanishing ridge is the shortest least-squares solution', () => {
    const shortest = stats.fitLeastSquares(wide, eight, { intercept: false }).coefficients;
    close(stats.fitRidge(wide, eight, 1e-9, { intercept: false }).coefficients.data, shortest.data, 7);
  });
  test('weights count rows; predictions carry the intercept', () => {
    const random = new Random(3);
    const line = columnVector(Array.from({ length: 10 }, () => random.normal()));
    const target = columnVector(Array.from(line.data, (value) => 2 * value + 5 + random.normal(0, 0.1)));
    const twice = [...Array(10).keys(), 0, 1, 2];
    const counted = stats.fitLeastSquares(line, target, { weights: Array.from({ length: 10 }, (_, i) => (i < 3 ? 2 : 1)) });
    const repeated = stats.fitLeastSquares(takeRows(line, twice), takeRows(target, twice));
    close(stats.predictLinear(counted, line).data, stats.predictLinear(repeated, line).data, 12);
  });
  test('what does not fit is named', () => {
    expect(() => stats.fitRidge(x, eight, 1)).toThrow('x has 120 rows, y has 8');
    expect(() => stats.fitRidge(x, y, 0)).toThrow('l2 must be positive');
    expect(() => stats.predictLinear(stats.fitLeastSquares(x, y), wide)).toThrow('fitted on 5 columns, x is 8 x 20');
  });
});
