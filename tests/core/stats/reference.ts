/** What the tests against reference values share: reading the fixtures, and "equal to so many digits". */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { fromRows, type Matrix } from '../../../src/core/linalg/index.js';

export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Relative to the value, or to `floor` where the value is next to nothing. */
export function close(actual: ArrayLike<number> | number, expected: ArrayLike<number> | number, digits = 8, floor = 1e-3): void {
  const [found, wanted] = [listOf(actual), listOf(expected)];
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    if (found[i] === wanted[i]) continue;
    const allowed = 10 ** -digits * Math.max(Math.abs(wanted[i]), floor);
    expect(Math.abs(found[i] - wanted[i]), `element ${i}: ${found[i]} against ${wanted[i]}`).toBeLessThanOrEqual(allowed);
  }
}

/** Matrices by shape and elements. */
export function closeMatrix(actual: Matrix, expected: readonly (readonly number[])[], digits = 8, floor = 1e-3): void {
  const wanted = fromRows(expected);
  expect([actual.rows, actual.cols]).toEqual([wanted.rows, wanted.cols]);
  close(actual.data, wanted.data, digits, floor);
}

const listOf = (values: ArrayLike<number> | number): ArrayLike<number> => (typeof values === 'number' ? [values] : values);
