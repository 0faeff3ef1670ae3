/** The pure states behind the tools, without Ink: settings of seeds and sweeps, the shelf, comparisons, commands as they are shown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice, defaultParams, integer, real, text, toggle, type ParamSpec } from '../../src/lesson/index.js';
import type { RunRecord } from '../../src/progress/index.js';
import { planSweep, runToEnd, sweepValues } from '../../src/runtime/index.js';
import { startEdit } from '../../src/ui/components/text-edit.js';
import { findCommands } from '../../src/ui/keys/footer.js';
import type { Action } from '../../src/ui/keys/actions.js';
import { COUNTS, metricChoices, neighbour, reduceSeeds, startSeeds, type SeedsAction } from '../../src/ui/screens/seeds/seeds-state.js';
import { figurePanels, paramsPanel, type ComparedRun } from '../../src/ui/screens/shelf/compare-panels.js';
import { afterDelete, chosenRuns, EMPTY_SHELF, MOST_COMPARED, pointed, reduceShelf, shelfOf, type ShelfAction, type ShelfState } from '../../src/ui/screens/shelf/shelf-state.js';
import { sameRuns } from '../../src/ui/screens/sweep/sweep-lines.js';
import { FINENESS, suggestRange, sweepable } from '../../src/ui/screens/sweep/suggest.js';
import { reduceSweep, refreshed, startSweep, sweepRows, variationsOf, type SweepAction, type SweepOf, type SweepSetup } from '../../src/ui/screens/sweep/sweep-state.js';
import { commandRows, shellWords } from '../../src/ui/tools/command-words.js';
import { recordOf, sameParams, settingInWords } from '../../src/ui/tools/describe-setting.js';
import { catalogue } from '../../src/words/index.js';
import { coin, smallWords } from '../support/ui/small-lesson.js';

const defaults = defaultParams(coin.params);
const speaker = { language: 'en', lesson: smallWords('en'), simulation: 'coin' } as const;
const words = catalogue('en');

function run(id: string, params: object = {}, seed = 0, more: Partial<RunRecord> = {}): RunRecord {
  const all = { ...defaults, ...params };
  return { id, simulation: 'coin', version: 1, params: all, seed, metrics: runToEnd(coin, all, seed).metrics, elapsedMs: 1, finishedAt: '2026-01-02T03:04:05.000Z', ...more };
}

/** As a person would write it. */
const tidy = (value: number) => Number(value.toPrecision(12));

describe('a suggested range', () => {
  test.each<[ParamSpec, number | string | boolean, number, string]>([
    [integer({ min: 2, max: 5000, default: 20 }), 20, 5, '10:40:10'],
    [integer({ min: 2, max: 5000, default: 20 }), 20, 9, '10:40:5'],
    [real({ min: 0.05, max: 0.5, step: 0.05, default: 0.2 }), 0.2, 5, '0.1:0.4:0.1'],
    [real({ min: -1, max: 1, step: 0.1, default: 0 }), 0, 5, '-1:1:0.5'],
    [real({ min: 1e-5, max: 1, step: 10 ** 0.5, scale: 'log', default: 0.01 }), 0.01, 5, '0.001,0.00316,0.01,0.0316,0.1'],
    [integer({ min: 1, max: 3, default: 2 }), 2, 5, '1:3:1'],
    [choice(['a', 'b']), 'a', 5, 'all'],
    [toggle(true), true, 5, 'all'],
  ])('%j at %s: %s points', (spec, value, points, range) => expect(suggestRange(spec, value, points)).toBe(range));

  test('of any number, at any fineness, is one that a sweep takes, with at least two values', () => {
    const whole = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 7 })).map(([min, span, step]) => integer({ min, max: min + span, step, default: min }));
    const fraction = fc.tuple(fc.constantFrom(0.001, 0.05, 0.1, 0.25, 3), fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 400 })).map(([step, from, count]) => real({ min: tidy(step * from), max: tidy(step * (from + count)), step, default: tidy(step * from) }));
    const log = fc.tuple(fc.constantFrom(2, 10 ** 0.5, 10), fc.integer({ min: 2, max: 8 })).map(([step, count]) => real({ min: 1e-4, max: tidy(1e-4 * step ** count), step, scale: 'log', default: 1e-4 }));
    fc.assert(
      fc.property(fc.oneof(whole, fraction, log), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...FINENESS), (spec, share, points) => {
        const value = spec.kind === 'integer' ? Math.round(spec.min + share * (spec.max - spec.min)) : spec.min + share * (spec.max - spec.min);
        expect(sweepValues('p', spec, suggestRange(spec, value, points)).length).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  test('texts cannot be swept, nor a choice of one', () => {
    expect(sweepable({ a: text({ maxLength: 3, default: '' }), b: choice(['x']), c: toggle(false), d: integer({ min: 1, max: 2, default: 1 }) })).toEqual(['c', 'd']);
  });
});

