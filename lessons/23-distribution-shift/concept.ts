/**
 * Concept shift: the same rows, labelled by another rule. Nothing of x changes, and the classes stay about as common, or trade places:
 * a model that gives the commonest class to every row is no repair.
 */
import * as math from '../../src/core/math/index.js';
import * as stats from '../../src/core/stats/index.js';
import type { Population } from './population.js';

export interface Meaning {
  /** Labels in the source and in the target, [n] each. */
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** How far the threshold of a measure moves, in shares of the rows to either side of the middle. */
const THRESHOLD_MOVES = 0.2;
/** Share of the rows that a wider definition takes from the commonest class. */
const WIDER = 0.35;

/** @param strength 0 (the old rule) to 1 */
export function meaningOf(population: Population, strength: number): Meaning {
  const { x, y, side, measure, rule } = population;
  if (rule) return { before: y, after: turned(x.data, rule, strength) };
  if (measure) return { before: above(measure, 0.5 - THRESHOLD_MOVES * strength), after: above(measure, 0.5 + THRESHOLD_MOVES * strength) };
  return { before: y, after: side === undefined ? widened(population, strength) : renamed(y, population.classes.length, strength) };
}

/** The plane's rule, turned by up to a right angle about the middle. */
function turned(x: Float64Array, rule: (i: number, x1: number, x2: number) => number, strength: number): Int32Array {
  const angle = (strength * Math.PI) / 2;
  const [c, s] = [math.cos(angle), math.sin(angle)];
  return Int32Array.from({ length: x.length / 2 }, (_, i) => rule(i, c * x[2 * i] - s * x[2 * i + 1], s * x[2 * i] + c * x[2 * i + 1]));
}

/** 1 for rows above this quantile: a guideline that says from where on a patient counts as severe. */
function above(measure: Float64Array, share: number): Int32Array {
  const threshold = stats.quantile(measure, share);
  return Int32Array.from(measure, (value) => (value > threshold ? 1 : 0));
}

/** Pictures keep their meaning, but the first classes trade names in a circle: a new code for the same things. */
function renamed(y: Int32Array, classes: number, strength: number): Int32Array {
  const circle = Math.round(strength * classes);
  return y.map((label) => (label < circle ? (label + 1) % circle : label));
}

/** The rows of the commonest class that look most like another one now count as that other one. */
function widened({ x, y, classes }: Population, strength: number): Int32Array {
  const counts = new Float64Array(classes.length);
  for (const label of y) counts[label]++;
  const commonest = counts.indexOf(Math.max(...counts));
  const scaled = stats.standardise(x);
  const { data } = stats.softmaxProbabilities(stats.fitSoftmaxRegression(scaled, y, { classes: classes.length, tolerance: 1e-5 * y.length }), scaled);
  const k = classes.length;
  const order = Array.from(y.keys()).filter((i) => y[i] === commonest).sort((a, b) => data[a * k + commonest] - data[b * k + commonest] || a - b);
  const after = y.slice();
  for (const i of order.slice(0, Math.min(order.length, Math.round(WIDER * strength * y.length)))) {
    let next = commonest === 0 ? 1 : 0;
    for (let c = 0; c < k; c++) if (c !== commonest && data[i * k + c] > data[i * k + next]) next = c;
    after[i] = next;
  }
  return after;
}
