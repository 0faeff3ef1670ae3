/** Review, search, glossary, statistics, notes, test and reset as a learner plays them, at 80x24. */
import { describe, expect, test } from 'vitest';
import { all, answerQuestion, emptyProgress, finishRun, gradeChallenge, localDay, practise, setLanguage, type Change, type Progress } from '../../src/progress/index.js';
import type { Route } from '../../src/ui/game-context.js';
import { KEYS, memoryFiles, play, type PlayOptions } from '../support/ui/play.js';

const LEVEL = 'lottery-ticket';
const run = { simulation: 'coin', version: 1, params: { tosses: 20 }, seed: 3, metrics: { share: 0.5, tossed: 20 }, elapsedMs: 5, finishedAt: '2026-01-01T10:00:00.000Z' };

/** Noon of a day in January 2026, by the learner's clock. */
const noon = (day: number) => new Date(2026, 0, day, 12).getTime();

function at(route: Route | undefined, changes: readonly Change[], day = 2, options: PlayOptions = {}) {
  const progress: Progress = all(setLanguage(options.language ?? 'en'), ...changes)(emptyProgress);
  return play({ route, progress, ...options, services: { now: () => noon(day), ...options.services } });
}

const quizBegun = answerQuestion(LEVEL, 'fair', 'no', false, '2026-01-01');
const remembered = (game: ReturnType<typeof play>) => game.progress.state.lessons[LEVEL];

describe('review', () => {
  test('the map says how many cards are due, and opens them', async () => {
    const game = at(undefined, [quizBegun]);
    await game.until('Review: 3 cards are due');
    await game.press(KEYS.down, KEYS.enter);
    await game.until('card 1 of 3');
    expect(game.lines()[0]).toContain('Review · 4 Lottery tickets');
  });

  test('on the day of the quiz nothing is due yet: the map is silent, the review says when', async () => {
    const game = at(undefined, [quizBegun], 1);
    await game.until('Begin with');
    expect(game.frame()).not.toContain('due');
    await game.press('v');
    await game.until('Nothing is due');
    expect(game.frame()).toContain('The next card comes back tomorrow.');
    await game.press('q');
    await game.until('Begin with');
  });

  test('without a quiz begun it says where cards come from', async () => {
    const game = at({ screen: 'review' }, []);
    await game.until('There are no cards yet.');
  });

  test('each card is asked in its way, answered with its reasons, and comes back', async () => {
    const game = at({ screen: 'review' }, [quizBegun]);
    await game.until('Is a coin with bias 0.5 fair?');
    await game.press('1');
    await game.until('This card comes back in');
    expect(game.frame()).toContain('✓ Right');
    expect(game.frame()).toContain('Both sides are equally likely.');
    expect(remembered(game).quiz.fair).toMatchObject({ answer: 'yes', right: true, review: { last: '2026-01-02', reviews: 1, lapses: 0 } });
    await game.press('1');
    expect(game.frame()).toContain('card 1 of 3');
    await game.press(KEYS.enter);
    await game.until('what is the chance of two heads?');
    await game.press('０', '.', '9', KEYS.enter);
    await game.until('✗ Not right');
    expect(remembered(game).quiz.chance.review).toMatchObject({ reviews: 1 });
    await game.press('n');
    await game.until('Put the steps of the experiment in order.');
    await game.press(KEYS.right);
    await game.until('1 of 2 right');
    expect(remembered(game).quiz.steps).toBeUndefined();
    expect(game.frame()).toContain('Still due: 1.');
    await game.press(KEYS.enter);
    await game.until('Put the steps of the experiment in order.');
    expect(game.lines()[0]).toContain('card 4 of 4');
  });

  test('all answered: nothing is due, the next day is said, and the map is silent', async () => {
    const game = at({ screen: 'review' }, [quizBegun]);
    await game.until('Is a coin');
    await game.press('1', KEYS.enter);
    await game.until('what is the chance');
    await game.press('0.25', KEYS.enter, KEYS.enter);
    await game.until('Put the steps');
    await game.press(KEYS.enter, KEYS.enter);
    await game.until('2 of 3 right');
    expect(game.frame()).toContain('The next card comes back');
    await game.press('q');
    await game.until('Begin with');
    expect(game.frame()).not.toContain('due');
  });

  test('what was answered stays answered when one leaves, and the day is the learner\'s own', async () => {
    const late = new Date(2026, 0, 2, 23, 50).getTime();
    const game = at({ screen: 'review' }, [quizBegun], 2, { services: { now: () => late } });
    await game.until('Is a coin');
    await game.press('2');
    await game.until('✗ Not right');
    await game.press(KEYS.escape);
    await game.until('Review: 2 cards are due');
    expect(remembered(game).quiz.fair.review?.last).toBe(localDay(late));
    expect(localDay(late)).toBe('2026-01-02');
  });

  test('in Chinese', async () => {
    const game = at(undefined, [quizBegun], 2, { language: 'zh' });
    await game.until('复习：有 3 张卡片到期');
    await game.press('v');
    await game.until('第 1 张，共 3 张');
    await game.press('1');
    await game.until('下次复习：');
  });
});

