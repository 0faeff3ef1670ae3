/** The threshold is the textbook's to the last digit, own tables work and are refused by name, and the figures of the cards hold. */
import { describe, expect, test } from 'vitest';
import * as stats from '../../src/core/stats/index.js';
import { diabetes } from '../../src/data/diabetes.js';
import { parseCsv } from '../../src/data/learner/csv.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { conformalPrediction, rankOf } from './conformal.js';

const run = (params: ParamValues, data?: LearnerData, seed = 1) => runToEnd(conformalPrediction, { splits: 3, ...params }, seed, data).metrics;
const csv = (header: string, row: (i: number) => string, count = 120): LearnerData => ({
  kind: 'table',
  tables: [parseCsv(`${header}\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`, 'mine.csv')],
});
const small = { training: 40, calibration: 40 };

test('the threshold is the score of rank ceil((n + 1)(1 - alpha)), infinite beyond n', () => {
  for (const n of [4, 9, 10, 19, 50, 99, 100]) {
    const scores = Float64Array.from({ length: n }, (_, i) => ((i * 7) % n) + 1);
    for (const level of [0.5, 0.8, 0.9, 0.95, 0.99]) {
      const rank = rankOf(n, level);
      expect(stats.conformalQuantile(scores, 1 - level)).toBe(rank > n ? Infinity : [...scores].sort((a, b) => a - b)[rank - 1]);
    }
  }
  expect([rankOf(100, 0.9), rankOf(50, 0.9), rankOf(10, 0.95)]).toEqual([91, 46, 11]);
  expect([0.8, 0.9, 0.95, 0.99].map((level) => Array.from({ length: 200 }, (_, n) => n).find((n) => rankOf(n, level) <= n))).toEqual([4, 9, 19, 99]);
  expect(stats.conformalQuantile([3, 7, 8, 12, 20], 0.2)).toBe(20);
});

test('too few calibration rows: regions hold everything, and the run says so', () => {
  const metrics = run({ dataset: 'diabetes', training: 60, calibration: 5 });
  expect(metrics).toMatchObject({ coverage: 1, unbounded: 1 });
  expect(metrics).not.toHaveProperty('size');
  expect(run({ calibration: 5 })).toMatchObject({ coverage: 1, size: 10 });
});

describe('a table of one\'s own', () => {
  test('the patients from a file give the numbers of the built-in ones', () => {
    const own: LearnerData = { kind: 'table', tables: [{ ...diabetes(), name: 'mine.csv' }] };
    const { splits, ...rest } = run({ dataset: 'diabetes', training: 100 });
    expect(run({ target: 'progression', training: 100 }, own)).toEqual({ splits, ...rest });
  });

  test('a target of text gives sets, C() makes classes of numbers', () => {
    const text = run({ ...small, target: 'y' }, csv('y,a,b', (i) => `${'uvw'[i % 3]},${(i % 3) + ((i * 7) % 5) / 4},${(i * 13) % 11}`));
    expect(Object.keys(text)).toEqual(expect.arrayContaining(['group.u', 'group.v', 'group.w']));
    expect(text.size).toBeLessThanOrEqual(3);
    expect(run({ ...small, target: 'C(y)' }, csv('y,a', (i) => `${i % 2},${(i % 2) + ((i * 7) % 5) / 4}`))).toHaveProperty(['group.1']);
  });

  const good = (i: number) => `${(i * 17) % 31},${(i * 13) % 7}`;
  test.each<[string, ParamValues, LearnerData | undefined, Record<string, unknown>]>([
    ['conformal.file', { dataset: 'file' }, undefined, {}],
    ['conformal.target', small, csv('y,x', good), { known: 'y, x' }],
    ['data.column', { ...small, target: 'z' }, csv('y,x', good), { column: 'z' }],
    ['data.missing', { ...small, target: 'y' }, csv('y,x', (i) => (i === 3 ? '1,' : good(i))), { line: 5, column: 'x' }],
    ['data.number', { ...small, target: 'y' }, csv('y,x', (i) => (i === 3 ? '1O,2' : good(i))), { line: 5, column: 'y' }],
    ['data.constant', { ...small, target: 'y' }, csv('y,x', (i) => `${i},3`), { column: 'x' }],
    ['conformal.noFeatures', { ...small, target: 'y' }, csv('y', (i) => `${i}`), { target: 'y' }],
    ['conformal.targetTwice', { ...small, target: 'y', features: 'y,x' }, csv('y,x', good), { column: 'y' }],
    ['conformal.rows', { target: 'y' }, csv('y,x', good), { rows: 120 }],
    ['conformal.dependent', { ...small, target: 'y' }, csv('y,x,w', (i) => `${good(i)},${2 * ((i * 13) % 7)}`), { training: 40, features: 2 }],
    ['conformal.training', { dataset: 'diabetes', training: 10 }, undefined, { features: 10, min: 12 }],
  ])('%s for %j', (key, params, data, values) => {
    const error = (() => {
      try {
        return run(params, data);
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ key, values });
  });
});

test('the figures of the words', () => {
  const plain = run({ splits: 40 }, undefined, 7);
  expect(plain.size).toBeGreaterThan(1.7);
  expect(plain.size).toBeLessThan(2.6);
  expect(plain.baselineSize).toBeGreaterThan(2 * plain.size);
  expect(plain.coverageSpread).toBeGreaterThan(0.02);
  expect(plain.coverageSpread).toBeLessThan(0.045);
  const noisy = run({ splits: 40, shift: 0.4 }, undefined, 7);
  expect(Math.abs(noisy.size / plain.size - 1)).toBeLessThan(0.2);
  const probabilities = { rows: 1, cols: 3, data: Float64Array.of(0.6, 0.3, 0.1) };
  expect(stats.conformalSets('lac', probabilities, 0.75)).toEqual([[0, 1]]);
  expect(stats.conformalSets('aps', probabilities, 0.8)).toEqual([[0]]);
});
