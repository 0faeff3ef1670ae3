// Kernels against their twins at the lengths where vector code goes wrong, and what lies behind their outputs stays untouched.

import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/core/index.js';
import { wasm } from '../../../src/core/kernels/module.js';
import { allocate, float32Memory, int32Memory, release } from '../../../src/core/memory/allocator.js';
import * as reference from './reference.js';

const lengths = [0, 1, 3, 4, 5, 63, 64, 65];
const GUARD = 12345;
const { kernels } = wasm();

/** Runs `body` with blocks of the given float32 contents; each block is followed by guards that must survive. */
function withBlocks(contents: readonly ArrayLike<number>[], body: (pointers: number[]) => void): Float32Array[] {
  const sizes = contents.map((values) => (values.length + 4) * 4);
  const pointers = sizes.map((bytes) => allocate(bytes));
  contents.forEach((values, i) => {
    float32Memory().set(values, pointers[i] >>> 2);
    float32Memory().fill(GUARD, (pointers[i] >>> 2) + values.length, (pointers[i] >>> 2) + values.length + 4);
  });
  body(pointers);
  const results = contents.map((values, i) => float32Memory().slice(pointers[i] >>> 2, (pointers[i] >>> 2) + values.length + 4));
  pointers.forEach((pointer, i) => release(pointer, sizes[i]));
  results.forEach((result, i) => expect([...result.slice(contents[i].length)], `guard behind block ${i}`).toEqual([GUARD, GUARD, GUARD, GUARD]));
  return results.map((result, i) => result.slice(0, contents[i].length));
}

function normals(n: number, seed = 1, sd = 1): Float32Array {
  const out = new Float32Array(n);
  new Random(seed).fillNormal(out, 0, sd);
  return out;
}

/** Largest error in units of the last place of float32 (results below 1e-37 count as that size). */
function worstUlp(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const size = Math.max(Math.abs(expected[i]), 1e-37);
    worst = Math.max(worst, Math.abs(actual[i] - expected[i]) / 2 ** (Math.floor(Math.log2(size)) - 23));
  }
  return worst;
}

const unaryNames = Object.keys(reference.unary).filter((name): name is keyof typeof reference.unary => name in reference.unary);
const binaryNames = Object.keys(reference.binary).filter((name): name is keyof typeof reference.binary => name in reference.binary);

describe.each(lengths)('length %i', (n) => {
  test.each(unaryNames)('%s', (name) => {
    const x = normals(n).map((value) => (name === 'log' || name === 'sqrt' ? Math.abs(value) : value));
    const [, out] = withBlocks([x, new Float32Array(n)], ([px, po]) => kernels[name](px, po, n));
    x.forEach((value, i) => expect(Math.abs(out[i] - reference.unary[name](value))).toBeLessThan(2e-6 * Math.max(1, Math.abs(reference.unary[name](value)))));
  });

  test.each(binaryNames)('%s, with every kind of broadcast', (name) => {
    for (const [aOuter, aInner, bOuter, bInner] of [[n, 1, n, 1], [n, 1, 0, 1], [n, 1, 1, 0], [1, 0, n, 1], [0, 0, n, 1], [1, 0, 1, 0]]) {
      const a = normals(3 * n + 3, 2).map((value) => Math.round(value * 2) / 2);
      const b = normals(3 * n + 3, 3).map((value) => Math.round(value * 2) / 2);
      const [, , out] = withBlocks([a, b, new Float32Array(3 * n)], ([pa, pb, po]) => kernels[name](pa, aOuter, aInner, pb, bOuter, bInner, po, 3, n));
      out.forEach((value, i) => {
        const [r, c] = [Math.floor(i / n), i % n];
        expect(value).toBe(Math.fround(reference.binary[name](a[r * aOuter + c * aInner], b[r * bOuter + c * bInner])));
      });
    }
  });

  test('sums, sums of squares, column sums', () => {
    const x = normals(n * 5, 4);
    expect(kernels.sumSquares(0, 0)).toBe(0);
    const [, row, column] = withBlocks([x, new Float32Array(5), new Float32Array(n)], ([px, pr, pc]) => {
      kernels.sumAxis(px, pr, 5, n, 1, 1);
      kernels.sumAxis(px, pc, 1, 5, n, 0.5);
      expect(kernels.sumSquares(px, n * 5)).toBeCloseTo(reference.sum(x.map((value) => value * value)), 3);
    });
    row.forEach((value, i) => expect(value).toBeCloseTo(reference.sum(x.slice(i * n, (i + 1) * n)), 4));
    column.forEach((value, j) => expect(value).toBeCloseTo(0.5 * reference.sum(Array.from({ length: 5 }, (_, i) => x[i * n + j])), 4));
  });

  test('softmax and layer norm rows', () => {
    if (n === 0) return; // rows of no columns are kept away from the kernels
    const x = normals(n * 3, 5, 4);
    const [, soft, norm] = withBlocks([x, new Float32Array(3 * n), new Float32Array(3 * n), new Float32Array(6)], ([px, ps, pn, stats]) => {
      kernels.softmaxRows(px, ps, 3, n);
      kernels.layerNormRows(px, 0, 0, pn, stats, 3, n, 1e-5);
    });
    for (let r = 0; r < 3; r++) {
      const row = x.slice(r * n, (r + 1) * n);
      reference.softmax(row).forEach((value, i) => expect(soft[r * n + i]).toBeCloseTo(value, 6));
      reference.layerNorm(row, 1e-5).forEach((value, i) => expect(norm[r * n + i]).toBeCloseTo(value, 4));
    }
  });

  test('fill, accumulate, affine, scale, move towards', () => {
    const x = normals(n, 6);
    const [filled, added, scaled, moved] = withBlocks([x, x, x, x], ([a, b, c, d]) => {
      kernels.accumulate(a, b, n);
      kernels.scaleInPlace(c, -2, n);
      kernels.affine(a, 3, 1, d, n);
      kernels.moveTowards(d, a, 0.25, n);
      kernels.fill(a, 7, n);
    });
    x.forEach((value, i) => {
      expect(filled[i]).toBe(7);
      expect(added[i]).toBe(Math.fround(2 * value));
      expect(scaled[i]).toBe(Math.fround(-2 * value));
      expect(moved[i]).toBeCloseTo(0.75 * (3 * value + 1) + 0.25 * value, 5);
    });
  });
});

