/** Design matrices: named columns, the intercept first. */

export interface Design {
  readonly names: readonly string[];
  /** One array a column, [p][n]. */
  readonly columns: readonly Float64Array[];
}

/** The name of the column of ones. */
export const INTERCEPT = 'intercept';

/** A design with the intercept in front. */
export function withIntercept(rows: number, terms: readonly { readonly name: string; readonly values: Float64Array }[]): Design {
  return {
    names: [INTERCEPT, ...terms.map((term) => term.name)],
    columns: [new Float64Array(rows).fill(1), ...terms.map((term) => term.values)],
  };
}

/** The rows with these indices, of every column. */
export function selectRows(design: Design, rows: ArrayLike<number>): Design {
  return { names: design.names, columns: design.columns.map((column) => select(column, rows)) };
}

/** The elements with these indices. */
export function select(values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  const out = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]];
  return out;
}

/** X b + offset, [n]. */
export function linearPredictor(design: Design, coefficients: ArrayLike<number>, offset?: ArrayLike<number>): Float64Array {
  const rows = design.columns[0].length;
  const eta = offset ? Float64Array.from(offset) : new Float64Array(rows);
  design.columns.forEach((column, j) => {
    const b = coefficients[j];
    if (b !== 0) for (let i = 0; i < rows; i++) eta[i] += b * column[i];
  });
  return eta;
}

/**
 * Indicator columns of a categorical variable, one a level except the reference, named `variable=level`.
 * @param reference  the first level unless given: the least number, or the first in code-point order
 */
export function dummies(
  variable: string,
  labels: readonly string[],
  reference?: string,
): { readonly reference: string; readonly levels: readonly string[]; readonly terms: readonly { readonly name: string; readonly values: Float64Array }[] } {
  const distinct = [...new Set(labels)];
  const byNumber = distinct.every((label) => label !== '' && Number.isFinite(Number(label)));
  const levels = distinct.sort((a, b) => (byNumber ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0));
  const base = reference ?? levels[0];
  const terms = levels
    .filter((level) => level !== base)
    .map((level) => ({ name: `${variable}=${level}`, values: Float64Array.from(labels, (label) => (label === level ? 1 : 0)) }));
  return { reference: base, levels, terms };
}
