/**
 * Learns byte-pair merges from text (Sennrich, Haddow and Birch, 2016, "Neural machine translation of rare words with
 * subword units", ACL), on bytes and within words. Deterministic: of equally frequent pairs the one with the smaller ids wins.
 */
import { utf8Bytes } from './utf8.js';
import { splitWords } from './words.js';

/** Two token ids; merge number i makes token 256 + i. */
export type Merge = readonly [left: number, right: number];

interface Word {
  ids: number[];
  readonly count: number;
}

/** Pair of ids as one map key; ids stay below 2^20. */
const pairKey = (left: number, right: number) => left * 0x100000 + right;

/**
 * @param texts   training documents
 * @param merges  how many merges to learn; fewer come back when no pair occurs twice
 */
export function trainBpe(texts: Iterable<string>, merges: number): Merge[] {
  const words = distinctWords(texts);
  const counts = new Map<number, number>();
  const places = new Map<number, Set<Word>>();
  const change = (word: Word, sign: 1 | -1) => {
    for (let i = 0; i + 1 < word.ids.length; i += 1) {
      const key = pairKey(word.ids[i], word.ids[i + 1]);
      counts.set(key, (counts.get(key) ?? 0) + sign * word.count);
      const holders = places.get(key);
      if (holders) holders.add(word);
      else places.set(key, new Set([word]));
    }
  };
  for (const word of words) change(word, 1);

  const learned: Merge[] = [];
  while (learned.length < merges) {
    const best = mostFrequent(counts);
    if (best === undefined) break;
    const merge: Merge = [Math.floor(best / 0x100000), best % 0x100000];
    const id = 256 + learned.length;
    learned.push(merge);
    for (const word of places.get(best) ?? []) {
      change(word, -1);
      word.ids = applyMerge(word.ids, merge, id);
      change(word, 1);
    }
    counts.delete(best);
    places.delete(best);
  }
  return learned;
}

/** The ids with every occurrence of the pair, from the left, replaced by the merged id. */
export function applyMerge(ids: readonly number[], [left, right]: Merge, id: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < ids.length; i += 1) {
    if (ids[i] === left && ids[i + 1] === right) {
      merged.push(id);
      i += 1;
    } else {
      merged.push(ids[i]);
    }
  }
  return merged;
}

function distinctWords(texts: Iterable<string>): Word[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of splitWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => ({ ids: [...utf8Bytes(word)], count }));
}

/** Key of the most frequent pair (count at least 2; the smallest key among equals), undefined when there is none. */
function mostFrequent(counts: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  let most = 1;
  for (const [key, count] of counts) {
    if (count > most || (count === most && best !== undefined && key < best)) {
      best = key;
      most = count;
    }
  }
  return best;
}
