/** What arguments must be before numbers are made of them: messages name the operation, the argument, the place and the rule. */
import { shapeOf, type Matrix } from './matrix.js';

/** @throws RangeError if there are no values, or one is NaN or infinite */
export function expectFinite(where: string, name: string, values: ArrayLike<number>): void {
  if (values.length === 0) throw new RangeError(`${where}: ${name} is empty; give at least one number`);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}; all values must be finite numbers`);
  }
}

/** @throws RangeError if the matrix is empty, its data do not fit its shape, or an element is NaN or infinite */
export function expectMatrix(where: string, name: string, m: Matrix): void {
  if (m.rows < 1 || m.cols < 1) throw new RangeError(`${where}: ${name} is ${shapeOf(m)}; it must have at least one row and one column`);
  if (m.data.length !== m.rows * m.cols) throw new RangeError(`${where}: ${name} is ${shapeOf(m)} but holds ${m.data.length} values`);
  for (let i = 0; i < m.data.length; i++) {
    if (Number.isFinite(m.data[i])) continue;
    const row = Math.floor(i / m.cols);
    throw new RangeError(`${where}: ${name} has ${m.data[i]} in row ${row}, column ${i - row * m.cols}; all values must be finite numbers`);
  }
}

/** @throws RangeError if the two lengths differ */
export function expectSameLength(where: string, a: string, aLength: number, b: string, bLength: number): void {
  if (aLength !== bLength) throw new RangeError(`${where}: ${a} has ${aLength} rows, ${b} has ${bLength}; they must be alike`);
}

/** @throws RangeError if a fitted model of `expected` columns is given a matrix of another width */
export function expectColumns(where: string, x: Matrix, expected: number): void {
  if (x.cols !== expected) throw new RangeError(`${where}: the model was fitted on ${expected} columns, x is ${shapeOf(x)}; give the same columns`);
}

/** @throws RangeError unless lowest <= value (and value <= highest) and value is an integer */
export function expectInteger(where: string, name: string, value: number, lowest: number, highest = Infinity): void {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return;
  throw new RangeError(`${where}: ${name} must be an integer ${highest === Infinity ? `of at least ${lowest}` : `from ${lowest} to ${highest}`}, got ${value}`);
}

/** @throws RangeError unless every weight is finite and not negative, and one is positive */
export function expectWeights(where: string, weights: ArrayLike<number>): void {
  expectFinite(where, 'weights', weights);
  let any = false;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] < 0) throw new RangeError(`${where}: weights[${i}] is ${weights[i]}; weights must not be negative`);
    any ||= weights[i] > 0;
  }
  if (!any) throw new RangeError(`${where}: all weights are 0; at least one must be positive`);
}

/**
 * Class labels 0 .. classes - 1.
 * @returns the number of classes: as given, or one more than the greatest label
 * @throws RangeError if there are none, or one is not an integer in range
 */
export function expectLabels(where: string, labels: ArrayLike<number>, classes?: number): number {
  if (labels.length === 0) throw new RangeError(`${where}: labels are empty; give at least one`);
  let greatest = -1;
  for (let i = 0; i < labels.length; i++) {
    if (!Number.isInteger(labels[i]) || labels[i] < 0 || (classes !== undefined && labels[i] >= classes)) {
      throw new RangeError(`${where}: labels[${i}] is ${labels[i]}; a label must be an integer from 0 to ${classes === undefined ? 'classes - 1' : classes - 1}`);
    }
    greatest = Math.max(greatest, labels[i]);
  }
  return classes ?? greatest + 1;
}

/** @throws RangeError unless 0 < value < 1 */
export function expectShare(where: string, name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${where}: ${name} must be between 0 and 1, got ${value}`);
}
