/** What makes the comparison sound: the stream drifts as told and never repeats, nothing is learned before it is guessed, what is kept and done is counted. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { DIGIT_PIXELS } from '../../src/data/noisy-digits.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { STATE_BYTES, WEIGHTS } from './classifier.js';
import { makePlan, METHODS } from './plans.js';
import { statefulTraining } from './stateful-training.js';
import { BUG_DAY, COURSES, DAYS, DRIFTS, DRIFT_DAY, levelOf, makeStream, PER_DAY, START, type Scenario } from './stream.js';

const scenario = (more: Partial<Scenario> = {}): Scenario => ({ drift: 'none', course: 'sudden', pace: 5, bug: 0, ...more });
const streamOf = (more: Partial<Scenario>) => makeStream(scenario(more), new Random(1));

describe('the stream', () => {
  test('levels: sudden jumps, gradual climbs in as many days as told, recurring comes and goes', () => {
    const levels = (course: Scenario['course'], pace: number) => Array.from({ length: DAYS }, (_, day) => levelOf({ course, pace }, day));
    expect(levels('sudden', 5).indexOf(1)).toBe(DRIFT_DAY);
    expect(levels('gradual', 4).slice(DRIFT_DAY - 1, DRIFT_DAY + 5)).toEqual([0, 0.25, 0.5, 0.75, 1, 1]);
    expect(levels('recurring', 3).slice(0, 8)).toEqual([0, 0, 0, 1, 1, 1, 0, 0]);
  });

  test.each(DRIFTS.flatMap((drift) => COURSES.flatMap((course) => [1, 15].map((pace) => ({ drift, course, pace })))))('$drift, $course, $pace: no picture comes twice', (what) => {
    // Pictures are told apart by their ink, which a turn may change: so it is asked of the rows before any turn.
    const { start, days } = streamOf(what.drift === 'features' ? { ...what, drift: 'none' } : what);
    const seen = [start, ...days].flatMap(({ pixels, given }) => Array.from(given, (_, i) => pixels.slice(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS).join()));
    expect(seen).toHaveLength(START + DAYS * PER_DAY);
    const twins = digits().count - new Set(Array.from({ length: digits().count }, (_, i) => digits().pixels.slice(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS).join())).size;
    expect(seen.length - new Set(seen).size).toBeLessThanOrEqual(twins);
  });

  test('each drift changes what it says and nothing else', () => {
    const none = streamOf({});
    const features = streamOf({ drift: 'features' });
    const concept = streamOf({ drift: 'concept' });
    for (const day of [0, DRIFT_DAY]) {
      expect(features.days[day].truth).toEqual(none.days[day].truth);
      expect(concept.days[day].pixels).toEqual(none.days[day].pixels);
    }
    expect(features.days[0].pixels).toEqual(none.days[0].pixels);
    expect(features.days[DRIFT_DAY].pixels).not.toEqual(none.days[DRIFT_DAY].pixels);
    const renamed = none.days[DRIFT_DAY].truth.map((label) => [0, 7, 2, 8, 9, 5, 6, 1, 3, 4][label]);
    expect(concept.days[DRIFT_DAY].truth).toEqual(renamed);
    const classes = streamOf({ drift: 'classes' });
    const shareOfLow = (day: number) => classes.days[day].truth.filter((label) => label < 5).length / PER_DAY;
    expect(shareOfLow(0)).toBeGreaterThan(0.7);
    expect(shareOfLow(DRIFT_DAY)).toBeLessThan(0.3);
    expect(streamOf({ drift: 'writers' }).days[0].truth).toEqual(digits().labels.slice(START, START + PER_DAY));
  });

  test('the bug makes every label of its days wrong, and no other', () => {
    const { days } = streamOf({ bug: 2 });
    const wrong = days.map(({ given, truth }) => given.filter((label, i) => label !== truth[i]).length);
    expect(wrong).toEqual(Array.from({ length: DAYS }, (_, day) => (day === BUG_DAY || day === BUG_DAY + 1 ? PER_DAY : 0)));
  });
});

describe('plans', () => {
  const { start, days } = streamOf({});
  const plan = (method: (typeof METHODS)[number], more = {}) => makePlan(method, { interval: 1, window: 3, buffer: 100, ...more }, start, new Random(2));
  const day = (number: number, error = 0) => ({ number, examples: days[number], errors: Array.from(days[number].given, () => error) });

  test('the window holds its days and no more, all holds all, the update nothing, the buffer its size', () => {
    for (const [method, kept, trained] of [['window', 120, 120], ['all', START + 80, START + 80], ['update', 0, 40], ['replay', 100, 140]] as const) {
      const each = plan(method);
      each.endOfDay(day(0));
      const training = each.endOfDay(day(1));
      expect([method, each.stored(), training?.examples.given.length]).toEqual([method, kept, trained]);
      expect(training?.from).toBe(each.stateful ? 'state' : 'scratch');
    }
  });

  test('on a schedule nothing happens in between', () => {
    for (const method of ['all', 'window', 'update', 'replay'] as const) {
      const each = plan(method, { interval: 2 });
      expect(each.endOfDay(day(0))).toBeUndefined();
      expect(each.endOfDay(day(1))).toBeDefined();
    }
  });

  test('without errors no alarm; after it the window begins anew and is filled', () => {
    const each = plan('alarm');
    expect(each.endOfDay({ ...day(0), errors: day(0).errors.map((_, i) => (i % 10 === 0 ? 1 : 0)) })).toBeUndefined();
    expect(each.endOfDay(day(1, 1))?.examples.given).toHaveLength(40);
    expect(each.endOfDay(day(2))?.examples.given).toHaveLength(80);
    expect(each.endOfDay(day(3))?.examples.given).toHaveLength(120);
    expect(each.endOfDay(day(4))).toBeUndefined();
  });

  test('what is dropped is never trained on again', () => {
    for (const method of ['all', 'window', 'replay'] as const) {
      const each = plan(method);
      each.endOfDay(day(0));
      each.endOfDay(day(1));
      each.drop((number) => number === 1);
      const rows = each.endOfDay(day(2))?.examples.pixels ?? new Float32Array();
      const has = (number: number) => Array.from({ length: rows.length / DIGIT_PIXELS }, (_, i) => rows.slice(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS).join()).some((each) => Array.from({ length: PER_DAY }, (_, i) => days[number].pixels.slice(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS).join()).includes(each));
      expect([method, has(0), has(1)]).toEqual([method, true, false]);
    }
  });
});

describe('the simulation', () => {
  const shares = (params: Record<string, string | number>) => METHODS.map((method) => runToEnd(statefulTraining, { streams: 1, ...params }, 1).metrics[`accuracy.${method}`] * 100);
  const once = runToEnd(statefulTraining, { streams: 1 }, 1).metrics;

  test('work, examples and storage are what the cards say', () => {
    expect(once['examples.window']).toBe(30 * 3600);
    expect(once['examples.update']).toBe(30 * 200);
    expect(once['examples.all']).toBe(15 * 30 * (START + 15.5 * PER_DAY));
    expect(once['work.update']).toBeCloseTo((30 * 200 * WEIGHTS * 3) / 1e6, 9);
    expect(once['storage.window']).toBe(240 * 65);
    expect(once['storage.update']).toBe(STATE_BYTES);
    expect(STATE_BYTES).toBe(28_920);
    expect(once['storage.never']).toBe(0);
  });

  test('the table on the cards, within eight points for one stream', () => {
    const table: [Record<string, string | number>, number[]][] = [
      [{ drift: 'writers' }, [80, 95, 93, 90, 92, 94]],
      [{ drift: 'concept', course: 'sudden' }, [56, 67, 85, 80, 80, 76]],
      [{ drift: 'features', course: 'recurring' }, [51, 88, 75, 72, 74, 84]],
    ];
    for (const [params, expected] of table) {
      const found = shares(params);
      // The alarm's luck differs from stream to stream.
      expected.forEach((share, m) => METHODS[m] !== 'alarm' && expect(Math.abs(found[m] - share), `${JSON.stringify(params)} ${METHODS[m]}: ${found[m]}`).toBeLessThan(8));
    }
  });

  test('until the drift comes it changes nothing: the same streams are compared', () => {
    const curve = (params: Record<string, string | number>) => {
      const panel = runToEnd(statefulTraining, { streams: 1, ...params }, 1).frame.panels[0];
      return panel.kind === 'line' ? panel.series.map(({ y }) => y.slice(0, DRIFT_DAY)) : [];
    };
    expect(curve({ drift: 'features' })).toEqual(curve({ drift: 'none' }));
    expect(curve({ drift: 'features' })).not.toEqual([]);
  });
});
