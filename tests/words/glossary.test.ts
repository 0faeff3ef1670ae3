import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/lesson/label.js';
import { glossary, glossaryTerm } from '../../src/words/glossary/index.js';

describe('the glossary', () => {
  test('gives a term in a language, with its name in the other', () => {
    expect(glossaryTerm('support-set', 'zh')).toMatchObject({ id: 'support-set', term: '支撑集', otherTerm: 'support set' });
    expect(glossaryTerm('support-set', 'en')).toMatchObject({ term: 'support set', otherTerm: '支撑集' });
    expect(glossaryTerm('no-such-term', 'en')).toBeUndefined();
    expect(glossaryTerm('toString', 'en')).toBeUndefined();
  });

  test.each(LANGUAGES)('lists every entry once, sorted (%s)', (language) => {
    const all = glossary(language);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ term }) => term)).size).toBe(all.length);
    const letters = language === 'en' ? 'en' : 'zh-Hans-CN-u-co-pinyin';
    const terms = all.map(({ term }) => term);
    expect(terms).toEqual([...terms].sort(new Intl.Collator(letters).compare));
  });

  test.each(LANGUAGES)('definitions are sentences of at most 160 characters, without the other language\'s punctuation (%s)', (language) => {
    for (const { id, definition } of glossary(language)) {
      expect(definition.length, id).toBeLessThanOrEqual(160);
      expect(definition, id).toMatch(language === 'en' ? /\.$/ : /(。|……)$/);
      expect(definition, id).not.toMatch(language === 'en' ? /[，。：；“”]/ : /[\p{Script=Han}][,.:;]/u);
      // A space stands between Chinese and Latin letters or digits.
      if (language === 'zh') expect(definition, id).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  });
});
