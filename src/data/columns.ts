/** The built-in tables, as the learner's own tables are: named columns of text cells. */
import type { DataTable } from './learner/table.js';
import { readPacked } from './packed.js';

/** Reads a packed CSV file of this package: no quotes, no missing cells. */
export function packedTable(name: string): DataTable {
  const [header, ...rows] = new TextDecoder().decode(readPacked(name)).trimEnd().split('\n');
  const cells = rows.map((row) => row.split(','));
  return {
    name,
    rowCount: rows.length,
    columns: header.split(',').map((column, j) => ({ name: column, cells: cells.map((row) => row[j]) })),
    lines: rows.map((_, i) => i + 2),
  };
}
