// Reductions over the middle axis of an [outer, n, inner] view. Sums run in a fixed order, so they are the same everywhere:
// rows in four-lane partial sums, columns top to bottom.

import { add, madd, mul, splat, storeTail, sumLanes, tailMask } from './simd';

/** Sum of n values in sixteen partial sums. */
@inline
export function sumRow(x: usize, n: i32): f32 {
  let s0 = splat(0), s1 = splat(0), s2 = splat(0), s3 = splat(0);
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    const p = x + (i << 2);
    s0 = add(s0, v128.load(p));
    s1 = add(s1, v128.load(p, 16));
    s2 = add(s2, v128.load(p, 32));
    s3 = add(s3, v128.load(p, 48));
  }
  for (; i + 4 <= n; i += 4) s0 = add(s0, v128.load(x + (i << 2)));
  if (i < n) s1 = add(s1, v128.and(v128.load(x + (i << 2)), tailMask(n - i)));
  return sumLanes(add(add(s0, s1), add(s2, s3)));
}

/** out[o, c] = scale * sum_j x[o, j, c]. */
export function sumAxis(x: usize, out: usize, outer: i32, n: i32, inner: i32, scale: f32): void {
  if (inner == 1) {
    for (let o = 0; o < outer; o++) store<f32>(out + (o << 2), scale * sumRow(x + ((o * n) << 2), n));
    return;
  }
  const factor = splat(scale);
  const stride = inner << 2;
  for (let o = 0; o < outer; o++) {
    const base = x + ((o * n * inner) << 2);
    const target = out + ((o * inner) << 2);
    let c = 0;
    for (; c + 16 <= inner; c += 16) {
      let s0 = splat(0), s1 = splat(0), s2 = splat(0), s3 = splat(0);
      let p = base + (c << 2);
      for (let j = 0; j < n; j++) {
        s0 = add(s0, v128.load(p));
        s1 = add(s1, v128.load(p, 16));
        s2 = add(s2, v128.load(p, 32));
        s3 = add(s3, v128.load(p, 48));
        p += stride;
      }
      v128.store(target + (c << 2), mul(s0, factor));
      v128.store(target + (c << 2), mul(s1, factor), 16);
      v128.store(target + (c << 2), mul(s2, factor), 32);
      v128.store(target + (c << 2), mul(s3, factor), 48);
    }
    for (; c < inner; c += 4) {
      let s = splat(0);
      let p = base + (c << 2);
      for (let j = 0; j < n; j++) {
        s = add(s, v128.load(p));
        p += stride;
      }
      if (c + 4 <= inner) v128.store(target + (c << 2), mul(s, factor));
      else storeTail(target + (c << 2), mul(s, factor), inner - c);
    }
  }
}

/** out[o, c] = max_j x[o, j, c] (min for sign = -1); NaN wins. n >= 1. */
export function extremeAxis(x: usize, out: usize, outer: i32, n: i32, inner: i32, sign: i32): void {
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c++) {
      let p = x + ((o * n * inner + c) << 2);
      let best = load<f32>(p);
      for (let j = 1; j < n; j++) {
        p += inner << 2;
        best = sign > 0 ? max<f32>(best, load<f32>(p)) : min<f32>(best, load<f32>(p));
      }
      store<f32>(out + ((o * inner + c) << 2), best);
    }
  }
}

/** Gradient of an extreme: g shared evenly among the positions that attain it. */
export function extremeAxisGrad(x: usize, y: usize, g: usize, out: usize, outer: i32, n: i32, inner: i32): void {
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c++) {
      const at = (o * inner + c) << 2;
      const best = load<f32>(y + at);
      const start = (o * n * inner + c) << 2;
      let ties = 0;
      for (let j = 0; j < n; j++) ties += load<f32>(x + start + ((j * inner) << 2)) == best ? 1 : 0;
      const share = load<f32>(g + at) / <f32>ties;
      for (let j = 0; j < n; j++) {
        const p = start + ((j * inner) << 2);
        store<f32>(out + p, load<f32>(x + p) == best ? share : 0);
      }
    }
  }
}

/** out[o, j, c] = scale * g[o, c]: the gradient of a sum. */
export function spreadAxis(g: usize, out: usize, outer: i32, n: i32, inner: i32, scale: f32): void {
  const factor = splat(scale);
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < n; j++) {
      const target = out + (((o * n + j) * inner) << 2);
      if (inner == 1) {
        store<f32>(target, scale * load<f32>(g + (o << 2)));
        continue;
      }
      let c = 0;
      const source = g + ((o * inner) << 2);
      for (; c + 4 <= inner; c += 4) v128.store(target + (c << 2), mul(v128.load(source + (c << 2)), factor));
      if (c < inner) storeTail(target + (c << 2), mul(v128.load(source + (c << 2)), factor), inner - c);
    }
  }
}

/** Sum of squares, float64 accumulation over four-lane partial sums of 1024 elements. */
export function sumSquares(x: usize, n: i32): f64 {
  let total: f64 = 0;
  for (let start = 0; start < n; start += 1024) {
    const stop = min(start + 1024, n);
    let s = splat(0);
    let i = start;
    for (; i + 4 <= stop; i += 4) {
      const v = v128.load(x + (i << 2));
      s = madd(s, v, v);
    }
    if (i < stop) {
      const v = v128.and(v128.load(x + (i << 2)), tailMask(stop - i));
      s = madd(s, v, v);
    }
    total += <f64>sumLanes(s);
  }
  return total;
}

/** Inclusive running sum along the middle axis; reverse = 1 runs from the end (the gradient). */
export function cumulativeSum(x: usize, out: usize, outer: i32, n: i32, inner: i32, reverse: i32): void {
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c++) {
      let total: f32 = 0;
      for (let j = 0; j < n; j++) {
        const p = ((o * n + (reverse ? n - 1 - j : j)) * inner + c) << 2;
        total += load<f32>(x + p);
        store<f32>(out + p, total);
      }
    }
  }
}