describe('the map', () => {
  test('has its pointer where it was when one comes back', async () => {
    const game = at(undefined, []);
    await game.until('Begin with');
    await game.press('9', 'd');
    await game.until('Glossary');
    await game.press('q');
    await game.until(/▸ +9 /);
  });
});

describe('search', () => {
  test('finds while one types, in either language; Enter opens, Esc comes back to the hits', async () => {
    const game = at(undefined, []);
    await game.until('Begin with');
    await game.press('、');
    await game.until('Type words in English or Chinese');
    await game.press('coi', 'n');
    await game.until(/A coin\s+level 4, card 1/);
    await game.press(KEYS.backspace, KEYS.backspace, KEYS.backspace, KEYS.backspace, '长卡片');
    await game.until(/▸ A long card\s+level 4, card 2/);
    await game.press(KEYS.enter);
    await game.until('Paragraph 3.');
    expect(game.progress.state.current).toBeUndefined();
    await game.press(KEYS.escape);
    await game.until('/ 长卡片');
    await game.press('q');
    await game.until('Begin with');
  });

  test('n and N go from hit to hit, / changes the words, letters are text again', async () => {
    const game = at({ screen: 'search', query: 'pruning' }, []);
    await game.until('/ pruning');
    const pointed = () => game.lines().findIndex((line) => line.includes('▸'));
    const first = pointed();
    await game.press('n');
    expect(pointed()).toBe(first + 2);
    await game.press('N');
    expect(pointed()).toBe(first);
    await game.press('/', 'n');
    await game.until('/ pruningn');
    expect(game.frame()).toContain('Nothing has all of these words.');
  });

  test('a term opens the glossary at its place, which shows where it is used', async () => {
    const game = at({ screen: 'search' }, []);
    await game.until('Type words');
    await game.press('softmax');
    await game.until(/▸ softmax\s+glossary/);
    await game.press(KEYS.enter);
    await game.until('▸ softmax');
    expect(game.frame()).toContain('Turns scores into probabilities');
    await game.press('L');
    await game.until('术语表');
    expect(game.frame()).toMatch(/▸ softmax/i);
  });

  test('from a level it comes back to the same card; looking up moves no place', async () => {
    const game = at({ screen: 'level', level: LEVEL, step: 'learn', index: 1 }, []);
    await game.until('card 2 of 2');
    await game.press('/');
    await game.until('Type words');
    await game.press('coin', KEYS.enter);
    await game.until((frame) => frame.includes('card 1 of 2') || frame.includes('card 2 of 2'));
    expect(remembered(game).place).toEqual({ step: 'learn', index: 1 });
    await game.press(KEYS.escape);
    await game.until('/ coin');
    await game.press('q');
    await game.until('card 2 of 2');
  });
});

describe('the terms of a card', () => {
  test('Tab explains one below the card, Enter opens it in the glossary, Esc lets go', async () => {
    const game = at({ screen: 'level', level: LEVEL, step: 'learn', index: 0 }, []);
    await game.until('card 1 of 2');
    const before = game.frame();
    await game.press(KEYS.tab);
    await game.until('Turns scores into probabilities');
    expect(game.frame()).toContain('card 1 of 2');
    await game.press(KEYS.enter);
    await game.until('▸ softmax');
    await game.press('q');
    await game.until('card 1 of 2');
    await game.press(KEYS.tab);
    await game.until('Turns scores');
    await game.press(KEYS.escape);
    await game.until((frame) => frame === before);
  });

  test('a card without terms has no such key', async () => {
    const game = at({ screen: 'level', level: LEVEL, step: 'learn', index: 1 }, []);
    await game.until('card 2 of 2');
    expect(game.frame()).not.toContain('Tab');
  });
});

describe('the glossary', () => {
  test('goes through the terms; Enter searches the course for one', async () => {
    const game = at({ screen: 'glossary', term: 'softmax' }, []);
    await game.until('▸ softmax');
    await game.press('g');
    await game.until('term 1 of');
    await game.press('j');
    await game.until('term 2 of');
    const term = /▸ (.+?)\s+│/.exec(game.frame())?.[1] ?? 'none';
    await game.press(KEYS.enter);
    await game.until(`/ ${term}`);
    await game.press(KEYS.escape);
    await game.until('term 2 of');
  });
});

