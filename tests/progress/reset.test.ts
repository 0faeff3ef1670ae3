import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as progress from '../../src/progress/index.js';
import type { Change, Progress, ResetScope, RunRecord } from '../../src/progress/index.js';
import { progress as anyProgress } from './arbitrary.js';

const LESSON = 'lottery-ticket';
const after = (...changes: Change[]): Progress => progress.all(...changes)(progress.emptyProgress);
const run = (more: Partial<RunRecord> = {}): Omit<RunRecord, 'id'> => ({ simulation: LESSON, version: 1, params: {}, seed: 7, metrics: {}, elapsedMs: 12, finishedAt: '2026-01-01T00:00:00.000Z', ...more });
const full = after(
  progress.setLanguage('zh'),
  progress.readCard(LESSON, 'a'),
  progress.answerPrediction(LESSON, LESSON, 'up'),
  progress.finishRun(LESSON, run(), 'up'),
  progress.finishRun('few-shot', run({ simulation: 'few-shot', seed: 8 })),
  progress.visit(LESSON, { step: 'run', index: 0 }),
  progress.practise('2026-01-01', 60),
);
const scopes: readonly ResetScope[] = [
  { kind: 'all' },
  { kind: 'level', lesson: LESSON, simulations: [LESSON] },
  { kind: 'simulation', lesson: LESSON, simulation: LESSON },
];

describe('reset', () => {
  test('of a simulation: its prediction, its mark and its runs', () => {
    const state = progress.reset(scopes[2])(full);
    expect(state.lessons[LESSON]).toMatchObject({ cards: ['a'], predictions: {}, finished: [] });
    expect(state.runs.map(({ simulation }) => simulation)).toEqual(['few-shot']);
  });

  test('of a level', () => {
    const state = progress.reset(scopes[1])(full);
    expect(Object.keys(state.lessons)).toEqual(['few-shot']);
    expect(state.runs).toHaveLength(1);
    expect(state.current).toBeUndefined();
  });

  test('of everything but the language', () => {
    const { undo, ...state } = progress.reset({ kind: 'all' })(full);
    expect(state).toEqual({ ...progress.emptyProgress, settings: { language: 'zh' } });
    expect(undo).toEqual({ scope: 'all', before: full });
  });

  test('of nothing changes nothing, and keeps what the last reset threw away', () => {
    const nothing = progress.reset({ kind: 'simulation', lesson: 'none', simulation: 'none' });
    expect(nothing(full)).toEqual(full);
    const emptied = progress.reset({ kind: 'all' })(full);
    expect(progress.reset({ kind: 'all' })(emptied)).toEqual(emptied);
  });
});

describe('undo of a reset', () => {
  test.each(scopes)('brings all back ($kind)', (scope) => {
    fc.assert(
      fc.property(anyProgress, (before) => {
        const back = progress.undoReset()(progress.reset(scope)(before));
        expect(JSON.parse(JSON.stringify(back))).toEqual(before);
      }),
    );
  });

  test('what was learned since then stays as well', () => {
    const back = after(() => full, progress.reset(scopes[1]), progress.readCard(LESSON, 'b'), progress.finishRun(LESSON, run({ finishedAt: '2026-01-02T00:00:00.000Z' })), progress.setLanguage('en'), progress.undoReset());
    expect(back.lessons[LESSON].cards).toEqual(['a', 'b']);
    expect(back.runs.map(({ finishedAt }) => finishedAt.slice(0, 10))).toEqual(['2026-01-01', '2026-01-01', '2026-01-02']);
    expect(back.settings.language).toBe('en');
    expect(back.undo).toBeUndefined();
    expect(progress.undoReset()(back)).toEqual(back);
  });

  test('of two resets the last is undone', () => {
    const twice = after(() => full, progress.reset(scopes[2]), progress.reset({ kind: 'all' }), progress.undoReset());
    expect(twice.lessons[LESSON]).toMatchObject({ cards: ['a'], finished: [] });
  });
});
