import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyLesson, emptyProgress, exportProgress, extentOf, importProgress, readExport, type Progress } from '../../src/progress/index.js';
import { progress } from './arbitrary.js';

const merge = (ours: Progress, theirs: Progress): Progress => JSON.parse(JSON.stringify(importProgress(theirs)(ours)));

describe('export and import', () => {
  test('round trip: what is exported is what is read', () => {
    fc.assert(fc.property(progress, (one) => void expect(readExport(exportProgress(one), 'f')).toEqual(one)));
  });

  test('into an empty tutor, everything arrives', () => {
    fc.assert(fc.property(progress, (one) => void expect(merge(emptyProgress, readExport(exportProgress(one), 'f'))).toEqual(one)));
  });

  test('twice is as good as once', () => {
    fc.assert(
      fc.property(progress, progress, (ours, theirs) => {
        const once = merge(ours, theirs);
        expect(merge(once, theirs)).toEqual(once);
      }),
    );
  });

  test('nothing is lost on either side', () => {
    fc.assert(
      fc.property(progress, progress, (ours, theirs) => {
        const merged = merge(ours, theirs);
        for (const side of [ours, theirs]) {
          for (const [id, lesson] of Object.entries(side.lessons)) {
            const kept = merged.lessons[id];
            expect(kept.cards).toEqual(expect.arrayContaining([...lesson.cards]));
            expect(kept.finished).toEqual(expect.arrayContaining([...lesson.finished]));
            expect(Object.keys(kept.quiz)).toEqual(expect.arrayContaining(Object.keys(lesson.quiz)));
            for (const [question, answer] of Object.entries(lesson.quiz)) if (answer.everRight) expect(kept.quiz[question].everRight).toBe(true);
            const rank = ['none', 'pass', 'distinction'];
            expect(rank.indexOf(kept.challenge.grade)).toBeGreaterThanOrEqual(rank.indexOf(lesson.challenge.grade));
            expect(kept.challenge.solutionSeen).toBe(kept.challenge.solutionSeen || lesson.challenge.solutionSeen);
          }
          for (const [day, seconds] of Object.entries(side.practice)) expect(merged.practice[day]).toBeGreaterThanOrEqual(seconds);
          for (const run of side.runs.filter(({ pinned }) => pinned)) expect(merged.runs.find(({ finishedAt }) => finishedAt === run.finishedAt)?.pinned).toBe(true);
          const moments = merged.runs.map(({ finishedAt }) => finishedAt);
          expect(moments).toEqual(expect.arrayContaining(side.runs.map(({ finishedAt }) => finishedAt)));
        }
        expect(new Set(merged.runs.map(({ id }) => id)).size).toBe(merged.runs.length);
      }),
    );
  });

  test('of two histories of a card the one that is further on stands', () => {
    const at = (last: string, reviews: number): Progress => {
      const review = { due: '2027-01-01', last, stability: 5, difficulty: 5, reviews, lapses: 0 };
      return { ...emptyProgress, lessons: { l: { ...emptyLesson, quiz: { q: { answer: 'a', right: true, everRight: true, review } } } } };
    };
    const [early, late] = [at('2026-01-01', 9), at('2026-02-01', 2)];
    for (const merged of [merge(early, late), merge(late, early)]) expect(merged.lessons.l.quiz.q.review?.last).toBe('2026-02-01');
  });

  test('what a reset threw away is not exported', () => {
    const undone: Progress = { ...emptyProgress, undo: { scope: 'all', before: { ...emptyProgress, practice: { '2026-01-01': 5 } } } };
    expect(exportProgress(undone)).toBe(exportProgress(emptyProgress));
  });

  test('two runs that grew the same short id both stay', () => {
    const run = (seed: number) => ({ id: 'abcd', simulation: 's', version: 1, params: {}, seed, metrics: {}, elapsedMs: 1, finishedAt: `2026-01-0${seed}T00:00:00.000Z` });
    const merged = merge({ ...emptyProgress, runs: [run(1)] }, { ...emptyProgress, runs: [run(2)] });
    expect(merged.runs.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(merged.runs[0].id).toBe('abcd');
    expect(merged.runs[1].id).not.toBe('abcd');
  });

  test('counts levels and runs', () => {
    fc.assert(fc.property(progress, (one) => void expect(extentOf(one)).toEqual({ levels: Object.keys(one.lessons).length, runs: one.runs.length })));
  });

  test.each([
    ['not JSON', '{', 'import.json'],
    ['some other JSON', '{"name":"ml-tutor"}', 'import.shape'],
    ['a list', '[]', 'import.shape'],
    ['a newer export', '{"version":99}', 'import.newer'],
    ['a tampered export', '{"version":1,"settings":{},"lessons":{"a":{"cards":7}},"runs":[]}', 'import.shape'],
  ])('refuses %s', (_what, text, key) => {
    expect(() => readExport(text, 'mine.json')).toThrow(expect.objectContaining({ name: 'UserError', key, values: expect.objectContaining({ file: 'mine.json' }) }));
  });
});