describe('statistics', () => {
  test('figures, cards coming back, minutes by day; no streak', async () => {
    const game = at(undefined, [quizBegun, practise('2025-12-30', 60 * 75), practise('2026-01-02', 20), finishRun(LEVEL, run)]);
    await game.until('Begin with');
    await game.press('S');
    await game.until('days practised');
    const frame = game.frame();
    expect(frame).toMatch(/days practised\s+2\n/);
    expect(frame).toMatch(/time\s+1 h 15 min/);
    expect(frame).toMatch(/levels begun\s+1 of 30/);
    expect(frame).toMatch(/cards remembered\s+0 of 3/);
    expect(frame).toContain('Cards coming back: 3 today, 0 tomorrow, 3 within a week.');
    expect(frame).toMatch(/12-29\s+·\s+75\s+·\s+·\s+1\s*\n/);
    expect(frame).not.toMatch(/streak/i);
  });

  test('keys are counted, pauses are not', async () => {
    let clock = noon(2);
    const game = at(undefined, [], 2, { services: { now: () => clock } });
    await game.until('Begin with');
    for (const seconds of [20, 20, 3600, 5]) {
      clock += seconds * 1000;
      await game.press(KEYS.down);
    }
    expect(game.progress.state.practice).toEqual({ '2026-01-02': 40 });
  });

  test('nothing to count is said as such', async () => {
    const game = at({ screen: 'statistics' }, []);
    await game.until('Nothing to count yet.');
  });
});

describe('notes', () => {
  test('are read on the screen and written to a file, never over another unasked', async () => {
    const files = new Map<string, string>();
    const game = at({ screen: 'level', level: LEVEL, step: 'learn', index: 0 }, [quizBegun], 2, { services: { files: memoryFiles(files) } });
    await game.until('card 1 of 2');
    await game.press('W');
    await game.until('Enter writes these notes to /home/ml-tutor-04-lottery-ticket.md');
    await game.until('Tossing a coin');
    await game.press(KEYS.enter);
    await game.until('Written to /home/ml-tutor-04-lottery-ticket.md');
    expect(files.get('/home/ml-tutor-04-lottery-ticket.md')).toContain('My answer, wrong: No, it is not.');
    files.set('/home/ml-tutor-04-lottery-ticket.md', 'mine');
    await game.press(KEYS.enter);
    await game.until('There is a file /home/ml-tutor-04-lottery-ticket.md already.');
    await game.press('1');
    await game.until('Written to /home/ml-tutor-04-lottery-ticket-2.md');
    expect(files.get('/home/ml-tutor-04-lottery-ticket.md')).toBe('mine');
    await game.press('q');
    await game.until('card 1 of 2');
  });

  test('replacing is a choice, another file too; a file that cannot be written is said', async () => {
    const files = new Map([['/home/ml-tutor-04-lottery-ticket.md', 'old']]);
    const memory = memoryFiles(files);
    const write = (path: string, text: string) => {
      if (path === '/locked.md') throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      memory.write(path, text);
    };
    const game = at({ screen: 'notes', level: LEVEL }, [], 2, { services: { files: { ...memory, write } } });
    await game.until('Tossing a coin');
    await game.press(KEYS.enter);
    await game.until('2. Replace it');
    await game.press('2');
    await game.until('Written to');
    expect(files.get('/home/ml-tutor-04-lottery-ticket.md')).toContain('# Tossing a coin');
    await game.press('e', '\u0015', '/locked.md', KEYS.enter);
    await game.until('Enter writes these notes to /locked.md');
    await game.press(KEYS.enter);
    await game.until('No permission to write /locked.md.');
  });

  test('one line in one\'s own words goes before the debrief and into the notes', async () => {
    const game = at({ screen: 'level', level: LEVEL, step: 'challenge', index: 0 }, [gradeChallenge(LEVEL, 'pass')], 2, { rows: 40 });
    await game.until('Before you read on');
    await game.press('e', 'The bias 是期望。', KEYS.enter);
    await game.until('In your own words');
    expect(remembered(game).own).toBe('The bias 是期望。');
    const lines = game.lines();
    expect(lines.findIndex((line) => line.includes('The bias 是期望。'))).toBeLessThan(lines.findIndex((line) => line.includes('The bias is the expected share.')));
    await game.press('W');
    await game.until('notes to');
    await game.press(...Array.from({ length: 8 }, () => KEYS.pageDown));
    await game.press(...Array.from({ length: 30 }, () => KEYS.up));
    await game.until('In my own words: The bias 是期望。');
  });
});

