/** A level from the first card to the stars, at 80x24. */
import { describe, expect, test } from 'vitest';
import { emptyLesson, emptyProgress, type Step } from '../../src/progress/index.js';
import { KEYS, play, type PlayOptions } from '../support/ui/play.js';

const at = (step: Step, index = 0, options: PlayOptions = {}) => play({ route: { screen: 'level', level: 'lottery-ticket', step, index }, ...options });
const remembered = (game: ReturnType<typeof play>) => game.progress.state.lessons['lottery-ticket'];

describe('cards', () => {
  test('one at a time, each remembered, the place too', async () => {
    const game = at('learn');
    await game.until('A coin');
    await game.press(KEYS.right);
    await game.until('card 2 of 2');
    expect(remembered(game)).toMatchObject({ cards: ['coin', 'long'], place: { step: 'learn', index: 1 } });
  });

  test('a long card scrolls to its end', async () => {
    const game = at('learn', 1);
    await game.until('line 18 of');
    await game.press(...Array.from({ length: 5 }, () => KEYS.pageDown));
    await game.until('Paragraph 30.');
  });

  test('d explains the terms of the card, with the term in the other language', async () => {
    const game = at('learn');
    await game.until('A coin');
    await game.press('d');
    await game.until('Terms on this card');
    expect(game.frame()).toContain('softmax');
    await game.press('d');
    await game.until('never changes');
  });

  test('Enter on the last card leads on; nothing does by itself', async () => {
    const game = at('learn', 1);
    await game.until('card 2 of 2');
    await game.press(KEYS.right);
    expect(game.frame()).toContain('card 2 of 2');
    await game.press(KEYS.enter);
    await game.until('What do you expect?');
  });
});

describe('prediction and run', () => {
  test('what was predicted is answered by the first run, beside it and afterwards', async () => {
    const game = at('predict');
    await game.until('1. about a half');
    await game.press('2');
    await game.until('You predicted: far more than a half.');
    await game.press('n');
    await game.until('Press space to run');
    await game.press(' ');
    await game.until('it was: about a half (you predicted: far more than a half)');
    expect(remembered(game)).toMatchObject({ predictions: { coin: { option: 'more', outcome: 'half' } }, finished: ['coin'] });
    expect(game.progress.state.runs).toHaveLength(1);
    expect(game.progress.state.runs[0]).toMatchObject({ simulation: 'coin', seed: 0, params: { tosses: 20, bias: 0.5 }, finishedAt: '2026-01-02T03:04:05.000Z' });
    await game.press('p');
    await game.until('Chance averages out.');
  });

  test('parameters change in place; a wrong value says why, at its row', async () => {
    const game = at('run');
    await game.until('Press space to run');
    expect(game.frame()).toMatch(/▸ tosses\s+‹ 20 ›/);
    await game.press(KEYS.right);
    expect(game.frame()).toMatch(/tosses\s+‹ 21 ›/);
    await game.press(KEYS.shiftRight);
    expect(game.frame()).toMatch(/tosses\s+‹ 31 ›/);
    await game.press('u', 'u');
    expect(game.frame()).toMatch(/tosses\s+‹ 20 ›/);
    await game.press(KEYS.ctrlR);
    expect(game.frame()).toMatch(/tosses\s+‹ 21 ›/);
    await game.press(KEYS.enter, ...Array.from('21', () => KEYS.backspace), '9999', KEYS.enter);
    await game.until('tosses must be from 2 to 5,000; 9,999 is outside.');
    await game.press(...Array.from('9999', () => KEYS.backspace), '60', KEYS.enter);
    await game.until(/tosses\s+‹ 60 ›/);
  });

  test('a choice opens a list; a text is typed in its own field, Chinese and pasted text too', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await game.press(KEYS.down, KEYS.down, KEYS.enter);
    await game.until('1 heads');
    await game.press('2');
    await game.until(/side\s+‹ tails ›/);
    await game.press(KEYS.down, KEYS.down, KEYS.enter);
    await game.until('0 of 12 characters');
    await game.press('硬币', '\u001b[200~ no. 5\u001b[201~', KEYS.enter);
    await game.until('硬币 no. 5');
    await game.press(KEYS.down, KEYS.enter, 'one', KEYS.ctrlN, 'two', KEYS.enter);
    await game.until('2 texts');
  });

  test('run, pause, step, back in the recording, to the end', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await game.press('.');
    await game.until('toss 1 of 20');
    await game.press('.');
    await game.until('toss 2 of 20');
    expect(game.frame()).toContain('paused');
    await game.press(',');
    await game.until('past, frame 1 of 2');
    await game.press('..');
    await game.until('toss 3 of 20');
    await game.press(' ');
    await game.until('done in');
    await game.press('g');
    await game.until('frame 1 of 20');
    await game.press('G');
    await game.until('done in');
  });

  test('the run before can be compared: overlay, second column, differences', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await game.press(' ');
    await game.until('done in');
    expect(game.frame()).not.toMatch(/now\s+change/);
    await game.press(KEYS.down, KEYS.shiftRight, 'r');
    await game.until((frame) => frame.includes('done in') && /share of heads\s+100\.0 %/.test(frame));
    await game.press('o');
    await game.until(/now\s+change/);
    expect(game.frame()).toMatch(/\+\d+\.\d %/);
    expect(game.frame()).toContain('earlier run');
  });

  test('R takes a new seed; the same seed gives the same run', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await game.press('R');
    await game.until((frame) => /seed\s+100/.test(frame) && frame.includes('done in'));
    await game.press('r');
    await game.until(() => game.progress.state.runs.length === 2);
    const [first, second] = game.progress.state.runs;
    expect(first.seed).toBe(100);
    expect(second.metrics).toEqual(first.metrics);
  });

  test('cancel ends a run, and a run that fails says why and lets one go on', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await game.press('.', 'c');
    await game.until('Cancelled.');
    await game.press(KEYS.down, KEYS.enter, KEYS.backspace, KEYS.backspace, KEYS.backspace, '0', KEYS.enter, KEYS.down, KEYS.down, KEYS.enter);
    await game.until(/running share\s+‹ on → off ›/);
    await game.press(' ');
    await game.until('bias must be from 0.05 to 1; 0 is outside.');
    await game.press(KEYS.right, ' ');
    await game.until('done in');
  });

  test('t says the panel in words, Tab shows one panel large', async () => {
    const game = at('run');
    await game.press(' ');
    await game.until('done in');
    await game.press('t');
    await game.until('share of heads so far  1/1');
    await game.press('t', KEYS.tab);
    await game.until('panel 1 of 1, Tab goes back');
  });
});

