/** The classifiers whose accuracy is estimated: cheap enough that they can be fitted many thousand times while you watch. */
import { linalg, stats } from '../../src/core/index.js';

export const MODELS = ['centroid', 'neighbour', 'ridge', 'bayes'] as const;
export type ModelName = (typeof MODELS)[number];

export const CLASSES = 10;
/** Of the ridge classifier: enough for 64 pixels and few rows. */
const RIDGE = 1;
/** Share of the largest variance added to all; many pixels of few digits do not vary at all. */
const SMOOTHING = 0.05;

export interface Examples {
  /** [n, 64] */
  readonly x: linalg.Matrix;
  readonly labels: Int32Array;
}

/** Fits to these examples; the function that comes back guesses the classes of rows, [m]. */
export type Fit = (examples: Examples) => (queries: linalg.Matrix) => Int32Array;

export const fits: Readonly<Record<ModelName, Fit>> = {
  centroid({ x, labels }) {
    const rows = Array.from({ length: CLASSES }, (): number[] => []);
    labels.forEach((label, i) => rows[label].push(i));
    const present = rows.flatMap((own, c) => (own.length > 0 ? [c] : []));
    const centres = linalg.fromRows(present.map((c) => stats.columnMeans(linalg.takeRows(x, rows[c]))));
    return (queries) => stats.nearestNeighbours(centres, queries, 1).indices.map((nearest) => present[nearest]);
  },
  neighbour({ x, labels }) {
    return (queries) => stats.nearestNeighbours(x, queries, 1).indices.map((nearest) => labels[nearest]);
  },
  ridge({ x, labels }) {
    const targets = linalg.matrix(x.rows, CLASSES);
    labels.forEach((label, i) => (targets.data[i * CLASSES + label] = 1));
    const model = stats.fitRidge(x, targets, RIDGE);
    return (queries) => stats.argmaxRows(stats.predictLinear(model, queries));
  },
  bayes({ x, labels }) {
    const present = Array.from(new Set(labels)).sort((a, b) => a - b);
    const place = labels.map((label) => present.indexOf(label));
    const model = stats.fitNaiveBayes('gaussian', x, place, { varianceSmoothing: SMOOTHING });
    return (queries) => stats.argmaxRows(stats.naiveBayesLogJoint(model, queries)).map((c) => present[c]);
  },
};

export function countRight(guesses: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (guesses[i] === labels[i]) right++;
  return right;
}
