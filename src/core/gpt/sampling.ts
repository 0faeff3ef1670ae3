/**
 * From next-token logits to one token: temperature, top-k, top-p, and the draw. Pure functions on plain arrays, each giving the
 * whole distribution, so that a lesson can show what every cut keeps. Order and tie rules are those of the logits warpers in
 * Hugging Face transformers: temperature, then top-k, then top-p; ids equal to the k-th logit all stay.
 * Top-k: Fan, Lewis and Dauphin, 2018. Top-p (nucleus): Holtzman and others, 2020.
 */
import * as math from '../math/index.js';

export interface SamplingOptions {
  /** Divides the logits; above 0, 1 leaves them. For the limit 0 use greedy(). */
  readonly temperature?: number;
  /** Keeps the k largest logits; 0 keeps all. */
  readonly topK?: number;
  /** Keeps the smallest set of most probable tokens whose probability reaches p, in (0, 1]; 1 keeps all. */
  readonly topP?: number;
  /** Ids that must never be drawn, for example the unknown character; removed first. */
  readonly exclude?: readonly number[];
}

/** A distribution over the vocabulary, and how many tokens it leaves possible. */
export interface Distribution {
  readonly probabilities: Float64Array;
  /** Number of tokens with probability above 0. */
  readonly support: number;
  /** Entropy in bits. */
  readonly entropy: number;
}

/** What a cut leaves, renormalised, and the probability it cut away (of the distribution before it). */
export interface Cut extends Distribution {
  readonly removed: number;
}

/** Every stage from the model's own distribution to the one drawn from, which is `topP`, the last. */
export interface SamplingStages {
  readonly model: Distribution;
  readonly temperature: Distribution;
  readonly topK: Cut;
  readonly topP: Cut;
}

/** All stages for one vector of logits [V]. */
export function samplingStages(logits: ArrayLike<number>, options: SamplingOptions = {}): SamplingStages {
  const { temperature = 1, topK = 0, topP = 1, exclude = [] } = options;
  const model = distribution(softmax(logits));
  const allowed = Float64Array.from(logits);
  for (const id of exclude) allowed[id] = -Infinity;
  const warm = distribution(softmax(allowed, temperature));
  const first = cut(warm, topKMask(allowed, topK));
  const last = cut(first, topPMask(first.probabilities, topP));
  return { model, temperature: warm, topK: first, topP: last };
}

/**
 * exp(x / t) / sum(exp(x / t)), with the maximum taken out first; -Infinity gives 0.
 * @throws RangeError for a temperature that is not above 0, for NaN or +Infinity, or when no logit is finite
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new RangeError(`softmax: expected a temperature above 0, got ${temperature}; use greedy() for the limit 0`);
  }
  const top = logits[greedy(logits)];
  const result = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < logits.length; i += 1) {
    result[i] = logits[i] === -Infinity ? 0 : math.exp((logits[i] - top) / temperature);
    sum += result[i];
  }
  for (let i = 0; i < result.length; i += 1) result[i] /= sum;
  return result;
}

/** Logarithms of softmax(logits). */
export function logSoftmax(logits: ArrayLike<number>): Float64Array {
  const normaliser = math.logSumExp(logits);
  return Float64Array.from(logits, (logit) => logit - normaliser);
}

/** Id of the largest logit; the smallest id among equals. */
export function greedy(logits: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < logits.length; i += 1) {
    const logit = logits[i];
    if (Number.isNaN(logit) || logit === Infinity) throw new RangeError(`sampling: expected finite logits or -Infinity, got ${logit} at ${i}`);
    if (logit > -Infinity && (best < 0 || logit > logits[best])) best = i;
  }
  if (best < 0) throw new RangeError('sampling: no token is left to choose; remove fewer tokens');
  return best;
}

/** 1 for the k largest logits and all equal to the k-th, 0 for the others and for -Infinity; k = 0 keeps all. */
export function topKMask(logits: ArrayLike<number>, k: number): Uint8Array {
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`topK: expected an integer of at least 0 (0 keeps all), got ${k}`);
  const mask = new Uint8Array(logits.length);
  const sorted = Float64Array.from(logits).sort();
  const threshold = k === 0 || k >= logits.length ? -Infinity : sorted[sorted.length - k];
  for (let i = 0; i < logits.length; i += 1) mask[i] = logits[i] > -Infinity && logits[i] >= threshold ? 1 : 0;
  return mask;
}

/** 1 for the smallest set of most probable ids whose sum reaches p (at least one; smaller ids first among equals), 0 for the others. */
export function topPMask(probabilities: ArrayLike<number>, p: number): Uint8Array {
  if (!(p > 0 && p <= 1)) throw new RangeError(`topP: expected a probability above 0 and at most 1, got ${p}`);
  const mask = new Uint8Array(probabilities.length);
  let sum = 0;
  for (const id of byProbability(probabilities)) {
    if (probabilities[id] === 0 || (p < 1 && sum >= p)) break;
    mask[id] = 1;
    sum += probabilities[id];
  }
  return mask;
}

/** Ids from the most to the least probable; smaller ids first among equals. */
export function byProbability(probabilities: ArrayLike<number>): Int32Array {
  return Int32Array.from(probabilities, (_, id) => id).sort((a, b) => probabilities[b] - probabilities[a] || a - b);
}

/** -sum p log2 p, in bits. */
export function entropyBits(probabilities: ArrayLike<number>): number {
  let entropy = 0;
  for (let i = 0; i < probabilities.length; i += 1) {
    if (probabilities[i] > 0) entropy -= probabilities[i] * math.log2(probabilities[i]);
  }
  // A certain outcome would give -0.
  return Math.max(entropy, 0);
}

/**
 * The id that a uniform number u in [0, 1) falls on when the probabilities are laid end to end by id (inverse transform).
 * An id of probability 0 is never drawn.
 */
export function drawToken(probabilities: ArrayLike<number>, u: number): number {
  let total = 0;
  for (let i = 0; i < probabilities.length; i += 1) total += probabilities[i];
  let sum = 0;
  let last = -1;
  for (let i = 0; i < probabilities.length; i += 1) {
    if (probabilities[i] === 0) continue;
    last = i;
    sum += probabilities[i];
    if (u * total < sum) return i;
  }
  if (last < 0) throw new RangeError('drawToken: every probability is 0');
  return last;
}

function distribution(probabilities: Float64Array): Distribution {
  let support = 0;
  for (const p of probabilities) if (p > 0) support += 1;
  return { probabilities, support, entropy: entropyBits(probabilities) };
}

/** Keeps the masked part of a distribution and renormalises it. */
function cut(before: Distribution, mask: Uint8Array): Cut {
  let kept = 0;
  let removed = 0;
  before.probabilities.forEach((p, id) => {
    if (mask[id]) kept += p;
    else removed += p;
  });
  // Nothing removed: the same numbers, not numbers divided by 0.999….
  if (removed === 0) return { ...before, removed };
  return { ...distribution(before.probabilities.map((p, id) => (mask[id] ? p / kept : 0))), removed };
}
