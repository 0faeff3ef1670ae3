/** What makes the comparison fair: no row counts twice, each hour is spent once, mistakes are where they should be; own tables; errors name the fix. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { parseCsv } from '../../src/data/learner/csv.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { crossingOf, dataCentric } from './data-centric.js';
import { makeProblem, makeWorld } from './problem.js';
import { spend, type Outcome, type Plan } from './spend.js';

const digitsProblem = makeProblem({ target: '', features: '' }, undefined);
const PRICES = { checkMinutes: 1, newMinutes: 3, trialMinutes: 30, model: 'usual' } as const;
const NOTHING: Plan = { clean: 0, add: 0, tune: 0 };

function spent(plan: Partial<Plan>, wrong = 0.2, images = 100): Outcome {
  const course = spend(makeWorld(digitsProblem, images, wrong, new Random(1)), { ...NOTHING, ...plan }, PRICES, new Random(2));
  let step = course.next();
  while (!step.done) step = course.next();
  return step.value;
}

describe('a draw', () => {
  const world = makeWorld(digitsProblem, 100, 0.2, new Random(1));
  test('start, supply and test share no row and use all', () => {
    const rows = [...world.start.rows, ...world.supply.rows, ...world.test];
    expect(new Set(rows).size).toBe(1797);
    expect(rows).toHaveLength(1797);
  });
  test('exactly the told share of labels is wrong, in the supply too', () => {
    for (const { rows, given } of [world.start, world.supply]) {
      const wrong = given.filter((label, i) => label !== digitsProblem.truth[rows[i]]).length;
      expect(wrong).toBe(Math.round(0.2 * rows.length));
    }
  });
});

describe('spending', () => {
  test('hours buy what they cost, and no more than there is', () => {
    expect(spent({})).toMatchObject({ checked: 0, added: 0, trials: 0, corrected: 0 });
    expect(spent({ clean: 0.5 })).toMatchObject({ checked: 30, added: 0, trials: 0 });
    expect(spent({ clean: 10 })).toMatchObject({ checked: 100, corrected: 20 });
    expect(spent({ add: 1 })).toMatchObject({ added: 20, checked: 0 });
    expect(spent({ tune: 1 })).toMatchObject({ trials: 2, checked: 0 });
  });
  test('checked labels are true afterwards; by suspicion more mistakes are found than at random', () => {
    const all = spent({ clean: 10 });
    expect(all.train.given).toEqual(Int32Array.from(all.train.rows, (row) => digitsProblem.truth[row]));
    const [suspected, random] = [spent({ clean: 1 }, 0.2, 400), spent({ clean: 1, order: 'random' }, 0.2, 400)];
    expect(suspected.corrected).toBeGreaterThan(2 * random.corrected);
  });
  test('precision and recall are counted against the truth', () => {
    const { search, checked, corrected } = spent({ clean: 1000 }, 0.2, 200);
    const found = Math.round((search?.precision ?? 0) * (search?.suspects.length ?? 0));
    expect(checked).toBe(200);
    expect(found / corrected).toBeCloseTo(search?.recall ?? -1, 12);
  });
  test('without mistakes cleaning changes no bit', () => {
    expect(spent({ clean: 10 }, 0).accuracy).toBe(spent({}, 0).accuracy);
  });
});

test('the crossing is where cleaning overtakes adding, straight between two points', () => {
  const point = (at: number, clean: number, add: number) => ({ at, clean, add, none: 0, tune: 0 });
  expect(crossingOf([point(0, 0.9, 0.92), point(0.1, 0.9, 0.88)])).toBeCloseTo(0.05, 12);
  expect(crossingOf([point(0, 0.9, 0.88), point(0.1, 0.9, 0.8)])).toBeUndefined();
  expect(crossingOf([])).toBeUndefined();
});

describe('the learner’s table', () => {
  /** Two clouds that hardly overlap; one row in the middle of the other cloud. */
  const random = new Random(5);
  const rows = Array.from({ length: 120 }, (_, i) => {
    const late = i % 2 === 1;
    const [a, b] = [random.normal(late ? 3 : -3), random.normal(late ? 3 : -3)];
    return `${a},${b},${(i === 17 ? !late : late) ? 'late' : 'early'},${i % 3}`;
  });
  const data: LearnerData = { kind: 'table', tables: [parseCsv(['a,b,kind,code', ...rows].join('\n'), 'plants.csv')] };
  const run = (params: Record<string, string | number>) => runToEnd(dataCentric, { target: 'kind', features: 'a, b', images: 60, sweep: 'none', repetitions: 1, ...params }, 1, data);

  test('runs, and its wrong labels are found', () => {
    const { metrics } = run({ wrongLabels: 0.2 });
    expect(metrics['accuracy.clean']).toBeGreaterThan(0.9);
    expect(metrics.recall).toBeGreaterThan(0.7);
  });
  test('nothing spoilt: lines of the file are suspected, the one that is wrong among them', () => {
    // Line 19 (row 17) has the other cloud's label; it is in the start of one draw or another.
    const lines = [1, 2, 3, 4].flatMap((seed) => {
      const panel = runToEnd(dataCentric, { target: 'kind', features: 'a, b', images: 70, wrongLabels: 0, sweep: 'none', repetitions: 1 }, seed, data).frame.panels.find(({ id }) => id === 'suspects');
      return panel?.kind === 'table' ? panel.rows.map(({ cells }) => cells[0]) : [];
    });
    expect(lines).toContain(19);
  });
  test.each([
    ['centric.target', { target: '' }],
    ['centric.numbers', { target: 'code', features: 'a' }],
    ['centric.targetTwice', { features: 'a, kind' }],
    ['centric.rows', { images: 110 }],
    ['centric.shares', { cleaning: 0.8, adding: 0.5 }],
    ['data.column', { features: 'c' }],
  ])('%s', (key, params) => {
    expect(() => run(params)).toThrow(UserError);
    try {
      run(params);
    } catch (error) {
      expect(error instanceof UserError && error.key).toBe(key);
    }
  });
  test('numbers as classes by C()', () => {
    expect(run({ target: 'C(code)', wrongLabels: 0 }).metrics['accuracy.none']).toBeGreaterThan(0);
  });
});
