/**
 * Wave damage to cargo ships by type, year of construction and period of service. Where they come from: files/ships.json.
 * service: months at sea of all ships of the group together; incidents: damages in that time.
 */
import { packedTable } from './columns.js';
import type { DataTable } from './learner/table.js';
import { once } from './packed.js';

/** The 34 groups that were in service at all, read once. Treat it as read-only. */
export const ships = once((): DataTable => {
  const table = packedTable('ships');
  const service = table.columns.find((column) => column.name === 'service');
  if (!service) throw new Error('internal: the ships have no column "service"; run scripts/data/ships.ts again');
  const rows = table.lines.map((_, row) => row).filter((row) => Number(service.cells[row]) > 0);
  return {
    ...table,
    rowCount: rows.length,
    columns: table.columns.map(({ name, cells }) => ({ name, cells: rows.map((row) => cells[row]) })),
    lines: rows.map((row) => table.lines[row]),
  };
});
