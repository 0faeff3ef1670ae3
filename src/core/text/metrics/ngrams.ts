/** Sequences of n tokens and how often they occur: what BLEU and ROUGE count. */

/** Stands between the tokens of a key; no token of written text holds it. */
const SEPARATOR = '\u0000';

/** The n-grams of a token sequence, in order; none where it is shorter than n. @throws RangeError unless n is an integer of at least 1 */
export function ngrams(tokens: readonly string[], n: number): string[][] {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`ngrams: n must be an integer of at least 1, got ${n}`);
  return Array.from({ length: Math.max(0, tokens.length - n + 1) }, (_, i) => tokens.slice(i, i + n));
}

/** How often each n-gram occurs; a key is its tokens joined by NUL. */
export function ngramCounts(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const gram of ngrams(tokens, n)) {
    const key = gram.join(SEPARATOR);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Sum over n-grams of the smaller of the two counts. */
export function overlap(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, count] of a) sum += Math.min(count, b.get(key) ?? 0);
  return sum;
}
