// Single-precision matrix product C = A B in every transposed form, by the scheme of Goto and van de Geijn, "Anatomy of
// high-performance matrix multiplication" (2008): B is packed into panels of 8 columns that stay in the L1 cache, A is read
// in strips of 4 or 5 rows (transposed first when k is not its contiguous axis), and a block of C lives in eight or ten SIMD registers.
// The order of additions over k depends on the shape only, never on the strides or the machine.

import { add, madd, splat, storeTail, sumLanes, tailMask } from './simd';

const KC: i32 = 256; // depth of a block: a panel of B is 8 KiB
const NC: i32 = 512; // columns of B packed at a time: 512 KiB at most
const MC: i32 = 160; // rows of A packed at a time

const packedB = memory.data(KC * NC * 4 + 64, 64);
const packedA = memory.data(KC * MC * 4 + 64, 64);
const tile = memory.data(5 * 8 * 4, 64);
const zeros = memory.data(8 * 4, 64);

/** What a block of C starts from; with BIAS_RELU negative results become zero before the block leaves the cache. */
const ZERO = 0, ACCUMULATE = 1, BIAS = 2, BIAS_RELU = 3;

/** Packs `depth` x 8 of B (k step bk, column step 4 bytes) into consecutive groups of 8; missing columns are zero. */
function packRows(b: usize, bk: i32, depth: i32, columns: i32, out: usize): void {
  if (columns == 8) {
    for (let k = 0; k < depth; k++) {
      v128.store(out, v128.load(b));
      v128.store(out, v128.load(b, 16), 16);
      b += bk;
      out += 32;
    }
    return;
  }
  const low = tailMask(min(columns, 4));
  const left = columns >= 4 ? i32x4.splat(-1) : low;
  const right = tailMask(columns - 4);
  for (let k = 0; k < depth; k++) {
    v128.store(out, v128.and(v128.load(b), left));
    v128.store(out, v128.and(v128.load(b, 16), right), 16);
    b += bk;
    out += 32;
  }
}

/** Transposes a 4x4 block: four rows `step` bytes apart become four columns `out` 4-vectors `outStep` bytes apart. */
@inline
function transpose4(a: usize, step: i32, out: usize, outStep: i32): void {
  const r0 = v128.load(a);
  const r1 = v128.load(a + step);
  const r2 = v128.load(a + 2 * step);
  const r3 = v128.load(a + 3 * step);
  const t0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const t1 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const t2 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const t3 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(t0, t2, 0, 2));
  v128.store(out + outStep, v128.shuffle<i64>(t0, t2, 1, 3));
  v128.store(out + 2 * outStep, v128.shuffle<i64>(t1, t3, 0, 2));
  v128.store(out + 3 * outStep, v128.shuffle<i64>(t1, t3, 1, 3));
}

/** Packs `depth` x 8 of a B whose k runs contiguously (column step bn) into groups of 8; missing columns are zero. */
function packColumns(b: usize, bn: i32, depth: i32, columns: i32, out: usize): void {
  if (columns == 8) {
    let k = 0;
    for (; k + 4 <= depth; k += 4) {
      transpose4(b + (k << 2), bn, out + (k << 5), 32);
      transpose4(b + (k << 2) + 4 * bn, bn, out + (k << 5) + 16, 32);
    }
    for (; k < depth; k++) {
      for (let j = 0; j < 8; j++) store<f32>(out + (k << 5) + (j << 2), load<f32>(b + j * bn + (k << 2)));
    }
    return;
  }
  memory.fill(out, 0, depth << 5);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < depth; k++) store<f32>(out + (k << 5) + (j << 2), load<f32>(b + j * bn + (k << 2)));
  }
}

/** Transposes `depth` x `rows` of an A whose columns run contiguously (k step ak) into rows of `depth`. */
function packTransposed(a: usize, ak: i32, depth: i32, rows: i32, out: usize): void {
  const outStep = depth << 2;
  let k = 0;
  for (; k + 4 <= depth; k += 4) {
    const source = a + k * ak;
    const target = out + (k << 2);
    let i = 0;
    for (; i + 4 <= rows; i += 4) transpose4(source + (i << 2), ak, target + i * outStep, outStep);
    for (; i < rows; i++) {
      for (let q = 0; q < 4; q++) store<f32>(target + i * outStep + (q << 2), load<f32>(source + q * ak + (i << 2)));
    }
  }
  for (; k < depth; k++) {
    for (let i = 0; i < rows; i++) store<f32>(out + i * outStep + (k << 2), load<f32>(a + k * ak + (i << 2)));
  }
}