describe('the setting of a sweep', () => {
  const of: SweepOf = { specs: coin.params, values: defaults, runs: () => true };
  const metrics = ['share', 'tossed'];
  const first = startSweep('share', of, 'bias');
  const after = (...actions: SweepAction[]): SweepSetup => {
    if (first === undefined) throw new Error('nothing to sweep');
    return actions.reduce((state, action) => reduceSweep(state, action, of), first);
  };
  const step = (by: -1 | 1): SweepAction => ({ type: 'step', by, metrics });
  const down: SweepAction = { type: 'move', by: 1 };

  test('begins with the parameter pointed at, if it can be swept', () => {
    expect(first?.first).toMatchObject({ param: 'bias', typed: '0.25:1:0.25' });
    expect(startSweep('share', of, 'name')?.first.param).toBe('tosses');
    expect(startSweep('share', { ...of, specs: {} })).toBeUndefined();
  });

  test('of a choice leaves out what cannot run', () => {
    const specs = { kind: choice(['a', 'b', 'own']), only: choice(['x', 'own']), size: integer({ min: 1, max: 9, default: 4 }) };
    const some: SweepOf = { specs, values: { kind: 'a', only: 'x', size: 4 }, runs: (_, value) => value !== 'own' };
    expect(startSweep('share', some, 'kind')?.first.typed).toBe('a,b');
    expect(startSweep('share', { ...some, runs: () => true }, 'kind')?.first.typed).toBe('all');
    expect(startSweep('share', some, 'only')?.first.typed).toBe('all');
    expect(startSweep('share', some)?.first.param).toBe('size');
  });

  test('never varies one parameter twice, and knows its rows', () => {
    const second = after(down, down, step(1));
    expect(second).toMatchObject({ first: { param: 'bias' }, second: { param: 'tosses' } });
    expect(sweepRows(second)).toEqual(['param', 'values', 'second', 'secondValues', 'metric', 'seeds']);
    const others = [1, 2, 3, 4].map((times) => after(down, down, step(1), { type: 'move', by: -1 }, { type: 'move', by: -1 }, ...Array.from({ length: times }, () => step(1))).first.param);
    expect(others).not.toContain('tosses');
    expect(after(down, down, step(1), step(-1)).second).toBeUndefined();
  });

  test('what is typed stays, what was suggested follows the parameters', () => {
    const typed = after(down, { type: 'edit' }, { type: 'typed', field: startEdit('0.1，0.2') }, { type: 'accept' });
    expect(variationsOf(typed, of)).toEqual([{ param: 'bias', values: [0.1, 0.2] }]);
    const later = { ...of, values: { ...defaults, bias: 0.2 } };
    expect(refreshed(typed, later).first.typed).toBe('0.1,0.2');
    expect(refreshed(after(), later).first.typed).toBe('0.1:0.4:0.1');
    expect(reduceSweep(typed, step(1), of).first.points).toBe(5);
  });

  test('what cannot be taken stays in the field, with the reason', () => {
    for (const [wrong, key] of [['1:2', 'sweep.range'], ['2', 'param.range'], [' , ', 'sweep.empty']] as const) {
      expect(after(down, { type: 'edit' }, { type: 'typed', field: startEdit(wrong) }, { type: 'accept' }).edit).toMatchObject({ field: { text: wrong }, error: { key } });
    }
  });

  test('a plan is of the present setting whatever the metric, and of no other', () => {
    const plan = planSweep({ simulation: coin, params: defaults, vary: [{ param: 'bias', values: [0.2, 0.4] }], seeds: [0, 1] });
    const present = { values: defaults, vary: plan.vary, seeds: plan.seeds };
    expect(sameRuns(plan, present)).toBe(true);
    expect(sameRuns(plan, { ...present, values: { ...defaults, bias: 0.9 } })).toBe(true); // it varies anyway
    expect(sameRuns(plan, { ...present, values: { ...defaults, tosses: 3 } })).toBe(false);
    expect(sameRuns(plan, { ...present, seeds: [0] })).toBe(false);
  });
});

