// All-reduce over shared memory: every rank gives a vector and gets the sum of all. As a ring does it, in two phases: each rank
// adds up its own share of the places (reduce-scatter), then everybody reads all shares (all-gather).
//
// Patarasuk and Yuan (2009), Bandwidth optimal all-reduce algorithms for clusters of workstations.

import type { Barrier } from './barrier.js';

/** The share [start, end) of `total` items that part `index` of `parts` has; sizes differ by one at most. */
export function shareOf(total: number, index: number, parts: number): readonly [start: number, end: number] {
  return [Math.floor((index * total) / parts), Math.floor(((index + 1) * total) / parts)];
}

/**
 * Writes the sum of `vectors` into `sum`, the same bits for everybody: at each place the vectors are added in the order of
 * their ranks, whichever thread came first. Called by all ranks, each with its own `rank`, once it has written its vector.
 * When it returns `sum` is complete, and stays so until this rank calls again.
 * @param vectors  one a rank, of equal length, in shared memory
 */
export function allReduceSum(vectors: readonly Float32Array[], sum: Float32Array, rank: number, barrier: Barrier): void {
  barrier.wait(vectors.length); // all vectors are written
  const [start, end] = shareOf(sum.length, rank, vectors.length);
  const mine = sum.subarray(start, end);
  mine.set(vectors[0].subarray(start, end));
  for (let r = 1; r < vectors.length; r++) {
    const other = vectors[r].subarray(start, end);
    for (let i = 0; i < mine.length; i++) mine[i] += other[i];
  }
  barrier.wait(vectors.length); // all shares are summed
}
