/** The pure states behind the screens, without Ink. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultParams, metric } from '../../src/lesson/index.js';
import { challengeView, checklist } from '../../src/ui/screens/challenge/challenge-state.js';
import { CONTINUE, openParts, placeOf, reduceHome, type HomeGrid, type HomeState } from '../../src/ui/screens/home/home-state.js';
import { readNumber, reduceQuiz, shuffled, startQuestion } from '../../src/ui/screens/quiz/quiz-state.js';
import { startParams } from '../../src/ui/simulation/params-state.js';
import { changedSince, comparedWith, reduceSession, shownFrame, startSession, type RunView, type SessionAction, type SessionState } from '../../src/ui/simulation/session-state.js';
import { LIVE } from '../../src/runtime/playback.js';
import { coin, smallLesson } from '../support/ui/small-lesson.js';

const grid: HomeGrid = { parts: [10, 3, 6, 4, 7], columns: 2 };

describe('the map', () => {
  const from = (cursor: number, ...to: ('up' | 'down' | 'left' | 'right' | 'first' | 'last')[]) =>
    to.reduce((state, where) => reduceHome(state, { type: 'move', to: where }, grid), { cursor, asking: false }).cursor;

  test('levels run down the columns of their part', () => {
    expect(placeOf(0, grid)).toEqual({ part: 0, row: 0, column: 0 });
    expect(placeOf(5, grid)).toEqual({ part: 0, row: 0, column: 1 });
    expect(placeOf(12, grid)).toEqual({ part: 1, row: 0, column: 1 });
  });

  test('the arrows go down a column, into the next part, across, and up to "continue"', () => {
    expect(from(CONTINUE, 'down')).toBe(0);
    expect(from(0, 'up')).toBe(CONTINUE);
    expect(from(0, 'right')).toBe(5);
    expect(from(9, 'down')).toBe(12);
    expect(from(4, 'down')).toBe(10);
    expect(from(11, 'right')).toBe(12);
    expect(from(29, 'down')).toBe(29);
    expect(from(3, 'first')).toBe(CONTINUE);
    expect(from(3, 'last')).toBe(29);
  });

  test('every level can be reached by the arrows, at every width, and the pointer never leaves the map', () => {
    for (const columns of [1, 2, 3]) {
      const here = { ...grid, columns };
      const reached = new Set<number>([CONTINUE]);
      for (const cursor of reached) {
        for (const to of ['up', 'down', 'left', 'right'] as const) reached.add(reduceHome({ cursor, asking: false }, { type: 'move', to }, here).cursor);
      }
      expect([...reached].sort((a, b) => a - b)).toEqual(Array.from({ length: 31 }, (_, i) => i - 1));
    }
  });

  test('all parts lie open where they fit, else the one with the pointer and those after it that have room', () => {
    expect(openParts(0, grid, 40)).toEqual([true, true, true, true, true]);
    expect(openParts(11, grid, 9)).toEqual([false, true, false, false, false]);
    expect(openParts(11, grid, 12)).toEqual([false, true, true, true, false]);
    expect(openParts(CONTINUE, grid, 17)[0]).toBe(true);
  });

  test('a typed number points at its level; what cannot be one begins anew', () => {
    const typed = (digits: string) => [...digits].reduce((state: HomeState, digit) => reduceHome(state, { type: 'digit', digit: Number(digit) }, grid), { cursor: CONTINUE, asking: false }).cursor + 1;
    expect(['4', '24', '30', '31', '245', '7'].map(typed)).toEqual([4, 24, 30, 1, 5, 7]);
    const moved = reduceHome(reduceHome({ cursor: CONTINUE, asking: false }, { type: 'digit', digit: 2 }, grid), { type: 'move', to: 'down' }, grid);
    expect(reduceHome(moved, { type: 'digit', digit: 4 }, grid).cursor).toBe(3);
  });
});

describe('a quiz question', () => {
  test.each<[string, number | undefined]>([
    ['0.25', 0.25],
    [' 25 % ', 0.25],
    ['1,000', 1000],
    ['-3', -3],
    ['−3', -3],
    ['1e-3', 0.001],
    ['', undefined],
    ['x', undefined],
    ['Infinity', undefined],
  ])('reads %j as %s', (typed, value) => expect(readNumber(typed)).toBe(value));

  test('the items of an order are all there, mixed, and never in the right order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.string(), (count, seed) => {
        const items = Array.from({ length: count }, (_, i) => `item-${i}`);
        const mixed = shuffled(items, seed);
        expect([...mixed].sort()).toEqual([...items].sort());
        expect(mixed).not.toEqual(items);
        expect(shuffled(items, seed)).toEqual(mixed);
      }),
    );
  });

  test('a lifted line goes where the arrows go, and stays within the list', () => {
    const [, , question] = smallLesson.quiz;
    let state = startQuestion(question);
    const [first, second, third] = state.order;
    state = reduceQuiz(state, { type: 'lift' });
    for (let i = 0; i < 5; i++) state = reduceQuiz(state, { type: 'move', by: 1 });
    expect(state.order).toEqual([second, third, first]);
    expect(state.cursor).toBe(2);
    state = reduceQuiz(state, { type: 'lift' });
    expect(reduceQuiz(state, { type: 'move', by: -1 }).order).toEqual(state.order);
  });
});

describe('a challenge', () => {
  test('the solution opens after the third hint or after success', () => {
    expect(challengeView(undefined)).toMatchObject({ hints: 0, solutionOpen: false, passed: false });
    expect(challengeView({ grade: 'none', hints: 2, solutionSeen: false }).solutionOpen).toBe(false);
    expect(challengeView({ grade: 'none', hints: 3, solutionSeen: false }).solutionOpen).toBe(true);
    expect(challengeView({ grade: 'pass', hints: 0, solutionSeen: false })).toMatchObject({ solutionOpen: true, distinguished: false });
  });

  test('the checklist has values as soon as there are any, and a metric that was not reported fails', () => {
    const conditions = [metric('share').atLeast(0.5), metric('other').atMost(1)];
    expect(checklist(conditions, undefined).map(({ value, holds }) => [value, holds])).toEqual([
      [undefined, false],
      [undefined, false],
    ]);
    expect(checklist(conditions, { share: 0.6 }).map(({ holds }) => holds)).toEqual([true, false]);
  });
});

describe('a session', () => {
  const setting = { values: defaultParams(coin.params), seed: 1 };
  const frame = (share: number) => ({ progress: 1, metrics: { share }, panels: [] });
  const run = (share: number, status: RunView['status'] = 'done'): SessionAction => ({ type: 'ran', run: { setting, status, frame: frame(share), elapsedMs: 1, recorded: 3 } });
  const after = (...actions: SessionAction[]): SessionState => actions.reduce(reduceSession, startSession(startParams(coin.params, setting), 1));
  const start: SessionAction = { type: 'start', setting };

  test('the last finished run stays for comparison, an unfinished one does not take its place', () => {
    const first = after(start, run(0.1), start);
    expect(first.earlier?.frame.metrics.share).toBe(0.1);
    const second = after(start, run(0.1), start, run(0.2, 'cancelled'), start);
    expect(second.earlier?.frame.metrics.share).toBe(0.1);
    expect(comparedWith(second)).toBeUndefined();
    expect(comparedWith(reduceSession(second, { type: 'compare' }))).toBe(second.earlier);
  });

  test('another file since the run began is a change, as another parameter is', () => {
    const own = { path: '/somewhere/own.csv', name: 'own.csv' };
    const ran = after(start, run(0.1));
    expect(changedSince(ran)).toBe(false);
    const given = reduceSession(ran, { type: 'files', files: [own] });
    expect(changedSince(given)).toBe(true);
    expect(changedSince(reduceSession(given, start))).toBe(false);
    expect(changedSince(after({ type: 'files', files: [own] }))).toBe(false);
  });

  test('a place in the recording is shown until live is asked for or another run starts; the speed stays', () => {
    const looking = after(start, run(0.9), { type: 'playback', playback: { at: 0, playing: true, speed: 4 }, past: frame(0.1) });
    expect(shownFrame(looking)?.metrics.share).toBe(0.1);
    expect(shownFrame(reduceSession(looking, { type: 'playback', playback: LIVE }))?.metrics.share).toBe(0.9);
    const again = reduceSession(looking, start);
    expect(again.past).toBeUndefined();
    expect(again.playback).toEqual({ at: 'live', playing: false, speed: 4 });
  });

  test('it knows when parameters were changed since the run began', () => {
    expect(changedSince(after())).toBe(false);
    expect(changedSince(after(start, run(0.5)))).toBe(false);
    expect(changedSince(after(start, run(0.5), { type: 'params', action: { type: 'step', direction: 1 } }))).toBe(true);
  });

  test('pages and panels stay within what there is', () => {
    expect(after({ type: 'page', by: 5, pages: 3 }).page).toBe(2);
    expect(after({ type: 'page', by: -1, pages: 3 }).page).toBe(0);
    expect(after(start, run(0.5), { type: 'panel', by: 3 }).panel).toBe(0);
  });
});
