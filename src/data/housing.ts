/**
 * How content 1,681 residents of Copenhagen were with their rented homes. Where they come from: files/housing.json.
 * satisfaction: Low, Medium, High; influence on the management; type of housing; contact with other residents.
 */
import { packedTable } from './columns.js';
import type { DataTable } from './learner/table.js';
import { once } from './packed.js';

/** The grades of satisfaction and of influence, from low to high. */
export const HOUSING_GRADES = ['Low', 'Medium', 'High'] as const;

/** One row a resident, read once: the table that is shipped counts those who gave the same answers. Treat it as read-only. */
export const housing = once((): DataTable => {
  const table = packedTable('housing');
  const residents = table.columns.find((column) => column.name === 'residents');
  if (!residents) throw new Error('internal: the housing survey has no column "residents"; run scripts/data/housing.ts again');
  const rows = residents.cells.flatMap((count, row) => Array.from({ length: Number(count) }, () => row));
  return {
    ...table,
    rowCount: rows.length,
    columns: table.columns.filter((column) => column !== residents).map(({ name, cells }) => ({ name, cells: rows.map((row) => cells[row]) })),
    lines: rows.map((row) => table.lines[row]),
  };
});
