// Symmetric integer quantisation by rows and the integer matrix product. Rows of int8 values are padded with zeros to a
// multiple of 16, so that the product needs no tail. Integer sums are exact: no blocking of the product changes a bit.

import { maxLanes, mul, splat, storeTail, tailMask } from './simd';

function largestMagnitude(x: usize, count: i32): f32 {
  let top = splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) top = f32x4.max(top, f32x4.abs(v128.load(x + (i << 2))));
  if (i < count) top = f32x4.max(top, v128.and(f32x4.abs(v128.load(x + (i << 2))), tailMask(count - i)));
  return maxLanes(top);
}

/** Four values / scale rounded, halves away from zero, as i32. */
@inline
function rounded(x: v128, scale: v128, top: v128): v128 {
  const size = f32x4.min(top, f32x4.floor(f32x4.add(f32x4.div(f32x4.abs(x), scale), splat(0.5))));
  const signed = v128.or(size, v128.and(x, i32x4.splat(0x80000000)));
  return i32x4.trunc_sat_f32x4_s(signed);
}

/** Sets scale = max |x| / levels (0 for a row of zeros) and values = x / scale rounded, halves away from zero. `shared` = 1: one scale for all rows. */
export function quantizeRows(x: usize, values: usize, scales: usize, rows: i32, cols: i32, padded: i32, levels: f32, shared: i32): void {
  const common: f32 = shared ? largestMagnitude(x, rows * cols) : 0;
  const top = splat(levels);
  for (let r = 0; r < rows; r++) {
    const source = x + ((r * cols) << 2);
    const target = values + r * padded;
    const scale = (shared ? common : largestMagnitude(source, cols)) / levels;
    store<f32>(scales + (r << 2), scale);
    memory.fill(target, 0, padded);
    if (scale == 0) continue;
    const divisor = splat(scale);
    for (let c = 0; c < cols; c += 4) {
      let v = v128.load(source + (c << 2));
      if (c + 4 > cols) v = v128.and(v, tailMask(cols - c));
      const whole = rounded(v, divisor, top);
      const half = i16x8.narrow_i32x4_s(whole, whole);
      v128.store32_lane(target + c, i8x16.narrow_i16x8_s(half, half), 0); // the row is padded: four bytes always fit
    }
  }
}

/** out = values * scale by rows. */
export function dequantizeRows(values: usize, scales: usize, out: usize, rows: i32, cols: i32, padded: i32): void {
  for (let r = 0; r < rows; r++) {
    const scale = load<f32>(scales + (r << 2));
    for (let c = 0; c < cols; c++) store<f32>(out + ((r * cols + c) << 2), scale * <f32>load<i8>(values + r * padded + c));
  }
}

/** int8 to int16, `count` a multiple of 16. */
function widen(values: usize, out: usize, count: i32): void {
  for (let i = 0; i < count; i += 16) {
    const x = v128.load(values + i);
    v128.store(out + (i << 1), i16x8.extend_low_i8x16_s(x));
    v128.store(out + (i << 1), i16x8.extend_high_i8x16_s(x), 16);
  }
}

/** Transposes four vectors of four pairs. */
@inline
function storeTransposed(r0: v128, r1: v128, r2: v128, r3: v128, out: usize): void {
  const t0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const t1 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const t2 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const t3 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(t0, t2, 0, 2));
  v128.store(out, v128.shuffle<i64>(t0, t2, 1, 3), 32);
  v128.store(out, v128.shuffle<i64>(t1, t3, 0, 2), 64);
  v128.store(out, v128.shuffle<i64>(t1, t3, 1, 3), 96);
}

/** Packs 8 rows of b (beyond the `rows` there are, the last again) so that each pair of k stands side by side for all 8, as int16. */
function packPairs(b: usize, padded: i32, rows: i32, out: usize): void {
  for (let side = 0; side < 2; side++) {
    const r0 = b + min(rows - 1, side * 4) * padded;
    const r1 = b + min(rows - 1, side * 4 + 1) * padded;
    const r2 = b + min(rows - 1, side * 4 + 2) * padded;
    const r3 = b + min(rows - 1, side * 4 + 3) * padded;
    let target = out + side * 16;
    for (let k = 0; k < padded; k += 16) {
      const x0 = v128.load(r0 + k), x1 = v128.load(r1 + k), x2 = v128.load(r2 + k), x3 = v128.load(r3 + k);
      storeTransposed(i16x8.extend_low_i8x16_s(x0), i16x8.extend_low_i8x16_s(x1), i16x8.extend_low_i8x16_s(x2), i16x8.extend_low_i8x16_s(x3), target);
      storeTransposed(i16x8.extend_high_i8x16_s(x0), i16x8.extend_high_i8x16_s(x1), i16x8.extend_high_i8x16_s(x2), i16x8.extend_high_i8x16_s(x3), target + 128);
      target += 256;
    }
  }
}

