/**
 * Word-boundary pre-tokenisation: a text is cut into pieces that byte-pair merges never cross. A word keeps the space before
 * it, so " people" is one piece and the text is the pieces joined. The convention is GPT-2's (Radford and others, 2019,
 * "Language models are unsupervised multitask learners"); here numbers are also cut into groups of at most three digits.
 */

const PIECE = /'(?:s|t|re|ve|m|ll|d)(?!\p{L})| ?\p{L}[\p{L}\p{M}]*| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s/gu;

/** The pieces of a text, in order; joined they are the text again. */
export function splitWords(text: string): string[] {
  return text.match(PIECE) ?? [];
}
