/**
 * What a recurrent layer (GRU) and a self-attention layer cost over a sequence, counted: multiplications, steps that must wait for
 * one another, and the way from the first token to the last (Vaswani et al., 2017, table 1).
 *
 * Letters: n tokens, d width, P multipliers that work at once.
 */

export const LAYERS = ['gru', 'attention'] as const;
export type LayerKind = (typeof LAYERS)[number];

/** Multiplications for one sequence. GRU: three gates, each from input and state. Attention: four projections, n^2 scores, n^2 weighted values. */
export function operations(kind: LayerKind, n: number, d: number): number {
  return kind === 'gru' ? 6 * n * d * d : 4 * n * d * d + 2 * n * n * d;
}

/** Steps that must wait for one another: states come one after another, while queries, keys and values of all tokens come at once. */
export function sequentialSteps(kind: LayerKind, n: number): number {
  return kind === 'gru' ? n : 1;
}

/** Steps that information takes from the first token to the last. */
export function pathLength(kind: LayerKind, n: number): number {
  return kind === 'gru' ? Math.max(1, n - 1) : 1;
}

/**
 * Rounds until all is done when P multiplications are done in a round. Of a GRU only the input projections of all tokens can be
 * made together; then each state waits for the one before it. Additions and functions are left out, for both.
 */
export function rounds(kind: LayerKind, n: number, d: number, P: number): number {
  const passes = (work: number) => Math.ceil(work / P);
  if (kind === 'gru') return passes(3 * n * d * d) + n * passes(3 * d * d);
  // Queries, keys and values; then scores; then weighted values; then the output projection.
  return passes(3 * n * d * d) + passes(n * n * d) + passes(n * n * d) + passes(n * d * d);
}
