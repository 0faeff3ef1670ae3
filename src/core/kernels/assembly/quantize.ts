// Symmetric integer quantisation by rows and the integer matrix product. Rows of int8 values are padded with zeros to a
// multiple of 16, so that the product needs no tail.

/** Sets scale = max |x| / levels (0 for a row of zeros) and values = x / scale rounded, halves away from zero. `shared` = 1: one scale for all rows. */
export function quantizeRows(x: usize, values: usize, scales: usize, rows: i32, cols: i32, padded: i32, levels: f32, shared: i32): void {
  let common: f32 = 0;
  if (shared) for (let i = 0; i < rows * cols; i++) common = max<f32>(common, abs<f32>(load<f32>(x + (i << 2))));
  for (let r = 0; r < rows; r++) {
    const source = x + ((r * cols) << 2);
    const target = values + r * padded;
    let largest = common;
    if (!shared) for (let c = 0; c < cols; c++) largest = max<f32>(largest, abs<f32>(load<f32>(source + (c << 2))));
    const scale = largest / levels;
    store<f32>(scales + (r << 2), scale);
    memory.fill(target, 0, padded);
    if (scale == 0) continue;
    for (let c = 0; c < cols; c++) {
      const value = load<f32>(source + (c << 2));
      const size = min<f32>(levels, Mathf.floor(abs<f32>(value) / scale + 0.5));
      store<i8>(target + c, <i8>(value < 0 ? -size : size));
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

/** c[i, j] = aScale[i] bScale[j] sum_k a[i, k] b[j, k], the sum in int32: exact for k below 130,000. */
export function gemmInt8(a: usize, aScales: usize, b: usize, bScales: usize, c: usize, m: i32, n: i32, padded: i32): void {
  for (let i = 0; i < m; i++) {
    const row = a + i * padded;
    const scale = load<f32>(aScales + (i << 2));
    for (let j = 0; j < n; j++) {
      const column = b + j * padded;
      let low = i32x4.splat(0);
      let high = i32x4.splat(0);
      for (let k = 0; k < padded; k += 16) {
        const x = v128.load(row + k);
        const y = v128.load(column + k);
        low = i32x4.add(low, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(x), i16x8.extend_low_i8x16_s(y)));
        high = i32x4.add(high, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(x), i16x8.extend_high_i8x16_s(y)));
      }
      const sums = i32x4.add(low, high);
      const total = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
      store<f32>(c + ((i * n + j) << 2), scale * load<f32>(bScales + (j << 2)) * <f32>total);
    }
  }
}
