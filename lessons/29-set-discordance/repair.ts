/** What can be done about a difference between the sets. Each repair gives the pair that the model then works with. */
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { pooled, setLabels, takeColumns, type Pair } from './pair.js';

export const REPAIRS = ['none', 'drop', 'transform', 'weights', 'resplit'] as const;
export type Repair = (typeof REPAIRS)[number];

/** No row counts for more than 99 to 1: an odds ratio estimated from a few hundred rows knows no better. */
const MOST_CERTAIN = 0.99;

export interface Repaired {
  readonly pair: Pair;
  /** Of the training rows, mean 1. */
  readonly weights?: Float64Array;
  /** Columns taken out. */
  readonly dropped: readonly number[];
  /** Share of the test rows that are still test rows. */
  readonly testKept: number;
}

export interface RepairOptions {
  /** How many of the most telling columns go; one stays. */
  readonly dropCount: number;
  /** Of each column, as they rank, [p]. */
  readonly telling: ArrayLike<number>;
  /** P(test row) of all rows, by the better adversary, [n + m]. */
  readonly probabilities: Float64Array;
  readonly random: Random;
}

export function applyRepair(repair: Repair, pair: Pair, { dropCount, telling, probabilities, random }: RepairOptions): Repaired {
  switch (repair) {
    case 'none':
      return { pair, dropped: [], testKept: 1 };
    case 'drop':
      return drop(pair, mostTelling(telling).slice(0, Math.min(dropCount, pair.names.length - 1)));
    case 'transform':
      return { pair: { ...pair, train: fromOwnMinimum(pair.train), test: fromOwnMinimum(pair.test) }, dropped: [], testKept: 1 };
    case 'weights': {
      const own = probabilities.slice(0, pair.train.rows).map((p) => Math.min(MOST_CERTAIN, Math.max(1 - MOST_CERTAIN, p)));
      return { pair, weights: stats.importanceWeights(own, pair.train.rows, pair.test.rows), dropped: [], testKept: 1 };
    }
    case 'resplit':
      return resplit(pair, random);
  }
}

/** Columns from the most telling one down; the first of equals first. */
export function mostTelling(telling: ArrayLike<number>): number[] {
  return Array.from({ length: telling.length }, (_, j) => j).sort((a, b) => telling[b] - telling[a] || a - b);
}

function drop(pair: Pair, dropped: readonly number[]): Repaired {
  const kept = pair.names.map((_, j) => j).filter((j) => !dropped.includes(j));
  const { train, test, target } = pair;
  return { pair: { names: kept.map((j) => pair.names[j]), train: takeColumns(train, kept), test: takeColumns(test, kept), target }, dropped, testKept: 1 };
}

/** Every column counted from its own smallest value in its own set: an offset between the sets is gone, and so is anything else that moved the minimum. */
function fromOwnMinimum(x: Matrix): Matrix {
  const least = new Float64Array(x.cols).fill(Infinity);
  x.data.forEach((value, at) => (least[at % x.cols] = Math.min(least[at % x.cols], value)));
  return matrix(x.rows, x.cols, x.data.map((value, at) => value - least[at % x.cols]));
}

/** Both sets thrown together, and split again at random into two of the old sizes. */
function resplit(pair: Pair, random: Random): Repaired {
  const all = pooled(pair);
  const order = random.permutation(all.rows);
  const [first, second] = [order.slice(0, pair.train.rows), order.slice(pair.train.rows)];
  const { target } = pair;
  const classes = target && Int32Array.from([...target.train, ...target.test]);
  const pick = (rows: Int32Array) => (classes ? rows.map((row) => classes[row]) : new Int32Array(0));
  const split = { ...pair, train: takeRows(all, first), test: takeRows(all, second), target: target && { ...target, train: pick(first), test: pick(second) } };
  return { pair: split, dropped: [], testKept: second.filter((row) => row >= pair.train.rows).length / second.length };
}

/** Weights of all rows of a pair: those of the training rows, 1 for each test row. */
export function allWeights(pair: Pair, weights: Float64Array | undefined): Float64Array | undefined {
  if (!weights) return undefined;
  const out = new Float64Array(setLabels(pair).length).fill(1);
  out.set(weights);
  return out;
}
