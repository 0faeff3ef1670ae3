/**
 * Decision trees of Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees": binary splits on single
 * columns, chosen by Gini impurity (classes) or squared error (numbers), at the midpoint between neighbouring values. A stump is
 * a tree of depth 1. Of equally good splits the first column and the lowest threshold win.
 */
import { expectColumns, expectInteger, expectLabels, expectMatrix, expectSameLength, expectFinite } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';
import type { Random } from '../../random/index.js';
import { classScore, meanScore, type SplitScore } from './impurity.js';
import { sortByKey } from './sort.js';

export interface TreeOptions {
  /** No limit unless given. */
  readonly maxDepth?: number;
  /** Least rows on either side of a split; 1 unless given. */
  readonly minLeaf?: number;
  /** Columns looked at for each split, drawn by `random`; all unless given. */
  readonly maxFeatures?: number;
  /** Needed where maxFeatures is below the number of columns. */
  readonly random?: Random;
}

/** Node 0 is the root; nodes of a tree lie in the order in which they were made, parents before children. */
export interface Tree {
  readonly columns: number;
  /** Column a node splits on; -1 at a leaf. */
  readonly feature: Int32Array;
  /** Rows with x <= threshold go left. */
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Shares of the classes, or the mean response, of the rows at each node; [nodes, classes] or [nodes, 1]. */
  readonly values: Matrix;
  /** Impurity of each node: Gini, or mean squared error. */
  readonly impurity: Float64Array;
  /** Rows at each node. */
  readonly samples: Int32Array;
}

/**
 * A classification tree.
 * @param rows  rows to use (repeats count), all unless given
 * @throws RangeError for shapes, labels, values and options that do not fit
 */
export function fitClassificationTree(x: Matrix, labels: ArrayLike<number>, options: TreeOptions & { readonly classes?: number } = {}, rows?: Int32Array): Tree {
  expectSameLength('fitClassificationTree', 'x', x.rows, 'labels', labels.length);
  return grow('fitClassificationTree', x, classScore(labels, expectLabels('fitClassificationTree', labels, options.classes)), options, rows);
}

/** A regression tree. @throws RangeError as {@link fitClassificationTree} */
export function fitRegressionTree(x: Matrix, y: ArrayLike<number>, options: TreeOptions = {}, rows?: Int32Array): Tree {
  expectSameLength('fitRegressionTree', 'x', x.rows, 'y', y.length);
  expectFinite('fitRegressionTree', 'y', y);
  return grow('fitRegressionTree', x, meanScore(y), options, rows);
}

/** Class shares or mean of the leaf of each row, [n, classes] or [n, 1]. */
export function predictTree(tree: Tree, x: Matrix): Matrix {
  expectColumns('predictTree', x, tree.columns);
  const out = matrix(x.rows, tree.values.cols);
  for (let i = 0; i < x.rows; i++) {
    const leaf = leafOf(tree, x, i);
    for (let c = 0; c < out.cols; c++) out.data[i * out.cols + c] = tree.values.data[leaf * out.cols + c];
  }
  return out;
}

/** The node in which row i ends. */
export function leafOf(tree: Tree, x: Matrix, i: number): number {
  let node = 0;
  while (tree.feature[node] >= 0) node = x.data[i * x.cols + tree.feature[node]] <= tree.threshold[node] ? tree.left[node] : tree.right[node];
  return node;
}

/**
 * Importance of each column: how much its splits lower the impurity, weighted by rows, as shares of the whole (Breiman's Gini
 * importance; scikit-learn's `feature_importances_`), [columns]. All 0 where the tree is one leaf.
 */
export function treeImportances(tree: Tree): Float64Array {
  const out = new Float64Array(tree.columns);
  tree.feature.forEach((feature, node) => {
    if (feature < 0) return;
    const [l, r] = [tree.left[node], tree.right[node]];
    out[feature] += tree.samples[node] * tree.impurity[node] - tree.samples[l] * tree.impurity[l] - tree.samples[r] * tree.impurity[r];
  });
  const total = out.reduce((sum, value) => sum + value, 0);
  return total > 0 ? out.map((value) => value / total) : out;
}

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly cost: number;
}

