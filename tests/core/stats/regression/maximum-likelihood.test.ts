import { describe, expect, test } from 'vitest';
import { Random } from '../../../../src/core/random/index.js';
import { fromRows, multiply, transpose } from '../../../../src/core/linalg/index.js';
import * as stats from '../../../../src/core/stats/index.js';
import { close, closeMatrix, readFixture } from '../reference.js';

interface RCase {
  names: string[];
  columns: number[][];
  response: number[];
  coefficients: number[];
}
const r = readFixture<{
  ordinal: RCase & Record<'weights' | 'thresholds' | 'standardErrors' | 'fitted', number[]> & { deviance: number };
  logistic: RCase & Record<'standardErrors' | 'zValues' | 'pValues' | 'fitted', number[]> & Record<'deviance' | 'nullDeviance' | 'aic' | 'logLikelihood', number>;
  negativeBinomial: RCase & Record<'theta' | 'logLikelihood', number>;
}>('regression-r');
const python = readFixture<{
  housing: Record<'coefficients' | 'thresholds' | 'standardErrors', number[]> & { logLikelihood: number };
  continuous: { x: number[][]; probabilities: number[][] } & Record<'response' | 'coefficients' | 'thresholds' | 'standardErrors', number[]> & { logLikelihood: number };
  multinomial: Record<'coefficients' | 'standardErrors' | 'probabilities', number[][]> & { labels: number[]; logLikelihood: number };
  negativeBinomial: Record<'coefficients' | 'standardErrors', number[]> & Record<'alpha' | 'logLikelihood', number>;
}>('regression-python');

const terms = ({ names, columns }: RCase) => names.map((name, j) => ({ name, values: Float64Array.from(columns[j]) }));
const termsOf = (rows: number[][]) => transpose(fromRows(rows)).data;
const columnsOf = (rows: number[][]) => [0, 1].map((j) => ({ name: `x${j}`, values: termsOf(rows).slice(j * rows.length, (j + 1) * rows.length) }));
const fault = (run: () => unknown): stats.GlmFault | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof stats.GlmError) return error.fault;
    throw error;
  }
};

describe('logistic regression (glm, binomial) on birth weights as R fits it', () => {
  const { response: y, ...expected } = r.logistic;
  const design = stats.withIntercept(y.length, terms(r.logistic));
  const response = Float64Array.from(y);
  test('estimates, errors, tests, deviances', () => {
    const fit = stats.glm({ design, response, family: stats.binomial });
    close(fit.coefficients, expected.coefficients);
    close(fit.standardErrors, expected.standardErrors);
    close(fit.zValues, expected.zValues);
    close(fit.pValues, expected.pValues, 7);
    close(fit.fittedValues.slice(0, 10), expected.fitted);
    close([fit.deviance, fit.nullDeviance, fit.aic, fit.logLikelihood], [expected.deviance, expected.nullDeviance, expected.aic, expected.logLikelihood], 11);
  });
  test('separation is named: by a group, by a number, by all rows alike', () => {
    const group = Float64Array.from(response, (_, i) => (i % 5 === 0 ? 1 : 0));
    const withGroup = stats.withIntercept(y.length, [{ name: 'group', values: group }]);
    const atGroup = (value: number) => response.map((was, i) => (group[i] === 1 ? value : was));
    expect(fault(() => stats.glm({ design: withGroup, response: atGroup(1), family: stats.binomial }))).toEqual({ kind: 'separated', columns: ['group'], sign: 1 });
    expect(fault(() => stats.glm({ design: withGroup, response: atGroup(0), family: stats.binomial }))).toEqual({ kind: 'separated', columns: ['group'], sign: -1 });
    const age = design.columns[1];
    expect(fault(() => stats.glm({ design, response: age.map((value) => (value > 24 ? 0 : 1)), family: stats.binomial }))).toMatchObject({ kind: 'separated' });
    expect(fault(() => stats.glm({ design, response: response.map(() => 1), family: stats.binomial }))).toEqual({ kind: 'separated', columns: ['intercept'], sign: 1 });
    expect(fault(() => stats.glm({ design, response: response.map(() => 0), family: stats.binomial }))).toEqual({ kind: 'allZero' });
    expect(fault(() => stats.glm({ design, response: response.map((value, i) => (i === 3 ? 2 : value)), family: stats.binomial }))).toEqual({ kind: 'response', row: 3, value: 2, why: 'above 1' });
  });
});

