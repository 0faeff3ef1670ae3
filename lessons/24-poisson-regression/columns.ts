/** The column of counts of a table; every cell that is no count is refused by line and column. */
import { numbers } from '../../src/data/learner/features.js';
import type { DataTable } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';

/** Counts: whole numbers from 0. @throws UserError data.missing, data.number, poisson.negative, poisson.fractional */
export function countColumn(table: DataTable, name: string): Float64Array {
  const counts = numbers(table, name);
  counts.forEach((value, row) => {
    const where = { file: table.name, column: name, line: table.lines[row], value };
    if (value < 0) throw new UserError('poisson.negative', where);
    if (!Number.isInteger(value)) throw new UserError('poisson.fractional', where);
  });
  return counts;
}
