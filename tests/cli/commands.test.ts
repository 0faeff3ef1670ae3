import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { width } from '../../src/plot/index.js';
import { runToEnd } from '../../src/runtime/index.js';
import { simulations, walk } from '../runtime/simulations.js';
import { Home, type Options } from './terminal.js';

vi.mock('../../src/registry/index.js', () => import('./course.js'));

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const run = (line: string, options?: Options) => home.run(line.split(' ').filter((word) => word !== ''), options);
const jsonOf = async (line: string, options?: Options) => JSON.parse((await run(line, options)).out);
const saved = () => JSON.parse(readFileSync(home.file('progress.json'), 'utf8'));
const ESCAPE = /\u001b/;

describe('starting without a command', () => {
  test('where there is no terminal, help with a hint, and exit code 0', async () => {
    const { code, out, err } = await run('');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('The game needs a terminal');
    for (const name of ['list', 'show', 'params', 'run', 'history', 'replay', 'progress', 'doctor', 'help']) expect(out).toContain(`ml-tutor ${name} `);
  });

  test('--help without the hint; --version', async () => {
    expect((await run('--help', { tty: true })).out).not.toContain('needs a terminal');
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('help', () => {
  test.each(['list', 'show', 'params', 'run', 'history', 'replay', 'progress', 'doctor', 'help'])('of %s, by --help and by help', async (name) => {
    const { code, out } = await run(`${name} --help`);
    expect(code).toBe(0);
    expect(out).toContain(`ml-tutor ${name}`);
    expect((await run(`help ${name}`)).out).toBe(out);
    expect((await run(`${name} --help --lang zh`)).out).toMatch(/用法/);
  });

  test('of run with a simulation lists its parameters', async () => {
    const { out } = await run('run walk --help');
    expect(out).toContain('--step-size');
    expect(out).toContain('How many steps.');
  });
});

describe('wrong usage ends with 2, says what is wrong and what was meant', () => {
  test.each([
    ['lst', 'no command "lst"', 'list'],
    ['walk', 'no command "walk"', 'ml-tutor run walk'],
    ['lottery-ticket', 'no command "lottery-ticket"', 'ml-tutor show lottery-ticket'],
    ['run wlak', 'no simulation "wlak"', 'walk'],
    ['run walk --frmaes 3', 'no option --frmaes', '--frames'],
    ['run walk --shape unifrom', '--shape must be one of normal, uniform', 'uniform'],
    ['run walk --frames 0', '--frames must be from 1 to 100,000; 0 is outside', ''],
    ['run walk --frames 1.5', 'whole number', ''],
    ['run walk --shape uniform --frames 2000', '--frames must be from 1 to 1,000', ''],
    ['run walk --seed -1', 'seed must be a whole number', ''],
    ['run walk --seed 1e3', 'seed must be a whole number', ''],
    ['run walk --data x.csv', 'takes no file', ''],
    ['run rows', 'needs a file', ''],
    ['run rows --data nowhere.csv', 'There is no file nowhere.csv', ''],
    ['run walk extra', 'Unexpected argument "extra"', ''],
    ['run', 'Usage: ml-tutor run SIMULATION', ''],
    ['run walk --json --csv', '--json, --csv cannot be combined', ''],
    ['run walk --frames', '--frames needs a value', ''],
    ['show 99', 'no level "99"', ''],
    ['show 5', 'not built yet', ''],
    ['5', 'not built yet', ''],
    ['show', 'Usage: ml-tutor show', ''],
    ['params wlk', 'no simulation "wlk"', 'walk'],
    ['replay zzzz', 'no run "zzzz"', ''],
    ['progress exprot x', '"exprot" is nothing', 'export'],
    ['progress export', 'Usage', ''],
    ['progress reset', 'Add --yes', ''],
    ['history --limit x', '--limit must be a whole number', ''],
    ['list --lang fr', '--lang must be one of zh, en', ''],
    ['list --bogus', 'no option --bogus', ''],
    ['--bogus', '"ml-tutor" has no option --bogus', ''],
  ])('%s', async (line, message, suggestion) => {
    const { code, out, err } = await run(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.includes('Did you mean')).toBe(suggestion !== '');
    if (suggestion) expect(err).toContain(`Did you mean ${suggestion}?`);
    expect(existsSync(home.file('progress.json'))).toBe(false);
  });

  test('in Chinese as well', async () => {
    const { err } = await run('run wlak --lang zh');
    expect(err).toContain('“wlak”');
    expect(err).toContain('你是不是想用 walk？');
  });

  test('what was typed comes back without terminal codes', async () => {
    const { err } = await home.run(['run', '\u001b]0;title\u0007\u001b[31mred\u009b1m']);
    expect(err).toContain('red');
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('language', () => {
  test.each([
    ['the flag first', 'list --lang en', { ML_TUTOR_LANG: 'zh' }, 'zh', /Neural networks/],
    ['then the variable', 'list', { ML_TUTOR_LANG: 'en' }, 'zh', /Neural networks/],
    ['then what was chosen', 'list', { LANG: 'en_US.UTF-8' }, 'zh', /神经网络/],
    ['then the locale', 'list', { LANG: 'zh_CN.UTF-8' }, undefined, /神经网络/],
    ['LC_ALL over LANG', 'list', { LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW.UTF-8' }, undefined, /神经网络/],
    ['else English', 'list', { LANG: 'de_DE.UTF-8' }, undefined, /Neural networks/],
  ])('%s', async (_what, line, env, chosen, pattern) => {
    if (chosen) writeFileSync(home.file('progress.json'), JSON.stringify({ version: 1, settings: { language: chosen }, lessons: {}, runs: [] }));
    expect((await run(line, { env })).out).toMatch(pattern);
  });
});

describe('list', () => {
  test('thirty levels, columns straight in Chinese', async () => {
    const { out } = await run('list --lang zh');
    const rows = out.split('\n').filter((line) => /^ +\d+ /.test(line));
    expect(rows).toHaveLength(30);
    const columns = rows.map((row) => {
      const last = row.split(/ {2,}/).pop() ?? '';
      return width(row.slice(0, row.length - last.length));
    });
    expect(new Set(columns).size).toBe(1);
  });

  test('as JSON, with stars earned', async () => {
    await run('run walk');
    const { levels, parts } = await jsonOf('list --json');
    expect(parts).toHaveLength(5);
    expect(levels).toHaveLength(30);
    expect(levels[3]).toMatchObject({ number: 4, id: 'lottery-ticket', available: true, simulations: ['walk', 'stubborn', 'rows', 'throws'], stars: { count: 0 } });
    expect(levels[4]).toMatchObject({ available: false, simulations: [] });
  });

  test('in ASCII only', async () => {
    const { out } = await run('list --ascii --lang en');
    expect(out).toMatch(/^[\x00-\x7f]*$/);
  });
});

describe('show and params', () => {
  test.each(['4', '04', 'lottery-ticket', '04-lottery-ticket'])('show %s', async (name) => {
    const { code, out } = await run(`show ${name}`);
    expect(code).toBe(0);
    for (const words of ['Level 4: Walks', 'A walk goes on.', 'The idea', 'One step after the other.', 'It gets away', 'ml-tutor run walk', 'Pearson, K. (1905)']) expect(out).toContain(words);
    expect(out).not.toMatch(ESCAPE);
  });

  test('on a terminal in its colours, unless asked not to', async () => {
    expect((await run('show 4', { tty: true })).out).toMatch(ESCAPE);
    for (const [line, env] of [['show 4 --color none', {}], ['show 4 --plain', {}], ['show 4', { NO_COLOR: '1' }]] as const) {
      expect((await run(line, { tty: true, env })).out).not.toMatch(ESCAPE);
    }
    expect((await run('show 4 --color 256')).out).toMatch(ESCAPE);
  });

  test('lines stay within the terminal', async () => {
    for (const lang of ['en', 'zh']) {
      const { out } = await run(`show 4 --lang ${lang}`, { tty: true, columns: 44, env: { NO_COLOR: '1' } });
      for (const line of out.split('\n')) expect(width(line)).toBeLessThanOrEqual(44);
    }
  });

  test('params names flag, default, values and meaning', async () => {
    const { out } = await run('params walk');
    expect(out).toMatch(/--frames +10 +whole, 1 to 100,000\n +frames: How many steps\./);
    expect(out).toMatch(/--drift +on +on, off/);
    expect(out).toMatch(/--shape +normal +normal, uniform/);
    expect(out).toMatch(/--seed +0/);
  });

  test('params as JSON', async () => {
    const { simulation, version, params } = await jsonOf('params walk --json');
    expect({ simulation, version }).toEqual({ simulation: 'walk', version: 3 });
    expect(params[0]).toMatchObject({ name: 'frames', flag: '--frames', kind: 'integer', min: 1, max: 100_000, default: 10 });
  });
});

describe('run', () => {
  test('--json is one object, the same as a run in process', async () => {
    const { code, out, err } = await run('run walk --json --frames 20 --step-size -0.5 --no-drift --seed 7');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trim().split('\n')).toHaveLength(1);
    const result = JSON.parse(out);
    const params = { frames: 20, stepSize: -0.5, shape: 'normal', drift: false, words: [] };
    const expected = runToEnd(walk, params, 7);
    expect(result).toMatchObject({ simulation: 'walk', version: 3, params, seed: 7, metrics: expected.metrics, panels: JSON.parse(JSON.stringify(expected.frame.panels)) });
    expect(result.elapsedMs).toBeGreaterThanOrEqual(0);
  });

  test('--ndjson is every frame, one a line', async () => {
    const { out } = await run('run walk --ndjson --frames 100');
    const frames = out.trim().split('\n').map((line) => JSON.parse(line));
    expect(frames.map(({ frame }) => frame)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(frames.map(({ metrics }) => metrics.index)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(frames[99].metrics).toEqual(runToEnd(walk, { frames: 100 }).metrics);
  });

  test('--csv is metric,value; with --every-frame all of them', async () => {
    const { metrics } = runToEnd(simulations.walk, { frames: 3 });
    const long: string[][] = parse((await run('run walk --csv --frames=3')).out);
    expect(long).toEqual([['metric', 'value'], ...Object.entries(metrics).map(([name, value]) => [name, String(value)])]);
    const every: string[][] = parse((await run('run walk --csv --every-frame --frames 200')).out);
    expect(every[0]).toEqual(['frame', 'progress', 'metric', 'value']);
    expect(every.slice(1).filter(([, , name]) => name === 'index').map(([frame, , , value]) => [frame, value])).toEqual(Array.from({ length: 200 }, (_, n) => [String(n), String(n)]));
  });

  test('for people: drawn on a terminal, in words elsewhere, the metrics in both', async () => {
    const drawn = await run('run walk', { tty: true });
    expect(drawn.out).toMatch(/[\u2801-\u28ff]/);
    const told = await run('run walk');
    expect(told.out).not.toMatch(/[\u2801-\u28ff]|\u001b/);
    expect((await run('run walk --color 256')).out).toMatch(/[\u2801-\u28ff]/); // for `| less -R`
    expect((await run('run walk --plain', { tty: true })).out).not.toMatch(/[\u2801-\u28ff]|\u001b/);
    for (const { code, out } of [drawn, told]) {
      expect(code).toBe(0);
      expect(out).toContain('position');
      expect(out).toMatch(/ml-tutor replay \w{4}/);
    }
    expect((await run('run walk --ascii --color none', { tty: true })).out).toMatch(/^[\x00-\x7f]*$/);
  });

  test('progress goes to stderr, only on a terminal, and is wiped', async () => {
    expect((await run('run walk --json --frames 5000')).err).toBe('');
    const { out, err } = await run('run walk --json --frames 5000', { stderrTTY: true });
    expect(JSON.parse(out).simulation).toBe('walk');
    expect(err).toMatch(/\rwalk [█░]{20} \d+ %/);
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });

  test('every finished run goes to the history, and marks the simulation', async () => {
    await run('run walk --json --seed 5');
    const { runs, lessons } = saved();
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ simulation: 'walk', version: 3, seed: 5, metrics: runToEnd(walk, {}, 5).metrics, params: { frames: 10 } });
    expect(lessons['lottery-ticket'].finished).toEqual(['walk']);
  });

  test('a run answers the prediction that was made', async () => {
    writeFileSync(home.file('progress.json'), JSON.stringify({ version: 1, settings: {}, lessons: { 'lottery-ticket': { cards: [], predictions: { walk: { option: 'down' } }, finished: [], challenge: { grade: 'none', hints: 0, solutionSeen: false }, quiz: {}, place: { step: 'predict', index: 0 } } }, runs: [] }));
    await run('run walk --json --seed 5');
    const { position } = runToEnd(walk, {}, 5).metrics;
    expect(saved().lessons['lottery-ticket'].predictions.walk).toEqual({ option: 'down', outcome: position > 0 ? 'up' : 'down' });
  });

  test('a fault of the simulation: exit code 1, a sentence, nothing kept', async () => {
    const { code, out, err } = await run('run throws --json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('not by yours: matmul: expected [2, 3], got [3, 2]');
    expect(existsSync(home.file('progress.json'))).toBe(false);
  });

  test('Ctrl-C stops it with 130, nothing kept', async () => {
    const { code, out } = await run('run walk --json --frames 100000', { interrupt: true });
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(existsSync(home.file('progress.json'))).toBe(false);
  });

  test("the learner's own files, twice where two are taken", async () => {
    writeFileSync(home.file('a.csv'), 'x,y\n1,2\n3,4\n');
    writeFileSync(home.file('b.csv'), 'x,y\n5,6\n');
    const one = JSON.parse((await home.run(['run', 'rows', '--data', home.file('a.csv'), '--json'])).out);
    expect(one.metrics).toMatchObject({ rows: 2, 'mean.x': 0 });
    expect(one.data).toEqual([home.file('a.csv')]);
    const two = JSON.parse((await home.run(['run', 'rows', '--data', home.file('a.csv'), '--data', home.file('b.csv'), '--json'])).out);
    expect(two.metrics.rows).toBe(3);
    const { out } = await home.run(['run', 'rows', '--data', home.file('a.csv'), '--lang', 'zh']);
    expect(out).toContain('x 的均值');
    const three = await home.run(['run', 'rows', ...['a', 'b', 'a'].flatMap((name) => ['--data', home.file(`${name}.csv`)])]);
    expect(three).toMatchObject({ code: 2, out: '' });
    expect(three.err).toContain('at most 2 files');
  });

  test('what cannot be saved is a note on stderr, not an error', async () => {
    writeFileSync(home.file('file'), '');
    const { code, out, err } = await run('run walk --json', { env: { ML_TUTOR_HOME: home.file('file') } });
    expect(code).toBe(0);
    expect(JSON.parse(out).run).toMatch(/^\w+$/);
    expect(err).toMatch(/^Note: Progress cannot be saved/);
  });
});

describe('history and replay', () => {
  test('newest first, with what was changed', async () => {
    await run('run walk --json --seed 1');
    await run('run walk --json --seed 2 --frames 12 --no-drift');
    const { out } = await run('history');
    const rows = out.trim().split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatch(/^\w{4} +20\d\d-\d\d-\d\d \d\d:\d\d +walk +2 +--frames 12 --no-drift/);
    expect(await jsonOf('history --json')).toMatchObject([{ seed: 2 }, { seed: 1 }]);
    expect((await run('history --limit 1')).out).toContain('1 of 2 runs');
    expect((await run('history stubborn')).out).toContain('No runs yet');
  });

  test('replay gives the same figures and says so; it is no new run', async () => {
    await run('run walk --json --seed 3 --words a --words b');
    const [{ id }] = await jsonOf('history --json');
    const { code, out } = await run(`replay ${id}`);
    expect(code).toBe(0);
    expect(out).toContain('The same figures as then, bit for bit (3 metrics)');
    expect(await jsonOf(`replay ${id.toUpperCase()} --json`)).toMatchObject({ replayOf: id, same: true, seed: 3, params: { words: ['a', 'b'] } });
    expect(saved().runs).toHaveLength(1);
  });

  test('other figures: exit code 1, and which', async () => {
    await run('run walk --json');
    const progress = saved();
    progress.runs[0].metrics.position += 1e-12;
    progress.runs[0].version = 2;
    writeFileSync(home.file('progress.json'), JSON.stringify(progress));
    const { code, out, err } = await run(`replay ${progress.runs[0].id}`);
    expect(code).toBe(1);
    expect(out).toContain(String(progress.runs[0].metrics.position));
    expect(err).toContain('version 2, now 3');
  });

  test('a file that is gone is said so', async () => {
    writeFileSync(home.file('a.csv'), 'x\n1\n');
    await home.run(['run', 'rows', '--data', home.file('a.csv'), '--json']);
    const [{ id }] = await jsonOf('history --json');
    writeFileSync(home.file('a.csv'), '');
    const { code, err } = await run(`replay ${id}`);
    expect(code).toBe(2);
    expect(err).toContain('a.csv');
  });
});

describe('progress', () => {
  test('none, then a table, and JSON', async () => {
    expect((await run('progress')).out).toContain('Nothing yet.');
    await run('run walk --json');
    const { out } = await run('progress');
    expect(out).toMatch(/ 4 +The lottery ticket hypothesis +0\/3 +0\/2 +0\/1 +1\/4 +0\/1/);
    expect(out).toContain(home.file('progress.json'));
    expect(await jsonOf('progress --json')).toMatchObject({ file: home.file('progress.json'), lessons: { 'lottery-ticket': { finished: ['walk'] } } });
  });

  test('export and import: a round trip into another home, with figures', async () => {
    await run('run walk --json');
    const backup = home.file('backup.json');
    expect((await home.run(['progress', 'export', backup])).out).toBe(`1 levels, 1 runs written to ${backup}\n`);
    const again = await home.run(['progress', 'export', backup]);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect((await home.run(['progress', 'export', backup, '--force'])).code).toBe(0);

    const other = new Home();
    const { code, out } = await other.run(['progress', 'import', backup]);
    expect(code).toBe(0);
    expect(out).toContain('1 levels, 1 runs read from backup.json');
    expect(JSON.parse(readFileSync(other.file('progress.json'), 'utf8'))).toEqual(saved());
    other.remove();
  });

  test('export to stdout is JSON alone', async () => {
    await run('run walk --json');
    expect(await jsonOf('progress export -')).toEqual(saved());
  });

  test('import refuses what is no export and changes nothing', async () => {
    await run('run walk --json');
    const before = saved();
    writeFileSync(home.file('x.json'), '{"version":1,"lessons":[]}');
    const { code, err } = await home.run(['progress', 'import', home.file('x.json')]);
    expect(code).toBe(2);
    expect(err).toContain('no ml-tutor export');
    expect(saved()).toEqual(before);
  });

  test('export where nothing can be written', async () => {
    mkdirSync(home.file('folder'));
    expect(await home.run(['progress', 'export', path.join(home.folder, 'none', 'x.json')])).toMatchObject({ code: 2, out: '' });
    expect(await home.run(['progress', 'export', home.file('folder'), '--force'])).toMatchObject({ code: 2, out: '' });
    expect(readdirSync(home.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('reset asks, keeps a copy, and knows three scopes', async () => {
    await run('run walk --json');
    await run('run stubborn --json --busy-ms 0');
    const before = saved();

    const refused = await run('progress reset', { tty: true, answer: 'n' });
    expect(refused.asked).toEqual(['Forget all progress (1 levels, 2 runs)? [y/N] ']);
    expect(saved()).toEqual(before);

    const one = await run('progress reset walk --yes');
    expect(saved().runs).toMatchObject([{ simulation: 'stubborn' }]);
    expect(saved().lessons['lottery-ticket'].finished).toEqual(['stubborn']);
    const copy = /copy of what was there: (.*)\n/.exec(one.out)?.[1] ?? '';
    expect(JSON.parse(readFileSync(copy, 'utf8'))).toEqual(before);

    await run('progress reset lottery-ticket', { tty: true, answer: 'y' });
    expect(saved()).toMatchObject({ lessons: {}, runs: [] });
    await home.run(['progress', 'import', copy]);
    const { undo: _undo, ...now } = saved();
    expect(now).toEqual(before);
    await run('progress reset --yes');
    expect(saved()).toMatchObject({ lessons: {}, runs: [] });
  });

  test('a damaged file is set aside with a note', async () => {
    writeFileSync(home.file('progress.json'), '{');
    const { code, err } = await run('progress');
    expect(code).toBe(0);
    expect(err).toMatch(/^Note: .*set aside as .*progress\.damaged-/);
    expect((await run('progress')).err).toBe('');
  });
});

describe('doctor', () => {
  test('all is well here, and a small terminal is not', async () => {
    const { code, out } = await run('doctor');
    expect(code).toBe(0);
    expect(out).toContain(`[ok] Node ${process.versions.node}`);
    expect(out).toContain('[ok] WebAssembly SIMD');
    expect(out).toContain(home.file('progress.json'));
    const small = await run('doctor', { tty: true, columns: 40 });
    expect(small.code).toBe(1);
    expect(small.out).toContain('[problem] Terminal: 40 x 24');
  });

  test('progress that cannot be kept is a problem', async () => {
    writeFileSync(home.file('file'), '');
    const { code, out } = await run('doctor', { env: { ML_TUTOR_HOME: home.file('file') } });
    expect(code).toBe(1);
    expect(out).toContain('[problem] Progress:');
  });

  test('as JSON', async () => {
    const { findings } = await jsonOf('doctor --json');
    expect(findings.map(({ check }: { check: string }) => check)).toEqual(['node', 'terminal', 'color', 'charset', 'language', 'simd', 'worker', 'progress', 'cache']);
  });
});
