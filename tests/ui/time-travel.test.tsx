/** Through the recording of a run: back, on, played, slower, live again; while it goes on and after it is over. */
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { lineWidth, toText } from '../../src/plot/index.js';
import { scrubBar } from '../../src/ui/components/scrub-bar.js';
import { signsOf } from '../../src/ui/signs.js';
import { KEYS, play, type PlayOptions } from '../support/ui/play.js';

const run = (options: PlayOptions = {}) => play({ route: { screen: 'level', level: 'lottery-ticket', step: 'run', index: 0 }, ...options });

async function finished(options: PlayOptions = {}) {
  const game = run(options);
  const zh = options.language === 'zh';
  await game.until(zh ? '按空格开始运行' : 'Press space to run');
  // In steps every frame is recorded, however busy the machine is.
  for (let toss = 1; toss <= 20; toss++) {
    await game.press('.');
    await game.until(zh ? `第 ${toss} 次，共 20 次` : `toss ${toss} of 20`);
  }
  await game.press('.');
  await game.until(zh ? '完成，用时' : 'done in');
  return game;
}

describe('the bar', () => {
  const bar = (newest: number, past?: number, charset: 'braille' | 'ascii' = 'braille') => toText(scrubBar({ newest, past }, 10, signsOf(charset)));

  test('live it is full as far as the run is', () => expect([bar(0), bar(0.5), bar(1)]).toEqual(['░░░░░░░░░░', '█████░░░░░', '██████████']));

  test('in the past the place, what lies ahead of it and what is not yet computed are told apart, in ASCII too', () => {
    expect(bar(0.8, 0.3)).toBe('███◆▒▒▒▒░░');
    expect(bar(1, 0)).toBe('◆▒▒▒▒▒▒▒▒▒');
    expect(bar(0.01, 0)).toBe('◆░░░░░░░░░');
    expect(bar(0.8, 0.3, 'ascii')).toBe('###O====..');
  });

  test('it has exactly its cells', () => {
    for (const newest of [0, 0.03, 0.5, 1]) for (const past of [undefined, 0, newest / 2, newest]) for (const cells of [1, 8, 24]) expect(lineWidth(scrubBar({ newest, past }, cells, signsOf('braille')))).toBe(cells);
  });
});

describe('after the run', () => {
  test('one frame back and on, a tenth back, to the start, live again; the picture and the figures go with it', async () => {
    const game = await finished();
    await game.press(',');
    expect(game.frame()).toContain('past, frame 19 of 20');
    expect(game.frame()).toContain('toss 19 of 20');
    expect(game.frame()).toMatch(/tossed\s+19\b/);
    expect(game.frame()).toContain('the run is over');
    await game.press('{');
    expect(game.frame()).toContain('past, frame 17 of 20');
    await game.press('}', '.');
    expect(game.frame()).toMatch(/done in/);
    await game.press('g');
    expect(game.frame()).toContain('past, frame 1 of 20');
    await game.press(',');
    expect(game.frame()).toContain('past, frame 1 of 20');
    await game.press('G');
    expect(game.frame()).toMatch(/tossed\s+20\b/);
    expect(game.frame()).not.toContain('past');
  });

  test('stepping on at the end keeps the run and its recording; with other parameters it begins a new one', async () => {
    const game = await finished();
    await game.press('g', ...Array.from({ length: 25 }, () => '.'));
    expect(game.frame()).toContain('done in');
    expect(game.frame()).toContain('frame 20 of 20');
    expect(game.progress.state.runs).toHaveLength(1);
    await game.press(KEYS.right, '.');
    await game.until('toss 1 of 21');
  });

  test('Esc leaves the past, not the level', async () => {
    const game = await finished();
    await game.press('g', KEYS.escape);
    await game.until('done in');
  });

  test('space plays the recording to its end, and stops it', async () => {
    const game = await finished();
    await game.press('g', ' ');
    await game.until('▶ full speed');
    await game.until('done in');
    await game.press('g', '<', '<');
    expect(game.frame()).toContain('4 frames/s');
    await game.press(' ');
    await game.until('▶ 4 frames/s');
    await game.until('past, frame 3 of 20');
    await game.press(' ');
    const stopped = game.frame();
    expect(stopped).not.toContain('▶');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(game.frame()).toBe(stopped);
  });

  test('every way to travel has a route through the command line, in both languages', async () => {
    const game = await finished();
    await game.press(':', 'toStart', KEYS.enter);
    await game.until('past, frame 1 of 20');
    await game.press('L');
    await game.until('回放，第 1 帧，共 20 帧');
    await game.press('：', '回到实时', KEYS.enter);
    await game.until('完成，用时');
  });
});

const place = /past, frame (\d+) of (\d+)/;

