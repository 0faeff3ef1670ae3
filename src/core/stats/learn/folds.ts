/** Folds for cross-validation: every row is tested once. */
import { expectInteger, expectLabels } from '../../linalg/expect.js';
import type { Random } from '../../random/index.js';

export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/**
 * k folds of shuffled rows, sizes differing by at most one; k = n leaves one out.
 * @throws RangeError unless 2 <= k <= n
 */
export function kFold(n: number, k: number, random: Random): Fold[] {
  expectInteger('kFold', 'k', k, 2, n);
  const order = random.permutation(n);
  const place = new Int32Array(n);
  order.forEach((row, i) => (place[row] = i % k));
  return fromPlaces(place, k);
}

/** As {@link kFold}, with each class spread evenly over the folds. @param labels 0 .. classes - 1 */
export function stratifiedKFold(labels: ArrayLike<number>, k: number, random: Random): Fold[] {
  expectLabels('stratifiedKFold', labels);
  expectInteger('stratifiedKFold', 'k', k, 2, labels.length);
  const place = new Int32Array(labels.length);
  const order = random.permutation(labels.length).sort((a, b) => labels[a] - labels[b]);
  order.forEach((row, i) => (place[row] = i % k));
  return fromPlaces(place, k);
}

function fromPlaces(place: Int32Array, k: number): Fold[] {
  const rows = Int32Array.from(place, (_, i) => i);
  return Array.from({ length: k }, (_, fold) => ({ train: rows.filter((i) => place[i] !== fold), test: rows.filter((i) => place[i] === fold) }));
}