// The two block kernels. One step of k a turn: so V8 keeps all accumulators in registers (unrolled by hand, or with six rows,
// it spills and loses a third of the speed).

/** 4x8 block c = from + A B, from four rows of A (k contiguous) and a B of k step bk bytes. */
function rows4(a0: usize, a1: usize, a2: usize, a3: usize, b: usize, bk: i32, depth: i32, from: usize, fromStep: i32, c: usize, cm: i32): void {
  let c00 = v128.load(from), c01 = v128.load(from, 16);
  let c10 = v128.load(from + fromStep), c11 = v128.load(from + fromStep, 16);
  let c20 = v128.load(from + 2 * fromStep), c21 = v128.load(from + 2 * fromStep, 16);
  let c30 = v128.load(from + 3 * fromStep), c31 = v128.load(from + 3 * fromStep, 16);
  for (let k = depth; k > 0; k--) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = madd(c00, x, b0); c01 = madd(c01, x, b1);
    x = v128.load32_splat(a1);
    c10 = madd(c10, x, b0); c11 = madd(c11, x, b1);
    x = v128.load32_splat(a2);
    c20 = madd(c20, x, b0); c21 = madd(c21, x, b1);
    x = v128.load32_splat(a3);
    c30 = madd(c30, x, b0); c31 = madd(c31, x, b1);
    b += bk;
    a0 += 4; a1 += 4; a2 += 4; a3 += 4;
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c + cm, c10); v128.store(c + cm, c11, 16);
  v128.store(c + 2 * cm, c20); v128.store(c + 2 * cm, c21, 16);
  v128.store(c + 3 * cm, c30); v128.store(c + 3 * cm, c31, 16);
}

/** The same for five rows. */
function rows5(a0: usize, a1: usize, a2: usize, a3: usize, a4: usize, b: usize, bk: i32, depth: i32, from: usize, fromStep: i32, c: usize, cm: i32): void {
  let c00 = v128.load(from), c01 = v128.load(from, 16);
  let c10 = v128.load(from + fromStep), c11 = v128.load(from + fromStep, 16);
  let c20 = v128.load(from + 2 * fromStep), c21 = v128.load(from + 2 * fromStep, 16);
  let c30 = v128.load(from + 3 * fromStep), c31 = v128.load(from + 3 * fromStep, 16);
  let c40 = v128.load(from + 4 * fromStep), c41 = v128.load(from + 4 * fromStep, 16);
  for (let k = depth; k > 0; k--) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = madd(c00, x, b0); c01 = madd(c01, x, b1);
    x = v128.load32_splat(a1);
    c10 = madd(c10, x, b0); c11 = madd(c11, x, b1);
    x = v128.load32_splat(a2);
    c20 = madd(c20, x, b0); c21 = madd(c21, x, b1);
    x = v128.load32_splat(a3);
    c30 = madd(c30, x, b0); c31 = madd(c31, x, b1);
    x = v128.load32_splat(a4);
    c40 = madd(c40, x, b0); c41 = madd(c41, x, b1);
    b += bk;
    a0 += 4; a1 += 4; a2 += 4; a3 += 4; a4 += 4;
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c + cm, c10); v128.store(c + cm, c11, 16);
  v128.store(c + 2 * cm, c20); v128.store(c + 2 * cm, c21, 16);
  v128.store(c + 3 * cm, c30); v128.store(c + 3 * cm, c31, 16);
  v128.store(c + 4 * cm, c40); v128.store(c + 4 * cm, c41, 16);
}

/** Sets C to zero or to the bias row. */
function start(c: usize, cm: i32, m: i32, n: i32, mode: i32, bias: usize): void {
  for (let i = 0; i < m; i++) {
    const target = c + i * cm;
    if (mode >= BIAS) memory.copy(target, bias, n << 2);
    else memory.fill(target, 0, n << 2);
  }
}

