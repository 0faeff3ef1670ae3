/** The pure states behind review, search, statistics, notes and test, without Ink. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { width } from '../../src/plot/index.js';
import { orderQuestion } from '../../src/lesson/index.js';
import type { Route } from '../../src/ui/game-context.js';
import { revealing } from '../../src/ui/components/scroll.js';
import { startEdit } from '../../src/ui/components/text-edit.js';
import { faultOf } from '../../src/ui/components/file-fault.js';
import { besideName, pathEnd, reduceNotes } from '../../src/ui/screens/notes/notes-state.js';
import { countOf, reduceReview, startReview } from '../../src/ui/screens/review/review-state.js';
import { whenInWords } from '../../src/ui/screens/review/review-lines.js';
import { brought, marked } from '../../src/ui/screens/search/search-lines.js';
import { reduceSearch, startSearch } from '../../src/ui/screens/search/search-state.js';
import { calendarOf } from '../../src/ui/screens/statistics/calendar.js';
import { allRight, reduceTest, someOf, startTest } from '../../src/ui/screens/test-out/test-state.js';
import { leadsBack, opened, present, replaced, returned, type Trail } from '../../src/ui/trail.js';
import { catalogue } from '../../src/words/index.js';

describe('the way back', () => {
  const card: Route = { screen: 'level', level: 'few-shot', step: 'learn', index: 2 };
  const search: Route = { screen: 'search', query: 'loss', cursor: 3 };

  test('what is opened returns to the screen below, as it was left', () => {
    const way = opened(opened([{ screen: 'home' }], { screen: 'search' }), card, search);
    expect(present(way)).toBe(card);
    expect(leadsBack(way)).toBe(true);
    expect(present(returned(way))).toBe(search);
    expect(leadsBack(returned(way))).toBe(false);
    expect(returned(returned(way))).toEqual([{ screen: 'home' }]);
  });

  test('moving within a level keeps the way; the map ends it; below the first screen is the map', () => {
    const within: Route = { ...card, step: 'quiz', index: 0 };
    const way = replaced(opened([search], card), within);
    expect(way).toEqual([search, within]);
    expect(replaced(way, { screen: 'home' })).toEqual([{ screen: 'home' }]);
    expect(returned([card])).toEqual([{ screen: 'home' }]);
  });

  test('is bounded', () => {
    let way: Trail = [{ screen: 'home' }];
    for (let n = 0; n < 100; n++) way = opened(way, { screen: 'search', query: String(n) });
    expect(way).toHaveLength(20);
    expect(present(way)).toEqual({ screen: 'search', query: '99' });
  });
});

describe('a review', () => {
  const queue = ['a', 'b', 'c'].map((question) => ({ lesson: 'few-shot', question }));

  test('goes through its cards in their order, counts, and takes up more', () => {
    let state = startReview(queue);
    state = reduceReview(state, { type: 'answered', reviewed: { item: queue[0], right: true, due: '2026-01-09' } });
    state = reduceReview(state, { type: 'next' });
    state = reduceReview(state, { type: 'next' });
    expect(state.queue[state.index]).toBe(queue[2]);
    state = reduceReview(state, { type: 'answered', reviewed: { item: queue[2], right: false, due: '2026-01-03' } });
    state = reduceReview(reduceReview(state, { type: 'next' }), { type: 'next' });
    expect(state.queue[state.index]).toBeUndefined();
    expect(countOf(state)).toEqual({ right: 1, asked: 2 });
    expect(reduceReview(state, { type: 'more', queue: [queue[1]] })).toMatchObject({ index: 3, queue: [...queue, queue[1]] });
  });

  test('says when a card comes back', () => {
    const when = (day: string) => whenInWords(day, '2026-02-27', catalogue('en'));
    expect([when('2026-02-27'), when('2026-02-28'), when('2026-03-06')]).toEqual(['today', 'tomorrow', 'in 7 days, on 2026-03-06']);
  });
});

describe('a search', () => {
  test('other words begin at the first hit, moving leaves the field and stays within the hits', () => {
    let state = startSearch();
    expect(state.typing).toBe(true);
    state = reduceSearch(state, { type: 'typed', field: startEdit('lo') });
    state = reduceSearch(state, { type: 'move', by: 7, count: 5 });
    expect(state).toMatchObject({ typing: false, cursor: 4 });
    state = reduceSearch(reduceSearch(state, { type: 'typing', on: true }), { type: 'typed', field: startEdit('los') });
    expect(state).toMatchObject({ typing: true, cursor: 0 });
    expect(reduceSearch(state, { type: 'move', by: -3, count: 5 }).cursor).toBe(0);
    expect(startSearch('loss', 2)).toMatchObject({ typing: false, cursor: 2 });
  });

  test('marks every place of its words, in any case, and changes no character', () => {
    const found = (text: string, ...tokens: string[]) => marked(text, tokens).filter(({ style }) => style.bold).map((span) => span.text);
    expect(found('Loss and gloss', 'loss')).toEqual(['Loss', 'loss']);
    expect(found('剪枝之后再剪枝', '剪枝')).toEqual(['剪枝', '剪枝']);
    expect(found('pruned', 'prune', 'prun')).toEqual(['prune']);
    expect(found('… the ｌｏｓｓ …', 'loss')).toEqual(['ｌｏｓｓ']);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ minLength: 1, maxLength: 3 }).map((token) => token.toLowerCase())), (text, tokens) => {
      expect(marked(text, tokens).map((span) => span.text).join('')).toBe(text);
    }));
  });
});

describe('the words around a hit', () => {
  test('are cut at the front until the hit is seen; Latin words stay whole', () => {
    expect(brought('a short text with loss', ['loss'], 40)).toBe('a short text with loss');
    expect(brought('所以判为这一类，把负的距离当作对数几率送进 softmax，距离就成了概率', ['softmax'], 30)).toBe('… 几率送进 softmax，距离就成了概率');
    expect(brought('one two three four five six seven eight loss nine', ['loss'], 24)).toBe('… eight loss nine');
    expect(brought('nothing of it here at all', ['loss'], 5)).toBe('nothing of it here at all');
  });

  test('whatever the text, the first hit is within the row', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '中', '，'), maxLength: 80 }), fc.integer({ min: 20, max: 60 }), (text, cells) => {
      const shown = brought(`${text}xyz tail`, ['xyz'], cells);
      expect(width(shown.slice(0, shown.indexOf('xyz') + 3))).toBeLessThanOrEqual(cells);
    }));
  });
});

describe('the calendar of practice', () => {
  test('weeks from Monday to Sunday, the last with today; whole minutes, at least one', () => {
    const weeks = calendarOf({ '2026-02-23': 20, '2026-02-22': 3599, '2026-01-01': 60 }, '2026-02-25', 2);
    expect(weeks.map(({ first }) => first)).toEqual(['2026-02-16', '2026-02-23']);
    expect(weeks[0].days[6]).toEqual({ day: '2026-02-22', minutes: 60, coming: false });
    expect(weeks[1].days.map(({ minutes, coming }) => [minutes, coming])).toEqual([[1, false], [undefined, false], [undefined, false], [undefined, true], [undefined, true], [undefined, true], [undefined, true]]);
  });

  test('on a Sunday the week ends today', () => {
    expect(calendarOf({}, '2026-03-01', 1)[0]).toMatchObject({ first: '2026-02-23', days: expect.arrayContaining([{ day: '2026-03-01', coming: false }]) });
  });
});

describe('writing notes', () => {
  test('a name beside one that is taken', () => {
    const taken = (...files: string[]) => (file: string) => files.includes(file);
    expect(besideName('/n/a.md', taken())).toBe('/n/a-2.md');
    expect(besideName('/n/a.md', taken('/n/a-2.md', '/n/a-3.md'))).toBe('/n/a-4.md');
    expect(besideName('/n.d/notes', taken())).toBe('/n.d/notes-2');
  });

  test('of a long path the end is shown', () => {
    expect(pathEnd('/home/笔记/a.md', 20, '…')).toBe('/home/笔记/a.md');
    expect(pathEnd('/home/笔记/a.md', 9, '…')).toBe('…记/a.md');
    expect(pathEnd('/home/笔记/a.md', 7, '…')).toBe('…/a.md');
  });

  test('what went wrong is told apart', () => {
    const fault = (code: string) => faultOf(Object.assign(new Error('x'), { code }));
    expect(['EACCES', 'EROFS', 'ENOENT', 'EISDIR', 'ENOSPC'].map(fault)).toEqual(['denied', 'denied', 'noFolder', 'folder', 'other']);
    expect(faultOf('thrown')).toBe('other');
  });

  test('a name that is typed and dismissed changes nothing', () => {
    const begun = reduceNotes({ file: '/a.md', phase: { kind: 'reading' } }, { type: 'name' });
    const typed = reduceNotes(begun, { type: 'typed', field: startEdit('/b.md') });
    expect(reduceNotes(typed, { type: 'dismiss' })).toEqual({ file: '/a.md', phase: { kind: 'reading' } });
    expect(reduceNotes(typed, { type: 'named', file: '/b.md' })).toEqual({ file: '/b.md', phase: { kind: 'reading' } });
  });
});

describe('a test', () => {
  const quiz = ['a', 'b', 'c', 'd', 'e'].map((id) => orderQuestion(id, ['x', 'y']));
  const answer = (question: string, right: boolean) => ({ type: 'answered', answer: { question, answer: ['x', 'y'], right } }) as const;
  const answered = (...rights: boolean[]) => rights.reduce((state, right) => reduceTest(reduceTest(state, answer(state.questions[state.index].id, right)), { type: 'next' }), reduceTest(startTest(quiz, 1), { type: 'begin' }));

  test('three right answers lead to the task, the task to the end', () => {
    expect(answered(true, true)).toMatchObject({ phase: 'questions', index: 2 });
    expect(answered(true, true, true).phase).toBe('task');
    expect(reduceTest(answered(true, true, true), { type: 'next' }).phase).toBe('end');
  });

  test('a wrong answer leads to the end, but only after all three', () => {
    expect(answered(false, true).phase).toBe('questions');
    const ended = answered(true, false, true);
    expect(ended.phase).toBe('end');
    expect(allRight(ended)).toBe(false);
  });

  test('draws by the seed, without repetition, in the order of the quiz', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(8), (seed, count) => {
      const drawn = someOf(quiz, count, seed);
      expect(drawn).toHaveLength(Math.min(count, quiz.length));
      expect([...drawn].sort((a, b) => quiz.indexOf(a) - quiz.indexOf(b))).toEqual(drawn);
      expect(new Set(drawn).size).toBe(drawn.length);
    }));
    const draws = new Set(Array.from({ length: 200 }, (_, seed) => someOf(quiz, 3, seed).map(({ id }) => id).join('')));
    expect(draws.size).toBe(10);
  });
});

describe('a page that must show a row', () => {
  test('moves as little as it can', () => {
    expect(revealing(5, 7, 10)).toBe(5);
    expect(revealing(5, 3, 10)).toBe(3);
    expect(revealing(5, 20, 10)).toBe(12);
    expect(revealing(0, 8, 10)).toBe(0);
    expect(revealing(0, 9, 10)).toBe(1);
  });
});