function grow(where: string, x: Matrix, score: SplitScore, options: TreeOptions, chosen?: Int32Array): Tree {
  const { maxDepth = Infinity, minLeaf = 1, maxFeatures = x.cols, random } = options;
  expectMatrix(where, 'x', x);
  expectInteger(where, 'minLeaf', minLeaf, 1);
  expectInteger(where, 'maxFeatures', maxFeatures, 1, x.cols);
  if (maxDepth !== Infinity) expectInteger(where, 'maxDepth', maxDepth, 0);
  if (maxFeatures < x.cols && !random) throw new RangeError(`${where}: maxFeatures ${maxFeatures} of ${x.cols} columns needs \`random\` to draw them`);

  const rows = chosen ? chosen.slice() : Int32Array.from({ length: x.rows }, (_, i) => i);
  if (rows.length === 0) throw new RangeError(`${where}: there are no rows; give at least one`);
  const keys = new Float64Array(rows.length);
  const sorted = new Int32Array(rows.length);
  const feature: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const values: number[] = [];
  const impurity: number[] = [];
  const samples: number[] = [];

  const open = (from: number, to: number, depth: number): { node: number; from: number; to: number; depth: number } => {
    const node = feature.push(-1) - 1;
    threshold.push(0);
    left.push(-1);
    right.push(-1);
    const summary = score.summary(rows, from, to);
    values.push(...summary.value);
    impurity.push(summary.impurity);
    samples.push(to - from);
    return { node, from, to, depth };
  };

  const waiting = [open(0, rows.length, 0)];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, from, to, depth } = next;
    if (depth >= maxDepth || to - from < 2 * minLeaf || impurity[node] <= 1e-15) continue;
    const split = bestSplit(from, to);
    if (!split) continue;
    const middle = partition(from, to, split);
    feature[node] = split.feature;
    threshold[node] = split.threshold;
    const [a, b] = [open(from, middle, depth + 1), open(middle, to, depth + 1)];
    left[node] = a.node;
    right[node] = b.node;
    waiting.push(b, a);
  }
  return {
    columns: x.cols,
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    values: matrix(feature.length, score.width, values),
    impurity: Float64Array.from(impurity),
    samples: Int32Array.from(samples),
  };

  function bestSplit(from: number, to: number): Split | undefined {
    const n = to - from;
    let best: Split | undefined;
    // All columns in their order, or a random order of which constant columns do not count (as scikit-learn).
    const order = random && maxFeatures < x.cols ? random.permutation(x.cols) : undefined;
    for (let place = 0, seen = 0; place < x.cols && seen < maxFeatures; place++) {
      const column = order ? order[place] : place;
      for (let i = 0; i < n; i++) {
        sorted[i] = rows[from + i];
        keys[i] = x.data[sorted[i] * x.cols + column];
      }
      sortByKey(keys, sorted, n);
      if (keys[0] === keys[n - 1]) continue;
      seen += 1;
      score.begin(sorted, n);
      for (let i = 1; i < n; i++) {
        score.moveLeft(sorted[i - 1]);
        if (keys[i] === keys[i - 1] || i < minLeaf || n - i < minLeaf) continue;
        const cost = score.cost(i);
        if (best && cost >= best.cost - 1e-12 * Math.abs(best.cost)) continue;
        const middle = keys[i - 1] + (keys[i] - keys[i - 1]) / 2;
        best = { feature: column, threshold: middle < keys[i] ? middle : keys[i - 1], cost };
      }
    }
    return best;
  }

  /** Rows that go left first, each side in its order. @returns where the right side begins */
  function partition(from: number, to: number, split: Split): number {
    let [at, later] = [from, 0];
    for (let i = from; i < to; i++) {
      if (x.data[rows[i] * x.cols + split.feature] <= split.threshold) rows[at++] = rows[i];
      else sorted[later++] = rows[i];
    }
    rows.set(sorted.subarray(0, later), at);
    return at;
  }
}