/**
 * C = A B (mode 0), C += A B (1), C = A B + bias (2) or C = max(0, A B + bias) (3).
 * Strides are in elements: A is m x k with steps (am, ak), B is k x n with steps (bk, bn); of each pair one must be 1.
 * C has rows cm apart, its columns are contiguous.
 */
export function gemm(a: usize, am: i32, ak: i32, b: usize, bk: i32, bn: i32, c: usize, cm: i32, m: i32, n: i32, k: i32, mode: i32, bias: usize): void {
  if (m <= 0 || n <= 0) return;
  am <<= 2; ak <<= 2; bk <<= 2; bn <<= 2; cm <<= 2;
  if (k <= 0 || (m == 1 && bn != 4 && ak == 4)) {
    if (mode != ACCUMULATE) start(c, cm, m, n, mode, bias);
    if (k > 0) rowTimesColumns(a, b, bn, c, n, k);
    if (mode == BIAS_RELU) clampRows(c, cm, m, n);
    return;
  }
  const packA = ak != 4; // k is not the contiguous axis of A
  const pack = bn != 4 || m > 8 || n < 8;
  for (let n0 = 0; n0 < n; n0 += NC) {
    const columns = min(NC, n - n0);
    for (let k0 = 0; k0 < k; k0 += KC) {
      const depth = min(KC, k - k0);
      const block = b + n0 * bn + k0 * bk;
      if (pack) {
        for (let j = 0; j < columns; j += 8) {
          const panel = packedB + ((j * depth) << 2);
          if (bn == 4) packRows(block + (j << 2), bk, depth, min(8, columns - j), panel);
          else packColumns(block + j * bn, bn, depth, min(8, columns - j), panel);
        }
      }
      for (let m0 = 0; m0 < m; m0 += MC) {
        const rows = min(MC, m - m0);
        const fives = fivesIn(rows);
        let blockA = a + m0 * am + k0 * ak;
        let rowStep = am;
        if (packA) {
          packTransposed(blockA, ak, depth, rows, packedA);
          blockA = packedA;
          rowStep = depth << 2;
        }
        for (let j = 0; j < columns; j += 8) {
          const width = min(8, columns - j);
          let panel = packedB + ((j * depth) << 2);
          let step = 32;
          if (!pack) {
            panel = block + (j << 2);
            step = bk;
          }
          const target = c + m0 * cm + ((n0 + j) << 2);
          const adds = mode == ACCUMULATE || k0 > 0;
          const start = mode >= BIAS ? bias + ((n0 + j) << 2) : zeros;
          let i = 0;
          for (let s = 0; i < rows; s++) {
            const height = s < fives ? 5 : min(4, rows - i);
            const whole = height >= 4 && width == 8;
            if (!whole && adds) loadTile(target + i * cm, cm, height);
            const out = whole ? target + i * cm : tile;
            const outStep = whole ? cm : 32;
            const from = adds ? out : start;
            const fromStep = adds ? outStep : 0;
            const a0 = blockA + i * rowStep;
            if (height == 5) rows5(a0, a0 + rowStep, a0 + 2 * rowStep, a0 + 3 * rowStep, a0 + 4 * rowStep, panel, step, depth, from, fromStep, out, outStep);
            else rows4(a0, a0 + (height > 1 ? rowStep : 0), a0 + (height > 2 ? 2 * rowStep : 0), a0 + (height > 3 ? 3 * rowStep : 0), panel, step, depth, from, fromStep, out, outStep);
            if (!whole) storeTile(target + i * cm, cm, height, width);
            i += height;
          }
          if (mode == BIAS_RELU && k0 + depth == k) clampRows(target, cm, rows, width);
        }
      }
    }
  }
}

/** How many strips of 5 rows, the faster kernel, leave a rest that strips of 4 fill exactly; 0 if none do. */
@inline
function fivesIn(rows: i32): i32 {
  const fours = (5 - (rows % 5)) % 5;
  return rows >= 4 * fours ? (rows - 4 * fours) / 5 : 0;
}

