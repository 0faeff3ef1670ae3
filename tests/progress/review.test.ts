import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import * as progress from '../../src/progress/index.js';
import type { Change, Progress, QuizCards } from '../../src/progress/index.js';
import { nextReview, recallChance, reviewQuestion } from '../../src/progress/schedule.js';
import { day as anyDay } from './arbitrary.js';

const after = (...changes: Change[]): Progress => progress.all(...changes)(progress.emptyProgress);
const quizzes: readonly QuizCards[] = ['a', 'b', 'c'].map((lesson) => ({ lesson, questions: ['1', '2', '3', '4', '5'] }));
const names = (state: Progress, today: string, limit?: number) => progress.dueCards(state, quizzes, today, limit).cards.map(({ lesson, question }) => lesson + question);
const begin = (lesson: string, day = '2026-01-01') => progress.answerQuestion(lesson, '1', 'x', true, day);

describe('which cards are due', () => {
  test('the questions of quizzes that were begun, from the next day on', () => {
    const state = after(begin('a'), progress.readCard('b', 'card'));
    expect(progress.quizzesBegun(state)).toEqual(['a']);
    expect(names(state, '2026-01-01')).toEqual([]);
    expect(progress.dueCards(state, quizzes, '2026-01-01')).toMatchObject({ due: 0, total: 5, next: '2026-01-02' });
    expect(names(state, '2026-01-02')).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
    expect(progress.dueCount(state, quizzes, '2026-01-02')).toBe(5);
  });

  test('answers from before days were kept are due at once', () => {
    expect(names(after(progress.answerQuestion('a', '1', 'x', true)), '2026-01-01')).toHaveLength(5);
  });

  test('a level passed by its test comes up as well', () => {
    expect(names(after(progress.testOut('b', '2026-01-01')), '2026-01-02')).toEqual(['b1', 'b2', 'b3', 'b4', 'b5']);
  });

  test('levels take turns, ten a day, more when asked for', () => {
    const state = after(begin('c'), begin('a'), begin('b'));
    expect(names(state, '2026-01-02')).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3', 'a4']);
    expect(names(state, '2026-01-02', Infinity)).toHaveLength(15);
    expect(progress.dueCards(state, quizzes, '2026-01-02')).toMatchObject({ due: 15, done: 0, total: 15 });
  });

  test('what was reviewed today counts against the ten', () => {
    const begun = after(begin('a'), begin('b'), begin('c'));
    const state = ['a1', 'b1', 'c1', 'a2'].reduce((now, [lesson, question]) => reviewQuestion(lesson, question, 'x', true, '2026-01-02')(now), begun);
    expect(progress.dueCards(state, quizzes, '2026-01-02')).toMatchObject({ done: 4, due: 11 });
    expect(names(state, '2026-01-02')).toHaveLength(6);
    expect(names(state, '2026-01-03')).toHaveLength(10);
  });

  test('the longest overdue of a level comes first; questions no longer asked are left out', () => {
    const review = (due: string) => ({ answer: 'x', right: true, everRight: true, review: { due, last: '2026-01-01', stability: 1, difficulty: 5, reviews: 1, lapses: 0 } });
    const state: Progress = { ...progress.emptyProgress, lessons: { a: { ...progress.emptyLesson, quizDay: '2026-01-01', quiz: { '3': review('2026-01-05'), '5': review('2026-01-03'), gone: review('2026-01-01'), '1': review('2026-02-01') } } } };
    expect(names(state, '2026-01-10')).toEqual(['a2', 'a4', 'a5', 'a3']);
    expect(progress.dueCards(state, quizzes, '2026-01-10').total).toBe(5);
  });
});

