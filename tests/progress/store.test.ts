import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProgressFile } from '../../src/progress/file.js';
import { openProgress, readCard, setLanguage, visit, writeWhole } from '../../src/progress/index.js';
import { migrate } from '../../src/progress/migrations.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-progress-'));
  file = path.join(folder, 'progress.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openProgress({ folder, clock: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
const onDisk = () => JSON.parse(readFileSync(file, 'utf8'));
const lesson = (cards: readonly string[]) => ({
  cards,
  predictions: {},
  finished: [],
  challenge: { grade: 'none', hints: 0, solutionSeen: false },
  quiz: {},
  place: { step: 'learn', index: 0 },
});

describe('the progress file', () => {
  test('opening alone writes nothing', () => {
    expect(open().state).toEqual({ settings: {}, lessons: {}, runs: [], practice: {} });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('what was applied is on disk when apply returns, and nothing else is left there', () => {
    const progress = open();
    expect(progress.apply(setLanguage('zh'))).toBe(progress.state);
    expect(onDisk()).toEqual({ version: 2, settings: { language: 'zh' }, lessons: {}, runs: [], practice: {} });
    expect(readdirSync(folder)).toEqual(['progress.json']);
    expect(progress.path).toBe(file);
    expect(progress.notices).toEqual([]);
    expect(open().state).toEqual(progress.state);
  });

  test('a change goes onto what another tutor wrote meanwhile; refresh shows it', () => {
    const [one, other] = [open(), open()];
    one.apply(readCard('a', '1'));
    other.apply(readCard('b', '2'));
    expect(Object.keys(other.state.lessons)).toEqual(['a', 'b']);
    expect(Object.keys(one.state.lessons)).toEqual(['a']);
    let told = 0;
    const leave = one.subscribe(() => told++);
    expect(Object.keys(one.refresh().lessons)).toEqual(['a', 'b']);
    expect(told).toBe(1);
    leave();
    one.refresh();
    expect(told).toBe(1);
  });

  test('levels and fields that this version does not know pass through', () => {
    const future = { version: 2, settings: { theme: 'dark' }, lessons: { 'from-the-future': { ...lesson(['x']), medals: 3 } }, runs: [], practice: {}, reviews: [{ card: 1 }] };
    writeFileSync(file, JSON.stringify(future));
    const progress = open();
    progress.apply(readCard('a', '1'));
    progress.apply(readCard('from-the-future', 'y'));
    expect(onDisk()).toMatchObject({
      settings: { theme: 'dark' },
      lessons: { a: { cards: ['1'] }, 'from-the-future': { cards: ['x', 'y'], medals: 3 } },
      reviews: [{ card: 1 }],
    });
  });

  test('a copy is made before something is thrown away', () => {
    const progress = open();
    expect(progress.backup()).toBeUndefined();
    progress.apply(readCard('a', '1'));
    const copy = progress.backup() ?? '';
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(file, 'utf8'));
    expect(progress.backup()).not.toBe(copy);
  });

  test('the file is replaced, never written in place', () => {
    const progress = open();
    progress.apply(readCard('a', '1'));
    // Kept open, the old file keeps its number, so that the new one cannot have it by chance.
    const handle = openSync(file, 'r');
    const before = statSync(file).ino;
    progress.apply(readCard('a', '2'));
    expect(statSync(file).ino).not.toBe(before);
    closeSync(handle);
  });

  test('leftovers of a killed writer are cleared away', () => {
    open().apply(readCard('a', '1'));
    writeFileSync(`${file}.tmp-1234567890abcdef`, 'half');
    expect(open().state.lessons.a.cards).toEqual(['1']);
    expect(readdirSync(folder)).toEqual(['progress.json']);
  });
});

describe('a damaged file', () => {
  test.each([
    ['cut off', '{"version":1,"settings":{"langu'],
    ['empty', ''],
    ['no object', '[1,2]'],
    ['binary', '\u0000\u0001\u0002'],
  ])('%s: is set aside whole, with a notice, and the tutor starts anew', (_what, text) => {
    writeFileSync(file, text);
    const progress = open();
    expect(progress.notices).toHaveLength(1);
    const [notice] = progress.notices;
    expect(notice.key).toBe('progress.damaged');
    expect(notice.values.file).toBe(path.join(folder, 'progress.damaged-2026-01-02T03-04-05-000Z.json'));
    expect(readFileSync(String(notice.values.file), 'utf8')).toBe(text);
    progress.apply(readCard('a', '1'));
    expect(onDisk().lessons.a.cards).toEqual(['1']);
    expect(open().notices).toEqual([]);
  });

  test('one bad entry costs that entry, not the rest', () => {
    const run = { id: 'r1', simulation: 's', version: 1, params: {}, seed: 1, metrics: {}, elapsedMs: 1, finishedAt: '2026-01-01T00:00:00.000Z' };
    const text = JSON.stringify({ version: 2, settings: { language: 'zh' }, current: 'a', lessons: { a: lesson(['1']), b: { cards: 'all' } }, runs: [run, { ...run, id: 7 }], practice: { '2026-01-01': 60, soon: 1 } });
    writeFileSync(file, text);
    const progress = open();
    expect(progress.state).toEqual({ settings: { language: 'zh' }, current: 'a', lessons: { a: lesson(['1']) }, runs: [run], practice: { '2026-01-01': 60 } });
    expect(progress.notices[0]).toMatchObject({ key: 'progress.damaged', values: { problem: expect.stringContaining('lessons.b') } });
    expect(readFileSync(String(progress.notices[0].values.file), 'utf8')).toBe(text);
    expect(onDisk()).toEqual({ version: 2, ...progress.state });
  });

  test('damaged again, set aside again under another name', () => {
    for (let n = 0; n < 3; n++) {
      writeFileSync(file, `broken ${n}`);
      open();
    }
    const aside = readdirSync(folder).filter((name) => name.startsWith('progress.damaged-'));
    expect(aside.map((name) => readFileSync(path.join(folder, name), 'utf8')).sort()).toEqual(['broken 0', 'broken 1', 'broken 2']);
  });

  test('damaged while the tutor runs: found by the next change', () => {
    const progress = open();
    progress.apply(readCard('a', '1'));
    writeFileSync(file, 'oops');
    progress.apply(readCard('a', '2'));
    expect(progress.notices.map(({ key }) => key)).toEqual(['progress.damaged']);
    expect(onDisk().lessons.a.cards).toEqual(['2']);
  });
});

describe('versions', () => {
  test('a newer file is shown as far as understood and never written', () => {
    const text = JSON.stringify({ version: 3, settings: { language: 'zh' }, lessons: { a: lesson(['1']), b: { pages: [] } }, runs: [] });
    writeFileSync(file, text);
    const progress = open();
    expect(progress.notices.map(({ key }) => key)).toEqual(['progress.newer']);
    expect(progress.state).toMatchObject({ settings: { language: 'zh' }, lessons: { a: { cards: ['1'] } } });
    progress.apply(readCard('a', '2'));
    expect(progress.state.lessons.a.cards).toEqual(['1', '2']);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(progress.notices).toHaveLength(1);
  });

  test('a file from before there were versions is brought up to date when it is next written', () => {
    writeFileSync(file, JSON.stringify({ settings: { language: 'zh' } }));
    const progress = open();
    expect(progress.state).toEqual({ settings: { language: 'zh' }, lessons: {}, runs: [], practice: {} });
    expect(progress.notices).toEqual([]);
    progress.apply(visit('a', { step: 'run', index: 0 }));
    expect(onDisk()).toMatchObject({ version: 2, settings: { language: 'zh' }, current: 'a' });
  });

  test('a file of version 1 learns its days of practice from the runs that are still there', () => {
    const run = (finishedAt: string, elapsedMs: number) => ({ id: finishedAt, simulation: 's', version: 1, params: {}, seed: 1, metrics: {}, elapsedMs, finishedAt });
    const runs = [run('2026-01-01T12:00:00.000Z', 2600), run('2026-01-01T12:10:00.000Z', 400), run('2026-01-03T12:00:00.000Z', 90_000)];
    writeFileSync(file, JSON.stringify({ version: 1, settings: {}, lessons: { a: lesson(['1']) }, runs }));
    const progress = open();
    expect(progress.state).toMatchObject({ lessons: { a: { cards: ['1'] } }, practice: { '2026-01-01': 3, '2026-01-03': 90 } });
    expect(progress.state.runs).toHaveLength(3);
    expect(progress.notices).toEqual([]);
  });

  test('migrations run one after the other from the version found, and keep what they do not know', () => {
    const steps = [
      (document: object) => ({ ...document, steps: ['0 to 1'] }),
      ({ steps: before = [], ...document }: Readonly<Record<string, unknown>>) => ({ ...document, steps: [...(Array.isArray(before) ? before : []), '1 to 2'] }),
    ];
    expect(migrate({ x: 1 }, steps, 2)).toEqual({ x: 1, version: 2, steps: ['0 to 1', '1 to 2'] });
    expect(migrate({ x: 1, version: 1 }, steps, 2)).toEqual({ x: 1, version: 2, steps: ['1 to 2'] });
    expect(migrate({ version: 2 }, steps, 2)).toEqual({ version: 2 });
    expect(migrate('text', steps, 2)).toBe('text');
  });
});

describe('where nothing can be written', () => {
  /** /dev/full takes no byte, as a full disk. */
  test.runIf(existsSync('/dev/full'))('a full disk leaves the file as it was, and is said so', () => {
    expect(() => writeWhole(file, 'text')).not.toThrow();
    symlinkSync('/dev/full', `${file}.tmp-${process.pid}`);
    expect(() => writeWhole(file, 'other')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
    expect(readFileSync(file, 'utf8')).toBe('text');
    expect(readdirSync(folder)).toEqual(['progress.json']);
  });

  test('on a full disk the tutor plays on, and saves all of it once there is room', () => {
    const progress = open();
    progress.apply(readCard('a', '1'));
    const before = readFileSync(file, 'utf8');
    vi.spyOn(ProgressFile.prototype, 'write').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    });
    progress.apply(readCard('a', '2'));
    progress.apply(readCard('a', '3'));
    vi.restoreAllMocks();
    expect(progress.notices.map(({ key }) => key)).toEqual(['progress.full']);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(progress.state.lessons.a.cards).toEqual(['1', '2', '3']);
    progress.apply(readCard('a', '4'));
    expect(onDisk().lessons.a.cards).toEqual(['1', '2', '3', '4']);
  });

  test('a folder that cannot be: the tutor plays on in memory, with one notice', () => {
    writeFileSync(path.join(folder, 'in-the-way'), '');
    const progress = openProgress({ folder: path.join(folder, 'in-the-way', 'below') });
    expect(progress.path).toBeUndefined();
    progress.apply(readCard('a', '1'));
    progress.apply(readCard('a', '2'));
    expect(progress.state.lessons.a.cards).toEqual(['1', '2']);
    expect(progress.notices.map(({ key }) => key)).toEqual(['progress.unsaved']);
    expect(progress.backup()).toBeUndefined();
  });

  test('what could not be saved is saved as soon as it can be', () => {
    const obstacle = path.join(folder, 'home');
    writeFileSync(obstacle, '');
    const progress = openProgress({ folder: obstacle });
    progress.apply(readCard('a', '1'));
    rmSync(obstacle);
    progress.apply(readCard('a', '2'));
    expect(existsSync(path.join(obstacle, 'progress.json'))).toBe(true);
    expect(openProgress({ folder: obstacle }).state.lessons.a.cards).toEqual(['1', '2']);
  });
});