describe('matrix product', () => {
  const sides = [1, 2, 3, 4, 5, 7, 8, 9, 12, 17, 33];
  test.each(['NN', 'NT', 'TN', 'TT'])('%s at every combination of odd sides, strided rows, all four modes', (form) => {
    const random = new Random(8);
    for (const m of sides) {
      for (const n of sides) {
        for (const k of [0, 1, 3, 8, 33]) {
          const [am, ak] = form[0] === 'N' ? [k + 2, 1] : [1, m + 2];
          const [bk, bn] = form[1] === 'N' ? [n + 1, 1] : [1, k + 1];
          const cm = n + random.integer(3);
          const mode = random.integer(4);
          const a = normals((m + 3) * (k + 3), 9);
          const b = normals((n + 3) * (k + 3), 10);
          const c = normals(m * cm, 11);
          const bias = normals(n, 12);
          const [, , out] = withBlocks([a, b, c, bias], ([pa, pb, pc, pd]) => kernels.gemm(pa, am, ak, pb, bk, bn, pc, cm, m, n, k, mode, pd));
          const product = reference.gemm(a, am, ak, b, bk, bn, m, n, k);
          for (let i = 0; i < m; i++) {
            for (let j = 0; j < cm; j++) {
              const start = mode === 0 ? 0 : mode === 1 ? c[i * cm + j] : bias[j];
              const sum = product[i * n + j] + start;
              const expected = j < n ? (mode === 3 ? Math.max(0, sum) : sum) : c[i * cm + j]; // between the rows nothing changes
              if (!(Math.abs(out[i * cm + j] - expected) < 2e-5)) throw new Error(`${form} m=${m} n=${n} k=${k} mode=${mode} at ${i}, ${j}: ${out[i * cm + j]} for ${expected}`);
            }
          }
        }
      }
    }
  });

  test('sides beyond one cache block', () => {
    const [m, n, k] = [171, 530, 300];
    const a = normals(m * k, 13);
    const b = normals(n * k, 14);
    const [, , out] = withBlocks([a, b, new Float32Array(m * n)], ([pa, pb, pc]) => kernels.gemm(pa, 1, m, pb, 1, k, pc, n, m, n, k, 0, 0));
    const expected = reference.gemm(a, 1, m, b, 1, k, m, n, k);
    out.forEach((value, i) => {
      if (!(Math.abs(value - expected[i]) < 3e-4)) throw new Error(`at ${i}: ${value} for ${expected[i]}`);
    });
  });

  test('beyond one cache block nothing is cut off before the last part of the sum', () => {
    const [m, n, k] = [171, 530, 300];
    const [a, b, bias] = [normals(m * k, 13), normals(n * k, 14), normals(n, 15)];
    const run = (mode: number) => withBlocks([a, b, new Float32Array(m * n), bias], ([pa, pb, pc, pd]) => kernels.gemm(pa, k, 1, pb, n, 1, pc, n, m, n, k, mode, pd))[2];
    const plain = run(2);
    expect(run(3)).toEqual(plain.map((value) => (value < 0 ? 0 : value)));
  });

  test('the form changes no bit: a transposed operand gives what its copy gives (two rows and more)', () => {
    const [m, n, k] = [13, 21, 37];
    const a = normals(m * k, 15);
    const at = Float32Array.from({ length: m * k }, (_, i) => a[(i % m) * k + Math.floor(i / m)]);
    const b = normals(k * n, 16);
    const bt = Float32Array.from({ length: k * n }, (_, i) => b[(i % k) * n + Math.floor(i / k)]);
    const results = [[a, k, 1, b, n, 1], [at, 1, m, b, n, 1], [a, k, 1, bt, 1, k], [at, 1, m, bt, 1, k]].map((form) => {
      const [x, am, ak, y, bk, bn] = form;
      if (typeof x === 'number' || typeof y === 'number') throw new Error('operands first');
      return withBlocks([x, y, new Float32Array(m * n)], ([pa, pb, pc]) => kernels.gemm(pa, Number(am), Number(ak), pb, Number(bk), Number(bn), pc, n, m, n, k, 0, 0))[2];
    });
    for (const result of results) expect([...result]).toEqual([...results[0]]);
  });
});

