import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineWidth, renderProse, termsOf, toText } from '../../src/plot/index.js';

const CARD = `**嵌入**（embedding）把高维、稀疏的数据编码为[低维向量](#embedding)；
相近的输入得到相近的向量。*独热编码*做不到这一点。

- 维数可以更低，也可以更高：\`nn.Embedding(vocab, 64)\`
- 常用于可视化与聚类
  1. 先训练
  2. 再画图

> “你可以从一个词的同伴认识这个词。”

| 方法 | 维数 | 何时用 |
| --- | ---: | :---: |
| 独热编码 | 10,000 | 类别很少 |
| 嵌入 | 64 | 类别很多、关系重要 |

\`\`\`
输入 ─→ 查表 ─→ 向量
\`\`\`
`;

const lines = (source: string, width: number, charset: 'braille' | 'ascii' = 'braille') => renderProse(source, { width, charset });
const texts = (source: string, width: number, charset: 'braille' | 'ascii' = 'braille') => lines(source, width, charset).map((line) => toText(line).trimEnd());

describe('renderProse', () => {
  it.each([30, 46, 76])('lays out a Chinese card in %i cells', async (width) => {
    await expect(`${texts(CARD, width).join('\n')}\n`).toMatchFileSnapshot(`snapshots/prose-${width}.txt`);
  });

  it('gives lines of exactly the width, for any Markdown', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('# 标题\n\n', '- 一条', '\n\n', '> 引', '| a | b |\n|---|---|\n| 数 | 率 |\n', '```\n代码\t│\n```\n', '**粗**', '`x`', '[词](#t)', '1. ', '文字，很长的一段文字。', ' word ', '***', '<b>', '![图](x)', '\n')), fc.integer({ min: 1, max: 60 }), (parts, width) => {
        for (const line of lines(parts.join(''), width)) expect(lineWidth(line)).toBe(width);
      }),
      { numRuns: 400 },
    );
  });

  it('joins source lines without a blank between Chinese, with one between Latin', () => {
    expect(texts('学习率\n太大，\n损失发散', 40)).toEqual(['学习率太大，损失发散']);
    expect(texts('the learning\nrate', 40)).toEqual(['the learning rate']);
    expect(texts('用\nAdam', 40)).toEqual(['用 Adam']);
  });

  it('emphasises beside Chinese punctuation', () => {
    const [line] = lines('**“过拟合”**是指模型记住了噪声。', 60);
    expect(line.find(({ style }) => style.bold)?.text).toBe('“过拟合”');
    expect(toText(line)).not.toContain('*');
  });

  it('marks glossary terms, code and quotes by role', () => {
    const roles = lines(CARD, 76).flat();
    expect(roles.find(({ text }) => text === '低维向量')?.style.fg).toBe('term');
    expect(roles.find(({ text }) => text.includes('nn.Embedding'))?.style.fg).toBe('code');
    expect(termsOf(CARD)).toEqual([{ id: 'embedding', text: '低维向量' }]);
  });

  it('draws diagrams with ASCII where there is nothing else', () => {
    expect(texts('```\nx ─→ y\n│ ≤ 3\n```', 30, 'ascii')).toEqual(['  x -> y', '  | <= 3']);
  });

  it('keeps the width of table columns in cells', () => {
    const table = texts('| 名称 | value |\n|---|---:|\n| 学习率 | 0.1 |\n| lr | 0.25 |', 40);
    expect(table).toEqual(['名称    value', '─────────────', '学习率    0.1', 'lr       0.25']);
  });
});