/** Negative values of m x n become zero; NaN stays. */
function clampRows(c: usize, cm: i32, m: i32, n: i32): void {
  const zero = splat(0);
  for (let i = 0; i < m; i++) {
    const row = c + i * cm;
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      const x = v128.load(row + (j << 2));
      v128.store(row + (j << 2), v128.andnot(x, f32x4.lt(x, zero)));
    }
    if (j < n) {
      const x = v128.load(row + (j << 2));
      storeTail(row + (j << 2), v128.andnot(x, f32x4.lt(x, zero)), n - j);
    }
  }
}

function loadTile(c: usize, cm: i32, height: i32): void {
  for (let i = 0; i < height; i++) {
    v128.store(tile + (i << 5), v128.load(c + i * cm));
    v128.store(tile + (i << 5), v128.load(c + i * cm, 16), 16);
  }
  for (let i = height; i < 5; i++) {
    v128.store(tile + (i << 5), splat(0));
    v128.store(tile + (i << 5), splat(0), 16);
  }
}

function storeTile(c: usize, cm: i32, height: i32, width: i32): void {
  for (let i = 0; i < height; i++) {
    const row = c + i * cm;
    const left = v128.load(tile + (i << 5));
    if (width >= 4) v128.store(row, left);
    else storeTail(row, left, width);
    if (width == 8) v128.store(row, v128.load(tile + (i << 5), 16), 16);
    else if (width > 4) storeTail(row + 16, v128.load(tile + (i << 5), 16), width - 4);
  }
}

/** c[j] += a . b[j] for one row of A against rows of B (k contiguous in both): generation of one token at a time. */
function rowTimesColumns(a: usize, b: usize, bn: i32, c: usize, n: i32, k: i32): void {
  const body = k & ~3;
  const mask = tailMask(k - body);
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const b0 = b + j * bn, b1 = b0 + bn, b2 = b1 + bn, b3 = b2 + bn;
    let s0 = splat(0), s1 = splat(0), s2 = splat(0), s3 = splat(0);
    for (let p = 0; p < body << 2; p += 16) {
      const x = v128.load(a + p);
      s0 = madd(s0, x, v128.load(b0 + p));
      s1 = madd(s1, x, v128.load(b1 + p));
      s2 = madd(s2, x, v128.load(b2 + p));
      s3 = madd(s3, x, v128.load(b3 + p));
    }
    if (body < k) {
      const p = body << 2;
      const x = v128.and(v128.load(a + p), mask);
      s0 = madd(s0, x, v128.and(v128.load(b0 + p), mask));
      s1 = madd(s1, x, v128.and(v128.load(b1 + p), mask));
      s2 = madd(s2, x, v128.and(v128.load(b2 + p), mask));
      s3 = madd(s3, x, v128.and(v128.load(b3 + p), mask));
    }
    const sums = f32x4(sumLanes(s0), sumLanes(s1), sumLanes(s2), sumLanes(s3));
    v128.store(c + (j << 2), add(v128.load(c + (j << 2)), sums));
  }
  for (; j < n; j++) {
    let s = splat(0);
    for (let p = 0; p < body << 2; p += 16) s = madd(s, v128.load(a + p), v128.load(b + j * bn + p));
    if (body < k) s = madd(s, v128.and(v128.load(a + (body << 2)), mask), v128.and(v128.load(b + j * bn + (body << 2)), mask));
    store<f32>(c + (j << 2), load<f32>(c + (j << 2)) + sumLanes(s));
  }
}

/** `count` products with the operands am0, bm0, cm0 elements apart; as gemm otherwise. */
export function gemmBatch(count: i32, a: usize, aBatch: i32, am: i32, ak: i32, b: usize, bBatch: i32, bk: i32, bn: i32, c: usize, cBatch: i32, cm: i32, m: i32, n: i32, k: i32, mode: i32): void {
  for (let i = 0; i < count; i++) {
    gemm(a + ((i * aBatch) << 2), am, ak, b + ((i * bBatch) << 2), bk, bn, c + ((i * cBatch) << 2), cm, m, n, k, mode, 0);
  }
}