describe('while the run goes on', () => {
  test('in slow motion; one may look back meanwhile, the recording grows, and live is where the run is', async () => {
    const game = run();
    await game.until('Press space to run');
    await game.press('<');
    expect(game.frame()).toContain('8 frames/s');
    await game.press(' ');
    await game.until('toss 3 of 20');
    expect(game.frame()).toContain('live');
    expect(game.frame()).toContain('8 frames/s');
    await game.press(',');
    const [, at, length] = place.exec(game.frame()) ?? [];
    expect(Number(at)).toBe(Number(length) - 1);
    expect(game.frame()).toContain('the run goes on');
    await game.until((frame) => Number(place.exec(frame)?.[2]) >= Number(length) + 3 && place.exec(frame)?.[1] === at);
    await game.press('G');
    expect(game.frame()).toContain('live');
    expect(Number(/toss (\d+) of 20/.exec(game.frame())?.[1])).toBeGreaterThanOrEqual(Number(length) + 3);
    await game.press('>');
    await game.until('done in');
    expect(game.progress.state.runs).toHaveLength(1);
  });

  test('slow motion is paused and goes on; a step ends it', async () => {
    const game = run();
    await game.until('Press space to run');
    await game.press('<', ' ');
    await game.until('toss 2 of 20');
    await game.press(' ');
    await game.until('paused');
    const before = Number(/toss (\d+) of 20/.exec(game.frame())?.[1]);
    await game.press('.');
    await game.until((frame) => Number(/toss (\d+) of 20/.exec(frame)?.[1]) > before);
    expect(game.frame()).toContain('paused');
    await game.press(' ');
    await game.until('8 frames/s');
    await game.until((frame) => Number(/toss (\d+) of 20/.exec(frame)?.[1]) > before + 2);
    await game.press('c');
    await game.until('Cancelled.');
  });

  test('slowed down it comes to the same result, bit for bit', async () => {
    const slow = run();
    await slow.until('Press space to run');
    await slow.press(KEYS.enter, KEYS.backspace, KEYS.backspace, '6', KEYS.enter, '<', ' ');
    await slow.until('done in');
    await slow.press('>', 'r');
    await slow.until(() => slow.progress.state.runs.length === 2);
    const [first, second] = slow.progress.state.runs;
    expect(first.metrics).toEqual(second.metrics);
  });
});

describe('parameters', () => {
  test('those of the run are shown beside those that were set since, also in the past', async () => {
    const game = await finished();
    await game.press(KEYS.right);
    expect(game.frame()).toMatch(/tosses\s+‹ 20 → 21 ›/);
    expect(game.frame()).toContain('in this run: 20 · How often the coin is tossed.');
    await game.press('g');
    expect(game.frame()).toMatch(/tosses\s+‹ 20 → 21 ›/);
    await game.press('r');
    await game.until(/tosses\s+‹ 21 ›/);
  });

  test('undo and redo from anywhere, with the pointer at what changes; one and all are put back', async () => {
    const game = run();
    await game.until('Press space to run');
    await game.press(KEYS.right, KEYS.down, KEYS.right, KEYS.down, KEYS.down);
    expect(game.frame()).toContain('u undo');
    await game.press('u');
    expect(game.frame()).toMatch(/▸ bias\s+‹ 0\.50 ›/);
    await game.press('u');
    expect(game.frame()).toMatch(/▸ tosses\s+‹ 20 ›/);
    expect(game.frame()).not.toContain('u undo');
    await game.press(':', 'redo', KEYS.enter);
    expect(game.frame()).toMatch(/▸ tosses\s+‹ 21 ›/);
    await game.press(KEYS.ctrlR);
    expect(game.frame()).toMatch(/▸ bias\s+‹ 0\.55 ›/);
    await game.press('x');
    expect(game.frame()).toMatch(/bias\s+‹ 0\.50 ›/);
    await game.press(':', 'reset all', KEYS.enter);
    expect(game.frame()).toMatch(/tosses\s+20\s/);
    await game.press(KEYS.tab, 'u');
    expect(game.frame()).toMatch(/tosses\s+21\s/);
  });
});

describe.each([[60, 18], [80, 24], [140, 40]] as const)('at %i x %i', (columns, rows) => {
  test.each(['en', 'zh'] as const)('past, reading, table and file page stay within the window, every row in its width (%s)', async (language) => {
    const game = await finished({ language, columns, rows });
    const fits = () => {
      expect(game.lines().length).toBeLessThan(rows);
      for (const line of game.lines()) expect(stringWidth(line)).toBeLessThan(columns);
    };
    for (const keys of [['g'], [KEYS.right], ['i'], [KEYS.left], ['{'], ['E'], [KEYS.enter], ['t'], ['t'], [KEYS.tab], ['i'], ['<'], ['?']]) {
      await game.press(...keys);
      fits();
    }
  });
});
