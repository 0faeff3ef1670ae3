/**
 * How far networks look, in pixels. In the transformer: the distance between patches, weighted by attention (Dosovitskiy and others,
 * 2021, figure 7). In the convolutional network: the distance of pixels from a unit in the middle, weighted by how much each pixel
 * changes it (the effective receptive field of Luo and others, 2016).
 */
import { noGrad, scope, tensor } from '../../src/core/index.js';
import { AREA, SIDE } from './canvas.js';
import type { ConvNet } from './networks.js';
import { HEADS, type VisionTransformer } from './vit.js';

export interface Reach {
  /** Mean distance in pixels. */
  readonly distance: number;
  /** Where one unit or patch in the middle looks: weights over the canvas, [144]. For attention on the first picture alone. */
  readonly map: readonly number[];
}

/** One entry a head, block by block. @param pixels [N, 144] */
export function attentionReach(network: VisionTransformer, pixels: Float32Array): Reach[][] {
  const images = pixels.length / AREA;
  const { grid, patch } = network;
  const tokens = grid * grid;
  const blocks: Float32Array[] = [];
  scope(() => noGrad(() => network.forward(tensor(pixels, [images, AREA]), (weights) => blocks.push(weights.toArray()))));
  const apart = Float64Array.from({ length: tokens * tokens }, (_, i) => between(Math.floor(i / tokens), i % tokens, grid) * patch);
  const middle = middlePatch(grid);
  return blocks.map((weights) =>
    Array.from({ length: HEADS }, (_, head): Reach => {
      let total = 0;
      for (let n = 0; n < images; n++) {
        const start = (n * HEADS + head) * tokens * tokens;
        for (let i = 0; i < apart.length; i++) total += weights[start + i] * apart[i];
      }
      const row = weights.subarray((head * tokens + middle) * tokens, (head * tokens + middle + 1) * tokens);
      return { distance: total / (images * tokens), map: Array.from({ length: AREA }, (_, pixel) => row[patchOf(pixel, grid, patch)]) };
    }),
  );
}

/** Mean distance if every patch attended to all patches alike. */
export function evenReach({ grid, patch }: { readonly grid: number; readonly patch: number }): number {
  const tokens = grid * grid;
  let total = 0;
  for (let i = 0; i < tokens; i++) for (let j = 0; j < tokens; j++) total += between(i, j, grid) * patch;
  return total / (tokens * tokens);
}

/** One entry a layer: the effective receptive field of the unit in the middle of its map, all channels together. */
export function convolutionReach(network: ConvNet, pixels: Float32Array): Reach[] {
  const images = pixels.length / AREA;
  return network.layers.map((_, layer) => {
    const gradient = scope(() => {
      const x = tensor(pixels, [images, AREA], { requiresGrad: true });
      const map = network.maps(x)[layer]; // [N, C, side, side]
      const at = Math.floor(map.shape[2] / 2);
      map.slice(2, at, at + 1).slice(3, at, at + 1).sum().backward();
      network.zeroGrad();
      if (!x.grad) throw new Error('internal: no gradient reached the pixels');
      return { values: x.grad.toArray(), centre: (at + 0.5) * (SIDE / map.shape[2]) - 0.5 };
    });
    const weights = new Float64Array(AREA);
    gradient.values.forEach((value, i) => (weights[i % AREA] += Math.abs(value)));
    let [sum, total] = [0, 0];
    weights.forEach((weight, pixel) => {
      const [dy, dx] = [Math.floor(pixel / SIDE) - gradient.centre, (pixel % SIDE) - gradient.centre];
      sum += weight;
      total += weight * Math.sqrt(dx * dx + dy * dy);
    });
    return { distance: sum > 0 ? total / sum : 0, map: Array.from(weights, (weight) => (sum > 0 ? weight / sum : 0)) };
  });
}

/** Side of the square of pixels that a unit of each layer can see at most. */
export function receptiveFields({ pooled }: Pick<ConvNet, 'pooled'>): number[] {
  let [side, step] = [1, 1];
  return pooled.map((pool) => {
    side += 2 * step; // a 3x3 kernel reaches one cell further on both sides
    if (pool) side += step;
    if (pool) step *= 2;
    return side;
  });
}

export function middlePatch(grid: number): number {
  return Math.floor(grid / 2) * grid + Math.floor(grid / 2);
}

/** Which patch a pixel is in. */
function patchOf(pixel: number, grid: number, patch: number): number {
  return Math.floor(Math.floor(pixel / SIDE) / patch) * grid + Math.floor((pixel % SIDE) / patch);
}

/** Distance of two patches in patches. */
function between(a: number, b: number, grid: number): number {
  const [dy, dx] = [Math.floor(a / grid) - Math.floor(b / grid), (a % grid) - (b % grid)];
  return Math.sqrt(dx * dx + dy * dy);
}
