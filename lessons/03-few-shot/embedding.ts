/**
 * The embedding networks: picture in, vector out. They have no output layer for classes, so classes never seen can be embedded
 * as well as any others.
 */
import { nn, noGrad, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { pixelsOf, type ImageSet } from '../../src/data/images.js';
import type { Pool } from './episodes.js';

export type NetworkKind = 'conv' | 'mlp';

/** Numbers in an embedding, for each unit of the network's width. */
export const EMBEDDING: Readonly<Record<NetworkKind, number>> = { conv: 9, mlp: 4 };

/**
 * conv: two convolutions of 3x3 with `width` channels, each followed by ReLU and 2x2 max pooling: 14x14 -> 7x7 -> 3x3, an
 * embedding of 9 * width numbers (after Snell et al. 2017, smaller and without batch normalisation, which hurts here).
 * mlp: one hidden layer of 8 * width units, an embedding of 4 * width numbers.
 */
export function embeddingNetwork(kind: NetworkKind, width: number, random: Random): nn.Sequential {
  if (kind === 'mlp') {
    return new nn.Sequential(new nn.Flatten(), new nn.Linear(196, 8 * width, { random: random.split('1') }), new nn.ReLU(), new nn.Linear(8 * width, 4 * width, { random: random.split('2') }));
  }
  return new nn.Sequential(
    new nn.Conv2d(1, width, 3, { padding: 1, random: random.split('1') }),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Conv2d(width, width, 3, { padding: 1, random: random.split('2') }),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Flatten(),
  );
}

/** How pictures become vectors: [n, 1, 14, 14] -> [n, width of the embedding]. */
export type Embed = (pictures: Tensor) => Tensor;

/** The baseline without a network: a picture's vector is its pixels. */
export const rawPixels: Embed = (pictures) => pictures.reshape([pictures.shape[0], -1]);

/** The pictures at the given positions of a pool, [n, 1, 14, 14]. */
export function picturesAt(set: ImageSet, pool: Pool, positions: Int32Array): Tensor {
  const rows = positions.map((position) => pool.rows[position]);
  return tensor(pixelsOf(set, rows), [rows.length, 1, set.rows, set.columns]);
}

const CHUNK = 200;

/** Embeds a whole pool, some pictures at a time so that the screen can be served in between. @returns [pool.rows.length, width] */
export function* embedPool(set: ImageSet, pool: Pool, embed: Embed): Generator<void, Float32Array, void> {
  let all: Float32Array | undefined;
  for (let start = 0; start < pool.rows.length; start += CHUNK) {
    const positions = Int32Array.from({ length: Math.min(CHUNK, pool.rows.length - start) }, (_, i) => start + i);
    const part = scope(() => noGrad(() => embed(picturesAt(set, pool, positions)).toArray()));
    all ??= new Float32Array(pool.rows.length * (part.length / positions.length));
    all.set(part, start * (part.length / positions.length));
    yield;
  }
  return all ?? new Float32Array(0);
}
