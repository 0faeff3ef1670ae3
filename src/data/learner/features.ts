/**
 * Features from a table by the names that the learner gave to its columns. Text becomes indicator columns against a stated reference
 * level; every cell that cannot be used is refused by line and column.
 */
import * as stats from '../../core/stats/index.js';
import { UserError } from '../../user-error.js';
import { column, isMissing, numericColumn, type DataTable } from './table.js';

/** More levels than this are more likely names or identifiers than a category. */
export const MAX_LEVELS = 20;
/** More terms than this can neither be read nor waited for. */
const MAX_TERMS = 100;

/** A predictor as asked for: `year`, or `C(year)` to take numbers as categories (as patsy writes it; R's factor() is understood too). */
export interface Feature {
  readonly column: string;
  readonly categorical: boolean;
}

export interface Term {
  readonly name: string;
  readonly values: Float64Array;
}

export interface Terms {
  readonly terms: readonly Term[];
  /** The level that each categorical column is compared with: "type=A". */
  readonly references: readonly string[];
}

/** "a, C(b)" as features; commas may be full-width. @throws UserError data.twice */
export function parseFeatures(list: string, table: DataTable): Feature[] {
  const known = new Set(table.columns.map(({ name }) => name));
  const features = list
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Feature => {
      const inner = known.has(part) ? undefined : /^(?:C|factor)[(（]\s*(.+?)\s*[)）]$/.exec(part)?.[1];
      return inner === undefined ? { column: part, categorical: false } : { column: inner, categorical: true };
    });
  features.forEach((feature, i) => {
    if (features.findIndex((other) => other.column === feature.column) !== i) throw new UserError('data.twice', { column: feature.column });
  });
  return features;
}

/**
 * Number columns as they are; text columns, and what C() asks for, as indicators of the levels found in the rows.
 * @param rows indices of the rows to take
 * @param reference level to compare with, by column; the first one found in sorted order unless given
 * @throws UserError data.column, data.missing, data.number, data.levels, data.constant, data.name, data.tooMany
 */
export function termsOf(table: DataTable, features: readonly Feature[], rows: Int32Array, reference: Readonly<Record<string, string>> = {}): Terms {
  const terms: Term[] = [];
  const references: string[] = [];
  for (const feature of features) {
    if (!feature.categorical && !holdsText(table, feature.column)) {
      terms.push({ name: feature.column, values: stats.select(numbers(table, feature.column), rows) });
      continue;
    }
    const cells = levels(table, feature.column);
    const found = stats.dummies(feature.column, Array.from(rows, (row) => cells[row]), reference[feature.column]);
    terms.push(...found.terms);
    references.push(`${feature.column}=${found.reference}`);
  }
  const clash = terms.find(({ name }, i) => name === stats.INTERCEPT || terms.findIndex((other) => other.name === name) !== i);
  if (clash) throw new UserError('data.name', { column: clash.name });
  if (terms.length > MAX_TERMS) throw new UserError('data.tooMany', { count: terms.length, max: MAX_TERMS });
  return { terms, references };
}

const known = new WeakMap<DataTable, Map<string, Float64Array>>();

/** A column as numbers, read once a table: a run checks its columns first and fits them then. */
export function numbers(table: DataTable, name: string): Float64Array {
  const columns = known.get(table) ?? new Map<string, Float64Array>();
  known.set(table, columns);
  const values = columns.get(name) ?? numericColumn(table, name);
  columns.set(name, values);
  return values;
}

/**
 * Whether a column is a category. One that is mostly numbers is not: a slip in one cell shall not turn a measure into a category.
 * @throws UserError data.number for such a cell
 */
export function holdsText(table: DataTable, name: string): boolean {
  if (known.get(table)?.has(name)) return false;
  const { cells } = column(table, name);
  const isText = (cell: string) => !Number.isFinite(Number(cell)) && !isMissing(cell);
  const row = cells.findIndex(isText);
  if (row < 0) return false;
  if (cells.filter(isText).length < cells.length / 2) throw new UserError('data.number', { file: table.name, column: name, line: table.lines[row], value: cells[row] });
  return true;
}

/** @throws UserError data.missing, data.levels (with a cell as an example), data.constant */
export function levels(table: DataTable, name: string): readonly string[] {
  const { cells } = column(table, name);
  const where = { file: table.name, column: name };
  const gap = cells.findIndex(isMissing);
  if (gap >= 0) throw new UserError('data.missing', { ...where, line: table.lines[gap] });
  const count = new Set(cells).size;
  if (count > MAX_LEVELS) {
    const row = Math.max(0, cells.findIndex((cell) => !Number.isFinite(Number(cell))));
    throw new UserError('data.levels', { ...where, count, max: MAX_LEVELS, line: table.lines[row], value: cells[row] });
  }
  if (count === 1) throw new UserError('data.constant', { column: name, value: cells[0] });
  return cells;
}