describe('elementary functions over their whole range', () => {
  const grid = (low: number, high: number, n = 20_000): Float32Array => Float32Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));
  const apply = (name: keyof typeof reference.unary, x: Float32Array): Float32Array => withBlocks([x, new Float32Array(x.length)], ([px, po]) => kernels[name](px, po, x.length))[1];

  test.each<[string, keyof typeof reference.unary, Float32Array, number]>([
    ['exp within 2 ulp from -87 to 88', 'exp', grid(-87, 88), 2],
    ['log within 2 ulp from 1e-3 to 1e3', 'log', grid(1e-3, 1e3), 2],
    ['log within 3 ulp around 1', 'log', grid(0.5, 2), 3],
    ['tanh within 3 ulp from -10 to 10', 'tanh', grid(-10, 10), 3],
    ['sigmoid within 4 ulp from -80 to 80', 'sigmoid', grid(-80, 80), 4],
    ['softplus within 4 ulp from -80 to 80', 'softplus', grid(-80, 80), 4],
    ['gelu within 8 ulp from -1 to 8', 'gelu', grid(-1, 8, 2000), 8],
  ])('%s', (_title, name, x, bound) => {
    expect(worstUlp(apply(name, x), x.map((value) => reference.unary[name](value)))).toBeLessThanOrEqual(bound);
  });

  test('gelu within 2e-5 relative in its far tail, -5 to -1', () => {
    const x = grid(-5, -1, 2000);
    const y = apply('gelu', x);
    x.forEach((value, i) => expect(Math.abs(y[i] / reference.unary.gelu(value) - 1)).toBeLessThan(2e-5));
  });

  test('exp and log reach the ends: subnormals, overflow, infinities', () => {
    expect([...apply('exp', Float32Array.of(-200, -104, 89, 200, Infinity, -Infinity, NaN))]).toEqual([0, 0, Infinity, Infinity, Infinity, 0, NaN]);
    expect(apply('exp', Float32Array.of(-100))[0]).toBeCloseTo(Math.exp(-100), 44);
    expect(apply('log', Float32Array.of(1e-42))[0]).toBeCloseTo(Math.log(Math.fround(1e-42)), 4);
  });
});

test('the dropout mask has Philox bits: the published zero vector decides the first four places', () => {
  // words 6627e8d5 e169c58d bc57ac4c 9b00dbd8 over 2^32: 0.399, 0.881, 0.736, 0.605
  const [mask] = withBlocks([new Float32Array(5)], ([p]) => kernels.dropoutMask(p, 5, 0.7, 2, 0, 0));
  expect([...mask].slice(0, 4)).toEqual([0, 2, 2, 0]);
});

test('gather and scatter follow the order of the ids', () => {
  const [table, , , sums] = withBlocks([normals(12), new Float32Array(3), new Float32Array(9), new Float32Array(12)], ([t, ids, out, s]) => {
    int32Memory().set([3, 0, 3], ids >>> 2);
    kernels.gatherRows(t, ids, out, 3, 3);
    kernels.scatterAddRows(out, ids, s, 3, 3);
  });
  expect([...sums]).toEqual([...table].map((value, i) => (i < 3 ? value : i < 9 ? 0 : Math.fround(2 * value))));
});
