// Random: the project's only source of randomness. A stream of Philox4x32-10 words under a 64-bit key; `split(name)`
// derives an independent key from the parent's key and the name alone, so adding a consumer never shifts another.

import * as math from '../math/index.js';
import { philox4x32 } from './philox.js';

// The counter's last word keeps the uses of one key apart.
const STREAM = 0;
const SPLIT = 1;

function deriveKey(key0: number, key1: number, name: string): [number, number] {
  const bytes = new TextEncoder().encode(name);
  const out = new Uint32Array(4);
  let [k0, k1] = [key0, key1];
  // Blocks of eight bytes; the third word carries length and position, so that no name is a prefix of another.
  for (let start = 0; start === 0 || start < bytes.length; start += 8) {
    let [low, high] = [0, 0];
    for (let i = 0; i < 4; i++) {
      low |= (bytes[start + i] ?? 0) << (8 * i);
      high |= (bytes[start + 4 + i] ?? 0) << (8 * i);
    }
    philox4x32(low, high, Math.imul(bytes.length, 0x10001) + start, SPLIT, k0, k1, out);
    [k0, k1] = [out[0], out[1]];
  }
  return [k0, k1];
}

export class Random {
  #key0: number;
  #key1: number;
  readonly #block = new Uint32Array(4);
  #used = 4; // words of the block already given out
  #counterLow = 0;
  #counterHigh = 0;
  #spareNormal: number | null = null;

  /**
   * @param seed non-negative safe integer
   * @throws RangeError for any other seed
   */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`Random: the seed must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}`);
    }
    this.#key0 = seed % 0x100000000;
    this.#key1 = Math.floor(seed / 0x100000000);
  }

  /** An independent generator named `name`; the same parent and name always give the same child, whatever was drawn. */
  split(name: string | number): Random {
    const child = new Random(0);
    [child.#key0, child.#key1] = deriveKey(this.#key0, this.#key1, String(name));
    return child;
  }

  /** Uniform unsigned 32-bit integer. */
  uint32(): number {
    if (this.#used === 4) {
      philox4x32(this.#counterLow, this.#counterHigh, 0, STREAM, this.#key0, this.#key1, this.#block);
      this.#counterLow = (this.#counterLow + 1) >>> 0;
      if (this.#counterLow === 0) this.#counterHigh = (this.#counterHigh + 1) >>> 0;
      this.#used = 0;
    }
    return this.#block[this.#used++];
  }

  /** Uniform in [low, high), 53 random bits. */
  uniform(low = 0, high = 1): number {
    const a = this.uint32() >>> 5;
    const b = this.uint32() >>> 6;
    return low + (high - low) * ((a * 67108864 + b) / 9007199254740992);
  }

  /**
   * Uniform integer from 0 to n - 1, without modulo bias.
   * @throws RangeError unless n is an integer from 1 to 2^32
   */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x100000000) {
      throw new RangeError(`Random.integer: n must be an integer from 1 to 2^32, got ${n}`);
    }
    const limit = 0x100000000 - (0x100000000 % n);
    for (;;) {
      const word = this.uint32();
      if (word < limit) return word % n;
    }
  }

  /** Normal by Marsaglia's polar method; the second value of each pair is kept for the next call. */
  normal(mean = 0, sd = 1): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return mean + sd * spare;
    }
    for (;;) {
      const u = this.uniform(-1, 1);
      const v = this.uniform(-1, 1);
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * math.log(s)) / s);
      this.#spareNormal = v * factor;
      return mean + sd * u * factor;
    }
  }

  /** Exponential with the given rate (mean 1 / rate). */
  exponential(rate = 1): number {
    return -math.log1p(-this.uniform()) / rate;
  }

  /** True with probability p. */
  bernoulli(p = 0.5): boolean {
    return this.uniform() < p;
  }

  /** A random order of 0 .. n-1. */
  permutation(n: number): Int32Array {
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    return this.shuffle(order);
  }

  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<A extends { length: number; [index: number]: unknown }>(array: A): A;
  shuffle(array: { length: number; [index: number]: unknown }): unknown {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = array[i];
      array[i] = array[j];
      array[j] = kept;
    }
    return array;
  }

  /** One element, each equally likely. @throws RangeError for an empty array */
  choice<T>(array: ArrayLike<T>): T {
    if (array.length === 0) throw new RangeError('Random.choice: the array is empty; there is nothing to choose');
    return array[this.integer(array.length)];
  }

  /** k different numbers of 0 .. n-1, in random order. @throws RangeError if k > n */
  sampleWithoutReplacement(n: number, k: number): Int32Array {
    if (k < 0 || k > n) throw new RangeError(`Random.sampleWithoutReplacement: cannot draw ${k} different items from ${n}`);
    const pool = new Int32Array(n);
    for (let i = 0; i < n; i++) pool[i] = i;
    for (let i = 0; i < k; i++) {
      const j = i + this.integer(n - i);
      const kept = pool[i];
      pool[i] = pool[j];
      pool[j] = kept;
    }
    return pool.slice(0, k);
  }

  /**
   * An index with the given probabilities (or unnormalised non-negative weights).
   * @throws RangeError if the weights are empty, negative, not finite or sum to 0
   */
  categorical(probabilities: ArrayLike<number>): number {
    let total = 0;
    for (let i = 0; i < probabilities.length; i++) {
      const weight = probabilities[i];
      if (!(weight >= 0 && weight < Infinity)) {
        throw new RangeError(`Random.categorical: weights must be finite and not negative, got ${weight} at ${i}`);
      }
      total += weight;
    }
    if (!(total > 0)) throw new RangeError('Random.categorical: the weights sum to 0; at least one must be positive');
    let rest = this.uniform() * total;
    let last = 0;
    for (let i = 0; i < probabilities.length; i++) {
      if (probabilities[i] === 0) continue;
      last = i;
      rest -= probabilities[i];
      if (rest < 0) return i;
    }
    return last; // rounding left a crumb: the last index of positive weight
  }

  /** Fills with uniform values in [low, high). */
  fillUniform(out: Float32Array | Float64Array, low = 0, high = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = this.uniform(low, high);
  }

  /** Fills with normal values. */
  fillNormal(out: Float32Array | Float64Array, mean = 0, sd = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = this.normal(mean, sd);
  }
}
