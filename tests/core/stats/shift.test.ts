/** What finds and describes a shift between two samples, against SciPy, scikit-learn and the definitions written out in NumPy. */
import { describe, expect, test } from 'vitest';
import { fromRows, matrix } from '../../../src/core/linalg/index.js';
import { Random } from '../../../src/core/random/index.js';
import * as stats from '../../../src/core/stats/index.js';
import { close, closeMatrix, readFixture } from './reference.js';

const reference = readFixture<{
  ks: { a: number[]; b: number[]; statistic: number; pValue: number }[];
  counts: { a: number[]; b: number[]; statistic: number; pValue: number; df: number }[];
  fisher: { case: [number, number, number, number]; pValue: number }[];
  delong: { labels: number[]; scores: number[]; estimate: number; low: number; high: number };
  labelShift: { labels: number[]; source: number[][]; target: number[][]; weights: number[]; before: number[]; priors: number[]; corrected: number[][] };
  scale: { x: number[][]; other: number[][]; own: number[][]; by: number[][] };
}>('shift');

describe('two samples, as SciPy', () => {
  test.each(reference.ks)('Kolmogorov-Smirnov, statistic $statistic', ({ a, b, statistic, pValue }) => {
    const found = stats.kolmogorovSmirnov(a, b);
    close(found.statistic, statistic, 13);
    close(found.pValue, pValue, 10, 1e-12);
  });
  test('the two series of the limiting distribution meet; it falls from 1 to 0', () => {
    close(stats.kolmogorovUpperTail(1 - 1e-9), stats.kolmogorovUpperTail(1), 7);
    expect([0, 0.01, 9].map(stats.kolmogorovUpperTail)).toEqual([1, 1, expect.closeTo(0, 12)]);
  });
  test.each(reference.counts)('chi-square of $a and $b', ({ a, b, statistic, pValue, df }) => {
    const found = stats.chiSquareTest(a, b);
    close([found.statistic, found.pValue], [statistic, pValue], 11);
    expect(found.degreesOfFreedom).toBe(df);
  });
  test('one category leaves nothing to test; nonsense is refused', () => {
    expect(stats.chiSquareTest([7, 0], [3, 0]).pValue).toBe(1);
    expect(() => stats.chiSquareTest([0, 0], [1, 2])).toThrow(/no counts/);
    expect(() => stats.chiSquareTest([-1, 2], [1, 2])).toThrow(/category 0/);
    expect(() => stats.kolmogorovSmirnov([], [1])).toThrow(RangeError);
  });
  test.each(reference.fisher)('Fisher, $case', ({ case: [a, n, b, m], pValue }) => close(stats.fisherExactTest(a, n, b, m), pValue, 9));
});

describe('interval of the area under the ROC curve', () => {
  const { labels, scores, ...expected } = reference.delong;
  test('DeLong, ties included', () => {
    const { estimate, low, high } = stats.aucInterval(labels, scores);
    close([estimate, low, high], [expected.estimate, expected.low, expected.high], 12);
    close(estimate, stats.auc(labels, scores), 13);
  });
  test('a perfect score has no spread; one row of a class is refused', () => {
    expect(stats.aucInterval([0, 0, 1, 1], [1, 2, 3, 4])).toEqual({ estimate: 1, low: 1, high: 1 });
    expect(() => stats.aucInterval([0, 1, 1], [1, 2, 3])).toThrow(/at least two/);
  });
});

describe('label shift', () => {
  const { labels, source, target, weights, before, priors, corrected } = reference.labelShift;
  test('BBSE solves for the class weights', () => close(stats.blackBoxShift(labels, fromRows(source), fromRows(target)), weights, 9));
  test('EM finds the class shares and corrects the probabilities', () => {
    const found = stats.priorShift(fromRows(target), before, { tolerance: 1e-13, maxIterations: 5000 });
    close(found.priors, priors, 8);
    closeMatrix(matrix(4, 3, found.probabilities.data.slice(0, 12)), corrected, 7);
  });
  test('a class without source rows keeps weight 1, shares of 0 are refused', () => {
    const two = fromRows([[0.9, 0.1, 0], [0.2, 0.8, 0]]);
    expect(stats.blackBoxShift([0, 1], two, two)[2]).toBe(1);
    expect(() => stats.priorShift(two, [0.5, 0.5, 0])).toThrow(/priors\[2\]/);
  });
  test('a filter that finds 90 % of spam and errs on 10 % of ham: half of the mail called spam means half is', () => {
    const [spam, ham] = [[0.9, 0.1], [0.1, 0.9]];
    const found = stats.blackBoxShift([0, 0, 1, 1, 1, 1, 1, 1, 1, 1], fromRows([spam, spam, ham, ham, ham, ham, ham, ham, ham, ham]), fromRows([[0.5, 0.5]]));
    close(found, [2.5, 0.625], 12);
  });
});

test('columns scaled as by scikit-learn, by their own rows or by others; constant ones become 0', () => {
  const { x, other, own, by } = reference.scale;
  closeMatrix(stats.standardise(fromRows(x)), own, 12);
  closeMatrix(stats.standardise(fromRows(other), fromRows(x)), by, 12);
  expect(Array.from(stats.standardise(fromRows([[1, 7], [3, 7]])).data)).toEqual([-1, 0, 1, 0]);
});

test('cross-fitting: each probability comes from the model of its fold, which did not see the row', () => {
  const random = new Random(4);
  const x = matrix(40, 2, Float64Array.from({ length: 80 }, () => random.normal()));
  const labels = Int32Array.from({ length: 40 }, (_, i) => (x.data[2 * i] + random.normal() > 0 ? 1 : 0));
  const found = stats.crossFitLogistic(x, labels, { random: new Random(1), folds: 4 });
  expect(found.models).toHaveLength(4);
  stats.stratifiedKFold(labels, 4, new Random(1)).forEach(({ train, test: rows }, fold) => {
    const model = stats.fitLogisticRegression(fromRows(Array.from(train, (i) => [x.data[2 * i], x.data[2 * i + 1]])), stats.select(labels, train));
    close(found.models[fold].coefficients, model.coefficients, 7);
    const own = stats.logisticProbabilities(found.models[fold], x);
    for (const row of rows) expect(found.probabilities[row]).toBe(own[row]);
  });
});
