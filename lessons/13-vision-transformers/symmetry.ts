/**
 * Equivariance and invariance as numbers. Equivariant: moving the picture moves the feature map, f(shift x) = shift f(x). Invariant:
 * moving the picture changes nothing, f(shift x) = f(x). The canvas is rolled, so that any shift can be asked for.
 */
import { F, nn, noGrad, scope, tensor, type Tensor } from '../../src/core/index.js';
import { AREA, CLASSES, roll, SIDE } from './canvas.js';
import type { ConvNet } from './networks.js';
import { agreement, evaluate } from './training.js';
import type { VisionTransformer } from './vit.js';

/** Shifts of the canvas that are tried, in pixels. */
export const SHIFTS = Array.from({ length: SIDE / 2 + 1 }, (_, by) => by);

/** What is looked at: maps from pictures [N, 144] to features [N, C, side, side]. */
export interface Stage {
  readonly features: (x: Tensor) => Tensor;
  /** Cells at the border that padding reaches; not compared. */
  readonly border: number;
}

export function convolutionStage(network: ConvNet): Stage {
  return { features: (x) => network.convolved(x), border: 1 };
}

export function pooledStage(network: ConvNet): Stage {
  return { features: (x) => network.maps(x)[0], border: 1 };
}

/** @param placed  with the position vectors, as they go into the first block */
export function patchStage(network: VisionTransformer, placed: boolean): Stage {
  const { grid } = network;
  return {
    features(x) {
      const tokens = placed ? network.tokens(x) : network.embedded(x); // [N, T, W]
      return tokens.reshape([tokens.shape[0], grid, grid, tokens.shape[2]]).permute([0, 3, 1, 2]).contiguous();
    },
    border: network.stem ? 1 : 0,
  };
}

/**
 * How far f(shift x) is from a shifted f(x), over the size of f(x): 0 is equivariant. The map can only be shifted by whole cells; of
 * the two whole shifts nearest to the picture's, the better one counts.
 * @param pixels  [N, 144]
 * @param by      pixels to the right
 * @returns null if the border leaves nothing to compare
 */
export function equivarianceError({ features, border }: Stage, pixels: Float32Array, by: number): number | null {
  const run = (x: Float32Array) => scope(() => noGrad(() => features(tensor(x, [x.length / AREA, AREA])).contiguous()));
  const [before, after] = [run(pixels), run(roll(pixels, by))];
  const side = before.shape[3];
  const [still, moved] = [before.toArray(), after.toArray()];
  before.dispose();
  after.dispose();
  const cells = (by * side) / SIDE;
  const known = [Math.floor(cells), Math.ceil(cells)].flatMap((whole) => distance(still, moved, side, border, whole) ?? []);
  return known.length > 0 ? Math.min(...known) : null;
}

/** ||moved - shifted still|| / ||still|| over the cells that no border reaches in either map; null if there are none. */
function distance(still: Float32Array, moved: Float32Array, side: number, border: number, cells: number): number | null {
  const inside = (column: number) => column >= border && column < side - border;
  let [difference, size] = [0, 0];
  for (let i = 0; i < still.length; i++) {
    const column = i % side;
    const target = (column + cells) % side;
    if (!inside(column) || !inside(target)) continue;
    const gap = moved[i - column + target] - still[i];
    difference += gap * gap;
    size += still[i] * still[i];
  }
  return size > 0 ? Math.sqrt(difference / size) : null;
}

export interface Change {
  /** Mean over pictures of half the sum of |p - p'| over the classes: 0 nothing changes, 1 everything. */
  readonly probability: number;
  /** Share of pictures with the same answer. */
  readonly same: number;
}

/** What becomes of a network's answers when picture i of `before` is picture i of `after`. */
export function outputChange(network: nn.Layer, before: Float32Array, after: Float32Array): Change {
  const [p, q] = [before, after].map((pixels) => evaluate(network, pixels, (logits) => F.softmax(logits, 1)));
  let total = 0;
  for (let i = 0; i < p.length; i++) total += Math.abs(p[i] - q[i]);
  return { probability: total / 2 / (p.length / CLASSES), same: agreement(answers(p), answers(q)) };
}

function answers(probabilities: Float32Array): Int32Array {
  return Int32Array.from({ length: probabilities.length / CLASSES }, (_, n) => {
    const row = probabilities.subarray(n * CLASSES, (n + 1) * CLASSES);
    return row.indexOf(Math.max(...row));
  });
}
