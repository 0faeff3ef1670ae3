/**
 * Random forests (Breiman, 2001): trees on bootstrap samples, a random part of the columns at each split, predictions averaged.
 * Each tree has its own split of the Random, so more trees leave the first ones as they were.
 */
import { expectColumns, expectInteger, expectLabels } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';
import type { Random } from '../../random/index.js';
import { outOfBag, resample } from '../bootstrap.js';
import { fitClassificationTree, fitRegressionTree, leafOf, predictTree, treeImportances, type Tree, type TreeOptions } from './tree.js';

export interface ForestOptions extends TreeOptions {
  readonly random: Random;
  /** 100 unless given. */
  readonly trees?: number;
}

export interface Forest {
  readonly trees: readonly Tree[];
  /** Mean prediction of each row by the trees that did not see it, [n, classes] or [n, 1]; NaN where every tree saw it. */
  readonly outOfBag: Matrix;
}

/**
 * Class shares averaged over the trees. Columns a split: the root of their number unless given (as scikit-learn).
 * @throws RangeError as fitClassificationTree
 */
export function fitClassificationForest(x: Matrix, labels: ArrayLike<number>, options: ForestOptions & { readonly classes?: number }): Forest {
  const classes = expectLabels('fitClassificationForest', labels, options.classes);
  const maxFeatures = options.maxFeatures ?? Math.max(1, Math.floor(Math.sqrt(x.cols)));
  return plant(x, options, (random, rows) => fitClassificationTree(x, labels, { ...options, classes, maxFeatures, random }, rows));
}

/** Means averaged over the trees. Columns a split: a third unless given (as R's randomForest; scikit-learn takes all). */
export function fitRegressionForest(x: Matrix, y: ArrayLike<number>, options: ForestOptions): Forest {
  const maxFeatures = options.maxFeatures ?? Math.max(1, Math.floor(x.cols / 3));
  return plant(x, options, (random, rows) => fitRegressionTree(x, y, { ...options, maxFeatures, random }, rows));
}

/** Mean of the trees' predictions, [n, classes] or [n, 1]. */
export function predictForest(forest: Pick<Forest, 'trees'>, x: Matrix): Matrix {
  expectColumns('predictForest', x, forest.trees[0].columns);
  const out = matrix(x.rows, forest.trees[0].values.cols);
  for (const tree of forest.trees) predictTree(tree, x).data.forEach((value, at) => (out.data[at] += value / forest.trees.length));
  return out;
}

/** Mean of the trees' importances, [columns]. */
export function forestImportances(forest: Pick<Forest, 'trees'>): Float64Array {
  const out = new Float64Array(forest.trees[0].columns);
  for (const tree of forest.trees) treeImportances(tree).forEach((value, j) => (out[j] += value / forest.trees.length));
  return out;
}

function plant(x: Matrix, { random, trees = 100 }: ForestOptions, fit: (random: Random, rows: Int32Array) => Tree): Forest {
  expectInteger('forest', 'trees', trees, 1);
  const planted: Tree[] = [];
  const counts = new Float64Array(x.rows);
  let sums: Matrix | undefined;
  for (let t = 0; t < trees; t++) {
    const own = random.split(`tree ${t}`);
    const rows = resample(new Int32Array(x.rows), own);
    const tree = fit(own, rows);
    planted.push(tree);
    sums ??= matrix(x.rows, tree.values.cols);
    const { cols, data } = sums;
    for (const i of outOfBag(rows, x.rows)) {
      const leaf = leafOf(tree, x, i);
      for (let c = 0; c < cols; c++) data[i * cols + c] += tree.values.data[leaf * cols + c];
      counts[i] += 1;
    }
  }
  const whole = sums ?? matrix(x.rows, 1);
  return { trees: planted, outOfBag: matrix(whole.rows, whole.cols, whole.data.map((sum, at) => sum / counts[Math.floor(at / whole.cols)])) };
}
