/** Ordinal regression: the figures of R on the built-in data, tables of the learner's own, and every refusal by name and place. */
import { describe, expect, test } from 'vitest';
import { housing } from '../../src/data/housing.js';
import { parseCsv } from '../../src/data/learner/csv.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError, type Frame, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { ordinalRegression } from './ordinal.js';

const csv = (text: string): LearnerData => ({ kind: 'table', tables: [parseCsv(text, 'mine.csv')] });
const run = (params: ParamValues, data?: LearnerData, seed = 0) => runToEnd(ordinalRegression, { splits: 0, ...params }, seed, data).metrics;
const rows = (cell: (i: number) => string, header = 'y,x') => csv(`${header}\n${Array.from({ length: 60 }, (_, i) => cell(i)).join('\n')}`);
const GRADES = ['poor', 'fair', 'good'];
const graded = (i: number) => `${GRADES[i % 3]},${(i * 13) % 7}`;

test('residents: what polr of R\'s MASS and multinom of nnet print', () => {
  const metrics = run({});
  expect(metrics.deviance).toBeCloseTo(3479.149, 3);
  expect(metrics.softmaxDeviance).toBeCloseTo(3470.084, 3);
  expect(metrics.parallelP).toBeCloseTo(0.17, 2);
  const coefficients = ['influence=Medium', 'influence=High', 'type=Apartment', 'type=Atrium', 'type=Terrace', 'contact=High'].map((name) => metrics[`coef.${name}`]);
  [0.566, 1.289, -0.572, -0.366, -1.091, 0.36].forEach((value, j) => expect(coefficients[j]).toBeCloseTo(value, 3));
  expect(metrics['threshold.1']).toBeCloseTo(-0.496, 3);
  expect(metrics['threshold.2']).toBeCloseTo(0.691, 3);
  expect([metrics.coefficients, metrics.softmaxCoefficients]).toEqual([8, 14]);
  expect(metrics['oddsRatio.influence=High']).toBeCloseTo(3.6, 1);
});

test('residents from a file, words in the order told, give the fit of the built-in table', () => {
  const table = housing();
  const text = [table.columns.map(({ name }) => name), ...table.lines.map((_, row) => table.columns.map(({ cells }) => cells[row]))].map((row) => row.join(',')).join('\n');
  const mine = run({ target: 'satisfaction', order: 'Low， Medium、High' }, csv(text));
  expect(mine.deviance).toBeCloseTo(run({}).deviance, 8);
});

test('numbers are grades as they stand, a measurement is cut into grades of equal size', () => {
  expect(run({ target: 'y' }, rows((i) => `${(i % 4) * 2},${(i * 13) % 7}`))).toHaveProperty(['threshold.3']);
  const cut = run({ target: 'y', grades: 4 }, rows((i) => `${(i * 7) % 60},${(i * 13) % 7}`));
  expect(Object.keys(cut).filter((name) => name.startsWith('threshold.'))).toHaveLength(3);
  const tied = run({ target: 'y', grades: 5 }, rows((i) => `${i < 40 ? 1 : i},${(i * 13) % 7}`));
  expect(Object.keys(tied).filter((name) => name.startsWith('threshold.'))).toHaveLength(2);
});

test('split after split the same rows for all; few rows first, then many; the seed draws them', () => {
  const frames: Frame[] = [];
  const last = runToEnd(ordinalRegression, { splits: 2 }, 3, undefined, (frame) => frames.push(frame)).metrics;
  expect(frames.length).toBeGreaterThan(8);
  expect(frames[0].metrics).not.toHaveProperty(['fewNll.ordinal']);
  expect(last['fewNll.ordinal']).toBeGreaterThan(last['manyNll.ordinal']);
  expect(run({ splits: 2 }, undefined, 3)).toEqual(last);
  expect(run({ splits: 2 }, undefined, 4)['fewNll.ordinal']).not.toBe(last['fewNll.ordinal']);
});

test('a table too small to hold rows out is fitted all the same', () => {
  const metrics = run({ target: 'y', order: GRADES.join(), splits: 4 }, csv(`y,x\n${Array.from({ length: 24 }, (_, i) => graded(i)).join('\n')}`));
  expect(metrics).toHaveProperty('logLikelihood');
  expect(metrics).not.toHaveProperty(['fewNll.ordinal']);
});

describe('what cannot be fitted is refused', () => {
  test.each<[string, ParamValues, LearnerData | undefined, Record<string, unknown>]>([
    ['ordinal.file', { dataset: 'file' }, undefined, {}],
    ['ordinal.target', {}, rows(graded), { file: 'mine.csv', known: 'y, x' }],
    ['ordinal.order', { target: 'y' }, rows(graded), { column: 'y', found: 'poor, fair, good' }],
    ['ordinal.unknown', { target: 'y', order: 'poor,fair' }, rows(graded), { line: 4, value: 'good', order: 'poor, fair' }],
    ['ordinal.few', { target: 'y', order: 'poor,poor' }, rows(graded), { column: 'y' }],
    ['ordinal.absent', { target: 'y', order: 'poor,fair,good,best' }, rows(graded), { value: 'best', rows: 60 }],
    ['ordinal.separated', { target: 'y' }, rows((i) => `${Math.floor(i / 20)},${i}`), { columns: 'x' }],
    ['data.missing', { target: 'y', order: GRADES.join() }, rows((i) => (i === 2 ? ',2' : graded(i))), { line: 4, column: 'y' }],
    ['data.constant', { target: 'y' }, rows((i) => `1,${i}`), { column: 'y' }],
    ['data.column', { target: 'z' }, rows(graded), { column: 'z', known: 'y, x' }],
    ['poisson.targetTwice', { target: 'y', order: GRADES.join(), features: 'y' }, rows(graded), { column: 'y' }],
    ['poisson.noFeatures', { target: 'y' }, csv('y\n1\n2\n'), { target: 'y' }],
  ])('%s for %j', (key, params, data, values) => {
    const error = (() => {
      try {
        run(params, data);
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    })();
    if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
    expect(error.key).toBe(key);
    expect(error.values).toMatchObject(values);
  });
});
