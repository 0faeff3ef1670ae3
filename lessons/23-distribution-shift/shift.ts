/**
 * One world: labelled rows from the source to learn from and to check by, and rows from a target that differs in one known way. What
 * stays the same in each kind of shift stays exactly the same, for the rows of both sides come from one population.
 */
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import * as math from '../../src/core/math/index.js';
import type { Random } from '../../src/core/random/index.js';
import { UserError } from '../../src/lesson/index.js';
import { transformPictures, transformTable, type Change } from './domain.js';
import { meaningOf } from './concept.js';
import { mainDirection, type Population, type Rows } from './population.js';

export const SHIFTS = ['none', 'covariate', 'label', 'concept', 'domain'] as const;
export type Shift = (typeof SHIFTS)[number];

export interface World {
  readonly train: Rows;
  /** From the source, not learnt from. */
  readonly holdout: Rows;
  /** Target rows that have come in. Their labels are unknown, but for the first few that are bought. */
  readonly pool: Rows;
  /** Target rows that everything is judged by. */
  readonly test: Rows;
  /** p_target / p_source of the training rows, where it is known, mean 1, [train] */
  readonly truth?: Float64Array;
}

export interface ShiftOptions {
  readonly shift: Shift;
  /** 0 (no shift) to 1 */
  readonly strength: number;
  readonly change: Change;
  /** Training rows; as many are held out, and as many come in from the target, if there are enough. */
  readonly rows: number;
}

/** How steeply the chance to be in the target rises along the main direction at full strength; it grows with the square of the strength. */
const STEEPEST = 4;
/** Share of the favoured classes in the target under a label shift of full strength: of two classes one, of ten two. */
const FAVOURED = { two: 0.85, more: 0.95 };
const MOST_TEST_ROWS = 1000;
const MIN_PART = 20;

/** @throws UserError shift.few */
export function makeWorld(population: Population, options: ShiftOptions, random: Random): World {
  const world = divideBy(population, options, random);
  const least = Math.min(world.train.y.length, world.pool.y.length, world.test.y.length);
  if (least < MIN_PART) throw new UserError('shift.few', { rows: least, min: MIN_PART });
  return world;
}

function divideBy(population: Population, options: ShiftOptions, random: Random): World {
  if (population.arrived) {
    const mine = random.split('source').permutation(population.x.rows);
    const theirs = random.split('target').permutation(population.arrived.x.rows);
    return divide(population, mine, population.arrived, theirs, options.rows);
  }
  const { shift, strength } = options;
  const order = random.split('rows').permutation(population.x.rows);
  if (shift === 'covariate') {
    const slope = STEEPEST * strength * strength;
    const along = mainDirection(population);
    const coin = random.split('side');
    const inTarget = Uint8Array.from(along, (z) => (coin.bernoulli(math.sigmoid(slope * z)) ? 1 : 0));
    const source = order.filter((row) => inTarget[row] === 0);
    const world = divide(population, source, population, order.filter((row) => inTarget[row] === 1), options.rows);
    const ratio = source.subarray(0, world.train.y.length);
    return { ...world, truth: meanOne(Float64Array.from(ratio, (row) => math.exp(slope * along[row]))) };
  }
  const half = Math.min(2 * options.rows, Math.floor(order.length / 2));
  const source = order.subarray(0, half);
  const rest = order.subarray(half);
  if (shift === 'label') {
    const { rows, weights } = resampleClasses(population, source, rest, strength, random.split('classes'));
    const world = divide(population, source, population, rows, options.rows);
    return { ...world, truth: meanOne(Float64Array.from(world.train.y, (label) => weights[label])) };
  }
  const { before, after } = shift === 'concept' ? meaningOf(population, strength) : { before: population.y, after: population.y };
  const world = divide({ x: population.x, y: before }, source, { x: population.x, y: after }, rest, options.rows);
  if (shift !== 'domain') return shift === 'none' ? { ...world, truth: new Float64Array(world.train.y.length).fill(1) } : world;
  const own = random.split('domain');
  const moved = (rows: Rows, part: string): Rows => ({
    x: population.side === undefined ? transformTable(rows.x, population.x, options.change, strength, own) : transformPictures(rows.x, population.side, options.change, strength, own.split(part)),
    y: rows.y,
  });
  return { ...world, pool: moved(world.pool, 'pool'), test: moved(world.test, 'test') };
}

/** Source rows into training and holdout, target rows into pool and test. */
function divide(from: Rows, source: Int32Array, to: Rows, target: Int32Array, rows: number): World {
  const train = Math.min(rows, Math.floor(source.length / 2));
  const pool = Math.min(rows, Math.floor(target.length / 2));
  const take = (all: Rows, chosen: Int32Array): Rows => ({ x: takeRows(all.x, chosen), y: Int32Array.from(chosen, (row) => all.y[row]) });
  return {
    train: take(from, source.subarray(0, train)),
    holdout: take(from, source.subarray(train, 2 * train)),
    pool: take(to, target.subarray(0, pool)),
    test: take(to, target.subarray(pool, pool + MOST_TEST_ROWS)),
  };
}

/** Some of the classes, one in five, get most of the target. Rows are taken without replacement, as many as the rarest class allows. */
function resampleClasses({ y, classes }: Population, source: Int32Array, rest: Int32Array, strength: number, random: Random): { rows: Int32Array; weights: Float64Array } {
  const k = classes.length;
  const most = k === 2 ? FAVOURED.two : FAVOURED.more;
  const before = shares(source, y, k);
  const favoured = new Set(random.sampleWithoutReplacement(k, Math.max(1, Math.round(k / 5))));
  const wanted = before.map((share, c) => (1 - strength) * share + strength * (favoured.has(c) ? most / favoured.size : (1 - most) / (k - favoured.size)));
  const byClass = Array.from({ length: k }, (_, c) => rest.filter((row) => y[row] === c));
  const total = byClass.reduce((least, rows, c) => Math.min(least, wanted[c] > 0 ? rows.length / wanted[c] : Infinity), Infinity);
  const rows = Int32Array.from(byClass.flatMap((all, c) => Array.from(all.subarray(0, Math.floor(total * wanted[c])))));
  return { rows: random.shuffle(rows), weights: wanted.map((share, c) => (before[c] > 0 ? share / before[c] : 0)) };
}

/** Shares of the classes among these rows. */
function shares(rows: ArrayLike<number>, y: Int32Array, k: number): Float64Array {
  const out = new Float64Array(k);
  for (let i = 0; i < rows.length; i++) out[y[rows[i]]] += 1 / rows.length;
  return out;
}

function meanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

/** Source and target rows as one matrix, [n + m, p]. */
export function stacked(a: Matrix, b: Matrix): Matrix {
  const data = new Float64Array(a.data.length + b.data.length);
  data.set(a.data);
  data.set(b.data, a.data.length);
  return matrix(a.rows + b.rows, a.cols, data);
}
