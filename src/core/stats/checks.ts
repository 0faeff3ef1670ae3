/** What must hold before a generalised linear model is fitted; each breach is named as a GlmFault. */
import { QR } from '../linalg/index.js';
import { INTERCEPT, type Design } from './design.js';
import { GlmError } from './faults.js';
import type { Family } from './families.js';

/** @throws GlmError response, allZero, separated (where every response is the greatest there is) */
export function checkResponse(family: Family, response: ArrayLike<number>): void {
  let any = false;
  for (let row = 0; row < response.length; row++) {
    const value = response[row];
    const why = Number.isFinite(value) ? family.refuses(value) : 'not finite';
    if (why) throw new GlmError({ kind: 'response', row, value, why });
    any ||= value !== 0;
  }
  if (!any && family.fixedDispersion) throw new GlmError({ kind: 'allZero' });
  if (family.greatest !== undefined && Array.from(response).every((value) => value === family.greatest)) {
    throw new GlmError({ kind: 'separated', columns: [INTERCEPT], sign: 1 });
  }
}

/**
 * @returns indices of columns to leave out; empty unless `drop`
 * @throws GlmError notFinite, tooFewRows, constant, singular (the last two only where columns may not be dropped)
 */
export function checkDesign(design: Design, drop: boolean): readonly number[] {
  const rows = design.columns[0].length;
  design.columns.forEach((column, j) => {
    const row = column.findIndex((value) => !Number.isFinite(value));
    if (row >= 0) throw new GlmError({ kind: 'notFinite', column: design.names[j], row });
    const constant = design.names[j] !== INTERCEPT && column.every((value) => value === column[0]);
    if (constant && !drop) throw new GlmError({ kind: 'constant', column: design.names[j], value: column[0] });
  });
  if (rows <= design.names.length && !drop) throw new GlmError({ kind: 'tooFewRows', rows, coefficients: design.names.length });
  const qr = new QR(design.columns);
  if (!drop && qr.aliased.length > 0) {
    const { column, of } = qr.combination(qr.aliased[0]);
    const named = of.map((part) => ({ column: design.names[part.column], factor: tidy(part.factor) }));
    throw new GlmError({ kind: 'singular', column: design.names[column], of: named });
  }
  return qr.aliased;
}

/**
 * Columns that take two values, at one of which every count is zero: their coefficient has no finite estimate.
 * Found before the fit, because it is the common case and can be named exactly.
 * @param pull  where the group's coefficient runs: -1 for zeros; 1 where `counts` are what the greatest response leaves
 * @throws GlmError separated
 */
export function checkZeroGroups(design: Design, counts: ArrayLike<number>, pull: 1 | -1 = -1): void {
  design.columns.forEach((column, j) => {
    const first = column[0];
    const other = column.find((value) => value !== first);
    if (other === undefined || column.some((value) => value !== first && value !== other)) return;
    let [atFirst, atOther] = [0, 0];
    for (let i = 0; i < column.length; i++) {
      if (column[i] === first) atFirst += counts[i];
      else atOther += counts[i];
    }
    if (atFirst > 0 && atOther > 0) return;
    const emptyIsHigher = (atFirst === 0) === first > other;
    throw new GlmError({ kind: 'separated', columns: [design.names[j]], sign: emptyIsHigher === (pull === 1) ? 1 : -1 });
  });
}

/** A factor of a combination, rid of rounding so that it reads well. */
function tidy(factor: number): number {
  return Number(factor.toPrecision(6));
}
