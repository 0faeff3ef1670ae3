/**
 * A second sense for the digits: the English word for each, misheard letter by letter. The data set has pictures only, so this half is
 * made up; the classifier must learn the words from the same few labels, and gets one for every test picture too.
 */
import { linalg, type Random } from '../../src/core/index.js';

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;
const LETTERS = 26;
/** Share of the letters that are replaced by any letter. */
const MISHEARD = 0.3;

export interface Heard {
  readonly words: readonly string[];
  /** How often each letter occurs, [n, 26]. */
  readonly letters: linalg.Matrix;
}

export function heard(labels: ArrayLike<number>, random: Random): Heard {
  const letters = linalg.matrix(labels.length, LETTERS);
  const words = Array.from(labels, (digit, row) =>
    Array.from(WORDS[digit], (letter) => {
      const place = random.bernoulli(MISHEARD) ? random.integer(LETTERS) : letter.charCodeAt(0) - 97;
      letters.data[row * LETTERS + place] += 1;
      return String.fromCharCode(97 + place);
    }).join(''),
  );
  return { words, letters };
}
