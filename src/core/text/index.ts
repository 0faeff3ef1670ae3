/** Text as numbers: tokenizers and the count-based language model. */
export { BpeTokenizer } from './bpe.js';
export { applyMerge, trainBpe, type Merge } from './bpe-train.js';
export { CharacterTokenizer, UNKNOWN_CHARACTER } from './characters.js';
export { NgramModel } from './ngram.js';
export type { Tokenizer } from './tokenizer.js';
export { byteMark, utf8Bytes, utf8Text } from './utf8.js';
export { splitWords } from './words.js';
