/** The packed tarball as a stranger gets it: small, complete, nothing to install, and running in an empty folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessonFolders } from '../../scripts/generate/lessons.js';
import { root } from '../support/sources.js';

const MEGABYTE = 1_000_000;
let folder: string;
let tarball: string;
let unpacked: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-package-'));
  // The build has run before the tests; packing must not start another beside them.
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  tarball = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  unpacked = path.join(folder, 'package');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tutor(...args: string[]): string {
  const env = { PATH: process.env.PATH, HOME: folder, ML_TUTOR_HOME: path.join(folder, 'home'), LANG: 'en_US.UTF-8' };
  return execFileSync(process.execPath, [path.join(unpacked, 'dist/ml-tutor.js'), ...args], { cwd: folder, env, encoding: 'utf8' });
}

describe('the packed tarball', () => {
  test('is under 4 MB', () => {
    expect(statSync(tarball).size).toBeLessThan(4 * MEGABYTE);
  });

  test('has nothing to install', () => {
    const manifest: Record<string, unknown> = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundledDependencies']) expect(manifest[kind], kind).toBeUndefined();
  });

  test('holds programs, types, texts of every lesson, data with its provenance, notices and licence, and no sources', () => {
    for (const file of ['dist/ml-tutor.js', 'dist/worker.js', 'dist/thread.js', 'dist/core.js', 'dist/lessons.bin', 'dist/core/index.d.ts', 'THIRD-PARTY.md', 'LICENSE', 'README.md']) {
      expect(existsSync(path.join(unpacked, file)), file).toBe(true);
    }
    expect(existsSync(path.join(unpacked, 'lessons'))).toBe(false);
    expect(readdirSync(path.join(unpacked, 'src/data/files'))).toEqual(readdirSync(path.join(root, 'src/data/files')));
    expect(readdirSync(path.join(unpacked, 'src'))).toEqual(['data']);
    expect(existsSync(path.join(unpacked, 'tests'))).toBe(false);
  });

  test('keeps every program file directly in dist, one folder below the root', () => {
    const programs = readdirSync(path.join(unpacked, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    expect(programs.filter((name) => name.includes(path.sep))).toEqual([]);
    expect(readFileSync(path.join(unpacked, 'dist/ml-tutor.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('names the licence of all it bundles', () => {
    const text = readFileSync(path.join(unpacked, 'THIRD-PARTY.md'), 'utf8');
    for (const name of ['ink', 'react', 'conf', 'yoga-layout', 'string-width']) expect(text).toContain(`\n### ${name} `);
    for (const name of ['digits', 'quickdraw']) expect(text).toContain(`\n### ${name}\n`);
  });

  test('says its first and its last lesson in both languages', () => {
    const folders = lessonFolders();
    for (const lesson of [folders[0], folders[folders.length - 1]]) {
      for (const language of ['zh', 'en']) {
        const [title] = readFileSync(path.join(root, 'lessons', lesson, `${language}.md`), 'utf8').split('\n');
        expect(tutor('show', String(Number(lesson.slice(0, 2))), '--lang', language), `${lesson} ${language}`).toContain(title.replace(/^# /, ''));
      }
    }
  });

  test('runs in an empty folder: lists its levels and computes', () => {
    expect(tutor('--version').trim()).toMatch(/^\d+\.\d+\.\d+$/);
    const listed = JSON.parse(tutor('list', '--json'));
    expect(JSON.stringify(listed)).toContain('poisson-regression');
    const run = JSON.parse(tutor('run', 'poisson-regression', '--json'));
    expect(run).toMatchObject({ simulation: 'poisson-regression', metrics: expect.objectContaining({ deviance: expect.any(Number) }) });
  });

  test('gives other programs the core, with its types', () => {
    writeFileSync(
      path.join(unpacked, 'consumer.mjs'),
      "import { Random, tensor } from 'ml-tutor/core';\nconst x = tensor([[1, 2], [3, 4]]);\nconsole.log(JSON.stringify([x.matmul(x).toNested(), new Random(7).uint32() === new Random(7).uint32()]));\n",
    );
    // A package may import itself by its name.
    const output = execFileSync(process.execPath, ['consumer.mjs'], { cwd: unpacked, encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual([[[7, 10], [15, 22]], true]);
  });

  test('gives other programs the types of the core, complete and right', () => {
    const consumer = (text: string) => {
      writeFileSync(path.join(unpacked, 'consumer.mts'), `import { nn, Random, tensor } from 'ml-tutor/core';\n${text}\n`);
      const tsc = createRequire(import.meta.url).resolve('typescript/package.json').replace('package.json', 'bin/tsc');
      const flags = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', 'false', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023'];
      return spawnSync(process.execPath, [tsc, ...flags, 'consumer.mts'], { cwd: unpacked, encoding: 'utf8' }).stdout;
    };
    expect(consumer('export const model: nn.Module = nn.mlp([2, 3], { random: new Random(7) });\nexport const sum: number = tensor([1, 2]).sum().item();')).toBe('');
    expect(consumer("new Random('seven');")).toContain('consumer.mts(2,12): error TS2345');
  });
});
