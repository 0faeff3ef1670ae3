import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { fitLine, lineWidth, pad, span, toText, truncate, width } from '../../src/plot/index.js';
import { Canvas } from '../../src/plot/canvas.js';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('准确率', '彩票 ticket', '👩‍🔬实验', 'e\u0301', '한국'));

describe('pad and truncate', () => {
  it('give exactly the cells asked for, Han counting two', () => {
    expect(pad('准确率', 8)).toBe('准确率  ');
    expect(pad('准确率', 8, 'right')).toBe('  准确率');
    expect(pad('准确率', 9, 'center')).toBe(' 准确率  ');
    expect(pad('准确率', 5)).toBe('准确…');
    // A wide character that does not fit leaves a blank, never half of itself.
    expect(pad('准确率', 4)).toBe('准… ');
    expect(truncate('学习率 0.01', 7)).toBe('学习率…');
    fc.assert(fc.property(text, fc.integer({ min: 0, max: 30 }), fc.constantFrom('left', 'right', 'center'), (words, cells, align) => void expect(width(pad(words, cells, align))).toBe(cells)));
  });

  it('leave a text that fits as it is', () => {
    fc.assert(fc.property(text, (words) => void expect(truncate(words, width(words))).toBe(words)));
  });

  it('measure as string-width does, except that controls become blanks', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }).filter((words) => !/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(words)), (words) => void expect(width(words)).toBe(stringWidth(words))));
    expect(width('a\u001b[31mb')).toBe(7);
  });

  it('measure every character of the Basic Multilingual Plane as string-width does', () => {
    const differing: string[] = [];
    for (let code = 0x20; code <= 0xffff; code++) {
      const char = String.fromCharCode(code);
      if (/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(char)) continue; // controls become blanks
      if (width(char) !== stringWidth(char) || width(`${char}x`) !== stringWidth(`${char}x`)) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });
});

describe('fitLine', () => {
  it('cuts and fills styled lines', () => {
    const line = [span('学习率', { bold: true }), span(' = 0.01')];
    expect(toText(fitLine(line, 9))).toBe('学习率 =…');
    expect(toText(fitLine(line, 15))).toBe('学习率 = 0.01  ');
    expect(toText(fitLine(line, 16, 'right'))).toBe('   学习率 = 0.01');
    fc.assert(fc.property(fc.array(text), fc.integer({ min: 0, max: 40 }), (words, cells) => void expect(lineWidth(fitLine(words.map((word) => span(word)), cells))).toBe(cells)));
  });
});

describe('Canvas', () => {
  it('replaces both halves of a wide character when one is overwritten', () => {
    const canvas = new Canvas(6, 1);
    canvas.put(0, 0, '学习率');
    canvas.put(1, 0, 'x');
    expect(toText(canvas.toLines()[0])).toBe(' x习率');
    canvas.put(2, 0, 'y');
    expect(toText(canvas.toLines()[0])).toBe(' xy 率');
  });

  it('clips at every side; half a wide character is a blank', () => {
    const canvas = new Canvas(4, 2);
    canvas.put(-1, 0, '学习');
    canvas.put(3, 1, '率');
    canvas.put(0, 5, 'nowhere');
    expect(canvas.toLines().map(toText)).toEqual([' 习 ', '    ']);
  });
});