describe('the setting of many seeds', () => {
  const after = (...actions: SeedsAction[]) => actions.reduce(reduceSeeds, startSeeds('share'));

  test('the arrows go through the usual numbers, also from a typed one, and stop at the ends', () => {
    const typed = after({ type: 'row' }, { type: 'edit' }, { type: 'typed', field: startEdit('25') }, { type: 'accept' });
    expect(typed.count).toBe(25);
    expect(reduceSeeds(typed, { type: 'step', by: 1, metrics: [] }).count).toBe(30);
    expect(reduceSeeds(typed, { type: 'step', by: -1, metrics: [] }).count).toBe(20);
    const most = Array.from({ length: 20 }, (): SeedsAction => ({ type: 'step', by: 1, metrics: [] })).reduce(reduceSeeds, typed);
    expect(most.count).toBe(COUNTS[COUNTS.length - 1]);
  });

  test.each(['', '0', '1001', '2.5', 'x'])('%j is refused', (wrong) => {
    expect(after({ type: 'row' }, { type: 'edit' }, { type: 'typed', field: startEdit(wrong) }, { type: 'accept' }).edit).toMatchObject({ error: { key: 'seeds.count' } });
  });

  test('members of families can be looked at once they are reported', () => {
    const metrics = { score: {}, 'coef.*': {}, 'coef.fixed': {} };
    expect(metricChoices({ metrics }, [])).toEqual(['score', 'coef.fixed']);
    expect(metricChoices({ metrics }, [{ 'coef.a': 1, 'coef.fixed': 2 }, { 'coef.b': 1 }])).toEqual(['score', 'coef.a', 'coef.b', 'coef.fixed']);
    expect(neighbour(['a', 'b'], 'a', -1)).toBe('b');
  });
});

describe('the shelf', () => {
  const records = [run('a'), run('b', {}, 1, { pinned: true }), run('c', {}, 2), run('d', {}, 3, { simulation: 'other' })];
  const runs = shelfOf(records, 'coin');
  const after = (...actions: ShelfAction[]): ShelfState => actions.reduce((state, action) => reduceShelf(state, action, runs), EMPTY_SHELF);

  test('has the runs of one simulation, pinned ones first, then the newest', () => expect(runs.map(({ id }) => id)).toEqual(['b', 'c', 'a']));

  test('the pointer follows its run, also when the order changes, and falls to the first when it is gone', () => {
    const state = after({ type: 'move', by: 1 });
    expect(pointed(state, runs)?.id).toBe('c');
    expect(pointed(state, shelfOf(records.map((one) => (one.id === 'c' ? { ...one, pinned: true } : one)), 'coin'))?.id).toBe('c');
    expect(pointed(state, [records[0]])?.id).toBe('a');
    expect([afterDelete('b', runs), afterDelete('a', runs), afterDelete('a', [records[0]])]).toEqual(['c', 'c', undefined]);
  });

  test('chosen runs have letters in the order of choosing; choosing again takes one back; there is an end', () => {
    const chosen = after({ type: 'choose' }, { type: 'move', by: 2 }, { type: 'choose' });
    expect(chosenRuns(chosen, runs).map(({ tag, record }) => tag + record.id)).toEqual(['Ab', 'Ba']);
    expect(chosenRuns(reduceShelf(reduceShelf(chosen, { type: 'move', by: -2 }, runs), { type: 'choose' }, runs), runs).map(({ tag, record }) => tag + record.id)).toEqual(['Aa']);
    const many = Array.from({ length: 9 }, (_, index) => run(`r${index}`));
    const all = many.reduce((state) => reduceShelf(reduceShelf(state, { type: 'choose' }, many), { type: 'move', by: 1 }, many), EMPTY_SHELF);
    expect(chosenRuns(all, many)).toHaveLength(MOST_COMPARED);
    expect(reduceShelf(all, { type: 'choose' }, many).notice).toBe('chooseLess');
  });
});

