/** Wrong usage: a learner's error with, where there is one, what was probably meant. Ends the program with exit code 2. */
import { closest, distance } from 'fastest-levenshtein';
import type { LessonWords } from '../lesson/words/types.js';
import { UserError, type ErrorValues } from '../user-error.js';

export class UsageError extends UserError {
  constructor(
    key: string,
    values: ErrorValues = {},
    /** Shown as "Did you mean ...?" */
    readonly suggestion?: string,
    /** Whose help to point at. */
    readonly command?: string,
    /** Whose words say it, where it comes from a level. */
    readonly lesson?: LessonWords,
  ) {
    super(key, values);
  }
}

/** The known name that the typed one was probably meant to be; none if all are too far away. */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const word = typed.toLowerCase();
  const lower = known.map((name) => name.toLowerCase());
  const prefixed = word.length >= 3 ? lower.filter((name) => name.startsWith(word)) : [];
  const best = prefixed.length === 1 ? prefixed[0] : closest(word, lower);
  const near = prefixed.length === 1 || letters(word) === letters(best) || distance(word, best) <= Math.max(1, Math.floor(best.length / 3));
  return near ? known[lower.indexOf(best)] : undefined;
}

/** Swapped letters are the commonest slip. */
function letters(word: string): string {
  return [...word].sort().join('');
}
