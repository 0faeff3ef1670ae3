/** A candidate held against its references by all five metrics, and which of them a given meaning shows to be fooled. */
import { text } from '../../src/core/index.js';
import { meanPerplexity, perplexity, type Reader, type Reading } from './reader.js';

export const MEASURES = ['BLEU', 'ROUGE1', 'ROUGEL', 'BERTScore', 'PPL'] as const;
export type Measure = (typeof MEASURES)[number];
export type Meaning = 'same' | 'changed' | 'unsaid';
/** A measure counts as "good" from here on; for the perplexity: up to so many times the references'. */
export const GOOD = 0.5;
export const FLUENT = 1.5;

export interface Overlap {
  readonly bleu: text.Bleu;
  readonly bleu1: number;
  /** Share of the candidate's tokens that stand in a reference, however often: what clipping prevents. */
  readonly unclipped: number;
  readonly rouge1: text.RougeScore;
  readonly rouge2: text.RougeScore;
  readonly rougeL: text.RougeScore;
}

/** What needs no model. */
export function overlap(candidate: string, references: readonly string[], options: text.BleuOptions): Overlap {
  const [tokens, others] = [text.bleuTokens(candidate), references.map(text.bleuTokens)];
  const [words, otherWords] = [text.rougeTokens(candidate), references.map(text.rougeTokens)];
  const known = new Set(others.flat());
  return {
    bleu: text.sentenceBleu(tokens, others, options),
    bleu1: text.sentenceBleu(tokens, others, { maxOrder: 1 }).score,
    unclipped: tokens.length === 0 ? 0 : tokens.filter((token) => known.has(token)).length / tokens.length,
    rouge1: text.rougeN(words, otherWords, 1),
    rouge2: text.rougeN(words, otherWords, 2),
    rougeL: text.rougeL(words, otherWords),
  };
}

export interface Verdict {
  readonly values: Readonly<Record<Measure, number>>;
  readonly referencePerplexity: number;
  readonly matching: ReturnType<Reader['score']>;
}

export function verdict({ bleu, rouge1, rougeL }: Overlap, candidate: Reading, references: readonly Reading[], reader: Reader): Verdict {
  const matching = reader.score(candidate, references);
  return {
    values: { BLEU: bleu.score, ROUGE1: rouge1.f1, ROUGEL: rougeL.f1, BERTScore: matching.f1, PPL: perplexity(candidate) },
    referencePerplexity: meanPerplexity(references),
    matching,
  };
}

/** Does the measure find the candidate good? */
export function findsGood(measure: Measure, { values, referencePerplexity }: Pick<Verdict, 'values' | 'referencePerplexity'>): boolean {
  return measure === 'PPL' ? values.PPL <= FLUENT * referencePerplexity : values[measure] >= GOOD;
}

/** Measures that contradict what the learner says about the meaning; none where nothing is said. */
export function fooled(meaning: Meaning, judged: Pick<Verdict, 'values' | 'referencePerplexity'>): Measure[] {
  if (meaning === 'unsaid') return [];
  return MEASURES.filter((measure) => findsGood(measure, judged) !== (meaning === 'same'));
}
