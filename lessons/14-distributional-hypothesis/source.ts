/** What is read: the shipped addresses or the learner's own text, how much of it, in its order or shuffled; and the words to watch. */
import { text, type Random } from '../../src/core/index.js';
import { corpusOf, loadCorpus, UNKNOWN, type WordCorpus } from '../../src/data/corpus.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';

export interface SourceParams {
  readonly words: string;
  readonly textShare: number;
  readonly shuffled: boolean;
}

export interface Watched {
  readonly word: string;
  /** Undefined for a word that the vocabulary lacks. */
  readonly id: number | undefined;
}

export interface Source {
  readonly vocabulary: readonly string[];
  /** In what is read, [words]. */
  readonly counts: Int32Array;
  readonly documents: readonly Int32Array[];
  readonly watched: readonly Watched[];
  /** Words read in one pass. */
  readonly length: number;
}

/** The learner's text: characters read at most, words it must have at least, words in its vocabulary at most. */
const MOST_CHARACTERS = 2_500_000;
const LEAST_WORDS = 300;
const LEAST_VOCABULARY = 20;
const MOST_VOCABULARY = 5000;
const MOST_WATCHED = 6;
/** Words that are too common to say much stand before this place in the vocabulary. */
const COMMON = 40;

/** @throws UserError word2vec.noWords, word2vec.shortText, word2vec.fewWords */
export function readSource(params: SourceParams, data: LearnerData | undefined, random: Random): Source {
  const corpus = corpusFor(data);
  const documents = ordered(shareOf(corpus.documents, params.textShare), params.shuffled, random);
  const counts = new Int32Array(corpus.vocabulary.length);
  for (const document of documents) for (const id of document) if (id >= 0) counts[id] += 1;
  return {
    vocabulary: corpus.vocabulary,
    counts,
    documents,
    watched: watchedWords(params.words, corpus.vocabulary, data !== undefined),
    length: counts.reduce((sum, count) => sum + count, 0),
  };
}

/** The words to watch as typed; refused where there is none. */
export function typedWords(words: string): string[] {
  const typed = [...new Set(text.wordTokens(words).filter((token) => token !== text.SENTENCE_END))];
  if (typed.length === 0) throw new UserError('word2vec.noWords');
  return typed.slice(0, MOST_WATCHED);
}

const own = new WeakMap<LearnerData, WordCorpus>();

function corpusFor(data: LearnerData | undefined): WordCorpus {
  if (data?.kind !== 'text') return loadCorpus();
  const known = own.get(data);
  if (known) return known;
  const written = data.text.slice(0, MOST_CHARACTERS);
  const every = corpusOf([written], { words: MOST_VOCABULARY, minCount: 1 });
  const words = every.documents[0].reduce((count, id) => count + (id >= 0 || id === UNKNOWN ? 1 : 0), 0);
  if (words < LEAST_WORDS) throw new UserError('word2vec.shortText', { file: data.name, words, min: LEAST_WORDS });
  const corpus = corpusOf([written], { words: MOST_VOCABULARY, minCount: words < 50_000 ? 2 : 5 });
  if (corpus.vocabulary.length < LEAST_VOCABULARY) throw new UserError('word2vec.fewWords', { file: data.name, words: corpus.vocabulary.length, min: LEAST_VOCABULARY });
  own.set(data, corpus);
  return corpus;
}

/** The first part of every document, so that all years stay in. */
function shareOf(documents: readonly Int32Array[], share: number): readonly Int32Array[] {
  return share === 1 ? documents : documents.map((document) => document.subarray(0, Math.max(2, Math.floor(document.length * share))));
}

/** The same words as often, each at a random place: every word keeps its count and loses its company. */
function ordered(documents: readonly Int32Array[], shuffled: boolean, random: Random): readonly Int32Array[] {
  if (!shuffled) return documents;
  const words = documents.map((document) => document.filter((id) => id >= 0));
  const all = new Int32Array(words.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  const ends = words.map((document) => {
    all.set(document, end);
    return (end += document.length);
  });
  random.shuffle(all);
  return ends.map((last, i) => all.subarray(i === 0 ? 0 : ends[i - 1], last));
}

/** Those that were typed; for an own text that has none of them, common words of the text itself. */
function watchedWords(words: string, vocabulary: readonly string[], ownText: boolean): Watched[] {
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const typed = typedWords(words).map((word): Watched => ({ word, id: ids.get(word) }));
  if (!ownText || typed.some(({ id }) => id !== undefined)) return typed;
  const start = Math.max(0, Math.min(COMMON, vocabulary.length - MOST_WATCHED));
  return vocabulary.slice(start, start + MOST_WATCHED - 1).map((word, i) => ({ word, id: start + i }));
}
