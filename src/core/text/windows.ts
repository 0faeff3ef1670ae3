/**
 * Training examples of word vectors from running text: which words are given, which is asked for, and noise words to tell it from.
 * Mikolov, Chen, Corrado and Dean (2013), "Efficient estimation of word representations in vector space"; subsampling and noise as in
 * Mikolov, Sutskever, Chen, Corrado and Dean (2013), "Distributed representations of words and phrases and their compositionality".
 */
import * as math from '../math/index.js';
import type { Random } from '../random/index.js';

/** skip-gram: a word asks for each neighbour; cbow: the neighbours on both sides ask for the word; next: only those before it do. */
export type WindowMode = 'skip-gram' | 'cbow' | 'next';

export interface WindowOptions {
  readonly mode: WindowMode;
  /** Words on each side at most (before the word, for next). */
  readonly window: number;
  /** A width from 1 to `window` drawn for each word, so that near words count more; else always the whole window. */
  readonly shrink: boolean;
  /** Noise words an example. */
  readonly negatives: number;
  /** A word of share f of the text is kept with probability sqrt(t / f) + t / f (as in word2vec.c); 0 keeps all. */
  readonly subsample: number;
}

/** Several examples in the layout of the kernel; reused, so to be read before the next one is asked for. */
export interface ExampleBatch {
  examples: number;
  /** [examples + 1] */
  readonly starts: Int32Array;
  readonly contexts: Int32Array;
  /** [examples, 1 + negatives]: the word asked for, then the noise. */
  readonly targets: Int32Array;
  /** Words of the text gone through so far in this pass, dropped ones included. */
  wordsRead: number;
}

const BATCH = 512;
const TABLE_BITS = 17;
const MOST_DRAWS = 64;

/** Noise words are drawn with probability proportional to count ^ 0.75. */
export function noiseWeights(counts: ArrayLike<number>): Float64Array {
  return Float64Array.from(counts, (count) => math.pow(count, 0.75));
}

/** Word ids, each as often as {@link noiseWeights} asks for: a place drawn evenly is a noise word. */
export function noiseTable(counts: ArrayLike<number>): Int32Array {
  const weights = noiseWeights(counts);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Int32Array(2 ** TABLE_BITS);
  let word = 0;
  let reached = weights[0];
  for (let i = 0; i < table.length; i++) {
    while (word < weights.length - 1 && reached < ((i + 0.5) / table.length) * total) reached += weights[++word];
    table[i] = word;
  }
  return table;
}

/** Probability of each word to be kept by subsampling. */
export function keepProbabilities(counts: ArrayLike<number>, subsample: number): Float64Array {
  const all = Array.from(counts);
  const total = all.reduce((sum, count) => sum + count, 0);
  return Float64Array.from(all, (count) => {
    if (subsample === 0 || count === 0) return 1;
    const ratio = (subsample * total) / count;
    return Math.min(1, Math.sqrt(ratio) + ratio);
  });
}

/**
 * One pass over the text, document by document; windows reach over sentence ends, not over documents.
 * @param documents  word ids; negative ids are no words and are skipped
 * @param counts     how often each word appears, at least two words
 * @throws RangeError for fewer than two words
 */
export function* windowExamples(documents: readonly Int32Array[], counts: ArrayLike<number>, noise: Int32Array, options: WindowOptions, random: Random): Generator<ExampleBatch> {
  const { mode, window, shrink, negatives, subsample } = options;
  if (counts.length < 2) throw new RangeError(`windowExamples: expected a vocabulary of at least 2 words, got ${counts.length}`);
  const keep = keepProbabilities(counts, subsample);
  const choices = 1 + negatives;
  const perExample = mode === 'skip-gram' ? 1 : mode === 'cbow' ? 2 * window : window;
  const batch: ExampleBatch = {
    examples: 0,
    starts: new Int32Array(BATCH + 1),
    contexts: new Int32Array(BATCH * perExample),
    targets: new Int32Array(BATCH * choices),
    wordsRead: 0,
  };
  let filled = 0;
  const close = (target: number): boolean => {
    const at = batch.examples * choices;
    batch.targets[at] = target;
    for (let k = 1; k < choices; k++) {
      let word = target;
      // Where one word is almost the whole text, the table may hold no other: then it is its own noise.
      for (let draw = 0; word === target && draw < MOST_DRAWS; draw++) word = noise[random.uint32() >>> (32 - TABLE_BITS)];
      batch.targets[at + k] = word;
    }
    batch.starts[++batch.examples] = filled;
    return batch.examples === BATCH;
  };
  for (const document of documents) {
    const known = document.filter((id) => id >= 0);
    const kept = subsample === 0 ? known : known.filter((id) => keep[id] >= 1 || random.uint32() < keep[id] * 0x100000000);
    const before = batch.wordsRead;
    for (let i = 0; i < kept.length; i++) {
      const width = shrink ? 1 + random.integer(window) : window;
      const first = Math.max(0, i - width);
      const last = mode === 'next' ? i - 1 : Math.min(kept.length - 1, i + width);
      if (mode === 'skip-gram') {
        for (let j = first; j <= last; j++) {
          if (j === i) continue;
          batch.contexts[filled++] = kept[i];
          if (close(kept[j])) {
            yield batch;
            batch.examples = filled = 0;
          }
        }
      } else {
        const start = filled;
        for (let j = first; j <= last; j++) if (j !== i) batch.contexts[filled++] = kept[j];
        if (filled > start && close(kept[i])) {
          yield batch;
          batch.examples = filled = 0;
        }
      }
      batch.wordsRead = before + Math.floor(((i + 1) / kept.length) * known.length);
    }
    batch.wordsRead = before + known.length;
  }
  if (batch.examples > 0) yield batch;
}
