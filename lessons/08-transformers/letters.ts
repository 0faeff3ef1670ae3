/** The text that the small models learn from: presidential addresses, letter by letter, and one address that none of them reads. */
import { math } from '../../src/core/index.js';
import { loadCorpus, SENTENCE } from '../../src/data/corpus.js';

export interface Letters {
  readonly alphabet: readonly string[];
  /** Letters as numbers, [characters of text]. */
  readonly training: Int32Array;
  /** Of the last address, which is never trained on. */
  readonly heldOut: Int32Array;
}

/** Characters of held-out text (and of training text) that models are judged on. */
export const JUDGED = 6145;

/** @param characters of training text, from the beginning of the first address on */
export function readLetters(characters: number): Letters {
  const { documents, vocabulary } = loadCorpus();
  const write = (document: Int32Array) => Array.from(document, (id) => (id >= 0 ? `${vocabulary[id]} ` : id === SENTENCE ? '. ' : '')).join('');
  let text = '';
  for (let i = 0; text.length < characters && i < documents.length - 1; i++) text += write(documents[i]);
  const alphabet = [...new Set(`. ${vocabulary.join('')}`)].sort();
  const numbers = (letters: string) => Int32Array.from(letters, (letter) => alphabet.indexOf(letter));
  return { alphabet, training: numbers(text.slice(0, characters)), heldOut: numbers(write(documents[documents.length - 1]).slice(0, JUDGED)) };
}

/** Nats a letter when only the frequencies of the letters in the training text are known (each counted once more, so that none is zero). */
export function frequencyLoss({ alphabet, training, heldOut }: Letters): number {
  const counts = new Float64Array(alphabet.length).fill(1);
  for (const letter of training) counts[letter] += 1;
  const total = training.length + alphabet.length;
  return heldOut.reduce((sum, letter) => sum - math.log(counts[letter] / total), 0) / heldOut.length;
}
