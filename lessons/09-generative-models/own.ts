/** The learner's own points: two columns of numbers of one CSV file. */
import { matrix, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import { holdsText, numbers } from '../../src/data/learner/features.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';

const MIN_ROWS = 90;
const MAX_ROWS = 6000;

/**
 * @param columns  two names with a comma between; empty: the first two columns of numbers
 * @returns points in random order, at most 6,000 of them, [n, 2]
 * @throws UserError data.column, data.missing, data.number, points.*
 */
export function ownPoints(data: LearnerData, columns: string, random: Random): Matrix {
  const table = data.kind === 'table' ? data.tables[0] : undefined;
  if (!table) throw new UserError('points.table', {});
  if (table.rowCount < MIN_ROWS) throw new UserError('points.rows', { file: table.name, rows: table.rowCount, min: MIN_ROWS });
  const named = columns.split(/[,，、]/).map((name) => name.trim()).filter((name) => name !== '');
  const names = named.length > 0 ? named : table.columns.map(({ name }) => name).filter((name) => !holdsText(table, name)).slice(0, 2);
  if (names.length !== 2 || names[0] === names[1]) throw new UserError('points.columns', { file: table.name, count: names.length, columns: table.columns.map(({ name }) => name).join(', ') });
  const [x, y] = names.map((name) => numbers(table, name));
  names.forEach((name, i) => {
    const values = i === 0 ? x : y;
    if (values.every((value) => value === values[0])) throw new UserError('points.constant', { file: table.name, column: name, value: String(values[0]) });
  });
  const rows = random.permutation(table.rowCount).slice(0, MAX_ROWS);
  const points = matrix(rows.length, 2);
  rows.forEach((row, i) => points.data.set([x[row], y[row]], 2 * i));
  return points;
}
