/**
 * Dense matrices in float64, row by row: the plain data that the statistics and the classical models take and return.
 * Only shapes and copies live here; factorisations have their own files.
 */

export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** [rows * cols], row by row. */
  readonly data: Float64Array;
}

/**
 * A matrix of this shape: zeros, or the given values row by row (a Float64Array is used as it is, not copied).
 * @throws RangeError if the number of values does not fit the shape
 */
export function matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix {
  const data = values === undefined ? new Float64Array(rows * cols) : values instanceof Float64Array ? values : Float64Array.from(values);
  if (data.length !== rows * cols) throw new RangeError(`matrix: a ${rows} x ${cols} matrix needs ${rows * cols} values, got ${data.length}`);
  return { rows, cols, data };
}

/** @throws RangeError if there are no rows, or rows of different lengths */
export function fromRows(rows: readonly ArrayLike<number>[]): Matrix {
  if (rows.length === 0) throw new RangeError('fromRows: there are no rows; give at least one');
  const cols = rows[0].length;
  const data = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new RangeError(`fromRows: row 0 has ${cols} values, row ${i} has ${row.length}; all rows must be alike`);
    data.set(row, i * cols);
  });
  return { rows: rows.length, cols, data };
}

/** One column, [n, 1]. */
export function columnVector(values: ArrayLike<number>): Matrix {
  return matrix(values.length, 1, Float64Array.from(values));
}

/** Row i as a view, [cols]. */
export function rowOf(m: Matrix, i: number): Float64Array {
  return m.data.subarray(i * m.cols, (i + 1) * m.cols);
}

/** Column j as a copy, [rows]. */
export function columnOf(m: Matrix, j: number): Float64Array {
  const out = new Float64Array(m.rows);
  for (let i = 0; i < m.rows; i++) out[i] = m.data[i * m.cols + j];
  return out;
}

/** The rows with these indices, in this order, [indices.length, cols]. */
export function takeRows(m: Matrix, indices: ArrayLike<number>): Matrix {
  const out = new Float64Array(indices.length * m.cols);
  for (let i = 0; i < indices.length; i++) out.set(rowOf(m, indices[i]), i * m.cols);
  return { rows: indices.length, cols: m.cols, data: out };
}

export function transpose(m: Matrix): Matrix {
  const out = new Float64Array(m.data.length);
  for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.cols; j++) out[j * m.rows + i] = m.data[i * m.cols + j];
  return { rows: m.cols, cols: m.rows, data: out };
}

/** A B, [a.rows, b.cols]. @throws RangeError if a.cols is not b.rows */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) throw new RangeError(`multiply: a is ${shapeOf(a)}, b is ${shapeOf(b)}; a must have as many columns as b has rows`);
  const out = new Float64Array(a.rows * b.cols);
  for (let i = 0; i < a.rows; i++) {
    const target = out.subarray(i * b.cols, (i + 1) * b.cols);
    for (let k = 0; k < a.cols; k++) {
      const factor = a.data[i * a.cols + k];
      if (factor === 0) continue;
      const at = k * b.cols;
      for (let j = 0; j < b.cols; j++) target[j] += factor * b.data[at + j];
    }
  }
  return { rows: a.rows, cols: b.cols, data: out };
}

/** "3 x 4", for messages. */
export function shapeOf(m: Matrix): string {
  return `${m.rows} x ${m.cols}`;
}
