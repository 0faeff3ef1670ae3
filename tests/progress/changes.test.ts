import { describe, expect, test } from 'vitest';
import * as progress from '../../src/progress/index.js';
import type { Change, Progress, RunRecord } from '../../src/progress/index.js';

const { emptyProgress } = progress;
const LESSON = 'lottery-ticket';
const after = (...changes: Change[]): Progress => changes.reduce((state, change) => change(state), emptyProgress);
const run = (more: Partial<RunRecord> = {}): Omit<RunRecord, 'id'> => ({
  simulation: LESSON,
  version: 1,
  params: { rounds: 3 },
  seed: 7,
  metrics: { accuracy: 0.9 },
  elapsedMs: 12,
  finishedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

describe('changes', () => {
  test('cards are remembered once, in the order read', () => {
    expect(after(progress.readCard(LESSON, 'b'), progress.readCard(LESSON, 'a'), progress.readCard(LESSON, 'b')).lessons[LESSON].cards).toEqual(['b', 'a']);
  });

  test('visiting says where to continue and marks nothing else', () => {
    const state = after(progress.visit(LESSON, { step: 'quiz', index: 2 }));
    expect(state.current).toBe(LESSON);
    expect(state.lessons[LESSON]).toEqual({ ...progress.emptyLesson, place: { step: 'quiz', index: 2 } });
  });

  test('a prediction may be changed until a run answers it, and then stands', () => {
    const predicted = after(progress.answerPrediction(LESSON, LESSON, 'up'), progress.answerPrediction(LESSON, LESSON, 'down'));
    expect(predicted.lessons[LESSON].predictions).toEqual({ [LESSON]: { option: 'down' } });
    const answered = progress.finishRun(LESSON, run(), 'up')(predicted);
    expect(answered.lessons[LESSON].predictions).toEqual({ [LESSON]: { option: 'down', outcome: 'up' } });
    const later = [progress.answerPrediction(LESSON, LESSON, 'up'), progress.finishRun(LESSON, run(), 'down')].reduce((state, change) => change(state), answered);
    expect(later.lessons[LESSON].predictions).toEqual({ [LESSON]: { option: 'down', outcome: 'up' } });
  });

  test('a finished run is the last in the history, with a short id of its own', () => {
    const state = after(progress.finishRun(LESSON, run()), progress.finishRun(LESSON, run()), progress.finishRun(LESSON, run({ seed: 8 })));
    expect(state.runs.map(({ seed }) => seed)).toEqual([7, 7, 8]);
    const ids = state.runs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toMatch(/^[0-9a-z]{4}$/);
    expect(ids[1]).toBe(`${ids[0]}${ids[1].slice(4)}`);
    expect(state.lessons[LESSON].finished).toEqual([LESSON]);
  });

  test('of too many runs the oldest go', () => {
    const state = after(...Array.from({ length: progress.MAX_RUNS + 5 }, (_, seed) => progress.finishRun(LESSON, run({ seed }))));
    expect(state.runs.length).toBe(progress.MAX_RUNS);
    expect([state.runs[0].seed, state.runs[progress.MAX_RUNS - 1].seed]).toEqual([5, progress.MAX_RUNS + 4]);
  });

  test('the best grade stays, hints count up, the solution stays seen', () => {
    const state = after(
      progress.gradeChallenge(LESSON, 'pass'),
      progress.takeHint(LESSON, 2),
      progress.gradeChallenge(LESSON, 'distinction'),
      progress.seeSolution(LESSON),
      progress.takeHint(LESSON, 1),
      progress.gradeChallenge(LESSON, 'none'),
    );
    expect(state.lessons[LESSON].challenge).toEqual({ grade: 'distinction', hints: 2, solutionSeen: true });
  });

  test('a question once answered right stays so, and the last answer is kept', () => {
    const state = after(progress.answerQuestion(LESSON, 'q', 'a', true), progress.answerQuestion(LESSON, 'q', ['b', 'a'], false));
    expect(state.lessons[LESSON].quiz.q).toEqual({ answer: ['b', 'a'], right: false, everRight: true });
  });

  test('names that objects have by birth are ordinary ids', () => {
    const state = after(progress.readCard('constructor', 'toString'), progress.answerQuestion('constructor', 'toString', 1, false));
    expect(state.lessons['constructor' as string].cards).toEqual(['toString']);
  });

});

describe('stars and steps', () => {
  const lesson = {
    cards: ['a', 'b'],
    simulations: [{ id: 's', version: 1, params: {}, metrics: {}, *run() {} }],
    predictions: [{ simulation: 's', options: ['x'], outcome: () => 'x' }],
    quiz: [
      { kind: 'choice' as const, id: 'q1', options: ['x'], answer: 'x' },
      { kind: 'choice' as const, id: 'q2', options: ['x'], answer: 'x' },
    ],
  };
  const stars = (...changes: Change[]) => progress.starsOf(lesson, after(...changes).lessons.l);

  test('none without progress', () => {
    expect(stars()).toEqual({ quiz: false, challenge: false, distinction: false, count: 0 });
  });

  test('one for every question right at least once', () => {
    const first = progress.answerQuestion('l', 'q1', 'x', true);
    expect(stars(first).count).toBe(0);
    expect(stars(first, progress.answerQuestion('l', 'q2', 'x', true), progress.answerQuestion('l', 'q1', 'y', false))).toMatchObject({ quiz: true, count: 1 });
  });

  test('one for the challenge, one more for distinction', () => {
    expect(stars(progress.gradeChallenge('l', 'pass'))).toMatchObject({ challenge: true, distinction: false, count: 1 });
    expect(stars(progress.gradeChallenge('l', 'distinction')).count).toBe(2);
  });

  test('the checklist counts, and the summary waits for all', () => {
    const some = after(progress.readCard('l', 'a'), progress.readCard('l', 'of-a-newer-version'), progress.answerPrediction('l', 's', 'x')).lessons.l;
    expect(progress.stepsOf(lesson, some).map(({ step, done, count, total }) => [step, done, count, total])).toEqual([
      ['learn', false, 1, 2],
      ['predict', true, 1, 1],
      ['run', false, 0, 1],
      ['challenge', false, 0, 1],
      ['quiz', false, 0, 2],
      ['summary', false, 1, 5],
    ]);
    const all = after(
      progress.readCard('l', 'a'),
      progress.readCard('l', 'b'),
      progress.answerPrediction('l', 's', 'x'),
      progress.finishRun('l', run({ simulation: 's' }), 'x'),
      progress.gradeChallenge('l', 'pass'),
      progress.answerQuestion('l', 'q1', 'x', true),
      progress.answerQuestion('l', 'q2', 'x', true),
    ).lessons.l;
    expect(progress.stepsOf(lesson, all).every(({ done }) => done)).toBe(true);
  });
});
