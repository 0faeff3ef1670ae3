/** One measure for all families: how far their points are from real ones, and what else may be said of a model. */
import { stats, tensor } from '../../src/core/index.js';
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import type { GenerativeModel } from './families/family.js';

/** Real points that distances are taken to. */
const COMPARED = 800;

/** Real points to score by: both parts, the part held out, and what counts as near. */
export interface RealPoints {
  readonly all: Matrix;
  readonly heldOut: Matrix;
  readonly radius: number;
}

/** How the samples lie among real points. */
export interface Nearness {
  /** Share of samples that are farther than the radius from every real point. */
  readonly offShare: number;
  /** Share of held-out points that have a sample within the radius. */
  readonly coverage: number;
}

export interface Score extends Nearness {
  /** Squared energy distance to held-out points, unbiased: about 0 for a perfect model, sometimes below. */
  readonly energyDistance: number;
}

export function scoreSamples(samples: Matrix, real: RealPoints): Score {
  return { energyDistance: distanceTo(samples, real), ...nearness(samples, real) };
}

export function nearness(samples: Matrix, { all, heldOut, radius }: RealPoints): Nearness {
  const { distances: toReal } = stats.nearestNeighbours(all, samples, 1);
  const { distances: toSample } = stats.nearestNeighbours(samples, heldOut, 1);
  return { offShare: share(toReal.data, (distance) => distance > radius), coverage: share(toSample.data, (distance) => distance <= radius) };
}

/** The energy distance alone, which is enough while training goes on. */
export function distanceTo(samples: Matrix, { heldOut }: RealPoints): number {
  const rows = Int32Array.from({ length: Math.min(COMPARED, heldOut.rows) }, (_, i) => i);
  return stats.energyDistance(samples, takeRows(heldOut, rows), 'u');
}

export interface LikelihoodScore {
  readonly kind: 'exact' | 'bound';
  /** Mean over held-out points, in nats. */
  readonly value: number;
}

/** undefined for a family that has no density to ask for. */
export function likelihoodOf(model: GenerativeModel, { heldOut }: RealPoints): LikelihoodScore | undefined {
  if (!model.likelihood) return undefined;
  const points = tensor(Float32Array.from(heldOut.data), [heldOut.rows, 2]);
  const value = stats.mean(model.likelihood.of(points));
  points.dispose();
  return { kind: model.likelihood.kind, value };
}

/** n new points of a model as a matrix. */
export function samplesOf(model: GenerativeModel, n: number, random: Parameters<GenerativeModel['sample']>[1]): Matrix {
  const points = model.sample(n, random);
  const samples = matrix(n, 2, Float64Array.from(points.toArray()));
  points.dispose();
  return samples;
}

function share(values: Float64Array, test: (value: number) => boolean): number {
  let count = 0;
  for (const value of values) if (test(value)) count++;
  return count / values.length;
}