const sums = memory.data(4 * 8 * 4, 64);

/** Writes the 4x8 sums of products of four int16 rows with a packed panel to `sums`. */
function pairs4(a0: usize, a1: usize, a2: usize, a3: usize, b: usize, pairs: i32): void {
  let c00 = i32x4.splat(0), c01 = i32x4.splat(0), c10 = i32x4.splat(0), c11 = i32x4.splat(0);
  let c20 = i32x4.splat(0), c21 = i32x4.splat(0), c30 = i32x4.splat(0), c31 = i32x4.splat(0);
  for (let k = pairs; k > 0; k--) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0)); c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(a1);
    c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0)); c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(a2);
    c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0)); c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(a3);
    c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0)); c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));
    b += 32;
    a0 += 4; a1 += 4; a2 += 4; a3 += 4;
  }
  v128.store(sums, c00); v128.store(sums, c01, 16); v128.store(sums, c10, 32); v128.store(sums, c11, 48);
  v128.store(sums, c20, 64); v128.store(sums, c21, 80); v128.store(sums, c30, 96); v128.store(sums, c31, 112);
}

@inline
function sumOfLanes(x: v128): i32 {
  return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3);
}

/** Products of one int16 row with four int8 rows, as four int32 sums. */
function oneByFour(a: usize, b0: usize, b1: usize, b2: usize, b3: usize, count: i32): v128 {
  let s0 = i32x4.splat(0), s1 = i32x4.splat(0), s2 = i32x4.splat(0), s3 = i32x4.splat(0);
  for (let k = 0; k < count; k += 8) {
    const x = v128.load(a + (k << 1));
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x, v128.load_ext<i8>(b0 + k)));
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x, v128.load_ext<i8>(b1 + k)));
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(x, v128.load_ext<i8>(b2 + k)));
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(x, v128.load_ext<i8>(b3 + k)));
  }
  return i32x4(sumOfLanes(s0), sumOfLanes(s1), sumOfLanes(s2), sumOfLanes(s3));
}

/** Writes scale * bScales * sums for up to four columns. */
@inline
function storeScaled(out: usize, left: v128, bScales: usize, total: v128, width: i32): void {
  const y = mul(mul(left, v128.load(bScales)), f32x4.convert_i32x4_s(total));
  if (width >= 4) v128.store(out, y);
  else if (width > 0) storeTail(out, y, width);
}

/**
 * c[i, j] = aScale[i] bScale[j] sum_k a[i, k] b[j, k], the sum in int32: exact for k below 130,000. With four rows or more, a
 * is widened and b packed once, so that a step of the inner loop is two int16 products and an addition for eight columns.
 * @param scratch room for (2 m + 16) * padded bytes
 */
export function gemmInt8(a: usize, aScales: usize, b: usize, bScales: usize, c: usize, m: i32, n: i32, padded: i32, scratch: usize): void {
  const row = padded << 1;
  const panel = scratch;
  const wide = scratch + 16 * padded;
  widen(a, wide, m * padded);
  if (m < 4) {
    for (let i = 0; i < m; i++) {
      const left = splat(load<f32>(aScales + (i << 2)));
      for (let j = 0; j < n; j += 4) {
        const b0 = b + j * padded;
        const last = min(4, n - j) - 1;
        const total = oneByFour(wide + i * row, b0, b0 + min(1, last) * padded, b0 + min(2, last) * padded, b0 + last * padded, padded);
        storeScaled(c + ((i * n + j) << 2), left, bScales + (j << 2), total, last + 1);
      }
    }
    return;
  }
  for (let j = 0; j < n; j += 8) {
    const width = min(8, n - j);
    packPairs(b + j * padded, padded, width, panel);
    for (let i = 0; i < m; i += 4) {
      const a0 = wide + i * row;
      const height = min(4, m - i);
      pairs4(a0, a0 + (height > 1 ? row : 0), a0 + (height > 2 ? 2 * row : 0), a0 + (height > 3 ? 3 * row : 0), panel, padded >> 1);
      for (let r = 0; r < height; r++) {
        const left = splat(load<f32>(aScales + ((i + r) << 2)));
        const out = c + (((i + r) * n + j) << 2);
        storeScaled(out, left, bScales + (j << 2), v128.load(sums + (r << 5)), width);
        storeScaled(out + 16, left, bScales + (j << 2) + 16, v128.load(sums + (r << 5), 16), width - 4);
      }
    }
  }
}
