import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice, defaultParams, integer, real, toggle } from '../../src/lesson/index.js';
import { isLocked, MAX_SEED, reduceParams, startParams, type ParamsAction, type ParamsState } from '../../src/ui/simulation/params-state.js';
import { stepValue } from '../../src/ui/simulation/stepping.js';
import { startEdit } from '../../src/ui/components/text-edit.js';
import { coin } from '../support/ui/small-lesson.js';

describe('a step of an arrow key', () => {
  const rate = real({ min: 0.05, max: 0.5, step: 0.05, default: 0.2 });

  test('goes from mark to mark without rounding dust', () => {
    expect(stepValue(rate, 0.2, 1)).toBe(0.25);
    expect(stepValue(rate, 0.25, 1)).toBe(0.3);
    expect(stepValue(rate, 0.3, -1)).toBe(0.25);
  });
  test('a typed value goes to the next mark in the direction pressed', () => {
    expect(stepValue(rate, 0.22, 1)).toBe(0.25);
    expect(stepValue(rate, 0.22, -1)).toBe(0.2);
  });
  test('stops at the ends', () => {
    expect(stepValue(rate, 0.48, 1)).toBe(0.5);
    expect(stepValue(rate, 0.5, 1)).toBe(0.5);
    expect(stepValue(rate, 0.1, -1, true)).toBe(0.05);
  });
  test('coarse is ten fine ones', () => expect(stepValue(integer({ min: 1, max: 100, default: 5 }), 5, 1, true)).toBe(15));
  test('on a log scale by factors', () => {
    const log = real({ min: 0.001, max: 10, step: 10 ** 0.5, scale: 'log', default: 0.1 });
    expect(stepValue(log, 0.1, 1)).toBeCloseTo(0.316228, 6);
    expect(stepValue(log, 0.1, -1)).toBeCloseTo(0.0316228, 7);
  });
  test('whole numbers on a log scale never stand still', () => expect(stepValue(integer({ min: 1, max: 1000, step: 1.2, scale: 'log', default: 1 }), 1, 1)).toBe(2));
  test('choices go round, switches switch', () => {
    expect(stepValue(choice(['a', 'b']), 'b', 1)).toBe('a');
    expect(stepValue(toggle(false), false, -1)).toBe(true);
  });
});

const start = (options = {}) => startParams(coin.params, { values: defaultParams(coin.params), seed: 7 }, options);
const after = (state: ParamsState, ...actions: ParamsAction[]) => actions.reduce(reduceParams, state);
const typing = (text: string): ParamsAction[] => [{ type: 'edit', text: '' }, { type: 'typed', field: startEdit(text) }, { type: 'accept' }];

describe('the parameter panel', () => {
  test('has a row for each parameter, the seed and the learner’s files', () => {
    expect(start({ files: 1 }).rows.map((row) => (row.kind === 'param' ? row.name : row.kind))).toEqual(['tosses', 'bias', 'side', 'running', 'name', 'bets', 'seed', 'data']);
  });

  test('a typed value is taken, and undone and redone', () => {
    let state = after(start(), ...typing('40'));
    expect(state.setting.values.tosses).toBe(40);
    state = after(state, { type: 'undo' });
    expect(state.setting.values.tosses).toBe(20);
    state = after(state, { type: 'redo' });
    expect(state.setting.values.tosses).toBe(40);
    expect(after(state, { type: 'redo' })).toBe(state);
  });

  test('a value out of range stays in its field with the reason', () => {
    const state = after(start(), ...typing('1'));
    expect(state.edit?.error).toMatchObject({ key: 'param.range', values: { name: 'tosses', min: 2, max: 5000 } });
    expect(state.setting.values.tosses).toBe(20);
    expect(after(state, { type: 'cancel' }).edit).toBeUndefined();
  });

  test('percentages may be typed as such', () => expect(after(start(), { type: 'moveTo', row: 1 }, ...typing('65 %')).setting.values.bias).toBe(0.65));

  test('the seed is checked too', () => {
    const seed = { type: 'moveTo', row: 6 } as const;
    expect(after(start(), seed, ...typing('12')).setting.seed).toBe(12);
    for (const wrong of ['', 'x', '1.5', '-1', String(MAX_SEED + 1)]) expect(after(start(), seed, ...typing(wrong)).edit?.error, wrong).toBeDefined();
  });

  test('what is locked does not change', () => {
    const state = start({ locked: ['tosses'] });
    expect(isLocked(state, state.rows[0])).toBe(true);
    const tried = after(state, { type: 'step', direction: 1 }, { type: 'set', value: 9 }, { type: 'edit', text: '9' });
    expect(tried.setting).toEqual(state.setting);
    expect(tried.edit).toBeUndefined();
  });

  test('reset puts one back, or all', () => {
    const changed = after(start(), { type: 'step', direction: 1 }, { type: 'move', by: 1 }, { type: 'step', direction: 1 });
    expect(after(changed, { type: 'reset' }).setting.values).toMatchObject({ tosses: 21, bias: 0.5 });
    expect(after(changed, { type: 'resetAll' }).setting).toEqual(start().setting);
    expect(after(changed, { type: 'resetAll' }, { type: 'undo' }).setting).toEqual(changed.setting);
  });

  test('undoing everything gives the beginning, whatever was done', () => {
    const step = fc.record({ type: fc.constant('step' as const), direction: fc.constantFrom(1 as const, -1 as const), coarse: fc.boolean() });
    const move = fc.record({ type: fc.constant('moveTo' as const), row: fc.nat(8) });
    const other = fc.constantFrom<ParamsAction>({ type: 'reset' }, { type: 'resetAll' }, { type: 'undo' }, { type: 'redo' });
    fc.assert(
      fc.property(fc.array(fc.oneof(step, move, other), { maxLength: 40 }), (actions) => {
        let state = after(start(), ...actions);
        while (state.undo.length > 0) state = after(state, { type: 'undo' });
        expect(state.setting).toEqual(start().setting);
      }),
    );
  });
});