describe('testing out', () => {
  async function answer(game: ReturnType<typeof play>, right: boolean) {
    const frame = await game.until((shown) => /fair\?|two heads\?|in order\./.test(shown) && !/✓ Right|✗ Not right/.test(shown));
    if (frame.includes('fair?')) await game.press(right ? '1' : '2');
    else if (frame.includes('two heads?')) await game.press(right ? '0.25' : '3', KEYS.enter);
    else await order(game, right);
    await game.until(right ? '✓ Right' : '✗ Not right');
    await game.press(KEYS.enter);
  }

  /** The one list of this level: toss, look, count. */
  async function order(game: ReturnType<typeof play>, right: boolean) {
    const wanted = ['Toss the coin.', 'Look at it.', 'Count the heads.'];
    for (let place = 0; right && place < wanted.length; place++) {
      const shown = game.lines().flatMap((line) => wanted.find((item) => line.includes(item)) ?? []);
      const from = shown.indexOf(wanted[place]);
      await game.press(...Array.from({ length: 3 }, () => KEYS.up), ...Array.from({ length: from }, () => KEYS.down), ' ', ...Array.from({ length: from - place }, () => KEYS.up), ' ');
    }
    await game.press(KEYS.enter);
  }

  test('three right answers and the task: the level counts as known and comes to review', async () => {
    const game = at(undefined, []);
    await game.until('Begin with');
    await game.press('4', 'T');
    await game.until('Do you know “Tossing a coin” already?');
    await game.press(KEYS.enter);
    for (let n = 0; n < 3; n++) await answer(game, true);
    await game.until('part 4 of 4');
    expect(game.frame()).toContain('Make at least 80 % of the tosses heads.');
    expect(game.frame()).not.toContain('Look at the bias.');
    expect(remembered(game)).toBeUndefined();
    await game.press(KEYS.enter);
    await game.until('bias');
    await game.press(KEYS.down, ...Array.from({ length: 16 }, () => KEYS.right), ' ');
    await game.until('The task is done. n goes on.');
    expect(remembered(game)).toMatchObject({ testedOut: '2026-01-02', quizDay: '2026-01-02', challenge: { grade: 'distinction' }, quiz: { fair: { right: true } } });
    await game.press('n');
    await game.until('You know this level');
    await game.press(KEYS.enter);
    await game.until('★★★');
  });

  test('a wrong answer leads to the level; nothing is noted', async () => {
    const game = at({ screen: 'test-out', level: LEVEL }, []);
    await game.until('already?');
    await game.press(KEYS.enter);
    await answer(game, false);
    await answer(game, true);
    await answer(game, true);
    await game.until('2 of 3 right');
    expect(remembered(game)).toBeUndefined();
    await game.press(KEYS.enter);
    await game.until('card 1 of 2');
  });
});

describe('beginning anew', () => {
  test('everything: asks, keeps nothing but the language, and can be undone', async () => {
    const game = at(undefined, [quizBegun, finishRun(LEVEL, run)]);
    await game.until('Review: 3 cards');
    await game.press('x');
    await game.until('2. Everything: levels (1), runs (1)');
    await game.press('1');
    await game.until('Review: 3 cards');
    await game.press('x', '2');
    await game.until('Begin with');
    expect(game.progress.state).toMatchObject({ settings: { language: 'en' }, lessons: {}, runs: [], undo: { scope: 'all' } });
    await game.press('u');
    await game.until('Review: 3 cards');
    expect(game.progress.state.runs).toHaveLength(1);
  });

  test('a simulation, from its own screen, without asking; undone from there', async () => {
    const game = at({ screen: 'level', level: LEVEL, step: 'run', index: 0 }, [finishRun(LEVEL, run), quizBegun]);
    await game.until('Press space to run');
    await game.press(KEYS.right, ':', 'resetSim', KEYS.enter);
    await game.until(/tosses\s+‹ 20 ›/);
    expect(game.progress.state).toMatchObject({ runs: [], undo: { scope: 'simulation' } });
    expect(remembered(game)).toMatchObject({ finished: [], quiz: { fair: { answer: 'no' } } });
    await game.press(':', 'undoRes', KEYS.enter);
    expect(game.progress.state.runs).toHaveLength(1);
  });
});

describe('read aloud', () => {
  test('search says its hits after Enter, not at every letter', async () => {
    const game = at({ screen: 'search' }, [], 2, { terminal: { plain: true } });
    await game.until('Type words');
    await game.press('coin');
    await game.until('Searching for: coin');
    expect(game.frame()).not.toContain('card 1)');
    await game.press(KEYS.enter);
    await game.until(/A coin \(level 4, card 1\)/);
  });

  test('statistics are sentences, without bars', async () => {
    const game = at({ screen: 'statistics' }, [quizBegun, practise('2026-01-01', 120)], 2, { terminal: { plain: true } });
    await game.until('2026-01-01: 2 min');
    expect(game.frame()).not.toMatch(/[█░]/);
  });
});
