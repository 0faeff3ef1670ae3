/**
 * The learner's two files as a pair: columns matched by name, text as indicators, and everything that cannot be compared refused
 * by file, line and column.
 */
import { matrix, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import { holdsText, MAX_LEVELS, numbers } from '../../src/data/learner/features.js';
import { column, isMissing, type DataTable, type LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';
import type { Pair, Target } from './pair.js';

const MIN_ROWS = 20;
const MAX_COLUMNS = 100;

export interface OwnOptions {
  /** What the learner's own model predicts; empty for none. */
  readonly target: string;
  /** Names with commas between. */
  readonly ignore: string;
  /** Rows drawn from each file, if it has more. */
  readonly rows: number;
}

/** @throws UserError data.column, data.missing, data.number, discordance.* */
export function pairOf(data: LearnerData, options: OwnOptions, random: Random): Pair {
  const tables = data.kind === 'table' ? data.tables : [];
  if (tables.length !== 2) throw new UserError('discordance.two', { count: tables.length });
  const [train, test] = tables;
  for (const { name, rowCount } of tables) if (rowCount < MIN_ROWS) throw new UserError('discordance.rows', { file: name, rows: rowCount, min: MIN_ROWS });
  const target = options.target.trim();
  const ignored = options.ignore.split(/[,，、]/).map((name) => name.trim()).filter((name) => name !== '');
  for (const name of ignored) if (!tables.some(({ columns }) => columns.some((one) => one.name === name))) column(train, name);
  checkSameColumns(train, test, ignored, target);
  const names = train.columns.map(({ name }) => name).filter((name) => name !== target && !ignored.includes(name));
  if (names.length === 0) throw new UserError('discordance.nothing', { file: train.name });
  const drawn = [drawRows(train, options.rows, random.split('train')), drawRows(test, options.rows, random.split('test'))];
  const terms = names.flatMap((name) => termsOf([train, test], name));
  if (terms.length > MAX_COLUMNS) throw new UserError('discordance.columns', { count: terms.length, max: MAX_COLUMNS });
  const fill = (which: 0 | 1): Matrix => {
    const out = matrix(drawn[which].length, terms.length);
    drawn[which].forEach((row, i) => terms.forEach(({ values }, j) => (out.data[i * terms.length + j] = values[which][row])));
    return out;
  };
  return { names: terms.map(({ name }) => name), train: fill(0), test: fill(1), target: target === '' ? undefined : targetOf([train, test], target, drawn) };
}

/** A column that only one of the files has cannot be compared; the target least of all. */
function checkSameColumns(train: DataTable, test: DataTable, ignored: readonly string[], target: string): void {
  if (target !== '') {
    column(train, target);
    column(test, target);
    if (ignored.includes(target)) throw new UserError('discordance.ignoredTarget', { column: target });
  }
  for (const [one, other] of [[train, test], [test, train]]) {
    const there = new Set(other.columns.map(({ name }) => name));
    const alone = one.columns.map(({ name }) => name).filter((name) => !there.has(name) && !ignored.includes(name));
    if (alone.length > 0) throw new UserError('discordance.onlyIn', { file: one.name, other: other.name, count: alone.length, columns: alone.join(', '), ignore: [...ignored, ...alone].join(',') });
  }
}

/** All rows, or as many as asked for, in the order of the file. */
function drawRows({ rowCount }: DataTable, rows: number, random: Random): Int32Array {
  return rowCount <= rows ? Int32Array.from({ length: rowCount }, (_, row) => row) : random.sampleWithoutReplacement(rowCount, rows).sort();
}

interface Term {
  readonly name: string;
  /** In the training file and in the test file. */
  readonly values: readonly [ArrayLike<number>, ArrayLike<number>];
}

/** A column of numbers as it is; one of text as an indicator for each level that either file has. */
function termsOf(tables: readonly [DataTable, DataTable], name: string): Term[] {
  const [first, second] = tables.map((table) => holdsText(table, name));
  if (first !== second) throw new UserError('discordance.kinds', { column: name, text: tables[first ? 0 : 1].name, numbers: tables[first ? 1 : 0].name });
  if (!first) return [{ name, values: [numbers(tables[0], name), numbers(tables[1], name)] }];
  const [train, test] = tables.map((table) => column(table, name).cells);
  return levelsOf(tables, name, 'discordance.levels').map((level) => ({ name: `${name}=${level}`, values: [indicator(train, level), indicator(test, level)] }));
}

function indicator(cells: readonly string[], level: string): Float64Array {
  return Float64Array.from(cells, (cell) => (cell === level ? 1 : 0));
}

/** The distinct cells of both files, in order. @throws UserError data.missing, and `tooMany` with a cell as an example */
function levelsOf(tables: readonly DataTable[], name: string, tooMany: string): string[] {
  const distinct = new Set<string>();
  for (const table of tables) {
    column(table, name).cells.forEach((cell, row) => {
      const where = { file: table.name, column: name, line: table.lines[row] };
      if (isMissing(cell)) throw new UserError('data.missing', where);
      distinct.add(cell);
      if (distinct.size > MAX_LEVELS) throw new UserError(tooMany, { ...where, max: MAX_LEVELS, value: cell });
    });
  }
  return [...distinct].sort((a, b) => (a < b ? -1 : 1));
}

function targetOf(tables: readonly [DataTable, DataTable], name: string, drawn: readonly Int32Array[]): Target {
  const levels = levelsOf(tables, name, 'discordance.classes');
  if (levels.length < 2) throw new UserError('discordance.oneClass', { column: name, value: levels[0] });
  const classesOf = (which: 0 | 1) => drawn[which].map((row) => levels.indexOf(column(tables[which], name).cells[row]));
  return { classes: levels.length, train: classesOf(0), test: classesOf(1) };
}
