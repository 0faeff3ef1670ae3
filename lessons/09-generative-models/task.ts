/** Data to learn, data held back to judge by, and two yardsticks: fresh real points, and the best that one Gaussian can do. */
import { linalg, math, stats, type Random } from '../../src/core/index.js';
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { ownPoints } from './own.js';
import { drawTarget, type Target } from './targets.js';

const TRAIN = 2000;
const HELD_OUT = 2000;
/** Points that a model is scored by. */
export const SAMPLES = 1000;
/** Closer than this to a real point counts as on the data; the data's spread is 1 on each axis. */
const RADIUS = 0.15;
const LOG_2PI = 1.8378770664093453;

export interface Task {
  /** [n, 2], mean 0 and spread 1 on each axis. */
  readonly train: Matrix;
  readonly heldOut: Matrix;
  /** Both. */
  readonly all: Matrix;
  /** Real points like the others that nobody has seen, [SAMPLES, 2] at most. */
  readonly fresh: Matrix;
  readonly radius: number;
  /** The box that holds all points. */
  readonly range: readonly [number, number];
}

export interface TaskParams {
  readonly target: Target;
  readonly columns: string;
}

/** @throws UserError for a learner's table that does not fit */
export function makeTask({ target, columns }: TaskParams, data: LearnerData | undefined, random: Random): Task {
  const points = data ? ownPoints(data, columns, random.split('rows')) : drawTarget(target, TRAIN + HELD_OUT + SAMPLES, random.split('points'));
  standardise(points);
  const n = points.rows;
  const [first, second] = data ? [Math.floor(0.6 * n), Math.floor(0.85 * n)] : [TRAIN, TRAIN + HELD_OUT];
  const part = (from: number, to: number) => takeRows(points, Int32Array.from({ length: to - from }, (_, i) => from + i));
  const [train, heldOut, fresh] = [part(0, first), part(first, second), part(second, Math.min(n, second + SAMPLES))];
  const reach = points.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0) + 0.1;
  const all = part(0, second);
  // Few points stand far apart: then "on the data" is as far as 19 of 20 real points are from the others.
  const apart = data ? stats.quantile(stats.nearestNeighbours(all, fresh, 1).distances.data, 0.95) : 0;
  return { train, heldOut, all, fresh, radius: Math.max(RADIUS, apart), range: [-reach, reach] };
}

function standardise(points: Matrix): void {
  for (const axis of [0, 1]) {
    const column = linalg.columnOf(points, axis);
    const [mean, sd] = [stats.mean(column), stats.standardDeviation(column)];
    column.forEach((value, i) => (points.data[2 * i + axis] = (value - mean) / sd));
  }
}

/** The normal distribution with the mean and covariance of the data: points of it, and its log-likelihood. */
export function oneGaussian({ train, heldOut }: Task, n: number, random: Random): { readonly samples: Matrix; readonly logLikelihood: number } {
  const [a, b] = stats.columnMeans(train);
  const [vxx, vxy, , vyy] = stats.covarianceMatrix(train).data;
  const [l11, l21] = [Math.sqrt(vxx), vxy / Math.sqrt(vxx)];
  const l22 = Math.sqrt(Math.max(1e-6, vyy - l21 * l21)); // points may lie on a line
  const samples = matrix(n, 2);
  for (let i = 0; i < n; i++) {
    const [u, v] = [random.normal(), random.normal()];
    samples.data.set([a + l11 * u, b + l21 * u + l22 * v], 2 * i);
  }
  let sum = 0;
  for (let i = 0; i < heldOut.rows; i++) {
    const u = (heldOut.data[2 * i] - a) / l11;
    const v = (heldOut.data[2 * i + 1] - b - l21 * u) / l22;
    sum -= LOG_2PI + (u * u + v * v) / 2 + math.log(l11 * l22);
  }
  return { samples, logLikelihood: sum / heldOut.rows };
}