describe('challenge', () => {
  test('hints one at a time, then the solution; what was reached is judged and remembered', async () => {
    const game = at('challenge');
    await game.until('Make at least 80 % of the tosses heads.');
    expect(game.frame()).not.toContain('Look at the bias.');
    await game.press('h');
    await game.until('Look at the bias.');
    await game.press('h', 'h');
    await game.until('Nothing beats a bias of 1.');
    expect(remembered(game).challenge).toMatchObject({ hints: 3, solutionSeen: false });
    await game.press('h');
    await game.until('A bias of 1 always shows heads.');
    await game.press('w');
    await game.until('To pass');
    expect(game.frame()).toMatch(/tosses\s+= 20/);
    await game.press(' ');
    await game.until('Passed with distinction.');
    expect(remembered(game).challenge).toEqual({ grade: 'distinction', hints: 3, solutionSeen: true });
    await game.press('b');
    await game.until('Why it works');
  });

  test('the start does not pass; the checklist has live values', async () => {
    const game = at('challenge');
    await game.press(KEYS.enter);
    await game.until('○ share of heads ≥ 80.0 %');
    await game.press(' ');
    await game.until('Not yet.');
    expect(game.frame()).toMatch(/✗ share of heads/);
    expect(remembered(game).challenge.grade).toBe('none');
  });
});

