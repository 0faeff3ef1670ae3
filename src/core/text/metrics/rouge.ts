/**
 * ROUGE-N and ROUGE-L (Lin, 2004, "ROUGE: a package for automatic evaluation of summaries", ACL workshop), as the package
 * rouge-score computes them: clipped n-gram matches, and the longest common subsequence of the whole texts; F1 with equal weight
 * of precision and recall; of several references the one with the best F1.
 */
import { ngramCounts, overlap } from './ngrams.js';

export interface RougeScore {
  /** Matches over the candidate's n-grams (or tokens). */
  readonly precision: number;
  /** Matches over the reference's. */
  readonly recall: number;
  readonly f1: number;
}

/**
 * @param candidate   tokens, see rougeTokens
 * @param references  one or more
 * @throws RangeError if n is not an integer of at least 1, or there is no reference
 */
export function rougeN(candidate: readonly string[], references: readonly (readonly string[])[], n: number): RougeScore {
  const own = ngramCounts(candidate, n);
  return best('rougeN', references, (reference) =>
    score(overlap(own, ngramCounts(reference, n)), Math.max(0, candidate.length - n + 1), Math.max(0, reference.length - n + 1)),
  );
}

/** By the longest common subsequence. @throws RangeError if there is no reference */
export function rougeL(candidate: readonly string[], references: readonly (readonly string[])[]): RougeScore {
  return best('rougeL', references, (reference) => score(longestCommonSubsequence(candidate, reference), candidate.length, reference.length));
}

/** Length of the longest sequence of tokens that both hold in this order, with gaps. */
export function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let before = new Int32Array(b.length + 1);
  let row = new Int32Array(b.length + 1);
  for (const token of a) {
    for (let j = 0; j < b.length; j++) row[j + 1] = token === b[j] ? before[j] + 1 : Math.max(before[j + 1], row[j]);
    [before, row] = [row, before];
  }
  return before[b.length];
}

function best(where: string, references: readonly (readonly string[])[], of: (reference: readonly string[]) => RougeScore): RougeScore {
  if (references.length === 0) throw new RangeError(`${where}: there is no reference; give at least one`);
  return references.map(of).reduce((most, next) => (next.f1 > most.f1 ? next : most));
}

function score(matches: number, candidate: number, reference: number): RougeScore {
  const precision = candidate === 0 ? 0 : matches / candidate;
  const recall = reference === 0 ? 0 : matches / reference;
  return { precision, recall, f1: matches === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
