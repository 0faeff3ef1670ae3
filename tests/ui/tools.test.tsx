/** The learner's tools on screen: keeping and comparing runs, many seeds, sweeps, sharing and replaying. */
import { describe, expect, test } from 'vitest';
import { defaultParams, LANGUAGES } from '../../src/lesson/index.js';
import { width } from '../../src/plot/index.js';
import { emptyProgress, type Progress, type RunRecord } from '../../src/progress/index.js';
import { runToEnd, shareCode } from '../../src/runtime/index.js';
import { catalogue } from '../../src/words/index.js';
import { KEYS, play, type PlayOptions } from '../support/ui/play.js';
import { coin } from '../support/ui/small-lesson.js';

const at = (options: PlayOptions = {}, step: 'run' | 'challenge' = 'run') => play({ route: { screen: 'level', level: 'lottery-ticket', step, index: 0 }, ...options });
const defaults = defaultParams(coin.params);

function record(id: string, params: object, seed: number, more: Partial<RunRecord> = {}): RunRecord {
  const all = { ...defaults, ...params };
  return { id, simulation: 'coin', version: 1, params: all, seed, metrics: runToEnd(coin, all, seed).metrics, elapsedMs: 5, finishedAt: `2026-01-02T03:0${seed}:00.000Z`, ...more };
}
const withRuns = (...runs: readonly RunRecord[]): Progress => ({ ...emptyProgress, settings: { language: 'en' }, runs });
const two = withRuns(record('aaaa', {}, 1), record('bbbb', { tosses: 60, bias: 0.9 }, 2, { name: 'loaded', pinned: true }));

describe('keeping a run', () => {
  test('m asks for a finished run', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press('m');
    await game.until('Only a finished run can be kept.');
    await game.press(KEYS.escape);
    await game.until('Press space to run');
  });

  test('m pins it and gives it a name; v shows it first on the shelf', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press(' ');
    await game.until('done in');
    await game.press('ｍ');
    await game.until('all parameters at their defaults');
    await game.press('plain ', '硬币', KEYS.enter);
    await game.until('done in');
    expect(game.progress.state.runs).toMatchObject([{ name: 'plain 硬币', pinned: true, seed: 0 }]);
    await game.press('R');
    await game.until(() => game.progress.state.runs.length === 2);
    await game.press('v');
    await game.until(/▸ {3}● {2}plain 硬币/);
    expect(game.frame()).toContain('Runs: 2, pinned: 1');
  });
});

describe('the shelf', () => {
  test('lists pinned runs first, with time, seed, figure and what is changed', async () => {
    const game = at({ progress: two });
    await game.until('Press space to run');
    await game.press('v');
    await game.until('Runs: 2, pinned: 1');
    const lines = game.lines();
    const first = lines.findIndex((line) => line.includes('loaded'));
    expect(lines[first]).toMatch(/▸ +● +loaded +2 +\d+\.\d % +tosses 60, bias 0\.90/);
    expect(lines[first + 1]).toMatch(/2026-01-02 \d\d:01 +1 +\d+\.\d % +defaults/);
    expect(game.frame()).toMatch(/bbbb · 2026-01-02 \d\d:02 · tosses 60, bias 0\.90/);
  });

  test('m unpins, e names, x deletes after asking', async () => {
    const game = at({ progress: two });
    await game.until('Press space to run');
    await game.press('v');
    await game.until('Runs: 2, pinned: 1');
    await game.press('m');
    await game.until('Runs: 2, pinned: 0');
    await game.press('e', ...Array.from('loaded', () => KEYS.backspace), 'fair', KEYS.enter);
    await game.until('fair');
    expect(game.progress.state.runs.find(({ id }) => id === 'bbbb')).toMatchObject({ name: 'fair' });
    await game.press('x');
    await game.until('Delete the run “fair”');
    await game.press('1');
    await game.until('Runs: 2');
    await game.press('x', '2');
    await game.until('Runs: 1, pinned: 0');
    expect(game.progress.state.runs.map(({ id }) => id)).toEqual(['aaaa']);
  });

  test('Enter takes a run up: its parameters and seed are in place, and it runs to the same figures', async () => {
    const game = at({ progress: two });
    await game.until('Press space to run');
    await game.press('v');
    await game.until('loaded');
    await game.press(KEYS.enter);
    await game.until(/tosses\s+‹ 60 ›/);
    await game.until('done in');
    expect(game.progress.state.runs.at(-1)?.metrics).toEqual(two.runs[1].metrics);
  });

  test('two chosen runs lie over each other, with the difference of their figures', async () => {
    const game = at({ progress: two });
    await game.until('Press space to run');
    await game.press('v');
    await game.until('loaded');
    await game.press('v');
    await game.until('Choose two runs or more');
    await game.press(' ', 'j', '\u3000');
    await game.until('2 chosen');
    expect(game.frame()).toMatch(/A ● {2}loaded/);
    await game.press('v');
    await game.until('● A loaded');
    expect(game.frame()).toContain('▲ B aaaa');
    const share = (index: number) => `${(two.runs[index].metrics.share * 100).toFixed(1)} %`;
    const difference = ((two.runs[0].metrics.share - two.runs[1].metrics.share) * 100).toFixed(1);
    expect(game.frame()).toMatch(new RegExp(`share of heads +${share(1)} +${share(0)} +${difference} % +A`));
    expect(game.frame()).toContain('The seeds differ');
    await game.press(KEYS.pageDown);
    await game.until(/tosses +60 +20/);
    await game.press('t');
    await game.until('A loaded: from');
    await game.press('q');
    await game.until('2 chosen');
  });

  test('says which run is the best in the challenge, among those on an equal footing', async () => {
    const equal = { seed: 3, bias: 1 };
    const game = at({ progress: withRuns(record('cccc', { bias: 0.3 }, 3), record('dddd', { bias: equal.bias }, 3), record('eeee', { tosses: 500, bias: 1 }, 3)) });
    await game.until('Press space to run');
    await game.press('v');
    await game.until(/★ Best in the challenge: share of heads 100\.0 % \(dddd\), of 2 with its budget\s+and seed/);
  });
});

