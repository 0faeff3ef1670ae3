/**
 * Running English text for word vectors: State of the Union addresses from 1985 to 2021 as word ids. Where it comes from:
 * files/corpus.json. A learner's own text becomes the same thing with `corpusOf`.
 */
import { text } from '../core/index.js';
import { once, readPacked } from './packed.js';

/** Ids that are no words: the end of a sentence, and a word outside the vocabulary. */
export const SENTENCE = -1;
export const UNKNOWN = -2;

export interface WordCorpus {
  /** Words by id, the commonest first; at equal counts in order of first appearance. */
  readonly vocabulary: readonly string[];
  /** How often each word appears, [vocabulary.length]. */
  readonly counts: Int32Array;
  /** Each document as word ids, {@link SENTENCE} and {@link UNKNOWN} among them. */
  readonly documents: readonly Int32Array[];
}

/** Bytes of the packed form: documents end with 0; then 1 a sentence, 2 an unknown word, 3 + id a word; from PAIR on two bytes. */
const FIRST_WORD = 3;
const PAIR = 200;

/** The packed form of a corpus: its words a line each, an empty line, then the documents. */
export function packCorpus({ vocabulary, documents }: Pick<WordCorpus, 'vocabulary' | 'documents'>): Uint8Array {
  const bytes = [...new TextEncoder().encode(`${vocabulary.join('\n')}\n\n`)];
  for (const document of documents) {
    for (const id of document) {
      const code = id >= 0 ? id + FIRST_WORD : -id;
      if (code < PAIR) bytes.push(code);
      else bytes.push(PAIR + ((code - PAIR) >> 8), (code - PAIR) & 255);
    }
    bytes.push(0);
  }
  return Uint8Array.from(bytes);
}

/** The corpus in the packed form of {@link packCorpus}. */
export function unpackCorpus(bytes: Uint8Array): WordCorpus {
  const end = bytes.findIndex((byte, i) => byte === 10 && bytes[i + 1] === 10);
  const vocabulary = new TextDecoder().decode(bytes.subarray(0, end)).split('\n');
  const documents: Int32Array[] = [];
  let ids: number[] = [];
  for (let i = end + 2; i < bytes.length; i++) {
    const code = bytes[i] < PAIR ? bytes[i] : PAIR + ((bytes[i] - PAIR) << 8) + bytes[++i];
    if (code === 0) {
      documents.push(Int32Array.from(ids));
      ids = [];
    } else ids.push(code < FIRST_WORD ? -code : code - FIRST_WORD);
  }
  return { vocabulary, counts: countsOf(documents, vocabulary.length), documents };
}

/** The shipped corpus, read once. Treat it as read-only. */
export const loadCorpus = once((): WordCorpus => unpackCorpus(readPacked('corpus')));

/**
 * Texts as a corpus.
 * @param texts    one document each
 * @param options  words: size of the vocabulary at most; minCount: rarer words are unknown (1 unless told)
 */
export function corpusOf(texts: readonly string[], options: { readonly words: number; readonly minCount?: number }): WordCorpus {
  const { words, minCount = 1 } = options;
  const tokens = texts.map(text.wordTokens);
  const counted = new Map<string, number>();
  for (const token of tokens.flat()) if (token !== text.SENTENCE_END) counted.set(token, (counted.get(token) ?? 0) + 1);
  const vocabulary = [...counted]
    .filter(([, count]) => count >= minCount)
    .sort((a, b) => b[1] - a[1])
    .slice(0, words)
    .map(([word]) => word);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const documents = tokens.map((document) => Int32Array.from(document, (token) => (token === text.SENTENCE_END ? SENTENCE : (ids.get(token) ?? UNKNOWN))));
  return { vocabulary, counts: countsOf(documents, vocabulary.length), documents };
}

function countsOf(documents: readonly Int32Array[], words: number): Int32Array {
  const counts = new Int32Array(words);
  for (const document of documents) for (const id of document) if (id >= 0) counts[id] += 1;
  return counts;
}
