/** Interface words in both languages: the same values filled in, and Chinese set as Chinese. That no key is missing, the compiler sees to. */
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/words/index.js';

function leaves(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path} > ${key}`));
}

const en = new Map(leaves(catalogue('en'), ''));
const zh = leaves(catalogue('zh'), '');
const HAN = '\\p{Script=Han}';
const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('interface words', () => {
  test('fill in the same values in both languages', () => {
    const different = zh.filter(([path, text]) => places(text).join() !== places(en.get(path) ?? '').join()).map(([path]) => path);
    expect(different).toEqual([]);
  });

  test('Chinese and Latin or digits have a space between them', () => {
    const tight = new RegExp(`${HAN}[A-Za-z0-9]|[A-Za-z0-9]${HAN}`, 'u');
    // A value may be of either script, so next to {name} both are right.
    expect(zh.filter(([, text]) => tight.test(text)).map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });

  test('Chinese has full-width punctuation', () => {
    const half = new RegExp(`${HAN}\\s*[,;:!?]|${HAN}\\.(?!\\w)|[(]\\s*${HAN}`, 'u');
    expect(zh.filter(([, text]) => half.test(text)).map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });
});
