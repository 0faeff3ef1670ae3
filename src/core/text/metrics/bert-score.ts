/**
 * The matching of BERTScore (Zhang, Kishore, Wu, Weinberger and Artzi, 2020, "BERTScore: Evaluating Text Generation with BERT", ICLR):
 * every token takes the most similar token of the other text, by the cosine of their contextual embeddings. Which model embeds
 * the tokens is the caller's choice.
 */
import type { RougeScore } from './rouge.js';

export interface TokenMatching extends RougeScore {
  /** Cosines [n, m], row by row: candidate tokens down, reference tokens across; 0 where a vector is all zeros. */
  readonly similarities: Float32Array;
}

/**
 * Greedy matching: precision is the mean over the candidate's tokens of their best cosine, recall that over the reference's.
 * @param candidate  embeddings [n, d], row by row
 * @param reference  embeddings [m, d]
 * @throws RangeError if a text has no token, or the lengths are no multiples of d
 */
export function bertScore(candidate: Float32Array, reference: Float32Array, d: number): TokenMatching {
  const [n, m] = [candidate.length / d, reference.length / d];
  if (!Number.isInteger(n) || !Number.isInteger(m) || n < 1 || m < 1) {
    throw new RangeError(`bertScore: expected embeddings of ${d} numbers for one token or more, got ${candidate.length} and ${reference.length} numbers`);
  }
  const [a, b] = [unitRows(candidate, d), unitRows(reference, d)];
  const similarities = new Float32Array(n * m);
  const rows = new Float64Array(n).fill(-Infinity);
  const columns = new Float64Array(m).fill(-Infinity);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let dot = 0;
      for (let k = 0; k < d; k++) dot += a[i * d + k] * b[j * d + k];
      similarities[i * m + j] = dot;
      rows[i] = Math.max(rows[i], dot);
      columns[j] = Math.max(columns[j], dot);
    }
  }
  const precision = rows.reduce((sum, best) => sum + best, 0) / n;
  const recall = columns.reduce((sum, best) => sum + best, 0) / m;
  return { precision, recall, f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0, similarities };
}

function unitRows(vectors: Float32Array, d: number): Float64Array {
  const unit = Float64Array.from(vectors);
  for (let start = 0; start < unit.length; start += d) {
    let square = 0;
    for (let k = start; k < start + d; k++) square += unit[k] ** 2;
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let k = start; k < start + d; k++) unit[k] *= factor;
  }
  return unit;
}
