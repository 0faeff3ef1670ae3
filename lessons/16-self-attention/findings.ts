/** What is measured of an attention: where it looks, how undecided it is, what padding, order and scaling do to it. */
import { math, noGrad, randn, scope, type Random, type Tensor } from '../../src/core/index.js';
import { attendFused, attendStepwise, inputOf, visible, type Mask, type Settings } from './attention-steps.js';
import type { Projections, Sentence } from './projections.js';

/** Of one head, means over the tokens (not padding). */
export interface Gaze {
  /** In bits, over tokens that may look at more than one. */
  readonly entropy: number;
  /** On the most attended token. */
  readonly largest: number;
  /** Share on the token itself, on later tokens and on padding. */
  readonly own: number;
  readonly future: number;
  readonly padding: number;
}

/** @param weights [H, n, n] */
export function gazeOf(weights: ArrayLike<number>, head: number, n: number, real: number, mask: Mask): Gaze {
  const sums = { entropy: 0, largest: 0, own: 0, future: 0, padding: 0 };
  let free = 0;
  for (let i = 0; i < real; i++) {
    const row = Array.from({ length: n }, (_, j) => weights[(head * n + i) * n + j]);
    if (row.filter((_, j) => visible(mask, real, i, j)).length > 1) {
      sums.entropy += entropyOf(row);
      sums.largest += Math.max(...row);
      free++;
    }
    row.forEach((share, j) => {
      if (j === i) sums.own += share;
      else if (j >= real) sums.padding += share;
      else if (j > i) sums.future += share;
    });
  }
  return { entropy: sums.entropy / Math.max(1, free), largest: sums.largest / Math.max(1, free), own: sums.own / real, future: sums.future / real, padding: sums.padding / real };
}

/** In bits. */
export function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * math.log2(share) : sum), 0);
}

/** |a - b| / |a|: 0 where two results are the same, around 1 where they have little in common. */
export function relativeDifference(a: Float32Array, b: Float32Array): number {
  let apart = 0;
  let size = 0;
  a.forEach((value, i) => {
    apart += (value - b[i]) ** 2;
    size += value * value;
  });
  return Math.sqrt(apart / size);
}

/** How far the steps are from the core's fused operation. */
export function referenceError(sentence: Sentence, projections: Projections, settings: Settings): number {
  return quietly(() => {
    const x = inputOf(sentence, projections, settings.positions);
    return relativeDifference(attendFused(x, projections, sentence.real, settings).toArray(), attendStepwise(x, projections, sentence.real, settings).output.toArray());
  });
}

const withoutPads = ({ vectors, places, real }: Sentence): Pick<Sentence, 'vectors' | 'places'> => ({ vectors: vectors.slice(0, 0, real), places: places.slice(0, 0, real) });

/** By how much padding changes the results of the real tokens. */
export function paddingEffect(sentence: Sentence, projections: Projections, settings: Settings): number {
  const { real } = sentence;
  return quietly(() => {
    const attend = (x: Tensor) => attendStepwise(x, projections, real, settings).output.slice(0, 0, real).toArray();
    return relativeDifference(attend(inputOf(withoutPads(sentence), projections, settings.positions)), attend(inputOf(sentence, projections, settings.positions)));
  });
}

/** Shuffles the real tokens, attends, puts the results back in order: how far they are from those of the sentence as it was. */
export function orderEffect(sentence: Sentence, projections: Projections, settings: Settings, random: Random): number {
  const { real } = sentence;
  return quietly(() => {
    const order = shuffledOrder(real, random);
    const { vectors, places } = withoutPads(sentence);
    const attend = (tokens: Tensor) => attendStepwise(inputOf({ vectors: tokens, places }, projections, settings.positions), projections, real, settings).output;
    const back = Int32Array.from({ length: real }, (_, i) => order.indexOf(i));
    return relativeDifference(attend(vectors).toArray(), attend(vectors.index(order)).index(back).toArray());
  });
}

/** A random order other than the one there is. */
function shuffledOrder(n: number, random: Random): Int32Array {
  for (;;) {
    const order = random.permutation(n);
    if (order.some((from, to) => from !== to)) return order;
  }
}

export const SIZES = [2, 4, 8, 16, 32, 64, 128, 256, 512] as const;
export const KEYS = 16;
const QUERIES = 32;

/** Softmax over the scores of random queries and keys of one size. */
export interface Sharpness {
  readonly size: number;
  /** Standard deviation of q . k. */
  readonly spread: number;
  /** Mean entropy in bits with the scores divided by sqrt(size), and as they are. */
  readonly scaled: number;
  readonly unscaled: number;
  /** Mean largest share without scaling. */
  readonly largest: number;
}

/** 32 queries with 16 keys each, all numbers from a standard normal distribution. */
export function sharpnessAt(size: number, random: Random): Sharpness {
  return quietly(() => {
    const scores = randn([QUERIES, 1, size], random.split('queries')).matmul(randn([QUERIES, size, KEYS], random.split('keys'))).reshape([QUERIES, KEYS]);
    const rows = (weights: Tensor) => {
      const values = weights.toArray();
      return Array.from({ length: QUERIES }, (_, i) => Array.from(values.subarray(i * KEYS, (i + 1) * KEYS)));
    };
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const unscaled = rows(scores.softmax());
    return {
      size,
      spread: Math.sqrt(scores.square().mean().item()),
      scaled: mean(rows(scores.mul(1 / Math.sqrt(size)).softmax()).map(entropyOf)),
      unscaled: mean(unscaled.map(entropyOf)),
      largest: mean(unscaled.map((row) => Math.max(...row))),
    };
  });
}

function quietly<T>(compute: () => T): T {
  return noGrad(() => scope(compute));
}
