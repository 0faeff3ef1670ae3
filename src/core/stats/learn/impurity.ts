/** What makes a split good: Gini impurity of classes, squared error of numbers, each updated row by row as the threshold moves. */

export interface SplitScore {
  /** Numbers a node predicts: classes, or 1. */
  readonly width: number;
  /** What the rows from..to - 1 predict, and their impurity. */
  summary(rows: Int32Array, from: number, to: number): { readonly value: readonly number[]; readonly impurity: number };
  /** All n rows stand on the right. */
  begin(rows: Int32Array, n: number): void;
  moveLeft(row: number): void;
  /** Impurity of both sides, weighted by rows, with `left` rows on the left; up to a constant of the node. */
  cost(left: number): number;
}

/** Gini: 1 - sum of squared shares. */
export function classScore(labels: ArrayLike<number>, classes: number): SplitScore {
  const [onLeft, onRight] = [new Float64Array(classes), new Float64Array(classes)];
  // Sums of squared counts, kept as rows move: (c + 1)^2 - c^2 = 2c + 1.
  let [leftSquares, rightSquares, total] = [0, 0, 0];
  return {
    width: classes,
    summary(rows, from, to) {
      const counts = new Array<number>(classes).fill(0);
      for (let i = from; i < to; i++) counts[labels[rows[i]]] += 1;
      const value = counts.map((count) => count / (to - from));
      return { value, impurity: 1 - value.reduce((sum, share) => sum + share * share, 0) };
    },
    begin(rows, n) {
      onLeft.fill(0);
      onRight.fill(0);
      for (let i = 0; i < n; i++) onRight[labels[rows[i]]] += 1;
      [leftSquares, total] = [0, n];
      rightSquares = onRight.reduce((sum, count) => sum + count * count, 0);
    },
    moveLeft(row) {
      const c = labels[row];
      leftSquares += 2 * onLeft[c] + 1;
      rightSquares -= 2 * onRight[c] - 1;
      onLeft[c] += 1;
      onRight[c] -= 1;
    },
    cost: (left) => total - leftSquares / left - rightSquares / (total - left),
  };
}

/** Sum of squared deviations from the mean. */
export function meanScore(y: ArrayLike<number>): SplitScore {
  let [left, right, total, centre] = [0, 0, 0, 0];
  return {
    width: 1,
    summary(rows, from, to) {
      let [mean, squares] = [0, 0];
      for (let i = from; i < to; i++) mean += y[rows[i]] / (to - from);
      for (let i = from; i < to; i++) squares += (y[rows[i]] - mean) * (y[rows[i]] - mean);
      return { value: [mean], impurity: squares / (to - from) };
    },
    begin(rows, n) {
      // About the node's mean, so that a large mean costs no digits.
      centre = 0;
      for (let i = 0; i < n; i++) centre += y[rows[i]] / n;
      [left, right, total] = [0, 0, n];
      for (let i = 0; i < n; i++) right += y[rows[i]] - centre;
    },
    moveLeft(row) {
      left += y[row] - centre;
      right -= y[row] - centre;
    },
    cost: (count) => -(left * left) / count - (right * right) / (total - count),
  };
}
