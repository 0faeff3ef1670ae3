/**
 * The built-in pairs: digits split at random, then made to differ in one known way. Pixels keep whole grey levels from 0 to 16: a
 * forest finds any value that only one of the sets can have, so a sloppy change would be found for the wrong reason.
 */
import { matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import { digits } from '../../src/data/digits.js';
import type { Pair } from './pair.js';

export const WORLDS = ['none', 'shadow', 'number', 'labels', 'stitched'] as const;
export type World = (typeof WORLDS)[number];

const SIDE = 8;
const PIXELS = SIDE * SIDE;
const INK = 16;
/** Grey levels that the full shadow adds, and how many columns at the right edge it covers. */
const SHADOW = 8;
const SHADOW_COLUMNS = 2;

/**
 * @param rows      of each set, at most 600
 * @param strength  0 (no difference) to 1
 */
export function makeWorld(world: World, rows: number, strength: number, random: Random): Pair {
  const { pixels, labels, classes } = digits();
  const [trainRows, testRows] = draw(world, labels, rows, strength, random.split('rows'));
  const ink = (chosen: readonly number[]) => {
    const out = matrix(chosen.length, PIXELS);
    chosen.forEach((row, i) => {
      for (let j = 0; j < PIXELS; j++) out.data[i * PIXELS + j] = Math.round(pixels[row * PIXELS + j] * INK);
    });
    return out;
  };
  const train = ink(trainRows);
  const test = ink(testRows);
  if (world === 'shadow') castShadow(test.data, Math.round(SHADOW * strength));
  if (world === 'stitched') stitch(test.data, strength, random.split('halves'));
  const target = { classes, train: Int32Array.from(trainRows, (row) => labels[row]), test: Int32Array.from(testRows, (row) => labels[row]) };
  const names = Array.from({ length: PIXELS }, (_, j) => `r${Math.floor(j / SIDE) + 1}c${(j % SIDE) + 1}`);
  if (world !== 'number') return { names, train, test, target, side: SIDE };
  const order = random.split('test order').permutation(test.rows);
  return {
    names: [...names, 'number'],
    train: withColumn(train, scanNumbers(target.train, strength, random.split('order'))),
    test: withColumn(test, Float64Array.from(order, (place) => train.rows + place + 1)),
    target,
    side: SIDE,
  };
}

/** Different digits for the two sets; in the world of labels, few of the test digits are 0 to 4. */
function draw(world: World, labels: ArrayLike<number>, rows: number, strength: number, random: Random): readonly [number[], number[]] {
  const order = Array.from(random.permutation(labels.length));
  const train = order.slice(0, rows);
  const rest = order.slice(rows);
  if (world !== 'labels') return [train, rest.slice(0, rows)];
  const few = rest.filter((row) => labels[row] < 5);
  const many = rest.filter((row) => labels[row] >= 5);
  const wanted = Math.round((rows / 2) * (1 - 0.9 * strength));
  // Taking what there is: 5 to 9 are about 900 of 1,797 digits.
  const low = few.slice(0, wanted);
  const high = many.slice(0, rows - low.length);
  return [train, random.shuffle([...low, ...high])];
}

/** Adds grey to the right-hand columns of every picture. */
function castShadow(data: Float64Array, grey: number): void {
  for (let at = 0; at < data.length; at++) if (at % SIDE >= SIDE - SHADOW_COLUMNS) data[at] = Math.min(INK, data[at] + grey);
}

/** In a share of the pictures the lower half is that of another one of them: each pixel keeps its values, only what goes with what is new. */
function stitch(data: Float64Array, share: number, random: Random): void {
  const rows = data.length / PIXELS;
  const chosen = random.sampleWithoutReplacement(rows, Math.round(share * rows));
  const from = chosen.map((_, k) => chosen[(k + 1) % chosen.length]);
  const before = data.slice();
  chosen.forEach((row, k) => data.set(before.subarray(from[k] * PIXELS + PIXELS / 2, (from[k] + 1) * PIXELS), row * PIXELS + PIXELS / 2));
}

/** Numbers 1 to n of scans filed digit after digit, but for a share of them that got in at random. */
function scanNumbers(labels: Int32Array, strength: number, random: Random): Float64Array {
  const n = labels.length;
  const keys = Array.from(labels, (label) => (random.bernoulli(strength) ? label + random.uniform() : random.uniform(0, 10)));
  const numbers = new Float64Array(n);
  keys.map((_, i) => i).sort((a, b) => keys[a] - keys[b] || a - b).forEach((row, place) => (numbers[row] = place + 1));
  return numbers;
}

function withColumn(x: { readonly rows: number; readonly cols: number; readonly data: Float64Array }, values: Float64Array) {
  const out = matrix(x.rows, x.cols + 1);
  for (let i = 0; i < x.rows; i++) {
    out.data.set(x.data.subarray(i * x.cols, (i + 1) * x.cols), i * (x.cols + 1));
    out.data[i * (x.cols + 1) + x.cols] = values[i];
  }
  return out;
}
