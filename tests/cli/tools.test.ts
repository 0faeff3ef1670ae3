import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { panelCsv } from '../../src/cli/run/panel-csv.js';
import { LANGUAGES } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/index.js';
import { walk } from '../runtime/simulations.js';
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
const made = async (line: string): Promise<string> => (await jsonOf(`run walk --json ${line}`)).run;

describe('help', () => {
  test.each(['sweep', 'diff', 'share', 'review', 'notes', 'stats', 'search', 'term'])('of %s in both languages, with every option explained', async (name) => {
    const { code, out } = await run(`${name} --help`);
    expect(code).toBe(0);
    expect(out).toContain(`ml-tutor ${name}`);
    for (const [, help] of out.matchAll(/^ {2}--\S+(?:, -\w)? *(.*)$/gm)) expect(help).not.toBe('');
    expect((await run(`${name} --help --lang zh`)).out).toContain('用法');
  });

  test('of history and progress lists every form on a line of its own', async () => {
    expect((await run('help history')).out).toMatch(/\n {2}ml-tutor history pin RUN\n/);
    expect((await run('help progress')).out).toMatch(/\n {2}ml-tutor progress undo\n/);
  });
});

describe('wrong usage ends with 2 and says what is wrong', () => {
  test.each([
    ['sweep walk', 'A sweep varies one parameter or two; here are 0'],
    ['sweep walk --vary frames', '"frames" does not say what is to vary'],
    ['sweep walk --vary frmaes=1:2:1', 'Did you mean frames?'],
    ['sweep walk --vary frames=1:2', '"1:2" is no range'],
    ['sweep walk --vary frames=0:2:1', '--frames must be from 1'],
    ['sweep walk --vary frames=1:2:1 --frames 3', '--frames is varied and set at the same time'],
    ['sweep walk --vary frames=1:2:1 --metric positoin', 'Did you mean position?'],
    ['sweep walk --vary shape=all --frames 2000', '--frames must be from 1 to 1,000'],
    ['sweep walk --vary frames=1:2:1 --seeds 0', 'must be a whole number from 1 to 1,000'],
    ['sweep walk --vary frames=1:900:1 --seeds 9', '8,100 runs, at most 5,000'],
    ['sweep walk --vary words=a', 'is a text and cannot be swept'],
    ['sweep wlak --vary frames=1:2:1', 'Did you mean walk?'],
    ['run walk --seeds x', 'must be a whole number from 1'],
    ['run walk --seeds 3 --ndjson', '--ndjson shows single frames'],
    ['run walk --panel path', '--panel goes with --csv alone'],
    ['run walk --csv --seeds 2 --panel path', '--panel shows single frames'],
    ['run walk --seeds 3 --metric speed', 'no metric "speed"'],
    ['diff abcd', 'Usage: ml-tutor diff RUN RUN'],
    ['diff abcd efgh', 'no run "abcd"'],
    ['share', 'Usage: ml-tutor share'],
    ['share abcd', 'no run "abcd"'],
    ['replay 1ABC-DEFG-HJKM-NPQR', 'is no share code, or a part of it is missing'],
    ['replay 1ABC-DEFG-HJKM-NPQ!', '"!" does not occur in share codes'],
    ['history pin', 'Usage: ml-tutor history pin RUN'],
    ['history pin abcd', 'no run "abcd"'],
    ['history walk extra', 'Unexpected argument "extra"'],
    ['notes', 'Usage: ml-tutor notes LEVEL'],
    ['notes 99', 'no level "99"'],
    ['search', 'What is to be found?'],
    ['term sofmax', 'Did you mean softmax?'],
    ['progress undo extra more', 'Unexpected argument "more"'],
  ])('%s', async (line, message) => {
    const { code, out, err } = await run(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect((await run(`${line} --lang zh`)).err).toMatch(/\p{Script=Han}/u);
  });
});

describe('sweep', () => {
  test('--csv is a row a run, in order', async () => {
    const { code, out, err } = await run('sweep walk --vary frames=5:15:5 --vary shape=all --seeds 2 --metric position --csv');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, ...rows]: string[][] = parse(out);
    expect(header).toEqual(['frames', 'shape', 'seed', 'position']);
    expect(rows.map((row) => row.slice(0, 3).join(' '))).toEqual([5, 10, 15].flatMap((frames) => ['normal', 'uniform'].flatMap((shape) => [0, 1].map((seed) => `${frames} ${shape} ${seed}`))));
    for (const [frames, shape, seed, position] of rows) expect(Number(position)).toBe(runToEnd(walk, { frames: Number(frames), shape }, Number(seed)).metrics.position);
  });

  test('--json sums up each point, with the panel', async () => {
    const { points, panel, seeds, metric, vary } = await jsonOf('sweep walk --vary stepSize=0.5:1:0.5 --seeds 4 --seed 7 --json --metric position --no-drift');
    expect({ seeds, metric, vary }).toEqual({ seeds: [7, 8, 9, 10], metric: 'position', vary: [{ param: 'stepSize', values: [0.5, 1] }] });
    expect(points[0]).toMatchObject({ params: { stepSize: 0.5, drift: false, frames: 10 }, count: 4, values: [7, 8, 9, 10].map((seed) => runToEnd(walk, { stepSize: 0.5, drift: false }, seed).metrics.position) });
    expect(panel).toMatchObject({ kind: 'line', series: [{ x: [0.5, 1] }] });
  });

  test('for people drawn and as a table, in both languages; it is no run of the history', async () => {
    const drawn = await run('sweep walk --vary frames=5:15:5', { tty: true });
    expect(drawn.code).toBe(0);
    expect(drawn.out).toMatch(/[\u2801-\u28ff]/);
    const told = await run('sweep walk --vary shape=all --metric position --lang zh');
    expect(told.out).toContain('标准差');
    expect(told.out).not.toMatch(/[\u2801-\u28ff]|\u001b/);
    expect(told.out).toMatch(/钟形 +.* 5\n/);
    expect((await run('history')).out).toContain('No runs yet');
  });

  test('says how far it is on stderr, and is stopped by Ctrl-C', async () => {
    const { err } = await run('sweep walk --vary frames=20000,30000 --csv', { stderrTTY: true });
    expect(err).toMatch(/\rwalk [█░]{20} \d+ % {2}\d+\/10/);
    expect(err.endsWith('\r\u001b[K')).toBe(true);
    expect(await run('sweep walk --vary frames=90000,100000 --csv', { interrupt: true })).toMatchObject({ code: 130, out: '' });
  });

  test('a fault of the simulation is said, with exit code 1', async () => {
    writeFileSync(home.file('a.csv'), 'x\n1\n');
    const { code, err, out } = await home.run(['run', 'throws', '--seeds', '2']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('not by yours: matmul');
  });
});

describe('run over many seeds', () => {
  test('--json and --csv have every run, and the sums', async () => {
    const { runs, summary, panel, metric } = await jsonOf('run walk --seeds 6 --json --metric position --frames 20');
    const expected = Array.from({ length: 6 }, (_, seed) => ({ seed, metrics: runToEnd(walk, { frames: 20 }, seed).metrics }));
    expect(runs).toEqual(expected);
    const mean = expected.reduce((sum, { metrics }) => sum + metrics.position, 0) / 6;
    expect(summary.position.mean).toBeCloseTo(mean, 12);
    expect({ metric, kind: panel.kind }).toEqual({ metric: 'position', kind: 'histogram' });
    const rows: string[][] = parse((await run('run walk --seeds 6 --csv --frames 20')).out);
    expect(rows).toHaveLength(1 + 6 * 3);
    expect(existsSync(home.file('progress.json'))).toBe(false);
  });

  test('for people: a histogram and a table of all metrics', async () => {
    const { out } = await run('run walk --seeds 6 --metric position --seed 4');
    expect(out).toContain('walk over 6 seeds (4 to 9)');
    expect(out).toMatch(/position +-?\d/);
    expect(out).toContain('95 % interval of the mean');
    expect((await run('run walk --over-seeds 2 --for-metric position')).code).toBe(0);
  });
});

describe('sharing', () => {
  test('a code makes the same run in another home, and the command does as well', async () => {
    const id = await made('--frames 33 --shape uniform --no-drift --words a --seed 12');
    const { code, command } = await jsonOf(`share ${id} --json`);
    expect(command).toBe('ml-tutor run walk --frames 33 --shape uniform --no-drift --words a --seed 12');
    const told = await run(`share ${id.toUpperCase()}`);
    expect(told.out).toContain(code);
    expect(told.out).toContain(command);

    const other = new Home();
    const replayed = JSON.parse((await other.run(['replay', code.toLowerCase(), '--json'])).out);
    const { metrics, params } = runToEndOf(33, 12);
    expect(replayed).toMatchObject({ simulation: 'walk', seed: 12, params, metrics });
    // It is new there, and kept.
    expect(JSON.parse(readFileSync(other.file('progress.json'), 'utf8')).runs).toMatchObject([{ id: replayed.run, seed: 12 }]);
    const again = JSON.parse((await other.run([...command.split(' ').slice(1), '--json'])).out);
    expect(again.metrics).toEqual(metrics);
    other.remove();
  });

  test('a run with a file of the learner needs the file', async () => {
    writeFileSync(home.file('a.csv'), 'x,y\n1,2\n3,4\n');
    const { run: id } = JSON.parse((await home.run(['run', 'rows', '--data', home.file('a.csv'), '--json'])).out);
    const { code, data, command } = await jsonOf(`share ${id} --json`);
    expect(data).toBe(true);
    expect(command).toContain(`--data ${home.file('a.csv')}`);
    const without = await run(`replay ${code}`);
    expect(without).toMatchObject({ code: 2, out: '' });
    expect(without.err).toContain('Give the file with --data FILE');
    const { metrics } = JSON.parse((await home.run(['replay', code, '--data', home.file('a.csv'), '--json'])).out);
    expect(metrics.rows).toBe(2);
  });
});

function runToEndOf(frames: number, seed: number) {
  const params = { frames, shape: 'uniform', drift: false, words: ['a'], stepSize: 1 };
  return { params, metrics: runToEnd(walk, params, seed).metrics };
}

describe('pictures', () => {
  test('of a run, of many seeds and of a sweep; never over an existing file', async () => {
    const file = home.file('walk.svg');
    const { out, err } = await home.run(['run', 'walk', '--svg', file, '--json', '--seed', '3']);
    expect(JSON.parse(out).seed).toBe(3);
    expect(err).toContain(`Picture written to ${file}`);
    expect(readFileSync(file, 'utf8')).toMatch(/^<\?xml.*<svg .*<polyline .*ml-tutor run walk --seed 3.*<\/svg>\n$/s);
    const again = await home.run(['run', 'walk', '--svg', file]);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toContain('exists already');
    expect((await home.run(['run', 'walk', '--svg', file, '--force', '--seeds', '4', '--metric', 'position'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('ml-tutor run walk --over-seeds 4');
    expect((await home.run(['sweep', 'walk', '--vary', 'frames=2:4:1', '--svg', file, '--force'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('ml-tutor sweep walk --vary');
    expect((await home.run(['run', 'walk', '--svg', home.file('none/x.svg')])).code).toBe(2);
  });
});

describe('panels as CSV', () => {
  test('hold the values of the panel, each as it is', async () => {
    const { frame } = runToEnd(walk, {}, 3);
    const [panel] = frame.panels;
    const rows: string[][] = parse((await run('run walk --seed 3 --csv --panel path')).out);
    expect(rows[0]).toEqual(['series', 'x', 'y', 'low', 'high']);
    expect(rows.slice(1).map(([series, x, y]) => [series, Number(x), Number(y)])).toEqual(panel.kind === 'line' ? panel.series[0].y.map((y, x) => ['walk', x, y]) : []);
    const wrong = await run('run walk --csv --panel pth');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('Did you mean path?');
  });

  test.each(LANGUAGES)('every kind has a header and rows of its width (%s)', (language) => {
    for (const panel of samplePanels(language).filter(({ id }) => id !== 'empty')) {
      const [header, ...rows]: string[][] = parse(panelCsv([panel], panel.id, { language }));
      expect(rows.length, panel.id).toBeGreaterThan(0);
      for (const row of rows) expect(row.length, panel.id).toBe(header.length);
    }
  });
});

describe('the shelf', () => {
  test('a run is pinned, named, found by its name in the list, and deleted', async () => {
    const id = await made('--seed 1');
    expect((await run(`history pin ${id}`)).out).toContain(`Run ${id} stays`);
    expect((await home.run(['history', 'name', id, 'all  kept'])).out).toContain('"all kept"');
    expect(saved().runs).toMatchObject([{ id, pinned: true, name: 'all kept' }]);
    expect((await run('history')).out).toMatch(new RegExp(`${id}\\* .*all kept: `));
    await run(`history unpin ${id}`);
    await run(`history name ${id}`);
    expect(saved().runs[0]).not.toHaveProperty('pinned');
    expect(saved().runs[0]).not.toHaveProperty('name');
    await run(`history delete ${id}`);
    expect(saved().runs).toEqual([]);
  });

  test('two runs side by side', async () => {
    const [one, other] = [await made('--seed 1 --frames 5'), await made('--seed 2 --frames 8')];
    const { out } = await run(`diff ${one} ${other}`);
    expect(out).toMatch(/frames +5 +8/);
    expect(out).toContain('The seeds differ (1 and 2)');
    expect(out).toMatch(/index +4 +7 +\+3/);
    const { metrics, params } = await jsonOf(`diff ${one} ${other} --json`);
    expect(params).toEqual([{ name: 'frames', first: 5, second: 8 }]);
    expect(metrics[0]).toMatchObject({ name: 'index', difference: 3 });
    expect((await run(`diff ${one} ${one}`)).out).toContain('The same parameters and the same seed');
    const stubborn = (await jsonOf('run stubborn --json --busy-ms 0')).run;
    expect((await run(`diff ${one} ${stubborn}`)).err).toContain('Only runs of one simulation');
  });
});

describe('review', () => {
  const begin = () =>
    writeFileSync(
      home.file('progress.json'),
      JSON.stringify({ version: 2, settings: {}, runs: [], practice: {}, lessons: { 'lottery-ticket': { cards: [], predictions: {}, finished: [], challenge: { grade: 'none', hints: 0, solutionSeen: false }, quiz: { q: { answer: 'a', right: true, everRight: true } }, quizDay: '2026-01-02', place: { step: 'quiz', index: 0 } } } }),
    );

  test('nothing without a quiz, nothing on its day, then its cards', async () => {
    expect((await run('review')).out).toContain('There are no cards yet');
    begin();
    expect((await run('review')).out).toContain('The next card comes back on 2026-01-03');
    home.wait(1);
    expect(await jsonOf('review --json')).toMatchObject({ day: '2026-01-03', due: 1, done: 0, total: 1, cards: [{ lesson: 'lottery-ticket', question: 'q' }] });
    expect((await run('review')).out).toContain('Questions need a terminal');
  });

  test('asks by numbers, gives the reason, and saves the answer at once', async () => {
    begin();
    home.wait(1);
    const { out, asked, code } = await run('review', { tty: true, answer: ['7', 'b', '2'], env: { NO_COLOR: '1' } });
    expect(code).toBe(0);
    expect(asked).toHaveLength(3);
    expect(out).toMatch(/1 {2}A start\n +2 {2}An end/);
    expect(out).toContain('Not quite. Right is: A start');
    expect(out).toContain('No, not the end.');
    expect(out).toContain('0 of 1 right.');
    const { review, right, everRight } = saved().lessons['lottery-ticket'].quiz.q;
    expect({ right, everRight, last: review.last }).toEqual({ right: false, everRight: true, last: '2026-01-03' });
    expect(out).toContain(`It comes back on ${review.due}.`);
    expect((await run('review')).out).toContain(`The next card comes back on ${review.due}`);
    expect(await jsonOf('stats --json')).toMatchObject({ cards: 1, remembered: 0, reviews: 1 });
  });

  test('stopped with Enter, it changes nothing; in Chinese as well', async () => {
    begin();
    home.wait(1);
    const before = saved();
    const { out } = await run('review --lang zh', { tty: true, answer: '', env: { NO_COLOR: '1' } });
    expect(out).toContain('第 1 张，共 1 张');
    expect(saved()).toEqual(before);
    expect((await run('review --lang zh', { tty: true, answer: '１', env: { NO_COLOR: '1' } })).out).toContain('正确。');
  });
});

describe('notes', () => {
  test('hold cards, predictions with outcomes, runs with commands, quiz answers and terms', async () => {
    await run('run walk --json --seed 5 --frames 3');
    const progress = saved();
    const own = progress.lessons['lottery-ticket'];
    own.predictions = { walk: { option: 'up', outcome: 'down' } };
    own.quiz = { q: { answer: 'b', right: false, everRight: false } };
    progress.runs[0].name = 'short | one';
    writeFileSync(home.file('progress.json'), JSON.stringify(progress));
    const { out } = await run('notes 4');
    for (const text of ['# Walks', '### The idea', 'My prediction: up', 'What the run showed: down', 'Get far away.', '### short | one (run ', 'ml-tutor run walk --frames 3 --seed 5', '| position | ', 'My answer, wrong: An end', 'Right is: A start', 'Yes, the start.', '- **random seed** (随机种子)', 'Pearson, K. (1905)']) expect(out).toContain(text);
    expect(out).not.toMatch(/\]\(#/);
    // Not passed yet: the solution stays out.
    expect(out).not.toContain('Larger steps.');
    expect((await run('notes 4 --lang zh')).out).toContain('我的预测：向上');
  });

  test('go to a file, not over another', async () => {
    const file = home.file('notes.md');
    expect((await home.run(['notes', '4', '--out', file])).out).toContain(file);
    expect(readFileSync(file, 'utf8')).toContain('No runs yet.');
    expect((await home.run(['notes', '4', '--out', file])).code).toBe(2);
    expect((await home.run(['notes', '4', '--out', file, '--force'])).code).toBe(0);
  });
});

describe('statistics, search and terms', () => {
  test('a run counts as practice on its day', async () => {
    await run('run walk --json');
    expect(await jsonOf('stats --json')).toMatchObject({ days: 1, first: '2026-01-02', levelsBegun: 1, runs: 1 });
    expect((await run('stats')).out).toMatch(/levels begun +1 of 30/);
    expect((await run('stats --lang zh')).out).toMatch(/学习天数 +1/);
  });

  test('search says where, or that there is nothing', async () => {
    expect((await run('search lottery')).out).toContain('The lottery ticket hypothesis  (level 4)');
    expect((await run('search zzz')).out).toContain('Nothing has all of these words');
    expect((await jsonOf('search lottery --json')).hits).toMatchObject([
      { kind: 'level', level: 'lottery-ticket' },
      { kind: 'term', term: 'lottery-ticket-hypothesis' },
    ]);
  });

  test.each(['softmax', 'SOFTMAX', 'learning rate', 'learning-rate', '学习率'])('term %s', async (word) => {
    const { code, out } = await run(`term ${word}`);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line !== '').length).toBeGreaterThanOrEqual(2);
  });

  test('without a word, all terms', async () => {
    expect((await jsonOf('term --json')).terms.length).toBeGreaterThan(20);
  });
});

describe('undo of a reset', () => {
  test('brings everything back, once', async () => {
    await run('run walk --json');
    const before = saved();
    expect((await run('progress reset --yes')).out).toContain('ml-tutor progress undo');
    expect(saved().runs).toEqual([]);
    expect(await jsonOf('progress --json')).toMatchObject({ undo: 'all' });
    expect((await run('progress undo')).out).toContain('is back');
    expect(saved()).toEqual(before);
    expect((await run('progress undo')).out).toContain('no reset to undo');
  });
});
