/** k nearest neighbours by exact search (Cover and Hart, 1967). Of equally near rows the one with the lower index comes first. */
import { expectColumns, expectInteger, expectLabels, expectMatrix, expectSameLength } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';
import { dot, squaredDistance } from '../../linalg/vectors.js';

export type NeighbourMetric = 'euclidean' | 'cosine';

export interface Neighbours {
  /** Rows of `train`, nearest first, [queries * k]. */
  readonly indices: Int32Array;
  /** Their distances (Euclidean, or 1 - cosine), [queries, k]. */
  readonly distances: Matrix;
}

/**
 * @param train [n, p]  @param queries [m, p]
 * @param excludeSelf  leave row i of `train` out for query i: for neighbours within one set
 * @throws RangeError if widths differ, values are not finite, or k is not from 1 to the rows there are
 */
export function nearestNeighbours(
  train: Matrix,
  queries: Matrix,
  k: number,
  options: { readonly metric?: NeighbourMetric; readonly excludeSelf?: boolean } = {},
): Neighbours {
  const { metric = 'euclidean', excludeSelf = false } = options;
  expectMatrix('nearestNeighbours', 'train', train);
  expectMatrix('nearestNeighbours', 'queries', queries);
  expectColumns('nearestNeighbours', queries, train.cols);
  expectInteger('nearestNeighbours', 'k', k, 1, train.rows - (excludeSelf ? 1 : 0));
  const far = metric === 'euclidean' ? squaredDistance : cosineDistance;
  const indices = new Int32Array(queries.rows * k);
  const distances = matrix(queries.rows, k);
  for (let q = 0; q < queries.rows; q++) {
    const at = q * k;
    const row = distances.data.subarray(at, at + k).fill(Infinity);
    for (let i = 0; i < train.rows; i++) {
      if (excludeSelf && i === q) continue;
      const distance = far(train.data, i * train.cols, queries.data, q * train.cols, train.cols);
      if (distance >= row[k - 1]) continue;
      let place = k - 1;
      for (; place > 0 && row[place - 1] > distance; place--) {
        row[place] = row[place - 1];
        indices[at + place] = indices[at + place - 1];
      }
      row[place] = distance;
      indices[at + place] = i;
    }
    if (metric === 'euclidean') for (let j = 0; j < k; j++) row[j] = Math.sqrt(row[j]);
  }
  return { indices, distances };
}

/**
 * Shares of the classes among the k nearest rows, [queries, classes]; the predicted class is the first greatest.
 * @param labels  of `train`, 0 .. classes - 1
 */
export function knnProbabilities(train: Matrix, labels: ArrayLike<number>, queries: Matrix, k: number, classes?: number): Matrix {
  expectSameLength('knnProbabilities', 'train', train.rows, 'labels', labels.length);
  const count = expectLabels('knnProbabilities', labels, classes);
  const { indices } = nearestNeighbours(train, queries, k);
  const out = matrix(queries.rows, count);
  indices.forEach((index, at) => (out.data[Math.floor(at / k) * count + labels[index]] += 1 / k));
  return out;
}

function cosineDistance(a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, n: number): number {
  const size = Math.sqrt(dot(a, aFrom, a, aFrom, n) * dot(b, bFrom, b, bFrom, n));
  return size === 0 ? 1 : 1 - dot(a, aFrom, b, bFrom, n) / size;
}
