import type { Metafile } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundledPackages, notices } from '../../scripts/build/notices.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ml-tutor-notices-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function metafileOf(inputs: Record<string, number>): Metafile {
  const entries = Object.entries(inputs).map(([name, bytesInOutput]) => [name, { bytesInOutput }] as const);
  return { inputs: {}, outputs: { 'dist/x.js': { bytes: 1, inputs: Object.fromEntries(entries), imports: [], exports: [] } } };
}

const bundled = { 'src/a.ts': 10, 'node_modules/b/index.js': 10, 'node_modules/@c/d/x/y.js': 10, 'node_modules/b/node_modules/e/i.js': 5, 'node_modules/unused/i.js': 0 };

test('the packages in a bundle are those that gave it code, scoped and nested ones too', () => {
  expect(bundledPackages(metafileOf(bundled))).toEqual(['node_modules/@c/d', 'node_modules/b', 'node_modules/b/node_modules/e']);
});

test('notices carry licence texts, authors where there is none, and where the data comes from', () => {
  write('node_modules/@c/d/package.json', JSON.stringify({ name: '@c/d', version: '1.0.0', license: 'ISC', author: { name: 'Dee' } }));
  write('node_modules/b/package.json', JSON.stringify({ name: 'b', version: '2.0.0', license: 'MIT' }));
  write('node_modules/b/LICENSE.md', 'Copyright Bee\n');
  write('node_modules/b/node_modules/e/package.json', JSON.stringify({ name: 'e', version: '3.0.0', license: { type: 'BSD-3-Clause' }, author: 'Eve' }));
  write('src/data/files/set.json', JSON.stringify({ name: 'set', source: 'Somewhere', licence: 'CC BY 4.0', notes: 'shrunk' }));
  const text = notices(root, metafileOf(bundled));
  expect(text).toContain('### set\n\n- Source: Somewhere\n- Licence: CC BY 4.0\n- What was done to it: shrunk\n');
  expect(text).toContain('### @c/d 1.0.0\n\nLicence: ISC, by Dee\n');
  expect(text).toContain('### b 2.0.0\n\nLicence: MIT\n\n```text\nCopyright Bee\n```\n');
  expect(text).toContain('### e 3.0.0\n\nLicence: BSD-3-Clause, by Eve\n');
});

test('a licence text that several packages share is printed once and referred to', () => {
  for (const name of ['a', 'b', 'c']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', license: 'MIT' }));
    write(`node_modules/${name}/LICENSE`, name === 'b' ? 'Copyright Bee' : 'Copyright All');
  }
  const text = notices(root, metafileOf({ 'node_modules/a/i.js': 1, 'node_modules/b/i.js': 1, 'node_modules/c/i.js': 1 }));
  expect(text.match(/Copyright All/g)).toHaveLength(1);
  expect(text).toContain('### c 1.0.0\n\nLicence: MIT\n\nLicence text: the same as that of a 1.0.0, above.\n');
  expect(text).toContain('### b 1.0.0\n\nLicence: MIT\n\n```text\nCopyright Bee\n```\n');
});

test('a package or a data set without a licence stops the build', () => {
  write('node_modules/b/package.json', JSON.stringify({ name: 'b', version: '2.0.0' }));
  expect(() => notices(root, metafileOf({ 'node_modules/b/index.js': 1 }))).toThrow('node_modules/b/package.json names no licence');
  write('src/data/files/set.json', JSON.stringify({ name: 'set', source: 'Somewhere' }));
  expect(() => notices(root, metafileOf({}))).toThrow('src/data/files/set.json has no "licence"');
});
