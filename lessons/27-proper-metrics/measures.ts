/**
 * The measures under examination: each a function of two points, the formula with numbers put in, and what is proved about it.
 * Points are vectors, or distributions (weights over their sum). MSE, RMSE and MAE are taken as distances of two vectors.
 */
import * as stats from '../../src/core/stats/index.js';
import { fraction, number } from './readable.js';

export const MEASURES = [
  'mse', 'rmse', 'mae', 'crossEntropy', 'kl', 'jensenShannon', 'jsRoot', 'cosine', 'angular', 'squaredEuclidean', 'chebyshev', 'hamming', 'huber',
  'medianAbsolute', 'hellinger', 'totalVariation',
] as const;
export type MeasureName = (typeof MEASURES)[number];
export type Space = 'vectors' | 'distributions';

export interface Measure {
  readonly space: Space;
  /** Proved to fulfil all axioms, on all inputs of its space. */
  readonly theorem: boolean;
  distance(x: ArrayLike<number>, y: ArrayLike<number>): number;
  /** The formula with the coordinates in it, without the result. */
  formula(x: readonly number[], y: readonly number[]): string;
}

type Form = (x: readonly number[], y: readonly number[]) => string;
const pairs = (x: readonly number[], y: readonly number[], write: (a: number, b: number) => string, between = ' + ') =>
  x.map((a, i) => write(a, y[i])).join(between);
/** A sum without the terms in which both are 0; one term stays. */
const terms = (x: readonly number[], y: readonly number[], write: (a: number, b: number) => string) => {
  const kept = x.map((_, i) => i).filter((i) => x[i] !== 0 || y[i] !== 0);
  return (kept.length === 0 ? [0] : kept).map((i) => write(x[i], y[i])).join(' + ');
};
const signed = (b: number) => (b < 0 ? `(${number(b)})` : number(b));
const minus = (a: number, b: number) => (b < 0 ? `${number(a)} + ${number(-b)}` : `${number(a)} - ${number(b)}`);
const squares: Form = (x, y) => terms(x, y, (a, b) => `(${minus(a, b)})²`);
const absolutes: Form = (x, y) => terms(x, y, (a, b) => `|${minus(a, b)}|`);
/** Brackets around a sum of several terms, each of which ends in a bracket or a square. */
const bracketed = (sum: string) => (/[²|\])] \+ /.test(sum) ? `(${sum})` : sum);
const mean = (form: Form): Form => (x, y) => (x.length === 1 ? form(x, y) : `${bracketed(form(x, y))} / ${x.length}`);
const root = (form: Form): Form => (x, y) => `√(${form(x, y)})`;
const list = (name: string, form: (a: number, b: number) => string): Form => (x, y) => `${name}(${pairs(x, y, form, ', ')})`;
const cosine: Form = (x, y) => {
  const squared = (v: readonly number[]) => v.reduce((sum, a) => sum + a * a, 0);
  return `(${terms(x, y, (a, b) => `${signed(a)}·${signed(b)}`)}) / √(${number(squared(x))}·${number(squared(y))})`;
};
/** Terms with probability 0 vanish and are left out. */
const logs = (write: (a: number, b: number) => string): Form => (x, y) =>
  x.flatMap((a, i) => (a === 0 ? [] : [write(a, y[i])])).join(' + ');
const divergence = logs((a, b) => `${fraction(a)}·ln(${over(a, b)})`);
const over = (a: number, b: number) => `${fraction(a)} ÷ ${fraction(b)}`;
const towardsMiddle: Form = (x, y) => {
  const middle = x.map((a, i) => (a + y[i]) / 2);
  return `[${divergence(x, middle)} + ${divergence(y, middle)}] / 2`;
};
const size = (x: ArrayLike<number>) => x.length;
const vectors = (theorem: boolean, distance: Measure['distance'], formula: Form): Measure => ({ space: 'vectors', theorem, distance, formula });
const distributions = (theorem: boolean, distance: Measure['distance'], formula: Form): Measure => ({ space: 'distributions', theorem, distance, formula });

export const measures: Readonly<Record<MeasureName, Measure>> = {
  mse: vectors(false, (x, y) => stats.squaredEuclidean(x, y) / size(x), mean(squares)),
  rmse: vectors(true, (x, y) => Math.sqrt(stats.squaredEuclidean(x, y) / size(x)), root(mean(squares))),
  mae: vectors(true, (x, y) => stats.cityblock(x, y) / size(x), mean(absolutes)),
  crossEntropy: distributions(false, stats.crossEntropy, logs((a, b) => `-${fraction(a)}·ln(${fraction(b)})`)),
  kl: distributions(false, stats.klDivergence, divergence),
  jensenShannon: distributions(false, stats.jensenShannonDivergence, towardsMiddle),
  jsRoot: distributions(true, (x, y) => Math.sqrt(stats.jensenShannonDivergence(x, y)), root(towardsMiddle)),
  cosine: vectors(false, stats.cosineDistance, (x, y) => `1 - ${cosine(x, y)}`),
  angular: vectors(false, stats.angularDistance, (x, y) => `arccos(${cosine(x, y)}) / π`),
  squaredEuclidean: vectors(false, stats.squaredEuclidean, squares),
  chebyshev: vectors(true, stats.chebyshev, list('max', (a, b) => `|${minus(a, b)}|`)),
  hamming: vectors(true, stats.hamming, mean((x, y) => pairs(x, y, (a, b) => `[${number(a)} ≠ ${number(b)}]`))),
  huber: vectors(false, stats.huber, mean((x, y) => terms(x, y, (a, b) => `h(${minus(a, b)})`))),
  medianAbsolute: vectors(false, (x, y) => stats.median(Float64Array.from(x, (a, i) => Math.abs(a - y[i]))), list('median', (a, b) => `|${minus(a, b)}|`)),
  hellinger: distributions(true, stats.hellinger, (x, y) => `√([${pairs(x, y, (a, b) => `(√${fraction(a)} - √${fraction(b)})²`)}] / 2)`),
  totalVariation: distributions(true, stats.totalVariation, (x, y) => `(${pairs(x, y, (a, b) => `|${fraction(a)} - ${fraction(b)}|`)}) / 2`),
};
