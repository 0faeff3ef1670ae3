/** What has happened so far in a run of `data-parallel`: all that its metrics and pictures are made from. */
export interface Point {
  readonly step: number;
  /** Largest differences between weights: replica 0 and the device with the whole batch, */
  readonly bigBatch: number;
  /** replica 0 and the device that adds up the parts, */
  readonly accumulated: number;
  /** replica 0 and each replica, and the replica furthest from it; */
  readonly distances: readonly number[];
  readonly replicas: number;
  /** and how far training has moved any weight. */
  readonly change: number;
  /** On the test set, one a replica. */
  readonly accuracies: readonly number[];
  readonly bigBatchAccuracy: number;
}

/** Milliseconds of one step of the whole batch, shared by so many replicas. */
export interface Timing {
  readonly replicas: number;
  readonly computing: number;
  readonly exchanging: number;
}

export interface History {
  readonly replicas: number;
  readonly steps: number;
  readonly average: boolean;
  readonly points: Point[];
  readonly timings: Timing[];
}

export function largestDifference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}