describe('ordinal regression', () => {
  const { weights, response, ...expected } = r.ordinal;
  const fit = stats.ordinalRegression({ terms: terms(r.ordinal), response, weights });
  test('the housing survey as MASS polr fits it', () => {
    close(fit.coefficients, expected.coefficients, 8);
    close(fit.thresholds, expected.thresholds, 8);
    close([...fit.standardErrors, ...fit.thresholdErrors], expected.standardErrors, 6); // polr differentiates numerically
    close(fit.deviance, expected.deviance, 12);
    const six = r.ordinal.names.map((name, j) => ({ name, values: Float64Array.from(r.ordinal.columns[j].slice(0, 6)) }));
    close(stats.ordinalProbabilities(fit, six).data, expected.fitted, 8);
  });
  test('and as statsmodels OrderedModel', () => {
    const other = python.housing;
    close(fit.coefficients, other.coefficients, 8);
    close(fit.thresholds, other.thresholds, 8);
    close(fit.standardErrors, other.standardErrors, 6);
    close(fit.logLikelihood, other.logLikelihood, 11);
  });
  test('four categories on continuous columns as statsmodels', () => {
    const { x, probabilities, ...other } = python.continuous;
    const found = stats.ordinalRegression({ terms: columnsOf(x), response: other.response });
    close(found.coefficients, other.coefficients, 7);
    close(found.thresholds, other.thresholds, 7);
    close(found.standardErrors, other.standardErrors, 6);
    close(found.logLikelihood, other.logLikelihood, 11);
    closeMatrix(stats.ordinalProbabilities(found, columnsOf(x.slice(0, 5))), probabilities, 7);
  });
  test('weights count rows: the expanded data give the same fit', () => {
    const rows = response.flatMap((_, i) => Array.from({ length: weights[i] }, () => i));
    const wide = stats.ordinalRegression({ terms: terms(r.ordinal).map(({ name, values }) => ({ name, values: stats.select(values, rows) })), response: rows.map((i) => response[i]) });
    close(wide.coefficients, fit.coefficients, 10);
    close(wide.standardErrors, fit.standardErrors, 10);
  });
  test('two categories are a logistic regression with the sign of the intercept turned', () => {
    const { response: y } = r.logistic;
    const two = stats.ordinalRegression({ terms: terms(r.logistic), response: y });
    const logistic = stats.glm({ design: stats.withIntercept(y.length, terms(r.logistic)), response: Float64Array.from(y), family: stats.binomial });
    close(two.coefficients, logistic.coefficients.slice(1), 8);
    close(two.thresholds, [-logistic.coefficients[0]], 8);
    close([...two.standardErrors, ...two.thresholdErrors], [...logistic.standardErrors.slice(1), logistic.standardErrors[0]], 7);
  });
  test('without terms the thresholds are the logits of the shares', () => {
    const plain = stats.ordinalRegression({ terms: [], response: [0, 0, 1, 1, 1, 1, 2, 2] });
    close(plain.thresholds, [Math.log(1 / 3), Math.log(3)], 12);
    close(plain.deviance, -2 * (4 * Math.log(1 / 4) + 4 * Math.log(1 / 2)), 12);
  });
  test('turning the order of the categories turns the signs', () => {
    const turned = stats.ordinalRegression({ terms: terms(r.ordinal), response: response.map((y) => 2 - y), weights });
    close(turned.coefficients, fit.coefficients.map((b) => -b), 9);
    close(turned.thresholds, [-fit.thresholds[1], -fit.thresholds[0]], 9);
  });
  test('faults: separation, collinear columns, a category that never occurs', () => {
    const values = Float64Array.from({ length: 30 }, (_, i) => i);
    const separated = Array.from(values, (value) => (value < 10 ? 0 : value < 20 ? 1 : 2));
    expect(fault(() => stats.ordinalRegression({ terms: [{ name: 'x', values }], response: separated }))).toMatchObject({ kind: 'separated', columns: ['x'], sign: 1 });
    const twice = [{ name: 'x', values }, { name: 'double', values: values.map((value) => 2 * value) }];
    expect(fault(() => stats.ordinalRegression({ terms: twice, response: separated }))).toMatchObject({ kind: 'singular', column: 'double' });
    expect(() => stats.ordinalRegression({ terms: [{ name: 'x', values }], response: separated.map((y) => (y === 1 ? 2 : y)) })).toThrow('category 1 never occurs');
    expect(() => stats.ordinalRegression({ terms: [{ name: 'x', values }], response: [0, 1] })).toThrow('response has 2 rows, "x" has 30');
  });
});

