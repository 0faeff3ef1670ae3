/**
 * A learner's table as read from a CSV file: named columns of trimmed text cells, each cell knowing its line in the
 * file so that an error can point at it. Numbers are read column by column when a simulation asks for them.
 */
import { UserError } from '../../user-error.js';

export interface DataTable {
  /** File name without folders, for titles and messages. */
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly DataColumn[];
  /** Line of each row in the file (1-based; the header is line 1). */
  readonly lines: readonly number[];
}

export interface DataColumn {
  readonly name: string;
  readonly cells: readonly string[];
}

/** What a learner brings to a run, already parsed: tables in the order given, or a text. */
export type LearnerData =
  | { readonly kind: 'table'; readonly tables: readonly DataTable[] }
  | { readonly kind: 'text'; readonly name: string; readonly text: string };

/** @throws UserError data.column: no such column; names those there are */
export function column(table: DataTable, name: string): DataColumn {
  const found = table.columns.find((candidate) => candidate.name === name);
  if (!found) throw new UserError('data.column', { file: table.name, column: name, known: table.columns.map((c) => c.name).join(', ') });
  return found;
}

/**
 * A column as numbers.
 * @returns float64 values, [rowCount]
 * @throws UserError data.column; data.missing and data.number name the line and the column
 */
export function numericColumn(table: DataTable, name: string): Float64Array {
  const { cells } = column(table, name);
  const values = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    const where = { file: table.name, column: name, line: table.lines[row] };
    if (isMissing(cell)) throw new UserError('data.missing', where);
    const value = Number(cell);
    if (!Number.isFinite(value)) throw new UserError('data.number', { ...where, value: cell });
    values[row] = value;
  }
  return values;
}

/** Empty, NA, NaN and null mark a missing value, as R and pandas write them. */
export function isMissing(cell: string): boolean {
  return /^(|na|nan|null|none|\.)$/i.test(cell);
}
