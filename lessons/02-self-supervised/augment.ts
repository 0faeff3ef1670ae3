/**
 * Random views of 8x8 pictures that keep the digit: turned, slanted and stretched a little, moved by less than a pixel, with noise.
 * What a view changes is what a contrastive encoder learns to overlook.
 */
import { math, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { SIDE } from './task.js';

/** affine-noise: both; affine, noise: one of them; shift: by whole pixels only, which on pictures this small is too crude. */
export type Augmentation = 'affine-noise' | 'affine' | 'noise' | 'shift';

const PIXELS = SIDE * SIDE;
const DEGREES = Math.PI / 180;
/** Greatest turn, slant, stretch and move (in pixels) of a view. */
const TURN = 15 * DEGREES;
const SLANT = 0.2;
const STRETCH = 0.15;
const MOVE = 0.5;
/** Standard deviation of the noise on each pixel. */
const NOISE = 0.3;

/** One view of each picture. @param pictures [n * 64]  @returns [n, 64] */
export function views(pictures: Float32Array, augmentation: Augmentation, random: Random): Tensor {
  const out = new Float32Array(pictures.length);
  const noisy = augmentation === 'affine-noise' || augmentation === 'noise';
  if (noisy) random.fillNormal(out, 0, NOISE);
  for (let at = 0; at < pictures.length; at += PIXELS) draw(pictures, out, at, mapOf(augmentation, random));
  return tensor(out, [pictures.length / PIXELS, PIXELS]);
}

/** Where a pixel of the view comes from: x' = a x + b y + e, y' = c x + d y + f, from the centre of the picture. */
type AffineMap = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

function mapOf(augmentation: Augmentation, random: Random): AffineMap {
  if (augmentation === 'noise') return [1, 0, 0, 1, 0, 0];
  if (augmentation === 'shift') return [1, 0, 0, 1, random.integer(3) - 1, random.integer(3) - 1];
  const turn = random.uniform(-TURN, TURN);
  const slant = random.uniform(-SLANT, SLANT);
  const stretch = random.uniform(1 - STRETCH, 1 + STRETCH);
  const [cos, sin] = [math.cos(turn) * stretch, math.sin(turn) * stretch];
  return [cos, cos * slant - sin, sin, sin * slant + cos, random.uniform(-MOVE, MOVE), random.uniform(-MOVE, MOVE)];
}

/** Adds the mapped picture to `out`, between the pixels by bilinear interpolation; beyond the edge is paper. */
function draw(from: Float32Array, out: Float32Array, at: number, [a, b, c, d, e, f]: AffineMap): void {
  const centre = (SIDE - 1) / 2;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const x = a * (column - centre) + b * (row - centre) + e + centre;
      const y = c * (column - centre) + d * (row - centre) + f + centre;
      const left = Math.floor(x);
      const top = Math.floor(y);
      const [right, down] = [x - left, y - top];
      let ink = 0;
      for (let i = 0; i < 4; i++) {
        const [px, py] = [left + (i & 1), top + (i >> 1)];
        if (px < 0 || px >= SIDE || py < 0 || py >= SIDE) continue;
        ink += from[at + py * SIDE + px] * (i & 1 ? right : 1 - right) * (i >> 1 ? down : 1 - down);
      }
      out[at + row * SIDE + column] += ink;
    }
  }
}
