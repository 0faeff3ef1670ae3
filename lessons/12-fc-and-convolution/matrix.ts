/** A convolution as a sparse matrix, on an input small enough to be seen whole, and checked against the convolution itself. */
import { F, noGrad, scope, tensor } from '../../src/core/index.js';
import type { Case } from './cases.js';
import { geometryOf, unroll, type Geometry } from './geometry.js';

/** Positions a side of the small input: with one channel 36 columns, which fit the smallest screen. */
const SMALL = 6;
const MOST_CHANNELS = SMALL * SMALL;

export interface SmallMatrix {
  readonly geometry: Geometry;
  readonly rows: number;
  readonly columns: number;
  /** [rows, columns] */
  readonly values: Float32Array;
  /** Share of entries that are not zero by construction. */
  readonly filled: number;
  /** Greatest difference between matrix times pixels and the convolution. */
  readonly difference: number;
}

/**
 * The first kernel on the middle of a picture.
 * @param kernels [O, C, K, K]  @param picture [C, S, S]; of many channels the first are taken
 */
export function smallMatrix({ geometry }: Case, kernels: Float32Array, picture: Float32Array): SmallMatrix {
  const channels = Math.min(geometry.channels, MOST_CHANNELS);
  const side = Math.min(geometry.side, channels === 1 ? SMALL : 3);
  const kernel = Math.min(geometry.kernel, side);
  const small = geometryOf(channels, side, kernel);
  const weight = cropped(kernels, channels, geometry.kernel, kernel, 0);
  const pixels = cropped(picture, channels, geometry.side, side, Math.floor((geometry.side - side) / 2));
  const values = unroll(weight, small, 1);
  const columns = channels * side * side;
  const difference = scope(() => noGrad(() => {
    const product = tensor(values, [small.positions, columns]).matmul(tensor(pixels, [columns, 1])).toArray();
    const convolved = F.conv2d(tensor(pixels, [1, channels, side, side]), tensor(weight, [1, channels, kernel, kernel])).toArray();
    return product.reduce((most, value, i) => Math.max(most, Math.abs(value - convolved[i])), 0);
  }));
  return { geometry: small, rows: small.positions, columns, values, filled: (kernel * kernel) / (side * side), difference };
}

/** The square of `to` positions a side at (start, start) of each of `channels` planes with `from` a side. */
function cropped(planes: Float32Array, channels: number, from: number, to: number, start: number): Float32Array {
  return Float32Array.from({ length: channels * to * to }, (_, i) => {
    const channel = Math.floor(i / (to * to));
    const y = Math.floor((i % (to * to)) / to);
    const x = i % to;
    return planes[(channel * from + start + y) * from + start + x];
  });
}

