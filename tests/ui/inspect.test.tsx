/** Reading values on the simulation screen: the cursor, the line that says what stands under it, the next panel, the way out. */
import { describe, expect, test } from 'vitest';
import { KEYS, play, type PlayOptions } from '../support/ui/play.js';

const run = (options: PlayOptions = {}) => play({ route: { screen: 'level', level: 'lottery-ticket', step: 'run', index: 0 }, ...options });

async function finished(options: PlayOptions = {}) {
  const game = run(options);
  await game.until(options.language === 'zh' ? '按空格开始运行' : /Press space to run|tosses: 20/);
  await game.press(' ');
  await game.until(options.language === 'zh' ? '完成，用时' : 'done in');
  return game;
}

describe('reading values', () => {
  test('i shows the cursor and its value; the arrows move it, not the parameters; i puts it away', async () => {
    const game = await finished();
    const { metrics } = game.progress.state.runs[0];
    expect(game.frame()).not.toContain('╋');
    await game.press('i');
    expect(game.frame()).toContain('╋');
    expect(game.frame()).toContain(`▸ toss 20 (20/20) · heads: ${metrics.share * 100} %`);
    await game.press(KEYS.left);
    expect(game.frame()).toContain('▸ toss 19 (19/20) · heads:');
    await game.press(KEYS.shiftLeft);
    expect(game.frame()).toContain('▸ toss 9 (9/20) · heads:');
    await game.press('\u001b[H');
    expect(game.frame()).toMatch(/▸ toss 1 \(1\/20\) · heads: (0|100) %/);
    expect(game.frame()).toMatch(/tosses\s+20\s/);
    await game.press('i');
    expect(game.frame()).not.toContain('╋');
    await game.press(KEYS.right);
    expect(game.frame()).toMatch(/tosses\s+‹ 20 → 21 ›/);
  });

  test('the cursor keeps its place while one steps through the recording', async () => {
    const game = run();
    await game.until('Press space to run');
    for (const toss of [1, 2, 3]) {
      await game.press('.');
      await game.until(`toss ${toss} of 20`);
    }
    await game.press('i');
    expect(game.frame()).toContain('▸ toss 3 (3/3)');
    await game.press(',');
    expect(game.frame()).toContain('▸ toss 2 (2/2)');
    await game.press('.', '.');
    await game.until('▸ toss 4 (4/4)');
    await game.press(KEYS.left, '.');
    await game.until('▸ toss 3 (3/5)');
  });

  test('Esc ends the reading and nothing else; before a run there is nothing to read', async () => {
    const game = run();
    await game.until('Press space to run');
    await game.press('i');
    expect(game.frame()).toContain('Press space to run');
    expect(game.frame()).not.toContain('▸ toss ');
    await game.press('.');
    await game.until('toss 1 of 20');
    await game.press('i');
    await game.until('▸ toss 1 (1/1)');
    await game.press(KEYS.escape);
    await game.until((frame) => !frame.includes('▸ toss 1'));
    expect(game.frame()).toContain('paused');
  });

  test('Tab goes to the next panel and around; t shows a table instead', async () => {
    const game = await finished();
    await game.press('i', KEYS.tab);
    expect(game.frame()).toContain('▸ toss 20 (20/20)');
    await game.press('t');
    await game.until('share of heads so far  1/1');
    expect(game.frame()).not.toContain('▸ toss 20');
    await game.press('i');
    await game.until('▸ toss 20 (20/20)');
    expect(game.frame()).not.toContain('share of heads so far  1/1');
  });

  test('every part of it has a name for the command line, and help explains the cursor', async () => {
    const game = await finished();
    await game.press(':', 'read values', KEYS.enter);
    await game.until('▸ toss 20 (20/20)');
    await game.press(':', 'readLeft', KEYS.enter);
    await game.until('▸ toss 19 (19/20)');
    await game.press('?', KEYS.pageDown, KEYS.pageDown, KEYS.pageDown);
    await game.until('the reading cursor; the line below says what stands under it');
  });

  test('in Chinese', async () => {
    const game = await finished({ language: 'zh' });
    await game.press('i');
    expect(game.frame()).toMatch(/▸ 次 20（20\/20） · 正面：\d+ %/);
  });

  test('read aloud: the panel and the value, anew at every move', async () => {
    const game = await finished({ terminal: { plain: true } });
    await game.press('i');
    await game.until(/share of heads so far · toss 20 \(20\/20\) · heads: \d+ %/);
    await game.press(KEYS.left);
    await game.until(/share of heads so far · toss 19 \(19\/20\) · heads:/);
    expect(game.frame()).not.toMatch(/[╋┃█]/);
  });

  test('read aloud, a recording that is played says its quarters, not every frame and value', async () => {
    const game = await finished({ terminal: { plain: true } });
    await game.press('i', 'g');
    await game.until('toss 1 (1/1)');
    await game.press(' ');
    await game.until('Values are read when nothing moves');
    await game.until(/playing the recording 50 %/);
    await game.until((frame) => (frame.match(/done in/g) ?? []).length > 1);
    expect(game.frame()).not.toContain('toss 9 (9/9)');
  });

  test('in a narrow window, and in ASCII, the line keeps to its row', async () => {
    const game = await finished({ columns: 60, rows: 18, terminal: { charset: 'ascii' } });
    await game.press('i');
    await game.until('> toss 20 (20/20)');
    expect(game.frame()).toMatch(/^[\x20-\x7e\n]*$/);
    expect(game.lines().every((line) => line.length <= 60)).toBe(true);
    expect(game.lines().length).toBeLessThan(18);
  });
});