describe('multinomial logit as statsmodels MNLogit', () => {
  const { labels, probabilities, ...expected } = python.multinomial;
  const design = stats.withIntercept(labels.length, columnsOf(python.continuous.x));
  test('estimates, errors, likelihood, predictions', () => {
    const fit = stats.multinomialLogit({ design, response: labels });
    closeMatrix(fit.coefficients, expected.coefficients);
    close(fit.standardErrors, expected.standardErrors.flat());
    close(fit.logLikelihood, expected.logLikelihood, 12);
    closeMatrix(stats.multinomialProbabilities(fit, stats.withIntercept(5, columnsOf(python.continuous.x.slice(0, 5)))), probabilities);
  });
  test('two classes are a logistic regression', () => {
    const response = Float64Array.from(labels, (label) => (label === 2 ? 1 : 0));
    const many = stats.multinomialLogit({ design, response });
    const two = stats.glm({ design, response, family: stats.binomial });
    close(many.coefficients.data, two.coefficients, 8);
    close(many.standardErrors, two.standardErrors, 8);
  });
  test('separation is named, a missing class too', () => {
    const response = Array.from(design.columns[1], (value) => (value < -0.5 ? 0 : value < 0.5 ? 1 : 2));
    expect(fault(() => stats.multinomialLogit({ design, response }))).toMatchObject({ kind: 'separated' });
    expect(() => stats.multinomialLogit({ design, response: response.map((y) => (y === 1 ? 0 : y)) })).toThrow('class 1 never occurs');
  });
});

describe('negative binomial', () => {
  const { response: y, ...expected } = r.negativeBinomial;
  const design = stats.withIntercept(y.length, terms(r.negativeBinomial));
  const response = Float64Array.from(y);
  const fit = stats.fitNegativeBinomial({ design, response });
  test('days absent from school as R glm.nb', () => {
    close(fit.coefficients, expected.coefficients, 6); // glm.nb alternates; it stops at six digits
    close(1 / fit.alpha, expected.theta, 6);
    close(fit.logLikelihood, expected.logLikelihood, 11);
  });
  test('and as statsmodels NegativeBinomial', () => {
    const other = python.negativeBinomial;
    close(fit.coefficients, other.coefficients, 7);
    close(fit.alpha, other.alpha, 7);
    close([...fit.standardErrors, fit.alphaError], other.standardErrors, 7);
    close(fit.logLikelihood, other.logLikelihood, 11);
  });
  test('at known alpha the family fits by glm; the probabilities sum to 1', () => {
    close(stats.glm({ design, response, family: stats.negativeBinomial(fit.alpha), tolerance: 1e-14 }).coefficients, fit.coefficients, 6); // IRLS ends a step earlier
    let sum = 0;
    for (let k = 0; k < 2000; k++) sum += stats.negativeBinomialPmf(k, 16, fit.alpha);
    close(sum, 1, 12);
  });
  test('counts that do not vary enough are refused', () => {
    const even = Float64Array.from({ length: 40 }, (_, i) => 4 + (i % 2));
    const flat = stats.withIntercept(40, [{ name: 'x', values: Float64Array.from({ length: 40 }, (_, i) => new Random(i).normal()) }]);
    expect(() => stats.fitNegativeBinomial({ design: flat, response: even })).toThrow('vary no more than a Poisson');
  });
});

test('the score of a multinomial fit is zero: X (Y - P) vanishes', () => {
  const { labels } = python.multinomial;
  const design = stats.withIntercept(labels.length, columnsOf(python.continuous.x));
  const probabilities = stats.multinomialProbabilities(stats.multinomialLogit({ design, response: labels }), design);
  const residuals = { ...probabilities, data: probabilities.data.map((p, at) => (labels[Math.floor(at / 3)] === at % 3 ? 1 : 0) - p) };
  expect(Math.max(...multiply(fromRows(design.columns), residuals).data.map(Math.abs))).toBeLessThan(1e-9);
});
