import { describe, expect, test } from 'vitest';
import * as progress from '../../src/progress/index.js';
import type { Change, Progress, RunRecord } from '../../src/progress/index.js';
import { MAX_RUNS_SIZE, withinBounds } from '../../src/progress/shelf.js';
import { metric, type Challenge } from '../../src/lesson/index.js';
import { walk } from '../runtime/simulations.js';

const after = (...changes: Change[]): Progress => progress.all(...changes)(progress.emptyProgress);
const record = (seed: number, more: Partial<RunRecord> = {}): RunRecord => ({
  id: `r${seed}`,
  simulation: 'walk',
  version: 3,
  params: { frames: 10, stepSize: 1 },
  seed,
  metrics: { position: seed },
  elapsedMs: 1,
  finishedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const shelf = (count: number, pinned: readonly number[] = []) => Array.from({ length: count }, (_, n) => record(n, pinned.includes(n) ? { pinned: true } : {}));

describe('the shelf', () => {
  test('of too many runs the oldest go, pinned ones stay', () => {
    const kept = withinBounds(shelf(progress.MAX_RUNS + 10, [0, 3]));
    expect(kept).toHaveLength(progress.MAX_RUNS);
    expect(kept.slice(0, 3).map(({ seed }) => seed)).toEqual([0, 3, 12]);
    expect(kept[kept.length - 1].seed).toBe(progress.MAX_RUNS + 9);
  });

  test('large runs count more: together they stay below a size', () => {
    const large = shelf(100).map((run) => ({ ...run, metrics: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`metric${n}`, n / 7])) }));
    const kept = withinBounds(large);
    expect(JSON.stringify(kept).length).toBeLessThan(MAX_RUNS_SIZE * 1.02);
    expect(kept.length).toBeGreaterThan(10);
    expect(kept[kept.length - 1].seed).toBe(99);
    // The newest is kept however large it is.
    const huge = record(1, { params: { prompt: 'x'.repeat(MAX_RUNS_SIZE) } });
    expect(withinBounds([record(0), huge])).toEqual([huge]);
  });

  test('a run is named, pinned, unpinned and deleted', () => {
    const state = after((empty) => ({ ...empty, runs: shelf(3) }), progress.nameRun('r1', '  my \n best '), progress.pinRun('r1', true), progress.deleteRun('r0'), progress.pinRun('r2', true), progress.pinRun('r2', false));
    expect(state.runs).toEqual([record(1, { name: 'my best', pinned: true }), record(2)]);
    expect(progress.nameRun('r1', '')(state).runs[0]).toEqual(record(1, { pinned: true }));
    expect([...(progress.nameRun('r1', '名'.repeat(99))(state).runs[0].name ?? '')]).toHaveLength(progress.MAX_NAME);
    expect(progress.findRun(state, ' R1 ')?.name).toBe('my best');
    expect(progress.findRun(state, 'r0')).toBeUndefined();
  });

  test('not all can be pinned, so that new ones find room', () => {
    const pinned = Array.from({ length: progress.MAX_PINNED }, (_, n) => n);
    const state = { ...progress.emptyProgress, runs: shelf(progress.MAX_PINNED + 1, pinned) };
    expect(progress.canPin(state)).toBe(false);
    expect(progress.pinRun(`r${progress.MAX_PINNED}`, true)(state)).toBe(state);
    expect(progress.canPin(progress.pinRun('r0', false)(state))).toBe(true);
  });
});

describe('comparing two runs', () => {
  const simulation = { params: walk.params, metrics: { index: { better: 'lower' as const }, position: { better: 'higher' as const }, 'coef.*': {}, time: { measured: true } } };

  test('tells which parameters differ, and by how much each metric does, in the order declared', () => {
    const first = record(1, { params: { frames: 10, stepSize: 1, gone: 2 }, metrics: { 'coef.b': 1, position: 1.5, index: 9, time: 3 } });
    const second = record(1, { params: { frames: 12, stepSize: 1 }, metrics: { position: 2, index: 11, 'coef.b': 1, 'coef.a': 4, time: 2 } });
    expect(progress.compareRuns(first, second, simulation)).toEqual({
      sameSeed: true,
      sameVersion: true,
      params: [{ name: 'frames', first: 10, second: 12 }, { name: 'gone', first: 2 }],
      metrics: [
        { name: 'index', first: 9, second: 11, difference: 2, better: 'first', measured: false },
        { name: 'position', first: 1.5, second: 2, difference: 0.5, better: 'second', measured: false },
        { name: 'coef.b', first: 1, second: 1, difference: 0, measured: false },
        { name: 'coef.a', second: 4, measured: false },
        { name: 'time', first: 3, second: 2, difference: -1, measured: true },
      ].map((row) => expect.objectContaining(row)),
    });
  });
});

describe('the personal best', () => {
  const challenge: Challenge = { simulation: 'walk', start: { frames: 10 }, locked: ['frames'], pass: [metric('index').atMost(5)], distinction: [metric('position').atLeast(3)], solution: {}, seed: 1 };
  const best = (...runs: RunRecord[]) => progress.personalBest(challenge, walk, runs);
  const tried = (position: number, index: number, more: Partial<RunRecord> = {}) => record(1, { id: `${position}/${index}`, metrics: { position, index }, ...more });

  test('grade goes before value, value before age', () => {
    expect(best()).toBeUndefined();
    expect(best(tried(9, 9), tried(2, 4), tried(2.5, 5))).toMatchObject({ run: { id: '2.5/5' }, grade: 'pass', metric: 'position', value: 2.5, among: 3 });
    expect(best(tried(3, 5), tried(2.9, 1), tried(3, 4))).toMatchObject({ run: { id: '3/5' }, grade: 'distinction' });
  });

  test('only runs on equal footing count', () => {
    const unequal = [{ seed: 2 }, { version: 2 }, { params: { frames: 99 } }, { data: ['/mine.csv'] }, { simulation: 'other' }, { metrics: { index: 1 } }];
    expect(best(...unequal.map((more) => tried(9, 1, more)))).toBeUndefined();
    expect(best(tried(1, 1), ...unequal.map((more) => tried(9, 1, more)))).toMatchObject({ value: 1, among: 1 });
  });
});
