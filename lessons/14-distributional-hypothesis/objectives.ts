/**
 * The other two ways to learn from context, beside word2vec: fill in the hidden word from both sides (as BERT does) and guess the next
 * word from the left alone (as GPT does). Here both are word vectors over a small window, with equally many words to see, so that they
 * differ in nothing but where these words stand.
 */
import { math, text, type Random, type Tensor } from '../../src/core/index.js';
import type { Source } from './source.js';

export type Objective = 'masked' | 'next';
export const OBJECTIVES: readonly Objective[] = ['masked', 'next'];

/** Words seen to one side of a hidden word; the next word is guessed from twice as many before it. */
const SIDE = 2;
const SETTINGS = { shrink: false, negatives: 5, subsample: 0, epochs: 3, learningRate: 0.1 } as const;
/** Of each document the last tenth is kept out of training; so many places of it are guessed. */
const HELD_OUT = 0.1;
const PLACES = 500;
/** Places judged between two frames. */
const PAUSE = 40;
const SHOWN = 3;
/** Places shown ask for a word that is no mere function word. */
const COMMON = 120;

export interface Blank {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly answer: string;
  readonly guesses: Readonly<Record<Objective, readonly { readonly word: string; readonly probability: number }[]>>;
}

export interface Guessing {
  /** Of the held-out words: among how many words the model is undecided, in effect. */
  readonly perplexity: Readonly<Record<Objective | 'unigram', number>>;
  readonly blanks: readonly Blank[];
}


interface Place {
  readonly target: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export class Objectives {
  readonly #models: Readonly<Record<Objective, text.Word2Vec>>;
  readonly #training: readonly Int32Array[];
  readonly #places: readonly Place[];

  constructor(
    readonly source: Source,
    dimension: number,
    readonly random: Random,
  ) {
    const make = (objective: Objective) => new text.Word2Vec(source.counts, { dimension, random: random.split(objective) });
    this.#models = { masked: make('masked'), next: make('next') };
    const cut = source.documents.map((document) => Math.floor(document.length * (1 - HELD_OUT)));
    this.#training = source.documents.map((document, i) => document.subarray(0, cut[i]));
    this.#places = places(source.documents.map((document, i) => document.subarray(cut[i])), random.split('places'));
  }

  /** Enough held-out text to be judged by. */
  get usable(): boolean {
    return this.#places.length >= 30;
  }

  vectors(objective: Objective): Tensor {
    return this.#models[objective].input;
  }

  /** Trains one after the other and tells how far it has come, 0 to 1. */
  *train(): Generator<number> {
    for (const [i, objective] of OBJECTIVES.entries()) {
      const options = { ...SETTINGS, mode: objective === 'masked' ? ('cbow' as const) : ('next' as const), window: objective === 'masked' ? SIDE : 2 * SIDE, random: this.random.split(`${objective} order`) };
      for (const { progress } of this.#models[objective].train(this.#training, options)) yield (i + progress) / OBJECTIVES.length;
    }
  }

  /** Guesses the held-out words, and tells how far it has come, 0 to 1. */
  *judge(): Generator<number, Guessing> {
    const { vocabulary, counts, length } = this.source;
    const loss = { masked: 0, next: 0, unigram: 0 };
    const blanks: Blank[] = [];
    for (const [done, { target, left, right }] of this.#places.entries()) {
      if (done % PAUSE === 0) yield done / this.#places.length;
      const probabilities = {
        masked: this.#models.masked.probabilities([...left.subarray(SIDE), ...right]),
        next: this.#models.next.probabilities(left),
      };
      for (const objective of OBJECTIVES) loss[objective] -= math.log(probabilities[objective][target]);
      loss.unigram -= math.log(counts[target] / length);
      if (blanks.length < SHOWN && target >= Math.min(COMMON, vocabulary.length / 2)) {
        const words = (ids: Int32Array) => Array.from(ids, (id) => vocabulary[id]);
        const best = (objective: Objective) => top(probabilities[objective]).map((id) => ({ word: vocabulary[id], probability: probabilities[objective][id] }));
        blanks.push({ before: words(left), after: words(right), answer: vocabulary[target], guesses: { masked: best('masked'), next: best('next') } });
      }
    }
    const perplexity = (sum: number) => math.exp(sum / this.#places.length);
    return { perplexity: { masked: perplexity(loss.masked), next: perplexity(loss.next), unigram: perplexity(loss.unigram) }, blanks };
  }

  dispose(): void {
    for (const objective of OBJECTIVES) this.#models[objective].dispose();
  }
}

/** Random places with enough words on both sides. */
function places(documents: readonly Int32Array[], random: Random): Place[] {
  const texts = documents.map((document) => document.filter((id) => id >= 0));
  const all = texts.flatMap((words, t) => Array.from({ length: Math.max(0, words.length - 3 * SIDE) }, (_, i) => [t, i + 2 * SIDE] as const));
  return Array.from(random.sampleWithoutReplacement(all.length, Math.min(PLACES, all.length)), (n) => {
    const [t, i] = all[n];
    return { target: texts[t][i], left: texts[t].subarray(i - 2 * SIDE, i), right: texts[t].subarray(i + 1, i + 1 + SIDE) };
  });
}

/** The three most probable words. */
function top(probabilities: Float64Array): number[] {
  const best: number[] = [];
  probabilities.forEach((p, id) => {
    let at = best.length;
    while (at > 0 && probabilities[best[at - 1]] < p) at--;
    if (at < 3) best.splice(at, 0, id);
    if (best.length > 3) best.pop();
  });
  return best;
}