describe('the schedule', () => {
  test('intervals grow while the answers are right, and fall after a wrong one', () => {
    let today = '2026-01-01';
    let review = nextReview(undefined, true, today);
    const intervals: number[] = [];
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    for (let n = 0; n < 5; n++) {
      intervals.push(days(today, review.due));
      today = review.due;
      review = nextReview(review, n < 4, today);
    }
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(intervals[4]).toBeGreaterThan(5 * intervals[0]);
    expect(days(today, review.due)).toBeLessThan(intervals[1]);
    expect(review).toMatchObject({ last: today, reviews: 6, lapses: 1 });
  });

  test('a card comes back about when the chance to recall it has fallen to 0.9', () => {
    const first = nextReview(undefined, true, '2026-01-01');
    const second = nextReview(first, true, first.due);
    expect(recallChance(second, second.last)).toBe(1);
    expect(recallChance(second, second.due)).toBeGreaterThan(0.89);
    expect(recallChance(second, second.due)).toBeLessThan(0.91);
  });

  test('a card never comes back on the same day, and within a year', () => {
    fc.assert(
      fc.property(anyDay, fc.array(fc.tuple(fc.boolean(), fc.nat(400)), { minLength: 1, maxLength: 20 }), (start, answers) => {
        let today = start;
        let review: progress.ReviewState | undefined;
        for (const [right, late] of answers) {
          review = nextReview(review, right, today);
          expect(review.due > today).toBe(true);
          expect(review.due <= progress.addDays(today, 366)).toBe(true);
          today = progress.addDays(review.due, late);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('an answer is kept as an answer of the quiz; a second one on a day moves nothing', () => {
    const once = after(begin('a'), reviewQuestion('a', '1', 'y', false, '2026-01-02'));
    expect(once.lessons.a.quiz['1']).toMatchObject({ answer: 'y', right: false, everRight: true, review: { last: '2026-01-02', reviews: 1 } });
    const again = reviewQuestion('a', '1', 'x', true, '2026-01-02')(once);
    expect(again.lessons.a.quiz['1'].review).toEqual(once.lessons.a.quiz['1'].review);
    expect(again.lessons.a.quiz['1'].right).toBe(true);
  });

  test('the first answer in the quiz sets the day, later ones do not', () => {
    expect(after(begin('a', '2026-01-01'), begin('a', '2026-01-09')).lessons.a.quizDay).toBe('2026-01-01');
  });
});

describe("the learner's local day", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each([
    ['Asia/Shanghai', '2026-01-02'],
    ['UTC', '2026-01-01'],
    ['America/Los_Angeles', '2026-01-01'],
    ['Pacific/Kiritimati', '2026-01-02'],
  ])('in %s', (name, day) => {
    process.env.TZ = name;
    expect(progress.localDay(Date.UTC(2026, 0, 1, 17))).toBe(day);
  });

  test('days are added over months, years and changes of the clock', () => {
    process.env.TZ = 'America/New_York';
    expect(progress.addDays('2026-03-07', 2)).toBe('2026-03-09');
    expect(progress.addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(progress.addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});

describe('statistics', () => {
  const lesson = (id: string) => ({ id, quiz: ['1', '2'].map((question) => ({ kind: 'choice' as const, id: question, options: ['x'], answer: 'x' })) });

  test('count days, not days in a row; remembered is what was right in a review', () => {
    const state = after(
      progress.practise('2026-01-01', 100),
      progress.practise('2026-01-01', 20.4),
      progress.practise('2026-03-01', -5),
      begin('a'),
      progress.answerQuestion('a', '2', 'x', true, '2026-01-01'),
      reviewQuestion('a', '1', 'x', true, '2026-01-03'),
      reviewQuestion('a', '2', 'y', false, '2026-01-03'),
      progress.gradeChallenge('b', 'pass'),
      progress.answerPrediction('b', 's', 'up'),
      progress.finishRun('b', { simulation: 's', version: 1, params: {}, seed: 1, metrics: {}, elapsedMs: 1, finishedAt: '2026-01-01T00:00:00.000Z' }, 'down'),
    );
    expect(progress.statisticsOf(state, [lesson('a'), lesson('b'), lesson('c')])).toEqual({
      days: 2,
      first: '2026-01-01',
      last: '2026-03-01',
      seconds: 120,
      levelsBegun: 2,
      levelsPassed: 2,
      stars: 2,
      cards: 2,
      remembered: 1,
      reviews: 2,
      runs: 1,
      predictions: 1,
      predictedRight: 0,
    });
    expect(progress.statisticsOf(progress.emptyProgress, [])).toMatchObject({ days: 0, seconds: 0, levelsBegun: 0 });
  });

  test('days are bounded: the oldest go', () => {
    const state = after(...Array.from({ length: 1010 }, (_, n) => progress.practise(progress.addDays('2020-01-01', n), 1)));
    const days = Object.keys(state.practice);
    expect(days).toHaveLength(1000);
    expect(days[0]).toBe(progress.addDays('2020-01-01', 10));
  });
});
