/** Prediction intervals of least squares against statsmodels. */
import { expect, test } from 'vitest';
import { fromRows } from '../../../../src/core/linalg/index.js';
import { stats } from '../../../../src/core/index.js';
import { close, readFixture } from '../reference.js';

interface Case {
  readonly x: number[][];
  readonly y: number[];
  readonly rows: number[][];
  readonly confidence: number;
  readonly low: number[];
  readonly high: number[];
}
const { cases } = readFixture<{ readonly cases: Case[] }>('prediction-intervals');

test.each(cases)('as statsmodels, confidence $confidence', ({ x, y, rows, confidence, low, high }) => {
  const found = stats.gaussianPredictionIntervals(fromRows(x), y, fromRows(rows), confidence);
  close(found.low, low);
  close(found.high, high);
});

test('what leaves the variance or the coefficients open is refused', () => {
  expect(() => stats.gaussianPredictionIntervals(fromRows([[1], [2]]), [1, 2], fromRows([[3]]), 0.9)).toThrow('degree of freedom');
  expect(() => stats.gaussianPredictionIntervals(fromRows([[1, 2], [2, 4], [3, 6], [5, 10], [6, 12]]), [1, 2, 3, 4, 4], fromRows([[3, 6]]), 0.9)).toThrow('depend on each other');
});
