/** The two READMEs name every level as the curriculum does, show the same commands, and link to files that exist. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { curriculum, parts } from '../src/registry/curriculum.js';
import { root } from './support/sources.js';

const texts = { en: readFileSync(path.join(root, 'README.md'), 'utf8'), zh: readFileSync(path.join(root, 'README.zh.md'), 'utf8') };

describe.each(['en', 'zh'] as const)('the README (%s)', (language) => {
  test('names every part and level, with its number', () => {
    for (const part of parts) expect(texts[language]).toContain(`**${part.roman} ${part.title[language]}**`);
    for (const { number, title } of curriculum) expect(texts[language]).toContain(`${number} ${title[language]}`);
  });

  test('gives the two commands, each to be copied as it stands', () => {
    expect(texts[language]).toContain('\n```\nnpm ci && npm start\n```\n');
    expect(texts[language]).toContain('\n```\nnpm ci && npm test\n```\n');
  });

  test('shows a screen of 80 columns at most', () => {
    const [, screen] = texts[language].split('```');
    for (const line of screen.split('\n')) expect([...line].reduce((cells, sign) => cells + (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(sign) ? 2 : 1), 0), line).toBeLessThanOrEqual(80);
  });

  test('links to files that exist', () => {
    for (const [, target] of texts[language].matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(existsSync(path.join(root, target)), target).toBe(true);
  });
});

test('both show the same options and variables', () => {
  const names = (text: string) => [...new Set(text.match(/--[a-z]+|ML_TUTOR_[A-Z]+|NO_COLOR|INK_SCREEN_READER/g))].sort();
  expect(names(texts.zh)).toEqual(names(texts.en));
});
