/**
 * What can be done about a shift. Every repair is given the same: labelled source rows, unlabelled target rows, and the few target
 * labels that were bought; each is right about one kind of shift and assumes something that is false for the others.
 */
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import * as math from '../../src/core/math/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { augmented } from './domain.js';
import { fitModel, type Model } from './model.js';
import type { Rows } from './population.js';
import { stacked, type World } from './shift.js';

/** none: the model as it is. ceiling: as many labelled rows from the target as there were training rows. */
export const REPAIRS = ['none', 'weights', 'trueWeights', 'bbse', 'em', 'align', 'augment', 'recalibrate', 'newOnly', 'pooled', 'ceiling'] as const;
export type Repair = (typeof REPAIRS)[number];

export interface RepairSettings {
  readonly classes: number;
  readonly degree: number;
  /** Target rows with labels: the first of the pool. */
  readonly labels: number;
  /** No row weighs more than this many average rows. */
  readonly maxWeight: number;
  readonly side?: number;
}

export interface Repaired {
  /** P(class) of target rows. */
  readonly model: Model;
  /** Of the training rows. */
  readonly weights?: Float64Array;
  /** Estimated class shares of the target. */
  readonly priors?: Float64Array;
}

/** Of the few labels: the old answers are the better guess until there are more. */
const L2_RECALIBRATION = 0.1;
const COPIES = 3;

/** Undefined where a repair has nothing to work with: no labels, no known truth. */
export function repair(name: Repair, world: World, plain: Model, settings: RepairSettings, random: Random): Repaired | undefined {
  const { train, pool, holdout } = world;
  const labels = Math.min(settings.labels, pool.y.length);
  const bought = firstRows(pool, labels);
  const weighted = (weights: Float64Array): Repaired => ({ weights, model: fitModel(train, { ...settings, weights }) });
  switch (name) {
    case 'none':
      return { model: plain };
    case 'weights':
      return weighted(clip(densityRatio(train.x, pool.x, random), settings.maxWeight));
    case 'trueWeights':
      return world.truth && weighted(clip(world.truth, settings.maxWeight));
    case 'bbse': {
      const ratio = stats.blackBoxShift(holdout.y, plain.probabilities(holdout.x), plain.probabilities(pool.x));
      const before = sharesOf(train.y, settings.classes);
      const priors = ratio.map((weight, c) => weight * before[c]);
      const total = priors.reduce((sum, share) => sum + share, 0);
      const weights = Float64Array.from(train.y, (label) => ratio[label]);
      return total > 0 && weights.some((weight) => weight > 0) ? { ...weighted(clip(weights, settings.maxWeight)), priors: priors.map((share) => share / total) } : { model: plain };
    }
    case 'em': {
      const before = sharesOf(train.y, settings.classes).map((share) => Math.max(share, 1e-3));
      const { priors } = stats.priorShift(plain.probabilities(pool.x), before);
      return { priors, model: { probabilities: (x) => reweighed(plain.probabilities(x), priors.map((share, c) => share / before[c])) } };
    }
    case 'align':
      return { model: aligned(train, settings, pool.x) };
    case 'augment': {
      const copies = Array.from({ length: COPIES }, (_, copy) => augmented(train.x, settings.side, random.split(`copy ${copy}`)));
      return { model: fitModel(copies.reduce<Rows>((all, x) => joined(all, { x, y: train.y }), train), settings) };
    }
    case 'recalibrate':
      return labels === 0 ? undefined : { model: recalibrated(plain, bought, settings.classes) };
    case 'newOnly':
      return labels === 0 ? undefined : { model: fitModel(bought, settings) };
    case 'pooled':
      return labels === 0 ? undefined : { model: fitModel(joined(train, bought), settings) };
    case 'ceiling':
      return { model: fitModel(pool, settings) };
  }
}

/**
 * p_target(x) / p_source(x) of the source rows, mean 1, from a classifier that did not learn from the row. The more columns, the stronger
 * its penalty: else it finds differences where there are none.
 */
export function densityRatio(source: Matrix, target: Matrix, random: Random): Float64Array {
  const all = stacked(source, target);
  const set = new Int32Array(all.rows).fill(1, source.rows);
  const { probabilities } = stats.crossFitLogistic(stats.standardise(all), set, { random, l2: source.cols, tolerancePerRow: 1e-6 });
  return stats.importanceWeights(probabilities.slice(0, source.rows).map((p) => Math.min(p, 1 - 1e-12)), source.rows, target.rows);
}

/** At most so many times the mean, then mean 1 again. */
export function clip(weights: Float64Array, most: number): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const cut = weights.map((weight) => Math.min(weight, most * mean));
  const next = cut.reduce((sum, weight) => sum + weight, 0) / cut.length;
  return cut.map((weight) => weight / next);
}

/** Each side scaled by its own means and standard deviations: what the instrument did to every column alike is undone. */
function aligned(train: Rows, settings: RepairSettings, pool: Matrix): Model {
  const model = fitModel({ x: stats.standardise(train.x), y: train.y }, settings);
  return { probabilities: (x) => model.probabilities(stats.standardise(x, pool)) };
}

/** A small model on the old model's log-probabilities: for two classes a slope and an intercept (Platt, 1999), else a row of them a class. */
function recalibrated(plain: Model, bought: Rows, classes: number): Model {
  const logits = (x: Matrix) => {
    const p = plain.probabilities(x);
    const out = matrix(p.rows, classes);
    p.data.forEach((value, at) => (out.data[at] = math.log(Math.max(1e-6, value))));
    return out;
  };
  const scores = stats.fitSoftmaxRegression(logits(bought.x), bought.y, { classes, l2: L2_RECALIBRATION, tolerance: 1e-5 * bought.y.length });
  return { probabilities: (x) => stats.softmaxProbabilities(scores, logits(x)) };
}

function reweighed(p: Matrix, factors: ArrayLike<number>): Matrix {
  const out = matrix(p.rows, p.cols, p.data.map((value, at) => value * factors[at % p.cols]));
  for (let i = 0; i < p.rows; i++) {
    const row = out.data.subarray(i * p.cols, (i + 1) * p.cols);
    const sum = row.reduce((all, value) => all + value, 0);
    for (let c = 0; c < p.cols; c++) row[c] = sum > 0 ? row[c] / sum : 1 / p.cols;
  }
  return out;
}

export function sharesOf(y: Int32Array, classes: number): Float64Array {
  const out = new Float64Array(classes);
  for (const label of y) out[label] += 1 / y.length;
  return out;
}

function firstRows({ x, y }: Rows, n: number): Rows {
  return { x: takeRows(x, Int32Array.from({ length: n }, (_, i) => i)), y: y.subarray(0, n) };
}

function joined(a: Rows, b: Rows): Rows {
  const y = new Int32Array(a.y.length + b.y.length);
  y.set(a.y);
  y.set(b.y, a.y.length);
  return { x: stacked(a.x, b.x), y };
}