describe('the challenge', () => {
  test('its page says the best run so far; its tools are those of the simulation', async () => {
    const game = at({ progress: withRuns(record('dddd', { bias: 0.3 }, 3), record('eeee', { bias: 1 }, 3)) }, 'challenge');
    await game.until(/★ Best in the challenge: share of heads 100\.0 % \(eeee\), of 2/);
    await game.press(KEYS.enter);
    await game.until('Press space to run');
    await game.press('v');
    await game.until('Runs: 2');
    await game.press('q', 'y');
    await game.until('ml-tutor run coin --bias 0.2 --seed 3');
  });

  test('says nothing of a best run before there is one', async () => {
    const game = at({ progress: two }, 'challenge');
    await game.until('To pass');
    expect(game.frame()).not.toContain('Best in the challenge');
  });
});

describe('many seeds', () => {
  test('run in the background, with mean, spread and histogram, the own run marked, and the command that does the same', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press(' ');
    await game.until('done in');
    await game.press('S');
    await game.until(/Space starts 30 runs with the parameters/);
    expect(game.frame()).toContain('ml-tutor run coin --over-seeds 30 --for-metric share');
    await game.press(KEYS.down, KEYS.left, ' ');
    await game.until('20 runs in');
    const shares = Array.from({ length: 20 }, (_, seed) => runToEnd(coin, {}, seed).metrics.share);
    const mean = shares.reduce((sum, share) => sum + share, 0) / 20;
    expect(game.frame()).toMatch(new RegExp(`mean +${(mean * 100).toFixed(1)} %`));
    expect(game.frame()).toContain(`Of 20 runs ${shares.filter((share) => share <= shares[0]).length} are not above it.`);
    await game.press('t');
    await game.until('from');
    await game.press('t', KEYS.up, KEYS.right);
    await game.until(/metric|figure +‹ tossed ›/);
    await game.press('q');
    await game.until('done in');
    await game.press(KEYS.right, 'S');
    await game.until('of other parameters');
  });

  test('a number of seeds is typed, full-width too; what is none is refused', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press('S');
    await game.until('Space starts');
    await game.press(KEYS.down, KEYS.enter, KEYS.backspace, KEYS.backspace, '０', KEYS.enter);
    await game.until('must be a whole number from 1 to 1,000');
    await game.press(KEYS.backspace, '１２', KEYS.enter);
    await game.until('--over-seeds 12');
  });

  test('stopped, they keep what is through', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press(KEYS.enter, KEYS.backspace, KEYS.backspace, '5000', KEYS.enter, 'S');
    await game.until('Space starts');
    await game.press(' ');
    await game.until('of 30 runs');
    await game.press('c');
    await game.until(/stopped: \d+ of 30 runs/);
  });

  test('the claims of the level, how often each held', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press('S');
    await game.until('Space starts');
    await game.press(KEYS.tab);
    await game.until('Over 400 tosses');
    await game.press('a');
    await game.until(/held for \d+ of 30 seeds/);
    await game.press(KEYS.tab);
    await game.until('Space starts');
  });
});

