/** Help names every mark that is on the simulation screen, in whatever state it is. */
import { describe, expect, test } from 'vitest';
import { KEYS, play, type Play } from '../support/ui/play.js';

/** Rules, dividers, axes and what stands for keys: they are no marks. Curves are explained by the mark of their series. */
const STRUCTURE = '─│└┬┤┴·…↑↓←“”‹›≥≤';

function signsIn(frame: string): string[] {
  // The footer names keys.
  const shown = frame.split('\n').slice(0, -1).join('\n');
  return [...new Set(shown.replace(/[\s\x20-\x7e\p{L}\p{N}\u2800-\u28ff]/gu, ''))].filter((sign) => !STRUCTURE.includes(sign));
}

/** All that help says under "Marks on this screen". */
async function explained(game: Play): Promise<string> {
  await game.press('?');
  await game.until('Keys');
  let text = '';
  for (let page = 0; page < 20; page++) {
    text += `${game.frame()}\n`;
    const before = game.frame();
    await game.press(KEYS.pageDown);
    if (game.frame() === before) break;
  }
  await game.press('?');
  return text.slice(text.indexOf('Marks on this screen'));
}

async function allExplained(game: Play, wanted: readonly string[] = []): Promise<void> {
  const frame = game.frame();
  for (const sign of wanted) expect(frame).toContain(sign);
  const marks = await explained(game);
  expect(signsIn(frame).filter((sign) => !marks.includes(sign))).toEqual([]);
  expect(game.frame()).toBe(frame);
}

const at = (step: 'run' | 'challenge') => play({ route: { screen: 'level', level: 'lottery-ticket', step, index: 0 } });

describe('the marks of the simulation screen', () => {
  test('before a run, paused, in the past, with changed parameters, reading, and when it is done', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await allExplained(game, ['▸']);
    for (const toss of [1, 2, 3, 4]) {
      await game.press('.');
      await game.until(`toss ${toss} of 20`);
    }
    await allExplained(game, ['█', '░', '●']);
    await game.press(',', ',');
    await allExplained(game, ['◆', '▒']);
    await game.press(KEYS.right, 'i');
    await allExplained(game, ['→', '╋', '┃']);
    await game.press('i', 'G', 'u', ' ');
    await game.until('done in');
    await allExplained(game, ['✓']);
  });

  test('of two runs compared, and of the challenge with its checklist and fixed parameters', async () => {
    const game = at('run');
    await game.until('Press space to run');
    await game.press(' ');
    await game.until('done in');
    await game.press('R');
    await game.until(() => game.progress.state.runs.length === 2);
    await game.press(':', 'compare', KEYS.enter);
    await game.until(/now\s+change/);
    await allExplained(game, ['╌']);
    const challenge = at('challenge');
    await challenge.press(KEYS.enter);
    await challenge.until('share of heads ≥');
    await allExplained(challenge);
    await challenge.press(' ');
    await challenge.until('Not yet.');
    await allExplained(challenge, ['✗']);
  });
});
