// What a processor can do at most, one thing at a time (arithmetic without memory, memory without arithmetic), and the matrix
// product as plain loops, scalar and in vectors of four: the yardsticks for the real kernels.

import { add, madd, splat, storeTail, sumLanes } from './simd';

/**
 * 96 floating-point operations a step: twelve vectors of four in registers (as many as there is room for, so that none waits for
 * another), each multiplied and added to; nothing is read or written.
 */
export function arithmeticVector(steps: i32): f32 {
  const x = splat(0.999), y = splat(0.001);
  let a = splat(1), b = splat(2), c = splat(3), d = splat(4), e = splat(5), f = splat(6);
  let g = splat(7), h = splat(8), i = splat(9), j = splat(10), k = splat(11), l = splat(12);
  for (; steps > 0; steps--) {
    a = madd(y, a, x); b = madd(y, b, x); c = madd(y, c, x); d = madd(y, d, x); e = madd(y, e, x); f = madd(y, f, x);
    g = madd(y, g, x); h = madd(y, h, x); i = madd(y, i, x); j = madd(y, j, x); k = madd(y, k, x); l = madd(y, l, x);
  }
  return sumLanes(add(add(add(add(a, b), add(c, d)), add(add(e, f), add(g, h))), add(add(i, j), add(k, l))));
}

/** The same with one number a register: 24 operations a step. */
export function arithmeticScalar(steps: i32): f32 {
  const x: f32 = 0.999, y: f32 = 0.001;
  let a: f32 = 1, b: f32 = 2, c: f32 = 3, d: f32 = 4, e: f32 = 5, f: f32 = 6;
  let g: f32 = 7, h: f32 = 8, i: f32 = 9, j: f32 = 10, k: f32 = 11, l: f32 = 12;
  for (; steps > 0; steps--) {
    a = a * x + y; b = b * x + y; c = c * x + y; d = d * x + y; e = e * x + y; f = f * x + y;
    g = g * x + y; h = h * x + y; i = i * x + y; j = j * x + y; k = k * x + y; l = l * x + y;
  }
  return a + b + c + d + e + f + g + h + i + j + k + l;
}

/** Reads `bytes` (a multiple of 128) from front to back, `times` times. */
export function readThrough(from: usize, bytes: i32, times: i32): i32 {
  let a = i32x4.splat(0), b = i32x4.splat(0), c = i32x4.splat(0), d = i32x4.splat(0);
  const end = from + bytes;
  for (; times > 0; times--) {
    for (let p = from; p < end; p += 128) {
      a = v128.xor(a, v128.xor(v128.load(p), v128.load(p, 64)));
      b = v128.xor(b, v128.xor(v128.load(p, 16), v128.load(p, 80)));
      c = v128.xor(c, v128.xor(v128.load(p, 32), v128.load(p, 96)));
      d = v128.xor(d, v128.xor(v128.load(p, 48), v128.load(p, 112)));
    }
  }
  const all = v128.xor(v128.xor(a, b), v128.xor(c, d));
  return i32x4.extract_lane(all, 0) ^ i32x4.extract_lane(all, 1) ^ i32x4.extract_lane(all, 2) ^ i32x4.extract_lane(all, 3);
}

/** C = A B as in a textbook: one result after the other, down a column of B. All three matrices row by row. */
export function productByColumns(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32): void {
  const width = n << 2;
  for (let i = 0; i < m; i++) {
    const row = a + ((i * k) << 2);
    for (let j = 0; j < width; j += 4) {
      let sum: f32 = 0;
      let down = b + j;
      for (let p = 0; p < k << 2; p += 4) {
        sum += load<f32>(row + p) * load<f32>(down);
        down += width;
      }
      store<f32>(c + i * width + j, sum);
    }
  }
}

/**
 * C = A B along the rows of B, tile by tile: a square of B with sides of `tile` is used for all rows of A before the next is fetched;
 * a tile as large as B is none. `vector`: four columns at a time (tile a multiple of 4).
 */
export function productByRows(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, tile: i32, vector: bool): void {
  memory.fill(c, 0, (m * n) << 2);
  for (let k0 = 0; k0 < k; k0 += tile) {
    const depth = min(tile, k - k0);
    for (let j0 = 0; j0 < n; j0 += tile) {
      const columns = min(tile, n - j0);
      for (let i = 0; i < m; i++) {
        const from = a + ((i * k + k0) << 2);
        const to = c + ((i * n + j0) << 2);
        const square = b + ((k0 * n + j0) << 2);
        if (vector) addRowsVector(from, square, n << 2, to, depth, columns);
        else addRowsScalar(from, square, n << 2, to, depth, columns << 2);
      }
    }
  }
}

function addRowsScalar(a: usize, b: usize, step: i32, c: usize, depth: i32, bytes: i32): void {
  for (let p = 0; p < depth; p++) {
    const x = load<f32>(a + (p << 2));
    for (let j = 0; j < bytes; j += 4) store<f32>(c + j, load<f32>(c + j) + x * load<f32>(b + j));
    b += step;
  }
}

function addRowsVector(a: usize, b: usize, step: i32, c: usize, depth: i32, columns: i32): void {
  const bytes = columns << 2;
  const whole = bytes & ~15;
  for (let p = 0; p < depth; p++) {
    const x = v128.load32_splat(a + (p << 2));
    for (let j = 0; j < whole; j += 16) v128.store(c + j, madd(v128.load(c + j), x, v128.load(b + j)));
    if (whole < bytes) storeTail(c + whole, madd(v128.load(c + whole), x, v128.load(b + whole)), columns & 3);
    b += step;
  }
}