describe('quiz', () => {
  test('a choice, with a reason for every option; it may be answered again', async () => {
    const game = at('quiz');
    await game.until('Is a coin with bias 0.5 fair?');
    await game.press(KEYS.down, KEYS.enter);
    await game.until('✗ Not right');
    expect(game.frame()).toContain('Both sides are equally likely.');
    expect(game.frame()).toContain('It favours neither side.');
    await game.press('r', '1');
    await game.until('✓ Right');
    expect(remembered(game).quiz.fair).toEqual({ answer: 'yes', right: true, everRight: true });
  });

  test('a number, typed, in percent, or full-width', async () => {
    const game = at('quiz', 1);
    await game.until('Type a number');
    await game.press(KEYS.enter);
    await game.until('That is not a number.');
    await game.press('２５%', KEYS.enter);
    await game.until('✓ Right');
    expect(game.frame()).toContain('0.5 times 0.5.');
    expect(remembered(game).quiz.chance).toEqual({ answer: 0.25, right: true, everRight: true });
  });

  test('an order, by lifting lines', async () => {
    const game = at('quiz', 2);
    await game.until('Put in order');
    const wanted = ['Toss the coin.', 'Look at it.', 'Count the heads.'];
    const shown = () => game.lines().flatMap((line) => wanted.filter((text) => line.includes(text)));
    expect(shown()).not.toEqual(wanted);
    for (const [place, text] of wanted.entries()) {
      const from = shown().indexOf(text);
      await game.press(...Array.from({ length: 3 }, () => KEYS.up), ...Array.from({ length: from }, () => KEYS.down), ' ', ...Array.from({ length: from - place }, () => KEYS.up), ' ');
    }
    expect(shown()).toEqual(wanted);
    await game.press(KEYS.enter);
    await game.until('✓ Right');
    expect(remembered(game).quiz.steps.right).toBe(true);
  });

  test('a wrong order is answered by the right one, with the places one gave', async () => {
    const game = at('quiz', 2);
    await game.until('Put in order');
    const wanted = ['Toss the coin.', 'Look at it.', 'Count the heads.'];
    const given = game.lines().flatMap((line) => wanted.filter((text) => line.includes(text)));
    await game.press(KEYS.enter);
    const frame = await game.until('The right order');
    wanted.forEach((text, at) => {
      const place = given.indexOf(text);
      expect(frame).toContain(place === at ? `${at + 1}. ✓ ${text}` : `${at + 1}. ✗ ${text} (you: ${place + 1})`);
    });
  });
});

describe('summary', () => {
  test('claims are checked live over five seeds', async () => {
    const game = at('summary');
    await game.until('Over 400 tosses the share of heads is near a half.');
    await game.press(KEYS.enter);
    await game.until('held for 5 of 5 seeds');
    expect(game.frame()).toContain('Bernoulli (1713)');
  });

  test('what was earned is shown', async () => {
    const game = at('summary', 0, {
      progress: {
        ...emptyProgress,
        settings: { language: 'en' },
        lessons: {
          'lottery-ticket': {
            cards: ['coin'],
            predictions: { coin: { option: 'more', outcome: 'half' } },
            finished: ['coin'],
            challenge: { grade: 'pass', hints: 1, solutionSeen: false },
            quiz: {},
            place: { step: 'summary', index: 0 },
          },
        },
      },
    });
    await game.until('1 of 3 stars');
    expect(game.frame()).toContain('predicted: far more than a half; the run showed: about a half');
    expect(game.frame()).toContain('○ learn 1/2');
    await game.press('q');
    await game.until('★ 1 / 90');
    expect(game.frame()).toContain('Continue: 4 The lottery ticket hypothesis · summary');
  });
});

describe('at the next start', () => {
  test('parameters and seed of the last run that was begun are there again, and the default too', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await game.press(KEYS.right, KEYS.right, 'R');
    await game.until('done in');
    expect(remembered(game).setups).toEqual({ coin: { params: { tosses: 22 }, seed: 100 } });
    const later = at('run', 0, { progress: game.progress.state });
    await later.until(/tosses\s+‹ 22 ›[^]*seed\s+100/);
    await later.press('x');
    await later.until(/tosses\s+‹ 20 ›/);
  });

  test('what a newer version of the simulation refuses is left out', async () => {
    const setups = { coin: { params: { tosses: 1e9, bias: 0.75, gone: 3 }, seed: 8 } };
    const game = at('run', 0, { progress: { ...emptyProgress, settings: { language: 'en' }, lessons: { 'lottery-ticket': { ...emptyLesson, setups } } } });
    await game.until(/tosses\s+‹ 20 ›[^]*0\.75[^]*seed\s+8/);
  });
});

describe('beginning anew', () => {
  const done = { ...emptyProgress, current: 'lottery-ticket', lessons: { 'lottery-ticket': { ...emptyLesson, cards: ['coin'], predictions: { coin: { option: 'more' } } } } };

  test('asks first; what was forgotten can be had back on the map', async () => {
    const game = at('learn', 0, { progress: { ...done, settings: { language: 'en' } } });
    await game.until('A coin');
    await game.press(':', 'begin', KEYS.enter);
    await game.until('Begin “');
    await game.press(KEYS.enter);
    await game.until('A coin');
    expect(remembered(game)).toMatchObject({ predictions: { coin: { option: 'more' } } });
    await game.press(':', 'begin', KEYS.enter);
    await game.until('Begin “');
    await game.press('2');
    await game.until('u undo the reset');
    expect(remembered(game)).toBeUndefined();
    await game.press('u');
    await game.until((frame) => !frame.includes('undo the reset'));
    expect(remembered(game)).toMatchObject({ predictions: { coin: { option: 'more' } } });
  });
});
