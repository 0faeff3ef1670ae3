/** The built-in tables, as the learner's own tables are: named columns of text cells. */
import type { DataTable } from './learner/table.js';
import { readPacked } from './packed.js';

/** Reads a packed table of this package, a column a line (scripts/data/data-file.ts writes it): no quotes, no missing cells. */
export function packedTable(name: string): DataTable {
  const columns = new TextDecoder().decode(readPacked(name)).trimEnd().split('\n').map((line) => {
    const [column, ...cells] = line.split(',');
    return { name: column, cells };
  });
  const rowCount = columns[0].cells.length;
  // As if it had been a CSV file with a header.
  return { name, rowCount, columns, lines: Array.from({ length: rowCount }, (_, i) => i + 2) };
}
