/** Plain mode, for screen readers: lines are only appended, choices are numbers, panels are sentences and tables. */
import { describe, expect, test } from 'vitest';
import { emptyProgress } from '../../src/progress/index.js';
import { freshLines } from '../../src/ui/shell/fresh-lines.js';
import { KEYS, play } from '../support/ui/play.js';

const plain = { terminal: { plain: true } } as const;

describe('plain mode', () => {
  test('the first question by number, then the levels one a line', async () => {
    const game = play({ ...plain, progress: emptyProgress });
    await game.until('2 English');
    await game.press('2');
    await game.until('4 The lottery ticket hypothesis: 0 of 3 stars');
    expect(game.frame()).toContain('30 Limited labelled data: coming');
  });

  test('moving says only where one is now', async () => {
    const game = play(plain);
    await game.until('30 Limited');
    await game.press(KEYS.down);
    await game.until('> 1 Embeddings');
    expect(game.frame().match(/30 Limited/g)).toHaveLength(1);
  });

  test('a run is said in quarters, its result as numbers and sentences, the table when asked for', async () => {
    const game = play({ ...plain, route: { screen: 'level', level: 'lottery-ticket', step: 'run', index: 0 } });
    await game.until('tosses: 20');
    await game.press(' ');
    await game.until('done in');
    expect(game.frame()).toContain('share of heads: 25.0 %');
    expect(game.frame()).toContain('share of heads so far');
    expect(game.frame()).not.toMatch(/[⠁-⣿█░│]/);
    expect(game.frame()).not.toMatch(/^\d+ +\d[\d. %]*$/m);
    await game.press('t');
    await game.until(/^\d+ +\d[\d. %]*$/m);
  });

  test('a question is answered by its number', async () => {
    const game = play({ ...plain, route: { screen: 'level', level: 'lottery-ticket', step: 'quiz', index: 0 } });
    await game.until('1. Yes, it is.');
    await game.press('1');
    await game.until('Both sides are equally likely.');
    expect(game.progress.state.lessons['lottery-ticket'].quiz.fair.right).toBe(true);
  });
});

describe('what is new on a page', () => {
  test('another page is said whole', () => expect(freshLines(['a', 'x'], ['b', 'x'])).toEqual(['b', 'x']));
  test('on the same page only new lines, as often as they are new', () => {
    expect(freshLines(['a', 'x'], ['a', 'x', 'y'])).toEqual(['y']);
    expect(freshLines(['a', 'x'], ['a', 'x', 'x'])).toEqual(['x']);
  });
  test('a line that got the pointer is said, one that lost it is not', () => {
    expect(freshLines(['a', '> x', 'y'], ['a', 'x', '> y'])).toEqual(['> y']);
  });
});
