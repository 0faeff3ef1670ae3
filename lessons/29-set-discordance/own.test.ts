/** Two files of the learner's own, every refusal by name and place, and the figures that the cards name. */
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/data/learner/csv.js';
import { Random } from '../../src/core/random/index.js';
import { UserError, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { accuse, nullOf, pValue, singleAucs } from './adversary.js';
import { adversarialValidation } from './adversarial-validation.js';
import { pooled, setLabels } from './pair.js';
import { WORLDS, makeWorld } from './worlds.js';

const random = new Random(5);
const csv = (header: string, rows: number, row: (i: number) => string) => `${header}\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}`;
const both = (train: string, test: string) => ({ kind: 'table' as const, tables: [parseCsv(train, 'train.csv'), parseCsv(test, 'test.csv')] });
const run = (params: ParamValues, data?: ReturnType<typeof both>, seed = 0) => runToEnd(adversarialValidation, { shuffles: 9, ...params }, seed, data).metrics;
const row = (i: number) => `${i},${random.normal().toFixed(3)},${'uvw'[random.integer(3)]},${random.bernoulli() ? 'yes' : 'no'}`;
const HEADER = 'id,x,kind,class';

describe('two files', () => {
  const files = both(csv(HEADER, 120, row), csv(HEADER, 100, (i) => row(i + 120)));

  test('the running number gives them away; without it nothing does', () => {
    const all = run({ target: 'class', repair: 'drop', dropCount: 1 }, files);
    expect(all).toMatchObject({ features: 5, featuresAfter: 4, trainRows: 120, testRows: 100, worstFeature: 1 });
    expect(all.aucForest).toBeGreaterThan(0.98);
    expect(all.afterForest).toBeLessThan(0.65);
    expect(all.accuracy).toBeGreaterThan(0.2);
    const without = run({ target: 'class', ignore: 'id', repair: 'none' }, files);
    expect(without.features).toBe(4);
    expect(without.aucForest).toBeLessThan(0.65);
    expect(without).not.toHaveProperty('accuracyAfter');
  });

  test('where the sets overlap, weights bring the weighted AUC back to chance; the mean of four draws', () => {
    const drawn = [1, 2, 3, 4].map((seed) => {
      const own = new Random(seed);
      const aged = (mean: number) => csv('age,pay', 200, () => `${own.normal(mean, 8).toFixed(1)},${own.normal(5, 1).toFixed(2)}`);
      return run({ repair: 'weights' }, both(aged(40), aged(46)));
    });
    const mean = (name: string) => drawn.reduce((sum, metrics) => sum + metrics[name] / drawn.length, 0);
    expect(mean('aucForest')).toBeGreaterThan(0.6);
    expect(Math.abs(mean('afterForest') - 0.5)).toBeLessThan(0.04);
    expect(mean('aucLogistic')).toBeGreaterThan(0.64);
    expect(mean('afterLogistic')).toBeLessThan(0.5);
    expect(mean('effectiveRows')).toBeLessThan(160);
  });

  test('without a target there is no model, and the class is a column like others', () => {
    const metrics = run({ repair: 'weights' }, files);
    expect(metrics.features).toBe(7);
    expect(metrics).not.toHaveProperty('accuracy');
    expect(metrics.effectiveRows).toBeLessThanOrEqual(120);
  });

  test('columns are matched by name, not by place', () => {
    const turned = both(csv('b,a', 60, (i) => `${i % 7},${100 + (i % 5)}`), csv('a,b', 60, (i) => `${100 + (i % 5)},${i % 7}`));
    expect(run({ repair: 'none' }, turned).worstFeature).toBe(0.5);
  });

  test('a level that only one file has is a column that gives it away', () => {
    const levels = both(csv('k', 60, (i) => 'ab'[i % 2]), csv('k', 60, (i) => 'ac'[i % 2]));
    expect(run({ repair: 'none' }, levels)).toMatchObject({ features: 3, worstFeature: 0.75 });
  });

  test('of larger files as many rows are drawn as asked for', () => {
    expect(run({ rows: 100, repair: 'none', ignore: 'id,class' }, files)).toMatchObject({ trainRows: 100, testRows: 100 });
  });
});

describe('what cannot be compared is refused', () => {
  const good = csv(HEADER, 40, row);
  const cell = (at: number, text: string) => csv(HEADER, 40, (i) => (i === at ? text : row(i)));
  test.each<[string, ParamValues, string, string, Record<string, unknown>]>([
    ['pair.rows', {}, good, csv(HEADER, 3, row), { file: 'test.csv', rows: 3, min: 20 }],
    ['pair.onlyIn', {}, good, csv(`${HEADER},extra`, 40, (i) => `${row(i)},1`), { file: 'test.csv', other: 'train.csv', columns: 'extra', ignore: 'extra' }],
    ['pair.nothing', { ignore: 'id，x、kind', target: 'class' }, good, good, { file: 'train.csv' }],
    ['pair.kinds', {}, good, csv(HEADER, 40, (i) => `${i},${i},${i % 3},yes`), { column: 'kind', text: 'train.csv', numbers: 'test.csv' }],
    ['pair.levels', {}, good, csv(HEADER, 40, (i) => `${i},1,name${i},yes`), { file: 'test.csv', column: 'kind', max: 20 }],
    ['pair.classes', { target: 'id' }, good, good, { file: 'train.csv', column: 'id', line: 22, value: '20' }],
    ['pair.oneClass', { target: 'class' }, csv(HEADER, 40, () => '1,2,u,yes'), csv(HEADER, 40, () => '1,2,v,yes'), { column: 'class', value: 'yes' }],
    ['pair.ignoredTarget', { target: 'class', ignore: 'class' }, good, good, { column: 'class' }],
    ['pair.columns', {}, csv(wide(101), 40, () => wideRow(101)), csv(wide(101), 40, () => wideRow(101)), { count: 101, max: 100 }],
    ['data.missing', {}, good, cell(4, '1,,u,yes'), { file: 'test.csv', line: 6, column: 'x' }],
    ['data.missing', {}, cell(7, '1,2,NA,yes'), good, { file: 'train.csv', line: 9, column: 'kind' }],
    ['data.number', {}, good, cell(2, '1,1O,u,yes'), { file: 'test.csv', line: 4, column: 'x', value: '1O' }],
    ['data.column', { ignore: 'nowhere' }, good, good, { column: 'nowhere' }],
    ['data.column', { target: 'class' }, good, csv('id,x,kind', 40, (i) => `${i},1,u`), { file: 'test.csv', column: 'class' }],
  ])('%s %j', (key, params, train, test, values) => {
    const error = refusal(() => run(params, both(train, test)));
    expect(error.key).toBe(key);
    expect(error.values).toMatchObject(values);
  });

  test('one file alone', () => {
    const data = { kind: 'table' as const, tables: [parseCsv(good, 'train.csv')] };
    expect(refusal(() => runToEnd(adversarialValidation, {}, 0, data)).key).toBe('discordance.two');
  });
});

function wide(count: number): string {
  return Array.from({ length: count }, (_, j) => `c${j}`).join(',');
}

function wideRow(count: number): string {
  return Array.from({ length: count }, () => random.integer(9)).join(',');
}

function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

test('the worlds change what they say, and nothing is off the 17 grey levels', () => {
  for (const world of WORLDS) {
    const { train, test: other, target } = makeWorld(world, 200, 0.75, new Random(3));
    const pixels = (x: typeof train) => Array.from(x.data).filter((_, at) => at % x.cols < 64);
    for (const value of [...pixels(train), ...pixels(other)]) expect(Number.isInteger(value) && value >= 0 && value <= 16).toBe(true);
    const low = target ? target.test.filter((label) => label < 5).length : 0;
    if (world === 'labels') expect(low).toBe(32);
    else expect(low).toBeGreaterThan(70);
  }
});

test('stitching leaves every pixel its values: no column alone tells the sets apart by more than without it', () => {
  const [plain, stitched] = (['none', 'stitched'] as const).map((world) => makeWorld(world, 200, 1, new Random(3)));
  expect(singleAucs(pooled(stitched), setLabels(stitched))).toEqual(singleAucs(pooled(plain), setLabels(plain)));
});

test('the worked figures of the cards and the quiz', () => {
  const column = (values: readonly number[]) => ({ rows: values.length, cols: 1, data: Float64Array.from(values) });
  expect(singleAucs(column([0.2, 0.3, 0.6, 0.4, 0.7]), Int32Array.of(0, 0, 0, 1, 1))[0]).toBeCloseTo(5 / 6, 12);
  expect(singleAucs(column([0.2, 0.5, 0.4, 0.9]), Int32Array.of(0, 0, 1, 1))[0]).toBe(0.75);
  const aucs = Array.from({ length: 39 }, (_, i) => 0.4 + 0.005 * i);
  expect(pValue(0.585, { aucs })).toBeCloseTo(3 / 40, 12);
  expect(pValue(0.9, { aucs })).toBe(1 / 40);
  expect(nullOf(aucs)).toMatchObject({ interval: [aucs[0], aucs[38]], share: 0.95 });
  expect(nullOf(aucs.slice(0, 19)).share).toBeCloseTo(0.9, 12);
});

test('no row is judged by a model that has seen it: random columns of many values give no AUC above chance', () => {
  const noise = new Random(9);
  const x = { rows: 200, cols: 20, data: Float64Array.from({ length: 4000 }, () => noise.normal()) };
  const set = new Int32Array(200).fill(1, 100);
  for (const kind of ['logistic', 'forest'] as const) expect(Math.abs(accuse(kind, x, set, new Random(1)).auc - 0.5)).toBeLessThan(0.13);
});

test('the first card: at full settings cross-validation promises 91 %, the test gives 47 %', () => {
  const metrics = runToEnd(adversarialValidation, { shuffles: 9 }, 1).metrics;
  expect(metrics.expected).toBeCloseTo(0.91, 2);
  expect(metrics.accuracy).toBeCloseTo(0.47, 2);
});

test('the last card but one: at full strength both worlds give the forest about 0.7, and only one harms the model', () => {
  const runs = (world: string) => [0, 1, 2].map((seed) => run({ world, strength: 1, repair: 'none' }, undefined, seed));
  const mean = (found: readonly Readonly<Record<string, number>>[], name: string) => found.reduce((sum, metrics) => sum + metrics[name] / found.length, 0);
  const [labels, stitched] = [runs('labels'), runs('stitched')];
  for (const found of [labels, stitched]) expect(Math.abs(mean(found, 'aucForest') - 0.7)).toBeLessThan(0.06);
  expect(Math.abs(mean(stitched, 'accuracy') - 0.4)).toBeLessThan(0.06);
  expect(Math.abs(mean(labels, 'accuracy') - mean(labels, 'expected'))).toBeLessThan(0.05);
});
