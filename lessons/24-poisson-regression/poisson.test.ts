/** The simulation on tables of the learner's own: the same numbers as the built-in data, and every refusal by name and place. */
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/data/learner/csv.js';
import { randhie } from '../../src/data/randhie.js';
import { ships } from '../../src/data/ships.js';
import { numericColumn, type DataTable, type LearnerData } from '../../src/data/learner/table.js';
import { UserError, type Frame, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { poissonRegression } from './poisson.js';

const asData = (table: DataTable): LearnerData => ({ kind: 'table', tables: [table] });
const csv = (text: string) => asData(parseCsv(text, 'mine.csv'));
const written = (table: DataTable) =>
  csv([table.columns.map(({ name }) => name), ...table.lines.map((_, row) => table.columns.map(({ cells }) => cells[row]))].map((row) => row.join(',')).join('\r\n'));
const run = (params: ParamValues, data?: LearnerData, seed = 0) => runToEnd(poissonRegression, params, seed, data).metrics;

function fault(params: ParamValues, data?: LearnerData): UserError {
  try {
    run(params, data);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

describe('a table of one\'s own', () => {
  test('doctor visits from a file give the numbers of the built-in ones, bit for bit', () => {
    expect(run({ target: 'mdvis' }, written(randhie()))).toEqual(run({}));
  });

  test('ships from a file: text becomes indicators, C() takes numbers as classes, the exposure becomes the offset', () => {
    const params = { target: 'incidents', exposure: 'service', features: 'type，factor(year)、C(period)' };
    expect(run(params, written(ships()))).toEqual(run({ dataset: 'ships' }));
  });

  test('an offset column is taken as it stands', () => {
    const table = ships();
    const log = { name: 'logService', cells: table.columns[3].cells.map((cell) => String(Math.log(Number(cell)))) };
    const data = asData({ ...table, columns: [...table.columns, log] });
    const metrics = run({ target: 'incidents', offset: 'logService', features: 'type,C(year),period' }, data);
    expect(metrics['coef.type=B']).toBeCloseTo(-0.5433443, 7);
    expect(metrics.deviance).toBeCloseTo(38.69505, 5);
  });

  test('without features named, every other column is one', () => {
    const metrics = run({ target: 'y' }, csv('y,a,b\n' + Array.from({ length: 40 }, (_, i) => `${i % 5},${(i * 7) % 11},${'uvw'[i % 3]}`).join('\n')));
    expect(Object.keys(metrics).filter((name) => name.startsWith('coef.'))).toEqual(['coef.intercept', 'coef.a', 'coef.b=v', 'coef.b=w']);
    expect(metrics.rows).toBe(40);
  });

  test('names and levels in Chinese', () => {
    const metrics = run({ target: '次数' }, csv('次数,地区\n' + Array.from({ length: 30 }, (_, i) => `${i % 4},${['东', '西'][i % 2]}`).join('\n')));
    expect(metrics).toHaveProperty(['coef.地区=西']);
  });
});

describe('what cannot be fitted is refused', () => {
  const rows = (cell: (i: number) => string, header = 'y,x') => csv(`${header}\n${Array.from({ length: 30 }, (_, i) => cell(i)).join('\n')}`);
  const good = (i: number) => `${i % 4},${(i * 13) % 7}`;

  test.each<[string, ParamValues, LearnerData | undefined, Record<string, unknown>]>([
    ['poisson.file', { dataset: 'file' }, undefined, {}],
    ['poisson.target', {}, rows(good), { file: 'mine.csv', known: 'y, x' }],
    ['data.column', { target: 'z' }, rows(good), { column: 'z', known: 'y, x' }],
    ['data.column', { target: 'y', features: 'x,nothere' }, rows(good), { column: 'nothere' }],
    ['data.column', { dataset: 'ships', features: 'colour' }, undefined, { column: 'colour' }],
    ['poisson.negative', { target: 'y' }, rows((i) => (i === 4 ? '-1,2' : good(i))), { line: 6, column: 'y', value: -1 }],
    ['poisson.fractional', { target: 'y' }, rows((i) => (i === 9 ? '1.5,2' : good(i))), { line: 11, column: 'y', value: 1.5 }],
    ['data.number', { target: 'y' }, rows((i) => (i === 2 ? 'many,2' : good(i))), { line: 4, column: 'y', value: 'many' }],
    ['data.missing', { target: 'y' }, rows((i) => (i === 2 ? ',2' : good(i))), { line: 4, column: 'y' }],
    ['data.missing', { target: 'y' }, rows((i) => (i === 7 ? '1,NA' : good(i))), { line: 9, column: 'x' }],
    ['data.missing', { target: 'y' }, rows((i) => (i === 7 ? '1,' : `${i % 4},${'ab'[i % 2]}`)), { line: 9, column: 'x' }],
    ['data.levels', { target: 'y' }, rows((i) => `${i % 4},name${i}`), { column: 'x', count: 30, max: 20, line: 2, value: 'name0' }],
    ['data.number', { target: 'y' }, rows((i) => (i === 5 ? '1,1O' : `${i % 4},${i % 7}`)), { line: 7, column: 'x', value: '1O' }],
    ['data.constant', { target: 'y' }, rows((i) => `${i % 4},3`), { column: 'x', value: 3 }],
    ['data.constant', { target: 'y' }, rows((i) => `${i % 4},same`), { column: 'x', value: 'same' }],
    ['poisson.singular', { target: 'y' }, rows((i) => `${i % 4},${i},${2 * i + 1}`, 'y,x,w'), { column: 'w', combination: '1 + 2 × x' }],
    ['poisson.separatedDown', { target: 'y' }, rows((i) => (i % 3 === 0 ? '0,b' : `${1 + (i % 4)},a`)), { columns: 'x=b' }],
    ['poisson.separatedUp', { target: 'y' }, rows((i) => (i % 3 === 0 ? '0,a' : `${1 + (i % 4)},${'bc'[i % 2]}`)), { columns: 'x=b, x=c' }],
    ['poisson.allZero', { target: 'y' }, rows((i) => `0,${i}`), {}],
    ['poisson.tooFewRows', { target: 'y' }, csv('y,a,b\n1,2,3\n2,1,5\n0,4,4\n'), { rows: 3, coefficients: 3 }],
    [
      'data.tooMany',
      { target: 'y' },
      rows((i) => [i % 4, ...Array.from({ length: 101 }, (_, j) => (i * (j + 3)) % 17)].join(','), ['y', ...Array.from({ length: 101 }, (_, j) => `x${j}`)].join(',')),
      { count: 101, max: 100 },
    ],
    ['poisson.noFeatures', { target: 'y' }, csv('y\n1\n2\n'), { target: 'y' }],
    ['poisson.targetTwice', { target: 'y', features: 'y,x' }, rows(good), { column: 'y' }],
    ['data.twice', { target: 'y', features: 'x,C(x)' }, rows(good), { column: 'x' }],
    ['data.name', { target: 'y' }, rows(good, 'y,intercept'), { column: 'intercept' }],
    ['poisson.offsetTwice', { target: 'y', offset: 'x', exposure: 'x' }, rows(good), {}],
    ['poisson.offsetScale', { target: 'y', offset: 'w' }, rows((i) => `${good(i)},${40 + i}`, 'y,x,w'), { column: 'w', line: 13, value: 51 }],
    ['poisson.exposure', { target: 'y', exposure: 'w' }, rows((i) => `${good(i)},${i - 2}`, 'y,x,w'), { column: 'w', line: 2, value: -2 }],
  ])('%s for %j', (key, params, data, values) => {
    const error = fault(params, data);
    expect(error.key).toBe(key);
    expect(error.values).toMatchObject(values);
  });
});

test('the figures that the cards and the quiz name are those of the data', () => {
  const visits = run({});
  expect(visits['coef.physlm']).toBeCloseTo(0.272, 3);
  expect(visits['rateRatio.physlm']).toBeCloseTo(1.31, 2);
  expect(visits.dispersion).toBeCloseTo(6.3, 1);
  expect(visits.zerosObserved).toBeCloseTo(0.31, 2);
  expect(visits.zerosExpected).toBeCloseTo(0.08, 2);
  expect(visits['coef.hlthf']).toBeCloseTo(0.054, 3);
  expect(visits['coef.hlthf'] / visits['se.hlthf']).toBeCloseTo(3.5, 1);
  const robust = run({ standardErrors: 'robust' });
  expect(robust['coef.hlthf'] / robust['se.hlthf']).toBeCloseTo(1.3, 1);
  const counts = numericColumn(randhie(), 'mdvis');
  const mean = counts.reduce((sum, y) => sum + y, 0) / counts.length;
  expect(mean).toBeCloseTo(2.9, 1);
  expect(counts.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (counts.length - 1)).toBeCloseTo(20.3, 1);

  expect(run({ dataset: 'ships' })['coef.type=B']).toBeCloseTo(-0.54, 2);
  expect(run({ dataset: 'ships', useOffset: false })['coef.type=B']).toBeCloseTo(1.8, 2);
  const totals = (type: string, name: string) =>
    numericColumn(ships(), name).reduce((sum, value, row) => sum + (ships().columns[0].cells[row] === type ? value : 0), 0);
  expect(['A', 'B'].map((type) => [totals(type, 'incidents'), totals(type, 'service')])).toEqual([[42, 9489], [253, 138317]]);
});

test('one frame an iteration, each closer; a share of the rows differs by seed, all of them do not', () => {
  const frames: Frame[] = [];
  runToEnd(poissonRegression, { dataset: 'ships' }, 0, undefined, (frame) => frames.push(frame));
  const deviances = frames.slice(0, 7).map(({ metrics }) => metrics.deviance);
  expect(deviances[0]).toBeCloseTo(146.3283, 3);
  for (let i = 1; i < deviances.length; i++) expect(deviances[i]).toBeLessThanOrEqual(deviances[i - 1] + 1e-9);
  expect(run({ share: 0.1 }, undefined, 1).deviance).not.toBe(run({ share: 0.1 }, undefined, 2).deviance);
  expect(run({ share: 0.1 }, undefined, 1)).toEqual(run({ share: 0.1 }, undefined, 1));
  expect(run({ dataset: 'ships' }, undefined, 1).deviance).toBe(run({ dataset: 'ships' }, undefined, 2).deviance);
});

test('a file that is brought is used whatever the data set says', () => {
  const data = csv('y,x\n' + Array.from({ length: 30 }, (_, i) => `${i % 4},${(i * 13) % 7}`).join('\n'));
  expect(run({ dataset: 'ships', target: 'y' }, data).rows).toBe(30);
});
