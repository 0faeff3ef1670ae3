import * as plain from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import * as quick from '../../src/ui/ink/ansi-tokenize.js';
import { Memory } from '../../src/ui/ink/memory.js';
import { quickWidth } from '../../src/ui/ink/string-width.js';

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', ' ', '学习率', '│', '⣿', '★', '。', '\n', 'mm', '[1m') },
  { weight: 4, arbitrary: fc.constantFrom('\x1b[1m', '\x1b[2m', '\x1b[22m', '\x1b[0m', '\x1b[m', '\x1b[31m', '\x1b[39m', '\x1b[38;5;12m', '\x1b[48;2;1;2;3m', '\x1b[1;31;4m', '\x1b[7m', '\x1b[58;5;3m') },
  { weight: 1, arbitrary: fc.constantFrom('👩‍🔬', 'e\u0301', '\u200b', '한국', '\r\n', '\t', '\x1b]8;;https://a.b\x07', '\x1b]8;;\x07', '\x1b[2J', '\x1b', '\x1b[', '\x9b1m') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
);
const row = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

describe('what stands before the packages that Ink draws with', () => {
  it('takes rows apart and puts them together as @alcalzone/ansi-tokenize does', () => {
    fc.assert(
      fc.property(row, (text) => {
        const tokens = quick.tokenize(text);
        expect(tokens).toEqual(plain.tokenize(text));
        const chars = quick.styledCharsFromTokens(tokens);
        const expected = plain.styledCharsFromTokens(plain.tokenize(text));
        expect(chars).toEqual(expected);
        expect(quick.styledCharsToString(chars)).toBe(plain.styledCharsToString(expected));
        expect(quick.tokenize(text, 3)).toEqual(plain.tokenize(text, 3));
      }),
      { numRuns: 2000 },
    );
  });

  it('puts characters of several rows together as it does, also those without styles in common', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.nat(20)), { maxLength: 5 }), (rows) => {
        const charsBy = ({ tokenize, styledCharsFromTokens }: Pick<typeof plain, 'tokenize' | 'styledCharsFromTokens'>) =>
          rows.flatMap(([text, count]) => [{ type: 'char' as const, value: ' ', fullWidth: false, styles: [] }, ...styledCharsFromTokens(tokenize(text)).slice(0, count)]);
        expect(quick.styledCharsToString(charsBy(quick))).toBe(plain.styledCharsToString(charsBy(plain)));
      }),
      { numRuns: 1000 },
    );
  });

  it('measures as string-width does, or leaves it to it', () => {
    let answered = 0;
    fc.assert(
      fc.property(row, fc.constantFrom(undefined, { countAnsiEscapeCodes: true }, { ambiguousIsNarrow: false }), (text, options) => {
        const cells = quickWidth(text, options);
        if (cells === undefined) return;
        answered++;
        expect(cells).toBe(stringWidth(text, options));
      }),
      { numRuns: 2000 },
    );
    expect(answered).toBeGreaterThan(200);
  });
});

describe('Memory', () => {
  it('keeps the last values and forgets the oldest', () => {
    const memory = new Memory<number, number>(3);
    const made: number[] = [];
    const ask = (key: number) =>
      memory.get(key, () => {
        made.push(key);
        return key * 10;
      });
    for (const key of [1, 2, 3, 1, 2, 3]) expect(ask(key)).toBe(key * 10);
    expect(made).toEqual([1, 2, 3]);
    for (const key of [4, 5, 6, 7]) ask(key); // 1 to 3 are now the old half, then gone
    expect(made).toEqual([1, 2, 3, 4, 5, 6, 7]);
    ask(5);
    expect(made).toHaveLength(7);
    ask(1);
    expect(made).toHaveLength(8);
  });
});
