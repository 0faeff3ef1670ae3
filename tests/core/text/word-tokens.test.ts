import { expect, test } from 'vitest';
import { text } from '../../../src/core/index.js';

test.each([
  ['We will, we MUST! Now?', ['we', 'will', 'we', 'must', '.', 'now', '.']],
  ["Don't stop -- the people’s house.", ["don't", 'stop', 'the', "people's", 'house', '.']],
  ['The U.S. has 1,000 ships and 3.5 percent.', ['the', 'u.s', '.', 'has', '1,000', 'ships', 'and', '3.5', 'percent', '.']],
  ['He said: "Yes." Then (no!) he left', ['he', 'said', 'yes', '.', 'then', 'no', '.', 'he', 'left']],
  ['床前明月光，疑是地上霜。GPT模型', ['床', '前', '明', '月', '光', '疑', '是', '地', '上', '霜', '.', 'gpt', '模', '型']],
  ['Éléphant naïve', ['éléphant', 'naïve']],
  ['... -- !', ['.', '.']],
  ['', []],
])('%j', (written, tokens) => {
  expect(text.wordTokens(written)).toEqual(tokens);
});