describe('runs compared', () => {
  const compared = (...records: RunRecord[]): readonly ComparedRun[] => records.map((record, index) => ({ tag: 'ABC'[index], record }));
  const cells = (panel: ReturnType<typeof paramsPanel>) => (panel.kind === 'table' ? panel.rows.map((row) => row.cells.map((cell) => (cell !== null && typeof cell === 'object' && 'raw' in cell ? cell.raw : cell))) : panel.kind);
  const [one, other, third] = [run('aaaa', { bias: 1 }), run('bbbb', { bias: 0.5 }, 4), run('cccc', { bias: 1 })];

  test('two: values, difference from the first, which is better', () => {
    const [table] = figurePanels({ runs: compared(other, one), simulation: coin, speaker, words });
    const share = other.metrics.share;
    expect(cells(table)).toEqual([
      ['share of heads', `${(share * 100).toFixed(1)} %`, '100.0 %', `+${((1 - share) * 100).toFixed(1)} %`, 'B'],
      ['tossed', '20', '20', '0', ''],
    ]);
  });

  test('three: the best of all by letter, each against the first', () => {
    const [values, differences] = figurePanels({ runs: compared(other, one, third), simulation: coin, speaker, words });
    expect(cells(values)).toContainEqual(['share of heads', expect.any(String), '100.0 %', '100.0 %', 'B C']);
    expect(differences.kind === 'table' && differences.columns.map(({ label }) => label)).toEqual([{ raw: 'figure' }, { raw: 'B - A' }, { raw: 'C - A' }]);
    expect(cells(differences)).toContainEqual(['tossed', '0', '0']);
  });

  test('only what differs is listed: parameters, seed, version; where nothing does, that is said', () => {
    expect(cells(paramsPanel({ runs: compared(one, other), simulation: coin, speaker, words }))).toEqual([
      ['bias', '1.00', '0.50'],
      ['seed', '0', '4'],
    ]);
    expect(cells(paramsPanel({ runs: compared(one, { ...third, version: 2, metrics: {} }), simulation: coin, speaker, words }))).toEqual([['version of the simulation', '1', '2']]);
    expect(cells(paramsPanel({ runs: compared(one, third), simulation: coin, speaker, words }))).toBe('text');
  });

  test('a figure that only one of them has is a gap, not a zero', () => {
    const [table] = figurePanels({ runs: compared(one, { ...other, metrics: { share: 0.2 } }), simulation: coin, speaker, words });
    expect(cells(table)).toContainEqual(['tossed', '20', null, null, '']);
  });
});

describe('a setting in words', () => {
  test('names what is changed, also parameters that are gone', () => {
    expect(settingInWords(coin, defaults, speaker, 'defaults')).toBe('defaults');
    expect(settingInWords(coin, { ...defaults, bias: 0.7, running: false, old: 3 }, speaker, '')).toBe('bias 0.70, running share off, old 3');
  });

  test('a finished run finds its record, the newest of equals, and no other', () => {
    const records = [run('a'), run('b'), run('c', { bias: 1 })];
    expect(recordOf(records, coin, { values: defaults, seed: 0 }, records[0].metrics)?.id).toBe('b');
    expect(recordOf(records, coin, { values: defaults, seed: 1 }, records[0].metrics)).toBeUndefined();
    expect(recordOf(records, { ...coin, version: 2 }, { values: defaults, seed: 0 }, records[0].metrics)).toBeUndefined();
    expect(sameParams({ a: ['x'] }, { a: ['x'] })).toBe(true);
    expect(sameParams({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});

describe('commands', () => {
  test('on one line where they fit, else broken between words, so that a copy still runs', () => {
    const command = "ml-tutor run coin --name 'a long name' --bias 0.5";
    expect(commandRows(command, 80)).toEqual([command]);
    expect(commandRows(command, 24)).toEqual(['ml-tutor run coin \\', "--name 'a long name' \\", '--bias 0.5']);
    expect(commandRows('ml-tutor sweep x --vary a=1:2:1 --over-seeds 5', 32)).toEqual(['ml-tutor sweep x \\', '--vary a=1:2:1 --over-seeds 5']);
    expect(shellWords("--prompt $'it\\'s a\\n' x")).toEqual(['--prompt', "$'it\\'s a\\n'", 'x']);
  });

  test('any command broken up is the same command to a shell', () => {
    const word = fc.oneof(fc.stringMatching(/^[a-z0-9=:.-]{1,12}$/), fc.string({ unit: 'grapheme', maxLength: 12 }).filter((s) => !/['\\\u0000-\u001f\u007f]/.test(s)).map((s) => `'${s}'`));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.integer({ min: 10, max: 60 }), (parts, cells) => {
        expect(commandRows(parts.join(' '), cells).map((row) => row.replace(/ \\$/, '')).join(' ')).toBe(parts.join(' '));
      }),
    );
  });

  test('":replay CODE" addresses the action that takes words; other actions are searched', () => {
    const ids = ['replay', 'rerun', 'reset'] as const;
    const actions = ids.map((id): Action => ({ id, keys: [], takesText: id === 'replay', run: () => {} }));
    expect(findCommands(actions, words, 'replay 1B7K-0m').map(({ name, text }) => [name, text])).toEqual([['replay', '1B7K-0m']]);
    expect(findCommands(actions, catalogue('zh'), '重放 4kx9').map(({ text }) => text)).toEqual(['4kx9']);
    expect(findCommands(actions, words, 're').map(({ name }) => name)).toEqual([...ids]);
  });
});