describe('a sweep', () => {
  test('of the parameter pointed at: points, range and seeds are set by the arrows, the plot comes, the command is there', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press('V');
    await game.until(/Space starts 20 runs \(points: 4, seeds for\s/);
    expect(game.frame()).toContain('ml-tutor sweep coin --vary tosses=10:40:10 --over-seeds 5 --for-metric share');
    await game.press(KEYS.down, KEYS.right);
    await game.until('tosses=10:40:5');
    await game.press(KEYS.enter, ...Array.from('10:40:5', () => KEYS.backspace), '5：9：2', KEYS.enter, ' ');
    await game.until('15 runs in');
    expect(game.frame()).toContain('--vary tosses=5:9:2');
    await game.press('t');
    await game.until(/^ 5 +\d+\.\d %/m);
  });

  test('of two parameters is a map', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press('V');
    await game.until('Space starts');
    await game.press(KEYS.down, KEYS.down, KEYS.right);
    await game.until('bias');
    await game.press(KEYS.down, KEYS.down, KEYS.down, KEYS.left, KEYS.left, KEYS.left, ' ');
    await game.until(/\d+ runs in/);
    expect(game.frame()).toContain('--vary bias=');
    expect(game.frame()).toContain('most (');
  });

  test('a wrong range says why, and nothing starts; a running one is stopped', async () => {
    const game = at();
    await game.until('Press space to run');
    await game.press('V');
    await game.until('Space starts');
    await game.press(KEYS.down, KEYS.enter, ':', KEYS.enter);
    await game.until('is no range');
    await game.press(...Array.from({ length: 20 }, () => KEYS.backspace), '4000,5000', KEYS.enter, ' ');
    await game.until('of 10 runs');
    await game.press(KEYS.escape);
    await game.until(/stopped: \d+ of 10 runs/);
  });
});

describe('sharing', () => {
  test('y shows code and command of the run, copied by number; the code replays it anywhere', async () => {
    const copied: string[] = [];
    const game = at({ services: { copy: (text) => void copied.push(text) } });
    await game.until('Press space to run');
    await game.press(KEYS.shiftRight, ' ');
    await game.until('done in');
    await game.press('y');
    const code = shareCode(coin, { params: { tosses: 30 }, seed: 0 });
    await game.until(code);
    expect(game.frame()).toContain('ml-tutor run coin --tosses 30');
    await game.press('1', '２');
    await game.until('Sent to the clipboard.');
    expect(copied).toEqual([code, 'ml-tutor run coin --tosses 30']);
  });

  test(':replay CODE from the map gives the same figures', async () => {
    const code = shareCode(coin, { params: { tosses: 60, bias: 0.9 }, seed: 2 });
    const game = play();
    await game.until('Begin with');
    await game.press(`:replay ${code}`, KEYS.enter);
    await game.until(/tosses\s+‹ 60 ›/);
    await game.until('done in');
    expect(game.progress.state.runs.at(-1)).toMatchObject({ seed: 2, metrics: two.runs[1].metrics });
  });

  test('a run is replayed by its id, and a code typed into the field', async () => {
    const game = at({ progress: two });
    await game.until('Press space to run');
    await game.press('Y');
    await game.until('A share code, or the id of one of your runs.');
    await game.press('zzzz', KEYS.enter);
    await game.until('“zzzz”'.replace(/[“”]/g, '"'));
    await game.press(...Array.from('zzzz', () => KEYS.backspace), 'ｂｂｂｂ', KEYS.enter);
    await game.until(/tosses\s+‹ 60 ›/);
  });

  test('a code of a newer version, and one mistyped, say so', async () => {
    const newer = shareCode({ ...coin, version: 2 }, { params: {}, seed: 0 });
    const game = at();
    await game.until('Press space to run');
    await game.press(`:replay ${newer}`, KEYS.enter);
    await game.until('was made by a newer ml-tutor');
    await game.press(KEYS.escape);
    await game.until('Press space to run');
    await game.press(`:replay ${newer.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`, KEYS.enter);
    await game.until('is no share code, or a part of it is missing');
  });
});

describe.each(LANGUAGES)('every tool in %s', (language) => {
  const { ui } = catalogue(language);
  const tools = [
    { key: 'm', says: ui['keep.unfinished'].slice(0, 9) },
    { key: 'v', says: ui['shelf.params'] },
    { key: 'y', says: ui['share.code.label'] },
    { key: 'S', says: ui['seeds.count'] },
    { key: 'V', says: ui['sweep.second'] },
    { key: 'Y', says: ui['replay.title'] },
  ];

  test.each(tools)('$key fits every window, is explained by ?, and leads back', async ({ key, says }) => {
    const game = at({ language, progress: { ...two, settings: { language } } });
    await game.until(ui['run.invite']);
    await game.press(key);
    await game.until(says);
    for (const [columns, rows] of [
      [60, 18],
      [140, 40],
      [61, 50],
      [80, 24],
    ]) {
      game.resize(columns, rows);
      await game.until((frame) => frame.split('\n').length === rows - 1);
      for (const line of game.lines()) expect(width(line.trimEnd()), line).toBeLessThanOrEqual(columns - 1);
      expect(game.lines()[rows - 3]).toMatch(/^ ─+$/);
    }
    if (key !== 'Y') {
      // While text is typed, ? is text.
      await game.press('？');
      await game.until(ui['help.keys']);
      await game.press('?');
      await game.until(says);
    }
    await game.press(KEYS.escape);
    await game.until(ui['run.invite']);
  });

  test.each(tools.map(({ key }) => key))('%s has a route by name', async (key) => {
    const ids = { m: 'keep', v: 'shelf', y: 'share', S: 'seeds', V: 'sweep', Y: 'replay' } as const;
    const id = Object.entries(ids).find(([one]) => one === key)?.[1] ?? 'keep';
    const game = at({ language });
    await game.until(ui['run.invite']);
    await game.press(':', ...catalogue(language).ui.actions[id].label);
    await game.until(`▸ ${id} `);
  });
});

