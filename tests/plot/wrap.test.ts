import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineWidth, span, toText, width, wrapSpans, wrapText } from '../../src/plot/index.js';

const CLOSING = /^[，。！？；：、）》」』”’…％%]/u;
const OPENING = /[（《「『“‘]$/u;

const chinese = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('嵌', '入', '向', '量', '学', '习', '率', '的', '一', '是') },
      { weight: 2, arbitrary: fc.constantFrom('，', '。', '、', '；', '：', '？', '！', '）', '》', '”') },
      { weight: 1, arbitrary: fc.constantFrom('（', '《', '“') },
      { weight: 2, arbitrary: fc.constantFrom(' softmax ', ' GPT-2 ', 'Adam', ' 0.01 ', ' 95 %', '——', '……') },
    ),
    { maxLength: 60 },
  )
  // Several closing marks in a row can outgrow a narrow line; real prose has at most two.
  // Nobody writes a blank before closing marks; the algorithm may break there.
  .map((parts) => parts.join('').replace(/ (?=[，。、；：？！）》”…])/gu, '').replace(/([，。、；：？！）》”（《“]{2})[，。、；：？！）》”（《“]+/gu, '$1').replace(/^[，。、；：？！）》”]+/u, ''));

describe('wrapText', () => {
  it('starts no line with closing punctuation and ends none with an opening bracket', () => {
    expect(wrapText('嵌入向量（embedding）把数据，编码为低维向量。', 16)).toEqual(['嵌入向量', '（embedding）把', '数据，编码为低维', '向量。']);
    expect(wrapText('他说：“学习率太大，损失会发散。”真的吗？', 12)).toEqual(['他说：“学习', '率太大，损失', '会发散。”真', '的吗？']);
    fc.assert(
      fc.property(chinese, fc.integer({ min: 16, max: 60 }), (text, cells) => {
        for (const [i, line] of wrapText(text, cells).entries()) {
          if (i > 0) expect(line).not.toMatch(CLOSING);
          if (i < wrapText(text, cells).length - 1) expect(line).not.toMatch(OPENING);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keeps Latin words, numbers with signs, and ellipses whole', () => {
    expect(wrapText('用 softmax 归一化', 8)).toEqual(['用', 'softmax', '归一化']);
    expect(wrapText('训练损失下降……然后上升', 12).join('|')).not.toMatch(/…\|…/);
    expect(wrapText('准确率为 -0.35，降低', 12)).toEqual(['准确率为', '-0.35，降低']);
    for (const line of wrapText('regularisation penalises large coefficients of a model', 20)) expect('regularisation penalises large coefficients of a model'.split(' ')).toEqual(expect.arrayContaining(line.split(' ')));
  });

  it('never exceeds the width and loses nothing but blanks at breaks', () => {
    fc.assert(
      fc.property(fc.oneof(chinese, fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => text.replace(/[\p{C}\p{Z}\p{M}\p{Sk}]/gu, ' '))), fc.integer({ min: 2, max: 50 }), (text, cells) => {
        const lines = wrapText(text, cells);
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(cells);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a word longer than the line and takes newlines as breaks', () => {
    expect(wrapText('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrapText('一\n二\n\n三', 10)).toEqual(['一', '二', '', '三']);
    expect(wrapText('', 10)).toEqual(['']);
  });

  it('keeps styles across breaks', () => {
    const lines = wrapSpans([span('嵌入', { bold: true }), span('把高维数据编码', { italic: true })], 8);
    expect(lines.map(toText)).toEqual(['嵌入把高', '维数据编', '码']);
    expect(lines[0].map(({ style }) => style)).toEqual([{ bold: true }, { italic: true }]);
    expect(Math.max(...lines.map(lineWidth))).toBe(8);
  });
});
