import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CharacterTokenizer } from '../../../src/core/text/index.js';

const tokenizer = CharacterTokenizer.train(['床前明月光，疑是地上霜。', '举头望明月，低头思故乡。'], 12);

describe('CharacterTokenizer', () => {
  test('keeps the commonest characters, the smaller code point first among equals', () => {
    // Twice each: 。 U+3002, 头 U+5934, 明 U+660E, 月 U+6708, ， U+FF0C; then the once-only ones from 上 U+4E0A up.
    expect(tokenizer.characters.slice(0, 7)).toEqual(['。', '头', '明', '月', '，', '上', '举']);
    expect(tokenizer.vocabularySize).toBe(12);
  });

  test('text of known characters comes back from its ids', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...tokenizer.characters)), (list) => {
      expect(tokenizer.decode(tokenizer.encode(list.join('')))).toBe(list.join(''));
    }));
  });

  test('what is unknown shows as □, one for each character, also beyond the basic plane', () => {
    expect(tokenizer.decode(tokenizer.encode('明𠀀x月'))).toBe('明□□月');
    expect(tokenizer.unknownCharacters('明x月xy')).toEqual(['x', 'y']);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect([...tokenizer.decode(tokenizer.encode(text))].length).toBe([...text].length);
    }));
  });

  test('endOfText is a line break in text and ⏎ alone', () => {
    expect(tokenizer.decode([tokenizer.endOfText])).toBe('\n');
    expect(tokenizer.label(tokenizer.endOfText)).toBe('⏎');
    expect(tokenizer.label(2)).toBe('。');
  });

  test('errors name the rule', () => {
    expect(() => new CharacterTokenizer(['明', '明'])).toThrow(/distinct/);
    expect(() => new CharacterTokenizer(['明月'])).toThrow(/single/);
    expect(() => CharacterTokenizer.train([], 2)).toThrow(/at least 3/);
    expect(() => tokenizer.decode([12])).toThrow(/from 0 to 11/);
  });
});
