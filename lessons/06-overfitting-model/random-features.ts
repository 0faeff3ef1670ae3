/**
 * Random features (Rahimi and Recht, 2007): a hidden layer whose random weights are never trained, and least squares on top. The
 * width alone sets how flexible the model is, and the fit is exact: no learning rate, no stopping.
 */
import { linalg, scope, stats, tensor, type Random } from '../../src/core/index.js';
import { DIGIT_CLASSES, DIGIT_PIXELS } from '../../src/data/noisy-digits.js';

/** Rectified random projections of some pictures, as many as the widest model has. */
export interface Features {
  readonly count: number;
  readonly widest: number;
  /** [count, widest] */
  readonly values: Float32Array;
  /** Room for {@link firstFeatures}. */
  readonly room: Float64Array;
}

/** Standard deviation of the random weights; pixels are 0 to 1. */
const SPREAD = 0.25;

/** max(0, x W) of training and test pictures under one random W, [64, widest]. */
export function randomFeatures<Part extends string>(pictures: Readonly<Record<Part, Float32Array>>, widest: number, random: Random): Record<Part, Features> {
  const projection = new Float32Array(DIGIT_PIXELS * widest);
  random.fillNormal(projection, 0, SPREAD);
  const features: Partial<Record<Part, Features>> = {};
  for (const part in pictures) {
    const count = pictures[part].length / DIGIT_PIXELS;
    const values = scope(() => tensor(pictures[part], [count, DIGIT_PIXELS]).matmul(tensor(projection, [DIGIT_PIXELS, widest])).relu().toArray());
    features[part] = { count, widest, values, room: new Float64Array(values.length) };
  }
  return features as Record<Part, Features>;
}

/** The first p features over the root of p, [count, p]: a narrow model is part of every wider one. Valid until the next call. */
export function firstFeatures({ count, widest, values, room }: Features, p: number): linalg.Matrix {
  const out = linalg.matrix(count, p, room.subarray(0, count * p));
  for (let i = 0; i < count; i++) for (let j = 0; j < p; j++) out.data[i * p + j] = values[i * widest + j] / Math.sqrt(p);
  return out;
}

/** 0.9 for the class, -0.1 for the others, [n, 10]: each row sums to 0. */
export function targetsOf(labels: Int32Array): linalg.Matrix {
  const out = linalg.matrix(labels.length, DIGIT_CLASSES, new Float64Array(labels.length * DIGIT_CLASSES).fill(-1 / DIGIT_CLASSES));
  labels.forEach((label, i) => (out.data[i * DIGIT_CLASSES + label] += 1));
  return out;
}

/** The fit itself: of all solutions with the least squared error the one of least length; with a penalty, ridge. */
export function fit(x: linalg.Matrix, y: linalg.Matrix, ridge: number): linalg.Matrix {
  const model = ridge > 0 ? stats.fitRidge(x, y, ridge, { intercept: false }) : stats.fitLeastSquares(x, y, { intercept: false });
  return model.coefficients;
}

/** Share of rows whose greatest output is not the label's. */
export function errorOf(outputs: linalg.Matrix, labels: Int32Array): number {
  return 1 - stats.accuracy(labels, stats.argmaxRows(outputs));
}
