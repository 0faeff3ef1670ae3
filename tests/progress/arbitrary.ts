/** Random but valid progress, for property tests. */
import fc from 'fast-check';
import { STEPS, type LessonProgress, type Progress, type RunRecord } from '../../src/progress/index.js';

const id = fc.constantFrom('lottery-ticket', 'few-shot', 'poisson-regression', 'from-the-future');
const key = fc.constantFrom('a', 'b', 'c', 'd', 'toString');
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)); // JSON has no -0
const keys = fc.uniqueArray(key, { maxLength: 4 });
const dictionary = <T>(value: fc.Arbitrary<T>) => fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true });
/** As JSON has it: without the fields that are undefined. */
const optional = <T extends object>(record: fc.Arbitrary<T>) => record.map((value): T => JSON.parse(JSON.stringify(value)));

export const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const positive = fc.double({ min: 0.01, max: 300, noNaN: true });
const review = fc.record({ due: day, last: day, stability: positive, difficulty: positive, reviews: fc.nat(50), lapses: fc.nat(9) });

export const lessonProgress: fc.Arbitrary<LessonProgress> = optional(
  fc.record({
    cards: keys,
    predictions: dictionary(fc.record({ option: key, outcome: fc.option(key, { nil: undefined }) })),
    finished: keys,
    challenge: fc.record({ grade: fc.constantFrom('none' as const, 'pass' as const, 'distinction' as const), hints: fc.nat(3), solutionSeen: fc.boolean() }),
    quiz: dictionary(
      fc
        .record({ answer: fc.oneof(key, finite, fc.array(key)), right: fc.boolean(), everRight: fc.boolean(), review: fc.option(review, { nil: undefined }) })
        .map((entry) => ({ ...entry, everRight: entry.everRight || entry.right })),
    ),
    quizDay: fc.option(day, { nil: undefined }),
    testedOut: fc.option(day, { nil: undefined }),
    place: fc.record({ step: fc.constantFrom(...STEPS), index: fc.nat(8) }),
  }),
);

const run: fc.Arbitrary<RunRecord> = optional(fc.record({
  name: fc.option(fc.constantFrom('first', '基线'), { nil: undefined }),
  pinned: fc.option(fc.constant(true), { nil: undefined }),
  id: fc.constant('below'),
  simulation: id,
  version: fc.nat(3),
  params: dictionary(fc.oneof(finite, fc.string(), fc.boolean(), fc.array(fc.string(), { maxLength: 2 }))),
  seed: fc.maxSafeNat(),
  metrics: dictionary(finite),
  elapsedMs: fc.double({ min: 0, max: 1e6, noNaN: true }).map((ms) => (Object.is(ms, -0) ? 0 : ms)),
  finishedAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
}));

export const progress: fc.Arbitrary<Progress> = optional(
  fc.record({
    settings: fc.record({ language: fc.option(fc.constantFrom('zh' as const, 'en' as const), { nil: undefined }) }),
    current: fc.option(id, { nil: undefined }),
    practice: fc.dictionary(day, fc.nat(20_000), { maxKeys: 5, noNullPrototype: true }),
    lessons: fc.dictionary(id, lessonProgress, { maxKeys: 4, noNullPrototype: true }),
    runs: fc
      .uniqueArray(run, { maxLength: 6, selector: ({ finishedAt }) => finishedAt })
      .map((runs) => runs.sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1)).map((one) => ({ ...one, id: `r${one.finishedAt.replace(/\D/g, '')}` }))),
  }),
);
