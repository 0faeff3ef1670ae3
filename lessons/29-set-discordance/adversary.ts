/**
 * The adversary: two classifiers that try to tell training rows (0) from test rows (1), judged on rows they did not learn from.
 * What they reach where there is nothing to find comes from running the whole procedure again on shuffled set labels.
 */
import type { Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';

export const ADVERSARIES = ['logistic', 'forest'] as const;
export type Adversary = (typeof ADVERSARIES)[number];

const FOLDS = 5;
/** Weak, for the probabilities become weights: a strong penalty would draw them together and correct too little. */
const L2 = 10;
const TREES = 40;
const MIN_LEAF = 8;

/** What one classifier found. */
export interface Verdict {
  readonly auc: number;
  /** P(test row), by a model that did not see the row, [rows]. */
  readonly probabilities: Float64Array;
  /** Share of each column in the decision: of the absolute coefficients, or of the forest's splits, [p]. */
  readonly importance: Float64Array;
}

/**
 * @param x        training and test rows, [n, p]
 * @param set      0 training, 1 test, [n]
 * @param weights  of the rows, in the logistic fit and in both AUCs; 1 unless given, [n]
 */
export function accuse(kind: Adversary, x: Matrix, set: Int32Array, random: Random, weights?: Float64Array): Verdict {
  const { probabilities, importance } = kind === 'logistic' ? byLogistic(x, set, random, weights) : byForest(x, set, random);
  return { auc: weights ? stats.weightedAuc(set, probabilities, weights) : stats.auc(set, probabilities), probabilities, importance };
}

/** Five-fold cross-validation. */
function byLogistic(x: Matrix, set: Int32Array, random: Random, weights?: Float64Array): Omit<Verdict, 'auc'> {
  const { probabilities, models } = stats.crossFitLogistic(stats.standardise(x), set, { random, folds: FOLDS, l2: L2, tolerancePerRow: 1e-6, weights });
  const importance = new Float64Array(x.cols);
  for (const { coefficients } of models) {
    const total = coefficients.reduce((sum, b) => sum + Math.abs(b), 0);
    if (total > 0) coefficients.forEach((b, j) => (importance[j] += Math.abs(b) / total / FOLDS));
  }
  return { probabilities, importance };
}

/** Out of bag: each row is judged by the trees that did not learn from it, which makes the folds unnecessary (Breiman, 1996). */
function byForest(x: Matrix, set: Int32Array, random: Random): Omit<Verdict, 'auc'> {
  const forest = stats.fitClassificationForest(x, set, { trees: TREES, minLeaf: MIN_LEAF, classes: 2, random });
  const probabilities = Float64Array.from(set, (_, i) => forest.outOfBag.data[2 * i + 1]);
  // A row that every tree saw has no verdict: undecided. With 40 trees that is one row in 100 million.
  return { probabilities: probabilities.map((p) => (Number.isFinite(p) ? p : 0.5)), importance: stats.forestImportances(forest) };
}

/** One AUC where there is nothing to find: the set labels are shuffled and everything is done again. */
export function shuffledAuc(kind: Adversary, x: Matrix, set: Int32Array, random: Random): number {
  return accuse(kind, x, random.split('labels').shuffle(set.slice()), random.split(kind)).auc;
}

/** The AUCs of shuffled labels, and how the real one stands among them. */
export interface Null {
  readonly aucs: readonly number[];
  /** Where AUCs without a difference lie. */
  readonly interval: readonly [number, number];
  /** How often they do: 0.95, less with few shuffles. */
  readonly share: number;
}

/**
 * The k-th smallest and the k-th largest of m, with k = 2.5 % of m + 1: for m = 39, the smallest and the largest.
 * A further shuffle falls between them with probability 1 - 2k / (m + 1).
 */
export function nullOf(aucs: readonly number[]): Null {
  const sorted = [...aucs].sort((a, b) => a - b);
  const k = Math.max(1, Math.floor(0.025 * (aucs.length + 1)));
  return { aucs, interval: [sorted[k - 1], sorted[sorted.length - k]], share: 1 - (2 * k) / (aucs.length + 1) };
}

/** How often chance alone is as good: (b + 1) / (m + 1), b of m shuffles at least as large (Phipson and Smyth, 2010). */
export function pValue(auc: number, { aucs }: Pick<Null, 'aucs'>): number {
  return (aucs.filter((other) => other >= auc - 1e-12).length + 1) / (aucs.length + 1);
}

const ALPHA = 0.05;

/** Whether an AUC is more than chance gives: p at most 5 %, or as small as so few shuffles can make it. */
export function differs(p: number | undefined, { aucs }: Pick<Null, 'aucs'>): boolean {
  return p !== undefined && p <= Math.max(ALPHA, 1 / (aucs.length + 1));
}

/** How well each column tells the sets apart on its own, whichever way round: 0.5 to 1, [p]. */
export function singleAucs(x: Matrix, set: Int32Array): Float64Array {
  const column = new Float64Array(x.rows);
  return Float64Array.from({ length: x.cols }, (_, j) => {
    for (let i = 0; i < x.rows; i++) column[i] = x.data[i * x.cols + j];
    const auc = stats.auc(set, column);
    return Math.max(auc, 1 - auc);
  });
}
