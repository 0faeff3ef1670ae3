import { describe, expect, test } from 'vitest';
import { emptyProgress } from '../../src/progress/index.js';
import { KEYS, play } from '../support/ui/play.js';

describe('first run', () => {
  test('one question, in both languages, the locale chosen beforehand; then the map', async () => {
    const game = play({ language: 'zh', progress: emptyProgress });
    await game.until('请选择语言 · Choose your language');
    expect(game.frame()).toContain('▸ 1 中文');
    await game.press(KEYS.enter);
    await game.until('从这里开始：4 彩票假设');
    expect(game.progress.state.settings.language).toBe('zh');
  });

  test('a digit answers, also a full-width one', async () => {
    const game = play({ language: 'zh', progress: emptyProgress });
    await game.until('1 中文');
    await game.press('２');
    await game.until('Begin with 4 The lottery ticket hypothesis');
    expect(game.progress.state.settings.language).toBe('en');
  });

  test('Enter on the map opens the level, L switches the language in place', async () => {
    const game = play();
    await game.press(KEYS.enter);
    await game.until('card 1 of 2');
    await game.press('L');
    await game.until('第 1 张，共 2 张');
    expect(game.frame()).toContain('抛硬币');
    expect(game.progress.state.current).toBe('lottery-ticket');
  });
});
