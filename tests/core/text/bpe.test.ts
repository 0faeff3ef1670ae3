import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMerge, BpeTokenizer, splitWords, utf8Text, utf8Bytes } from '../../../src/core/text/index.js';

const corpus = ['low low low low low lower lower newest newest newest newest newest newest widest widest widest', 'the people, the people; 1,234 people'];
const tokenizer = BpeTokenizer.train(corpus, 320);
/** Any text that is Unicode: a lone surrogate is not. */
const unicode = fc.string({ unit: 'binary' });

describe('splitWords', () => {
  test('keeps the space before a word, cuts numbers in threes and splits contractions', () => {
    expect(splitWords("Don't stop: 12345 more  words")).toEqual(['Don', "'t", ' stop', ':', ' 123', '45', ' more', ' ', ' words']);
    expect(splitWords("'the end'")).toEqual(["'", 'the', ' end', "'"]);
  });

  test('joined, the pieces are the text', () => {
    fc.assert(fc.property(unicode, (text) => { expect(splitWords(text).join('')).toBe(text); }));
  });
});

describe('BpeTokenizer', () => {
  test('learns the worked example of Sennrich and others (2016) in order of frequency', () => {
    // Words low x5, lower x2, newest x6, widest x3 without spaces: first es (9), then est (9), then lo, low (7 each).
    const words = [...Array(5).fill('low'), ...Array(2).fill('lower'), ...Array(6).fill('newest'), ...Array(3).fill('widest')];
    const learned = BpeTokenizer.train(words, 257 + 4);
    expect([256, 257, 258, 259].map((id) => learned.label(id))).toEqual(['es', 'est', 'lo', 'low']);
  });

  test('of equally frequent pairs the one with the smaller ids is learned first, whatever the order of the texts', () => {
    const forward = BpeTokenizer.train(['ba ba', 'cd cd'], 260);
    const backward = BpeTokenizer.train(['cd cd', 'ba ba'], 260);
    expect(forward.merges).toEqual(backward.merges);
  });

  test('never learns a pair that occurs once', () => {
    expect(BpeTokenizer.train(['abcd'], 400).merges).toEqual([]);
  });

  test('encode applies the merges as training did', () => {
    for (const word of new Set(corpus.flatMap(splitWords))) {
      let ids = [...utf8Bytes(word)];
      tokenizer.merges.forEach((merge, index) => { ids = applyMerge(ids, merge, 256 + index); });
      expect([...tokenizer.encode(word)]).toEqual(ids);
    }
  });

  test('any text comes back from its ids', () => {
    fc.assert(fc.property(unicode, (text) => { expect(tokenizer.decode(tokenizer.encode(text))).toBe(text); }));
    expect(tokenizer.decode(tokenizer.encode('a\uD800b'))).toBe('a\uFFFDb');
  });

  test('ids stay in the vocabulary and endOfText is never encoded', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(tokenizer.encode(text).every((id) => id >= 0 && id < tokenizer.endOfText)).toBe(true);
    }));
  });

  test('arbitrary ids never show broken bytes', () => {
    const ids = fc.array(fc.integer({ min: 0, max: tokenizer.vocabularySize - 1 }));
    fc.assert(fc.property(ids, (sequence) => {
      const text = tokenizer.decode(sequence);
      expect(text).not.toContain('\uFFFD');
      expect(text).not.toMatch(/\p{Surrogate}/u);
    }));
    expect(tokenizer.decode([0xe4, 0xb8, 0xad, 0xe4, 0xb8])).toBe('中<0xE4><0xB8>');
    expect([0xe4, 10, tokenizer.endOfText].map((id) => tokenizer.label(id))).toEqual(['<0xE4>', '<0x0A>', '⏎']);
  });

  test('endOfText decodes to a line break and cuts characters apart', () => {
    expect(tokenizer.decode([97, tokenizer.endOfText, 98])).toBe('a\nb');
    expect(tokenizer.decode([0xc3, tokenizer.endOfText, 0xa9])).toBe('<0xC3>\n<0xA9>');
  });

  test('a document begins with a space, so that its first word is the usual token', () => {
    expect([...tokenizer.encodeDocument('  people the\n')]).toEqual([...tokenizer.encode(' people the')]);
    expect(tokenizer.encodeDocument(' \n').length).toBe(0);
  });

  test('errors name the rule', () => {
    expect(() => BpeTokenizer.train([], 256)).toThrow(/at least 257/);
    expect(() => tokenizer.decode([tokenizer.vocabularySize])).toThrow(/token id from 0 to/);
    expect(() => new BpeTokenizer([[256, 97]])).toThrow(/merge 0/);
  });
});

describe('utf8Text', () => {
  test('agrees with the platform on valid UTF-8', () => {
    fc.assert(fc.property(unicode, (text) => { expect(utf8Text(utf8Bytes(text))).toBe(text); }));
  });

  test('marks a byte exactly where the platform finds the bytes invalid', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const isValid = (bytes: Uint8Array) => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const bytes = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0xe0, 0xed, 0xf0, 0xf4, 0x80, 0x9f, 0xa0, 0xbf)), { maxLength: 5 });
    fc.assert(fc.property(bytes, (list) => {
      const array = Uint8Array.from(list.map((byte) => (byte === 0x3c ? 0x3d : byte))); // no "<" of its own
      expect(utf8Text(array).includes('<0x')).toBe(!isValid(array));
    }), { numRuns: 2000 });
  });
});
