/**
 * Who gets which pictures and which labels. Five of the ten digits are the task: there are few labels for them. The other five
 * are the source of supervised transfer, all labelled. Self-supervised pretraining sees pictures of both, but no label.
 */
import { linalg, type Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { rowsByClass } from '../../src/data/images.js';

export const SIDE = 8;
export const PIXELS = SIDE * SIDE;
/** Digits to be told apart. */
export const WAYS = 5;
/** Pictures of each digit: to test on, and to learn from with or without labels. */
export const TEST_EACH = 60;
export const POOL_EACH = 114;

/** Pictures of a few classes, with class numbers 0 .. classes - 1. */
export interface LabelledPictures {
  /** [n * 64], 0 to 1. */
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
}

export interface Task {
  /** The digits to be told apart: class c is digit `digits[c]`. */
  readonly digits: readonly number[];
  /** The other digits. */
  readonly others: readonly number[];
  /** POOL_EACH pictures a digit of the task, class after class: what labels are drawn from. */
  readonly pool: LabelledPictures;
  /** As many of the other digits, all with labels: what supervised transfer learns from. */
  readonly source: LabelledPictures;
  readonly test: LabelledPictures;
}

export function drawTask(random: Random): Task {
  const set = digits();
  const rows = rowsByClass(set);
  for (const list of rows) random.shuffle(list);
  const order = Array.from(random.permutation(set.classes));
  const part = (classes: readonly number[], from: number, count: number): LabelledPictures => {
    const chosen = classes.flatMap((c) => Array.from(rows[c].subarray(from, from + count)));
    const pixels = new Float32Array(chosen.length * PIXELS);
    chosen.forEach((row, i) => pixels.set(set.pixels.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS));
    return { pixels, labels: Int32Array.from(chosen, (_, i) => Math.floor(i / count)) };
  };
  const own = order.slice(0, WAYS);
  const others = order.slice(WAYS);
  return {
    digits: own,
    others,
    pool: part(own, TEST_EACH, POOL_EACH),
    source: part(others, TEST_EACH, POOL_EACH),
    test: part(own, 0, TEST_EACH),
  };
}

/** Places in the pool whose labels are bought: `each` of every class. Draws with more labels contain those with fewer. */
export function drawLabels(each: number, random: Random): Int32Array {
  const drawn: number[] = [];
  for (let c = 0; c < WAYS; c++) {
    const order = random.split(c).permutation(POOL_EACH);
    for (let i = 0; i < each; i++) drawn.push(c * POOL_EACH + order[i]);
  }
  return Int32Array.from(drawn);
}

/** The pictures that pretraining without labels sees: of all ten digits, or of the other digits only; class numbers are not to be used. */
export function unlabelledPictures({ pool, source }: Task, from: 'all' | 'others'): LabelledPictures {
  if (from === 'others') return source;
  const pixels = new Float32Array(pool.pixels.length + source.pixels.length);
  pixels.set(pool.pixels);
  pixels.set(source.pixels, pool.pixels.length);
  return { pixels, labels: new Int32Array(pixels.length / PIXELS) };
}

/** [n * 64] as a float64 matrix. */
export function pixelMatrix(pixels: Float32Array): linalg.Matrix {
  return linalg.matrix(pixels.length / PIXELS, PIXELS, pixels);
}

/** The pictures at the given places. */
export function rowsOf({ pixels, labels }: LabelledPictures, places: Int32Array): LabelledPictures {
  const out = new Float32Array(places.length * PIXELS);
  places.forEach((place, i) => out.set(pixels.subarray(place * PIXELS, (place + 1) * PIXELS), i * PIXELS));
  return { pixels: out, labels: Int32Array.from(places, (place) => labels[place]) };
}
