/**
 * The learner's tables side by side: one, or a training and a test file with columns matched by name. Text becomes an indicator for
 * each level, and everything that cannot be compared is refused by file, line and column.
 */
import { matrix, type Matrix } from '../../core/linalg/index.js';
import type { Random } from '../../core/random/index.js';
import { UserError } from '../../user-error.js';
import { holdsText, MAX_LEVELS, numbers } from './features.js';
import { column, isMissing, type DataTable } from './table.js';

const MIN_ROWS = 20;
const MAX_COLUMNS = 100;

export interface CompareOptions {
  /** Column of classes; empty for none. */
  readonly target: string;
  /** Names with commas between. */
  readonly ignore: string;
  /** Rows drawn from each file, if it has more. */
  readonly rows: number;
}

export interface ComparedTables {
  /** Of the columns of x: a column of the files, or one level of it. */
  readonly names: readonly string[];
  /** One a table, [rows, names.length] */
  readonly x: readonly Matrix[];
  readonly target?: {
    /** Names of the classes. */
    readonly classes: readonly string[];
    /** Class numbers, one array a table. */
    readonly y: readonly Int32Array[];
  };
}

/**
 * @param tables  one or more; of each, rows are drawn by `random.split` of its place
 * @throws UserError data.column, data.missing, data.number, pair.*
 */
export function compareTables(tables: readonly DataTable[], options: CompareOptions, random: Random): ComparedTables {
  for (const { name, rowCount } of tables) if (rowCount < MIN_ROWS) throw new UserError('pair.rows', { file: name, rows: rowCount, min: MIN_ROWS });
  const [first] = tables;
  const target = options.target.trim();
  const ignored = options.ignore.split(/[,，、]/).map((name) => name.trim()).filter((name) => name !== '');
  for (const name of ignored) if (!tables.some(({ columns }) => columns.some((one) => one.name === name))) column(first, name);
  checkSameColumns(tables, ignored, target);
  const names = first.columns.map(({ name }) => name).filter((name) => name !== target && !ignored.includes(name));
  if (names.length === 0) throw new UserError('pair.nothing', { file: first.name });
  const drawn = tables.map((table, which) => drawRows(table, options.rows, random.split(which === 0 ? 'train' : 'test')));
  const terms = names.flatMap((name) => termsOf(tables, name));
  if (terms.length > MAX_COLUMNS) throw new UserError('pair.columns', { count: terms.length, max: MAX_COLUMNS });
  const x = drawn.map((rows, which) => {
    const out = matrix(rows.length, terms.length);
    rows.forEach((row, i) => terms.forEach(({ values }, j) => (out.data[i * terms.length + j] = values[which][row])));
    return out;
  });
  return { names: terms.map(({ name }) => name), x, target: target === '' ? undefined : targetOf(tables, target, drawn) };
}

/** A column that only one of the files has cannot be compared; the target least of all. */
function checkSameColumns(tables: readonly DataTable[], ignored: readonly string[], target: string): void {
  if (target !== '') {
    for (const table of tables) column(table, target);
    if (ignored.includes(target)) throw new UserError('pair.ignoredTarget', { column: target });
  }
  for (const one of tables) {
    for (const other of tables) {
      const there = new Set(other.columns.map(({ name }) => name));
      const alone = one.columns.map(({ name }) => name).filter((name) => !there.has(name) && !ignored.includes(name));
      if (alone.length > 0) throw new UserError('pair.onlyIn', { file: one.name, other: other.name, count: alone.length, columns: alone.join(', '), ignore: [...ignored, ...alone].join(',') });
    }
  }
}

/** All rows, or as many as asked for, in the order of the file. */
function drawRows({ rowCount }: DataTable, rows: number, random: Random): Int32Array {
  return rowCount <= rows ? Int32Array.from({ length: rowCount }, (_, row) => row) : random.sampleWithoutReplacement(rowCount, rows).sort();
}

interface Term {
  readonly name: string;
  /** One a table. */
  readonly values: readonly ArrayLike<number>[];
}

/** A column of numbers as it is; one of text as an indicator for each level that any of the files has. */
function termsOf(tables: readonly DataTable[], name: string): Term[] {
  const text = tables.map((table) => holdsText(table, name));
  if (text.some((is) => is !== text[0])) throw new UserError('pair.kinds', { column: name, text: tables[text.indexOf(true)].name, numbers: tables[text.indexOf(false)].name });
  if (!text[0]) return [{ name, values: tables.map((table) => numbers(table, name)) }];
  const cells = tables.map((table) => column(table, name).cells);
  return levelsOf(tables, name, 'pair.levels').map((level) => ({ name: `${name}=${level}`, values: cells.map((one) => indicator(one, level)) }));
}

function indicator(cells: readonly string[], level: string): Float64Array {
  return Float64Array.from(cells, (cell) => (cell === level ? 1 : 0));
}

/** The distinct cells of all files, in order. @throws UserError data.missing, and `tooMany` with a cell as an example */
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

function targetOf(tables: readonly DataTable[], name: string, drawn: readonly Int32Array[]): ComparedTables['target'] {
  const classes = levelsOf(tables, name, 'pair.classes');
  if (classes.length < 2) throw new UserError('pair.oneClass', { column: name, value: classes[0] });
  return { classes, y: drawn.map((rows, which) => rows.map((row) => classes.indexOf(column(tables[which], name).cells[row]))) };
}