describe('exact values', () => {
  test('are read off the compared curves, panel by panel', async () => {
    const game = at({ progress: two });
    await game.until('Press space to run');
    await game.press('v');
    await game.until('loaded');
    await game.press(' ', 'j', ' ', 'v');
    await game.until('● A loaded');
    await game.press('i', KEYS.left);
    await game.until(/▸ toss 59 \(59\/60\) · A loaded: \d+\.\d+ %/);
    await game.press(KEYS.tab);
    await game.until(/▸ .*share of heads/);
    await game.press(KEYS.escape);
    await game.until('The seeds differ');
  });

  test.each([
    ['S', /▸ share of heads .* · runs: \d+/],
    ['V', /▸ tosses 40 \(4\/4\) · share of heads: \d+/],
  ] as const)('and off the picture of %s', async (key, shown) => {
    const game = at();
    await game.until('Press space to run');
    await game.press(key);
    await game.until('Space starts');
    await game.press(' ');
    await game.until(/✓ \d+ runs in/);
    await game.press('i');
    await game.until(shown);
    await game.press(KEYS.right, KEYS.escape);
    await game.until((frame) => frame.includes('‹'));
  });
});

describe('without colour and beyond ASCII', () => {
  test.each(['v', 'S', 'V', 'y'])('%s draws nothing beyond ASCII in ASCII', async (key) => {
    const game = at({ progress: two, terminal: { charset: 'ascii' } });
    await game.until('Press space to run');
    await game.press(key);
    await game.until((frame) => !frame.includes('Press space to run') && !frame.includes(catalogue('en').ui['screen.loading']));
    if (key === 'S' || key === 'V') {
      await game.press(' ');
      await game.until(/runs in/);
    }
    expect(game.frame().replace(/中文/g, '').match(/[^\x00-\x7f]/g) ?? []).toEqual([]);
  });

  test('compared runs are told apart by mark and letter', async () => {
    const game = at({ progress: two, terminal: { charset: 'ascii' } });
    await game.until('Press space to run');
    await game.press('v');
    await game.until('loaded');
    await game.press(' ', 'j', ' ', 'v');
    await game.until('o A loaded');
    expect(game.frame()).toContain('+ B aaaa');
  });
});

describe('read aloud', () => {
  const plain = { terminal: { plain: true } } as const;

  test('the shelf is a sentence a run, the comparison sentences and tables', async () => {
    const game = at({ ...plain, progress: two });
    await game.until('tosses: 20');
    await game.press('v');
    await game.until(/> loaded; pinned; 2026-01-02 \d\d:02; seed 2; tosses 60, bias 0\.90; share of heads\s+\d+\.\d %/);
    await game.press(' ', 'j', ' ', 'v');
    await game.until('A loaded: from');
    expect(game.frame()).toMatch(/^share of heads +\d+\.\d % +\d+\.\d % +-\d+\.\d % +A$/m);
    expect(game.frame()).not.toMatch(/[⠁-⣿█░│]/);
  });

  test('many seeds are said in quarters, then as figures and a sentence', async () => {
    const game = at(plain);
    await game.until('tosses: 20');
    await game.press('S');
    await game.until('> figure: share of heads');
    await game.press(' ');
    await game.until(/30 runs in/);
    expect(game.frame()).toMatch(/^mean: \d+\.\d %$/m);
    expect(game.frame()).toMatch(/running \d+ %/);
    expect(game.frame()).not.toMatch(/[⠁-⣿█░│]/);
  });

  test('a sweep likewise, with the command', async () => {
    const game = at(plain);
    await game.until('tosses: 20');
    await game.press('V');
    await game.until('> parameter: tosses');
    await game.press(' ');
    await game.until(/20 runs in/);
    expect(game.frame()).toContain('Curves of share of heads against tosses.');
    expect(game.frame()).toContain('ml-tutor sweep coin --vary tosses=10:40:10 --over-seeds 5 --for-metric share');
  });
});
