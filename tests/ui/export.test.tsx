/** What is seen on the simulation screen, written to a file of the learner's choice. */
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { endingOf } from '../../src/ui/simulation/export-state.js';
import type { Services } from '../../src/ui/services.js';
import { KEYS, memoryFiles, play, type PlayOptions } from '../support/ui/play.js';

const CLEAR = '\u0015';

async function finished(options: PlayOptions = {}) {
  const written = new Map<string, string>();
  const game = play({ columns: 140, rows: 30, route: { screen: 'level', level: 'lottery-ticket', step: 'run', index: 0 }, services: { files: memoryFiles(written), ...options.services }, ...options });
  await game.until('Press space to run');
  await game.press(' ');
  await game.until('done in');
  return { game, written };
}

const failing = (code: string): Services['files'] => ({
  ...memoryFiles(),
  write: () => {
    throw Object.assign(new Error('disk is on fire'), { code });
  },
});

describe('writing to a file', () => {
  test('the ending says the form', () => {
    expect(['a.svg', 'b.CSV ', '/tmp/c.json', 'd', 'e.txt', '.svg'].map(endingOf)).toEqual(['svg', 'csv', 'json', undefined, undefined, 'svg']);
  });

  test('a picture of the run with the command that makes it again, under a name that is offered', async () => {
    const { game, written } = await finished();
    await game.press('E');
    await game.until('Write this run to a file');
    expect(game.frame()).toContain('coin-seed0.svg');
    await game.press(KEYS.enter);
    await game.until('✓ Written to /home/coin-seed0.svg');
    const svg = written.get('/home/coin-seed0.svg') ?? '';
    expect(svg).toMatch(/^<\?xml/);
    expect(svg).toContain('Tossing a coin, seed 0');
    expect(svg).toContain('share of heads so far');
    expect(svg).toContain('ml-tutor run coin');
    await game.press(KEYS.down);
    expect(game.frame()).not.toContain('Written to');
  });

  test('the figures as JSON and CSV are those of the run, to the last digit', async () => {
    const { game, written } = await finished();
    await game.press(':', 'exportRun', KEYS.enter, CLEAR, 'run.json', KEYS.enter);
    await game.until('Written to /home/run.json');
    await game.press('E', CLEAR, 'run.csv', KEYS.enter);
    await game.until('Written to /home/run.csv');
    const [record] = game.progress.state.runs;
    const json = JSON.parse(written.get('/home/run.json') ?? '');
    expect(json).toMatchObject({ simulation: 'coin', version: 1, params: record.params, seed: 0, metrics: record.metrics });
    expect(json.panels[0].series[0].y).toHaveLength(20);
    const rows: string[][] = parse(written.get('/home/run.csv') ?? '');
    expect(rows).toEqual([['metric', 'value'], ...Object.entries(record.metrics).map(([name, value]) => [name, String(value)])]);
  });

  test('of a panel that is read, its every value; of an earlier frame, that frame', async () => {
    const { game, written } = await finished();
    await game.press('g', 'i', 'E');
    await game.until('coin-seed0-frame1-share.svg');
    await game.press(CLEAR, 'panel.csv', KEYS.enter);
    await game.until('Written to /home/panel.csv');
    const rows: string[][] = parse(written.get('/home/panel.csv') ?? '');
    expect(rows[0]).toEqual(['series', 'x', 'y', 'low', 'high']);
    expect(rows).toHaveLength(2);
    await game.press(':', 'exportRun', KEYS.enter, CLEAR, 'past.svg', KEYS.enter);
    await game.until('Written to /home/past.svg');
    expect(written.get('/home/past.svg')).toMatch(/seed 0, frame 1 of \d+/);
  });

  test('another ending, a file that is there, no permission, no folder: said in place, and nothing is lost', async () => {
    const { game, written } = await finished();
    await game.press('E', CLEAR, 'notes.txt', KEYS.enter);
    await game.until('The name has to end in .svg, .csv or .json.');
    await game.press(CLEAR, 'a.csv', KEYS.enter);
    await game.until('Written to /home/a.csv');
    written.set('/home/a.csv', 'precious');
    await game.press('E', CLEAR, 'a.csv', KEYS.enter);
    await game.until('already. Enter once more replaces it');
    expect(written.get('/home/a.csv')).toBe('precious');
    await game.press(KEYS.backspace, 'v', KEYS.enter);
    await game.until('already. Enter once more replaces it');
    await game.press(KEYS.enter);
    await game.until('Written to /home/a.csv');
    expect(written.get('/home/a.csv')).toContain('share');
  });

  test.each([
    ['EACCES', 'No permission to write /home/coin-seed0.svg'],
    ['ENOENT', 'There is no folder for'],
    ['EISDIR', 'is a folder'],
    ['EIO', 'disk is on fire'],
  ])('%s is said in words', async (code, words) => {
    const { game } = await finished({ services: { files: failing(code) } });
    await game.press('E', KEYS.enter);
    await game.until(words);
    await game.press(KEYS.escape);
    await game.until('done in');
  });

  test('every letter is text while a name is typed, and Esc leaves it', async () => {
    const { game, written } = await finished();
    await game.press('E', CLEAR, '?q:L');
    await game.until('?q:L');
    await game.press(KEYS.escape);
    await game.until('done in');
    expect(written.size).toBe(0);
  });
});
