/**
 * BLEU (Papineni, Roukos, Ward and Zhu, 2002, "BLEU: a method for automatic evaluation of machine translation", ACL):
 *
 *   BLEU = BP exp(mean_n log p_n),  n = 1 .. 4,  BP = min(1, exp(1 - r / c))
 *
 * p_n are clipped n-gram precisions summed over the corpus, c the length of the candidates, r that of the closest references.
 * Scores run from 0 to 1; sacrebleu multiplies by 100.
 */
import * as math from '../../math/index.js';
import { ngramCounts, overlap } from './ngrams.js';

/**
 * What an n-gram precision of 0 becomes (Chen and Cherry, 2014, number the methods).
 *   none     stays 0, and with it the score, as in the paper
 *   floor    0.1 matches are counted (method 1; sacrebleu `floor`)
 *   add-one  one match and one n-gram more for n > 1, always (method 2; sacrebleu `add-k` with k = 1)
 *   exp      the first zero counts 1/2 match, the next 1/4 ... (method 3, of NIST; the default of sacrebleu)
 */
export type BleuSmoothing = 'none' | 'floor' | 'add-one' | 'exp';

export interface BleuOptions {
  /** Longest n-gram, 4 unless given. */
  readonly maxOrder?: number;
  /** 'none' unless given. For single sentences take another, for few have matching 4-grams. */
  readonly smoothing?: BleuSmoothing;
  /** Leave orders out of which the candidate has no n-gram at all (sacrebleu does for single sentences); false unless given. */
  readonly effectiveOrder?: boolean;
}

export interface Bleu {
  readonly score: number;
  /** p_1 .. p_N after smoothing. */
  readonly precisions: readonly number[];
  /** Clipped matches and n-grams of the candidates, before smoothing. */
  readonly matches: readonly number[];
  readonly totals: readonly number[];
  readonly brevityPenalty: number;
  readonly candidateLength: number;
  /** Sum of the lengths closest to the candidates' (of two equally close the shorter). */
  readonly referenceLength: number;
}

/**
 * Corpus BLEU.
 * @param candidates  tokens of each sentence, see bleuTokens
 * @param references  for each sentence one or more references
 * @throws RangeError if there are no sentences, or not as many lists of references, or an empty list
 */
export function bleu(candidates: readonly (readonly string[])[], references: readonly (readonly (readonly string[])[])[], options: BleuOptions = {}): Bleu {
  const { maxOrder = 4 } = options;
  if (!Number.isInteger(maxOrder) || maxOrder < 1) throw new RangeError(`bleu: maxOrder must be an integer of at least 1, got ${maxOrder}`);
  if (candidates.length === 0) throw new RangeError('bleu: there are no sentences; give at least one');
  if (candidates.length !== references.length) throw new RangeError(`bleu: ${candidates.length} candidates, ${references.length} lists of references; give one list a candidate`);
  const matches = new Array<number>(maxOrder).fill(0);
  const totals = new Array<number>(maxOrder).fill(0);
  let [candidateLength, referenceLength] = [0, 0];
  candidates.forEach((candidate, i) => {
    if (references[i].length === 0) throw new RangeError(`bleu: candidate ${i} has no reference; give at least one`);
    candidateLength += candidate.length;
    referenceLength += closestLength(candidate.length, references[i]);
    for (let n = 1; n <= maxOrder; n++) {
      totals[n - 1] += Math.max(0, candidate.length - n + 1);
      matches[n - 1] += overlap(ngramCounts(candidate, n), mostOf(references[i].map((reference) => ngramCounts(reference, n))));
    }
  });
  const brevityPenalty = candidateLength >= referenceLength ? 1 : candidateLength === 0 ? 0 : math.exp(1 - referenceLength / candidateLength);
  return { ...combine(matches, totals, brevityPenalty, options), matches, totals, brevityPenalty, candidateLength, referenceLength };
}

/** BLEU of one sentence; the score of a corpus is not the mean of these. */
export function sentenceBleu(candidate: readonly string[], references: readonly (readonly string[])[], options: BleuOptions = {}): Bleu {
  return bleu([candidate], [references], options);
}

function combine(matches: readonly number[], totals: readonly number[], penalty: number, options: BleuOptions): { score: number; precisions: number[] } {
  const { smoothing = 'none', effectiveOrder = false } = options;
  const precisions = matches.map(() => 0);
  // Nothing matches: smoothing would only make something of nothing.
  if (matches.every((count) => count === 0)) return { score: 0, precisions };
  let halvings = 1;
  let order = matches.length;
  for (let n = 0; n < matches.length; n++) {
    const more = smoothing === 'add-one' && n > 0 ? 1 : 0;
    const [match, total] = [matches[n] + more, totals[n] + more];
    if (total === 0) break;
    if (effectiveOrder) order = totals[n] > 0 ? n + 1 : order;
    if (match > 0) precisions[n] = match / total;
    else if (smoothing === 'floor') precisions[n] = 0.1 / total;
    else if (smoothing === 'exp') {
      halvings *= 2;
      precisions[n] = 1 / (halvings * total);
    }
  }
  const used = precisions.slice(0, order);
  if (used.some((p) => p === 0)) return { score: 0, precisions };
  return { score: penalty * math.exp(used.reduce((sum, p) => sum + math.log(p), 0) / order), precisions };
}

/** For each n-gram the greatest count in any reference: what clips the candidate's. */
function mostOf(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const one of counts) for (const [key, count] of one) most.set(key, Math.max(count, most.get(key) ?? 0));
  return most;
}

function closestLength(length: number, references: readonly (readonly string[])[]): number {
  return references
    .map((reference) => reference.length)
    .reduce((best, next) => {
      const [a, b] = [Math.abs(next - length), Math.abs(best - length)];
      return a < b || (a === b && next < best) ? next : best;
    });
}
