/** What keeps src/plot pure and its glyphs in one place. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src/plot');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const code = (name: string) => readFileSync(join(root, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '');

describe('src/plot', () => {
  it.each(files)('%s imports only lesson, words and libraries below it', (name) => {
    for (const [, from] of code(name).matchAll(/from '([^']+)'/g)) expect(from).not.toMatch(/react|^ink|\/(ui|core|runtime|progress|cli|data)\/|^node:/);
  });

  it.each(files)('%s has no clock, chance, raw codes or padding by characters', (name) => {
    expect(code(name)).not.toMatch(/Math\.random|\bDate\b|\\u001b\[|\\x1b\[|padEnd|padStart|\.\.\.(?:values|series\.[xy])\)/);
  });

  it.each(files.filter((name) => !['charset.ts', 'ascii.ts', 'wrap.ts', 'prose.ts', 'dots.ts'].includes(name)))('%s takes glyphs outside ASCII from the charset', (name) => {
    // The ellipsis is the default of the measuring helpers; drawings pass that of their charset.
    expect(code(name).replace(/ellipsis = '…'/g, '')).toMatch(/^[\x00-\x7f]*$/);
  });
});
