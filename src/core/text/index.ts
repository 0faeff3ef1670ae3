/** Text as numbers: tokenizers, the count-based language model, and measures of generated text. */
export { BpeTokenizer } from './bpe.js';
export { applyMerge, trainBpe, type Merge } from './bpe-train.js';
export { CharacterTokenizer, UNKNOWN_CHARACTER } from './characters.js';
export { bleu, sentenceBleu, type Bleu, type BleuOptions, type BleuSmoothing } from './metrics/bleu.js';
export { bertScore, type TokenMatching } from './metrics/bert-score.js';
export { editDistance } from './metrics/edit-distance.js';
export { ngramCounts, ngrams } from './metrics/ngrams.js';
export { perplexity } from './metrics/perplexity.js';
export { longestCommonSubsequence, rougeL, rougeN, type RougeScore } from './metrics/rouge.js';
export { bleuTokens, hasHan, rougeTokens } from './metrics/tokens.js';
export { NgramModel } from './ngram.js';
export type { Tokenizer } from './tokenizer.js';
export { byteMark, utf8Bytes, utf8Text } from './utf8.js';
export { splitWords } from './words.js';
export { SENTENCE_END, wordTokens } from './word-tokens.js';
export { cosineNeighbours, cosineSimilarities, type Neighbours } from './cosine.js';
export { Word2Vec, type TrainStep, type Word2VecOptions } from './word2vec.js';
export { keepProbabilities, noiseTable, windowExamples, type ExampleBatch, type WindowMode, type WindowOptions } from './windows.js';
