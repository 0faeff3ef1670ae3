import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as linalg from '../../../src/core/linalg/index.js';
import { Random } from '../../../src/core/random/index.js';
import { close, readFixture } from '../stats/reference.js';

const { matrix, multiply, transpose } = linalg;

function normalMatrix(rows: number, cols: number, seed: number): linalg.Matrix {
  const out = matrix(rows, cols);
  new Random(seed).fillNormal(out.data);
  return out;
}

/** A random matrix of a given rank. */
const ofRank = (rows: number, cols: number, rank: number, seed: number) => multiply(normalMatrix(rows, rank, seed), normalMatrix(rank, cols, seed + 1));

function greatestDifference(a: linalg.Matrix, b: linalg.Matrix): number {
  expect([a.rows, a.cols]).toEqual([b.rows, b.cols]);
  return a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i])), 0);
}

const identity = (n: number) => matrix(n, n, Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0)));
const diagonal = (s: Float64Array) => matrix(s.length, s.length, Float64Array.from({ length: s.length ** 2 }, (_, i) => (i % (s.length + 1) === 0 ? s[i / (s.length + 1)] : 0)));
const shapes = fc.record({ rows: fc.integer({ min: 1, max: 14 }), cols: fc.integer({ min: 1, max: 14 }), seed: fc.nat({ max: 1e6 }), cut: fc.integer({ min: 0, max: 4 }) });

describe('singular values', () => {
  test('the product is the matrix again, the vectors are orthonormal, the values fall, the rank is found', () => {
    fc.assert(fc.property(shapes, ({ rows, cols, seed, cut }) => {
      const k = Math.min(rows, cols);
      const rank = Math.max(1, k - cut);
      const x = ofRank(rows, cols, rank, seed);
      const { u, s, v, rank: found } = linalg.svd(x);
      expect(found).toBe(rank);
      expect(greatestDifference(multiply(multiply(u, diagonal(s)), transpose(v)), x)).toBeLessThan(1e-12 * (1 + s[0]));
      expect(greatestDifference(multiply(transpose(u), u), identity(k))).toBeLessThan(1e-13);
      expect(greatestDifference(multiply(transpose(v), v), identity(k))).toBeLessThan(1e-13);
      for (let i = 1; i < k; i++) expect(s[i]).toBeLessThanOrEqual(s[i - 1]);
      expect(s.slice(rank).every((value) => value === 0)).toBe(true);
    }));
  });

  test('large matrices: NumPy has the same values, the product is the matrix again', () => {
    const { cases } = readFixture<{ cases: { rows: number; cols: number; scale: number; s: number[] }[] }>('svd');
    for (const { rows, cols, scale, s: expected } of cases) {
      const x = matrix(rows, cols);
      for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) x.data[i * cols + j] = (((i * i * 7 + i * j * 3 + j * j * 11) % 101) / 101 - 0.5) * scale ** j;
      const { u, s, v } = linalg.svd(x);
      // Of an entry that is 1e-10 of the largest, no more digits are determined.
      close(s, expected, 9, 1e-6 * s[0]);
      expect(greatestDifference(multiply(multiply(u, diagonal(s)), transpose(v)), x)).toBeLessThan(1e-13 * s[0]);
      expect(greatestDifference(multiply(transpose(u), u), identity(u.cols))).toBeLessThan(1e-13);
      expect(greatestDifference(multiply(transpose(v), v), identity(v.cols))).toBeLessThan(1e-13);
    }
  });

  test('the Hilbert matrix of order 8: smallest value to eight digits', () => {
    const x = matrix(8, 8, Float64Array.from({ length: 64 }, (_, i) => 1 / (Math.floor(i / 8) + (i % 8) + 1)));
    const { s } = linalg.svd(x);
    expect(s[0]).toBeCloseTo(1.6959389969219498, 14);
    expect(s[7] / 1.1115389663702857e-10).toBeCloseTo(1, 5); // the entries themselves are rounded: 1e-16 / 1e-10
  });

  test('a matrix of zeros has rank 0 and orthonormal vectors all the same', () => {
    const { u, s, rank } = linalg.svd(matrix(4, 3));
    expect([rank, ...s]).toEqual([0, 0, 0, 0]);
    expect(greatestDifference(multiply(transpose(u), u), identity(3))).toBe(0);
  });
});

describe('minimum-norm least squares', () => {
  test('the residual is orthogonal to every column, the solution to the null space', () => {
    fc.assert(fc.property(shapes, ({ rows, cols, seed, cut }) => {
      const x = ofRank(rows, cols, Math.max(1, Math.min(rows, cols) - cut), seed);
      const y = normalMatrix(rows, 1, seed + 2);
      const b = matrix(cols, 1, new linalg.OrthogonalDecomposition(x).solve(y.data));
      const fitted = multiply(x, b);
      const residual = matrix(rows, 1, y.data.map((value, i) => value - fitted.data[i]));
      const size = 1 + Math.max(...b.data.map(Math.abs));
      expect(Math.max(...multiply(transpose(x), residual).data.map(Math.abs))).toBeLessThan(1e-10 * size);
      // b = V V' b: nothing of it lies outside the row space.
      const { v, rank } = linalg.svd(x);
      const rowSpace = transpose(linalg.takeRows(transpose(v), Array.from({ length: rank }, (_, i) => i)));
      expect(greatestDifference(multiply(rowSpace, multiply(transpose(rowSpace), b)), b)).toBeLessThan(1e-10 * size);
    }));
  });
});

describe('Cholesky', () => {
  test('solves, inverts, and refuses what is not positive definite', () => {
    const x = normalMatrix(9, 5, 3);
    const gram = multiply(transpose(x), x);
    const factor = new linalg.Cholesky(gram.data, 5);
    expect(greatestDifference(multiply(gram, matrix(5, 5, factor.inverse())), identity(5))).toBeLessThan(1e-12);
    const b = Float64Array.of(1, -2, 3, 0.5, 4);
    expect(greatestDifference(multiply(gram, matrix(5, 1, factor.solve(b))), matrix(5, 1, b))).toBeLessThan(1e-12);
    expect(() => new linalg.Cholesky([1, 2, 2, 1], 2)).toThrow(/2 x 2 matrix is not positive definite/);
  });
});

test('shapes that do not fit and values that are not finite are named', () => {
  expect(() => multiply(matrix(2, 3), matrix(2, 3))).toThrow('a is 2 x 3, b is 2 x 3');
  expect(() => linalg.fromRows([[1, 2], [3]])).toThrow('row 0 has 2 values, row 1 has 1');
  expect(() => matrix(2, 2, [1, 2, 3])).toThrow('needs 4 values, got 3');
  expect(() => linalg.svd(matrix(2, 2, [1, 2, Number.NaN, 4]))).toThrow('NaN in row 1, column 0');
  expect(() => linalg.svd(matrix(0, 3))).toThrow('0 x 3');
});
