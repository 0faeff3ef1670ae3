/** What is to be learned: rows of numbers with a class each, from the digits or the learner's table, cut at random into start, supply and test. */
import { stats, type Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { holdsText, levels, parseFeatures, termsOf } from '../../src/data/learner/features.js';
import type { DataTable, LearnerData } from '../../src/data/learner/table.js';
import { withWrongLabels } from '../../src/data/wrong-labels.js';
import { UserError } from '../../src/lesson/index.js';

export interface Problem {
  /** [rows, columns] */
  readonly x: Float32Array;
  readonly columns: number;
  /** What the rows really are, [rows]; of a learner's table what it says. */
  readonly truth: Int32Array;
  readonly names: readonly string[];
  /** Rows are pictures of so many pixels a side. */
  readonly side?: number;
  /** Line of each row in the learner's file. */
  readonly lines?: readonly number[];
}

/** Row numbers of the problem with the labels that annotators gave them. */
export interface Labelled {
  readonly rows: Int32Array;
  readonly given: Int32Array;
}

export interface World {
  readonly problem: Problem;
  readonly start: Labelled;
  /** More rows from the same source, in the order in which they would be labelled, by the same annotators. */
  readonly supply: Labelled;
  /** Judged by the truth. */
  readonly test: Int32Array;
}

/** At most so many rows judge. */
const TEST_ROWS = 500;
const TEST_SHARE = 0.3;
const MIN_SUPPLY = 10;
const MAX_CLASSES = 20;

/** @throws UserError data.*, centric.* for columns that do not fit */
export function makeProblem({ target, features }: { readonly target: string; readonly features: string }, data: LearnerData | undefined): Problem {
  if (data?.kind === 'table') return ofTable(data.tables[0], target, features);
  const { pixels, labels, rows, columns, classes } = digits();
  return { x: pixels, columns: rows * columns, truth: labels, names: Array.from({ length: classes }, (_, c) => String(c)), side: rows };
}

/** @throws UserError centric.rows */
export function checkSize(problem: Problem, images: number): void {
  const rows = problem.truth.length;
  const max = maxStart(problem);
  if (images > max) throw new UserError('centric.rows', { images, rows, test: testRows(rows), max: Math.max(0, max) });
}

/** The greatest start that leaves rows to test and a few to add. */
export function maxStart({ truth }: Problem): number {
  return truth.length - testRows(truth.length) - MIN_SUPPLY;
}

const testRows = (rows: number): number => Math.min(TEST_ROWS, Math.round(TEST_SHARE * rows));

export function makeWorld(problem: Problem, images: number, wrong: number, random: Random): World {
  const { truth, names } = problem;
  const order = random.split('rows').permutation(truth.length);
  const test = order.slice(0, testRows(order.length));
  const part = (name: string, rows: Int32Array): Labelled => ({
    rows,
    given: withWrongLabels(Int32Array.from(rows, (row) => truth[row]), wrong, names.length, random.split(`labels of ${name}`)),
  });
  return { problem, test, start: part('start', order.slice(test.length, test.length + images)), supply: part('supply', order.slice(test.length + images)) };
}

export function pixelsOf({ x, columns }: Problem, rows: ArrayLike<number>): Float32Array {
  const out = new Float32Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) out.set(x.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  return out;
}

export function joined(parts: readonly Labelled[]): Labelled {
  const join = (of: (part: Labelled) => Int32Array) => Int32Array.from(parts.flatMap((part) => Array.from(of(part))));
  return { rows: join(({ rows }) => rows), given: join(({ given }) => given) };
}

function ofTable(table: DataTable, wanted: string, list: string): Problem {
  const known = table.columns.map(({ name }) => name).join(', ');
  if (wanted.trim() === '') throw new UserError('centric.target', { file: table.name, known });
  const [target] = parseFeatures(wanted, table);
  const chosen = list.trim() === '' ? table.columns.filter(({ name }) => name !== target.column).map(({ name }) => ({ column: name, categorical: false })) : parseFeatures(list, table);
  if (chosen.length === 0) throw new UserError('centric.noFeatures', { target: target.column });
  if (chosen.some(({ column }) => column === target.column)) throw new UserError('centric.targetTwice', { column: target.column });
  if (!target.categorical && !holdsText(table, target.column)) throw new UserError('centric.numbers', { column: target.column });
  const cells = levels(table, target.column);
  const names = [...new Set(cells)].sort((a, b) => (a < b ? -1 : 1));
  if (names.length > MAX_CLASSES) throw new UserError('centric.classes', { column: target.column, count: names.length, max: MAX_CLASSES });
  const { terms } = termsOf(table, chosen, Int32Array.from({ length: table.rowCount }, (_, row) => row));
  const x = new Float32Array(table.rowCount * terms.length);
  terms.forEach(({ name, values }, j) => {
    const [mean, deviation] = [stats.mean(values), values.length > 1 ? stats.standardDeviation(values) : 0];
    if (!(deviation > 0)) throw new UserError('data.constant', { column: name, value: values[0] });
    values.forEach((value, i) => (x[i * terms.length + j] = (value - mean) / deviation));
  });
  return { x, columns: terms.length, truth: Int32Array.from(cells, (cell) => names.indexOf(cell)), names, lines: table.lines };
}
