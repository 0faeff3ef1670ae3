/** Codes of any size on a flat map: two numbers are the map itself, one number is a ruler for each digit, more are projected. */
import { linalg, stats } from '../../src/core/index.js';

type Matrix = linalg.Matrix;

export interface Places {
  readonly x: readonly number[];
  readonly y: readonly number[];
}
export interface FlatCodes {
  readonly kind: 'plane' | 'line' | 'projection';
  readonly points: Places;
  readonly path: Places;
}

/** A projection is turned so that 0 lies right of 1 and 4 above 2: otherwise it might flip over from frame to frame. */
const RIGHT_OF = [0, 1] as const;
const ABOVE = [4, 2] as const;

/**
 * @param codes   [n, size]  @param labels  [n]
 * @param walk    codes along a walk, [k, size]
 * @param digits  where the walk begins and ends: needed on the ruler only
 */
export function flatten(codes: Matrix, walk: Matrix, labels: ArrayLike<number>, digits: readonly [number, number]): FlatCodes {
  if (codes.cols === 1) {
    const last = Math.max(1, walk.rows - 1);
    return {
      kind: 'line',
      points: { x: column(codes, 0), y: Array.from(labels) },
      path: { x: column(walk, 0), y: Array.from({ length: walk.rows }, (_, i) => digits[0] + ((digits[1] - digits[0]) * i) / last) },
    };
  }
  if (codes.cols === 2) return { kind: 'plane', points: places(codes), path: places(walk) };
  const pca = stats.fitPca(codes, 2);
  const flat = stats.pcaTransform(pca, codes);
  const path = stats.pcaTransform(pca, walk);
  [RIGHT_OF, ABOVE].forEach(([more, less], axis) => {
    if (meanOf(flat, axis, labels, more) >= meanOf(flat, axis, labels, less)) return;
    for (const { data } of [flat, path]) for (let i = axis; i < data.length; i += 2) data[i] = -data[i];
  });
  return { kind: 'projection', points: places(flat), path: places(path) };
}

function places(flat: Matrix): Places {
  return { x: column(flat, 0), y: column(flat, 1) };
}

function column(m: Matrix, j: number): number[] {
  return Array.from(linalg.columnOf(m, j));
}

function meanOf(flat: Matrix, axis: number, labels: ArrayLike<number>, digit: number): number {
  return stats.mean(column(flat, axis).filter((_, i) => labels[i] === digit));
}
