/** From a prepared corpus to tokens: the tokenizer (trained on the training documents only), training rows, held-out rows. */
import { gpt, text } from '../../src/core/index.js';
import { readCorpus, type Corpus } from '../data/corpus.js';
import type { TrainingSettings } from './settings.js';

export interface TokenData {
  readonly corpus: Corpus;
  readonly tokenizer: gpt.ModelTokenizer;
  readonly training: readonly Int32Array[];
  readonly heldOut: readonly Int32Array[];
  readonly sample: gpt.RowSampler;
}

export function tokenData(settings: TrainingSettings): TokenData {
  const corpus = readCorpus(settings.corpus);
  const tokenizer = settings.tokenizer === 'bpe'
    ? text.BpeTokenizer.train(corpus.training.map((document) => ` ${document}`), settings.vocabularySize)
    : text.CharacterTokenizer.train(corpus.training, settings.vocabularySize);
  const training = corpus.training.map((document) => tokenizer.encodeDocument(document));
  const heldOut = corpus.heldOut.map((document) => tokenizer.encodeDocument(document));
  const sample = tokenizer instanceof text.BpeTokenizer
    ? runningText(tokenizer, training, settings.context)
    : verse(tokenizer, training, settings.context);
  return { corpus, tokenizer, training, heldOut, sample };
}

/** Documents one after another, endOfText before, between and after them. */
export function joined(documents: readonly Int32Array[], endOfText: number): Int32Array {
  const stream = new Int32Array(documents.reduce((sum, document) => sum + document.length + 1, 1)).fill(endOfText);
  let at = 1;
  for (const document of documents) {
    stream.set(document, at);
    at += document.length + 1;
  }
  return stream;
}

/** Half of the rows begin at a sentence, as prompts do; half at any word, so that no part of a long sentence is missed. */
function runningText(tokenizer: text.BpeTokenizer, documents: readonly Int32Array[], length: number): gpt.RowSampler {
  const stream = joined(documents, tokenizer.endOfText);
  const words: number[] = [];
  const sentences: number[] = [];
  const labels = Array.from({ length: tokenizer.vocabularySize }, (_, id) => tokenizer.label(id));
  for (let i = 1; i < stream.length; i += 1) {
    if (!/^ ./.test(labels[stream[i]])) continue;
    words.push(i);
    if (/[.?!⏎]$/.test(labels[stream[i - 1]])) sentences.push(i);
  }
  return mixture(
    0.5,
    gpt.textRows(stream, sentences, length, tokenizer.endOfText),
    gpt.textRows(stream, words, length, tokenizer.endOfText),
  );
}

/**
 * Four rows of five begin with a poem, one in the middle of the text, at any character. With whole poems alone the model reads
 * the metre off the positions, and a prompt that is no verse throws it out of step (9 nats a character instead of 5); so it must
 * also be able to read it off the punctuation.
 */
function verse(tokenizer: text.CharacterTokenizer, poems: readonly Int32Array[], length: number): gpt.RowSampler {
  const stream = joined(poems, tokenizer.endOfText);
  const everywhere = Array.from(stream.keys());
  return mixture(0.8, gpt.documentRows(poems, length, tokenizer.endOfText), gpt.textRows(stream, everywhere, length));
}

/** Rows from the first sampler with that probability, else from the second. */
function mixture(share: number, first: gpt.RowSampler, second: gpt.RowSampler): gpt.RowSampler {
  return (random) => (random.bernoulli(share) ? first : second)(random);
}
