/**
 * Domain shift: the same things recorded by another instrument. Pictures keep the 17 grey levels of the originals, so that nothing
 * but the change itself tells the sets apart; copies with such changes of random size are the augmentation against it.
 */
import { columnOf, matrix, type Matrix } from '../../src/core/linalg/index.js';
import * as math from '../../src/core/math/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { turned } from '../../src/data/warp.js';

export const CHANGES = ['gain', 'noise', 'rotation'] as const;
export type Change = (typeof CHANGES)[number];

const LEVELS = 16;
/** Noise of a pixel, turn in degrees, loss of contrast and grey veil of a picture at full strength. */
const PICTURE = { noise: 0.5, degrees: 50, contrast: 0.6, veil: 0.4 };
/** In standard deviations of the column; the turn is of neighbouring columns into each other. */
const TABLE = { noise: 1.5, degrees: 60, gain: 0.6, offset: 1.5 };

/** How much of each change a picture or row gets. */
interface Amounts {
  readonly gain: number;
  readonly noise: number;
  readonly rotation: number;
}
const only = (change: Change, amount: number): Amounts => ({ gain: 0, noise: 0, rotation: 0, [change]: amount });
/** Each of them, more or less, either way round. */
const some = (random: Random): Amounts => ({ gain: random.uniform(), noise: random.uniform(), rotation: random.uniform(-1, 1) });

/** @param pixels 0 to 1, [n, side * side] */
export function transformPictures(pixels: Matrix, side: number, change: Change, strength: number, random: Random): Matrix {
  return eachPicture(pixels, side, () => only(change, strength), random);
}

function eachPicture(pixels: Matrix, side: number, amounts: () => Amounts, random: Random): Matrix {
  const out = matrix(pixels.rows, pixels.cols);
  const upright = new Float32Array(pixels.cols);
  for (let i = 0; i < pixels.rows; i++) {
    const { gain, noise, rotation } = amounts();
    turned(Float32Array.from(pixels.data.subarray(i * pixels.cols, (i + 1) * pixels.cols)), side, PICTURE.degrees * rotation, upright);
    for (let j = 0; j < pixels.cols; j++) {
      let ink = (1 - PICTURE.contrast * gain) * upright[j] + PICTURE.veil * gain;
      if (noise > 0) ink += random.normal(0, PICTURE.noise * noise);
      out.data[i * pixels.cols + j] = Math.round(Math.min(1, Math.max(0, ink)) * LEVELS) / LEVELS;
    }
  }
  return out;
}

/** @param x  [n, p]   @param scale  rows whose means and standard deviations are the unit; the instrument is drawn from `random` by its name */
export function transformTable(x: Matrix, scale: Matrix, change: Change, strength: number, random: Random): Matrix {
  const instrument = random.split('instrument');
  const gains = Float64Array.from({ length: x.cols }, () => 1 + TABLE.gain * strength * (instrument.bernoulli() ? 1 : -1));
  const offsets = Float64Array.from({ length: x.cols }, () => TABLE.offset * strength * instrument.uniform(-1, 1));
  return inUnits(x, scale, (z) => eachRow(z, (row) => alter(row, only(change, strength), gains, offsets, random)));
}

/** Works on standardised rows and gives them back in the columns' own units. */
function inUnits(x: Matrix, scale: Matrix, work: (z: Matrix) => Matrix): Matrix {
  const z = work(stats.standardise(x, scale));
  for (let j = 0; j < x.cols; j++) {
    const column = columnOf(scale, j);
    const [mean, sd] = [stats.mean(column), stats.standardDeviation(column, 0)];
    for (let i = 0; i < x.rows; i++) z.data[i * x.cols + j] = sd === 0 ? mean : mean + sd * z.data[i * x.cols + j];
  }
  return z;
}

function eachRow(z: Matrix, change: (row: Float64Array) => void): Matrix {
  for (let i = 0; i < z.rows; i++) change(z.data.subarray(i * z.cols, (i + 1) * z.cols));
  return z;
}

function alter(row: Float64Array, { gain, noise, rotation }: Amounts, gains: Float64Array, offsets: Float64Array, random: Random): void {
  const angle = (TABLE.degrees * rotation * Math.PI) / 180;
  const [c, s] = [math.cos(angle), math.sin(angle)];
  for (let j = 0; j + 1 < row.length && rotation !== 0; j += 2) [row[j], row[j + 1]] = [c * row[j] - s * row[j + 1], s * row[j] + c * row[j + 1]];
  for (let j = 0; j < row.length; j++) {
    if (gain !== 0) row[j] = row[j] * gains[j] + offsets[j];
    if (noise > 0) row[j] += random.normal(0, TABLE.noise * noise);
  }
}

/** A copy of every row with a little of every change, of random size: what one can do against instruments one has not seen. */
export function augmented(x: Matrix, side: number | undefined, random: Random): Matrix {
  if (side !== undefined) return eachPicture(x, side, () => some(random), random);
  const draw = (low: number, high: number) => Float64Array.from({ length: x.cols }, () => random.uniform(low, high));
  return inUnits(x, x, (z) => eachRow(z, (row) => alter(row, { ...some(random), gain: 1 }, draw(1 - TABLE.gain, 1 + TABLE.gain), draw(-TABLE.offset, TABLE.offset), random)));
}
