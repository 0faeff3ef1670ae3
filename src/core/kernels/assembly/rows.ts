// Row-wise kernels on [rows, cols]: softmax, log-softmax, cross-entropy, layer norm, each with its gradient.
// Softmax subtracts the row maximum first, so that exp never overflows.

import { add, madd, maxLanes, minLanes, mul, splat, storeTail, sub, sumLanes, tailMask, vexp, vexpNormal } from './simd';
import { sumRow } from './reduce';

/** The row that rangeOf() last saw. */
let rowTop: f32 = 0;
let rowLow: f32 = 0;

/** Sets rowTop and rowLow to the maximum and minimum of n >= 1 values. */
@inline
function rangeOf(x: usize, n: i32): void {
  let best = load<f32>(x);
  let least = best;
  let i = 0;
  if (n >= 4) {
    let top = v128.load(x);
    let low = top;
    let top2 = top, low2 = top;
    for (i = 4; i + 8 <= n; i += 8) {
      const v = v128.load(x + (i << 2));
      const w = v128.load(x + (i << 2), 16);
      top = f32x4.pmax(top, v);
      low = f32x4.pmin(low, v);
      top2 = f32x4.pmax(top2, w);
      low2 = f32x4.pmin(low2, w);
    }
    top = f32x4.pmax(top, top2);
    low = f32x4.pmin(low, low2);
    for (; i + 4 <= n; i += 4) {
      const v = v128.load(x + (i << 2));
      top = f32x4.pmax(top, v);
      low = f32x4.pmin(low, v);
    }
    best = maxLanes(top);
    least = minLanes(low);
  }
  for (; i < n; i++) {
    best = max<f32>(best, load<f32>(x + (i << 2)));
    least = min<f32>(least, load<f32>(x + (i << 2)));
  }
  rowTop = best;
  rowLow = least;
}

/** out = exp(scale (x - rowTop)), returns the sum; scale > 0. Rows without far tails take a shorter way to the same bits. */
@inline
function expRow(x: usize, scale: f32, out: usize, n: i32): f32 {
  const shift = splat(rowTop);
  const factor = splat(scale);
  let total = splat(0);
  let i = 0;
  if (scale * (rowLow - rowTop) >= -87) {
    for (; i + 4 <= n; i += 4) {
      const e = vexpNormal(mul(sub(v128.load(x + (i << 2)), shift), factor));
      total = add(total, e);
      v128.store(out + (i << 2), e);
    }
  } else for (; i + 4 <= n; i += 4) {
    const e = vexp(mul(sub(v128.load(x + (i << 2)), shift), factor));
    total = add(total, e);
    v128.store(out + (i << 2), e);
  }
  if (i < n) {
    const e = v128.and(vexp(mul(sub(v128.load(x + (i << 2)), shift), factor)), tailMask(n - i));
    total = add(total, e);
    storeTail(out + (i << 2), e, n - i);
  }
  return sumLanes(total);
}

@inline
function scaleRow(x: usize, factor: f32, n: i32): void {
  const f = splat(factor);
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(x + (i << 2), mul(v128.load(x + (i << 2)), f));
  if (i < n) storeTail(x + (i << 2), mul(v128.load(x + (i << 2)), f), n - i);
}

@inline
function dotRow(a: usize, b: usize, n: i32): f32 {
  let s0 = splat(0), s1 = splat(0);
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    s0 = madd(s0, v128.load(a + (i << 2)), v128.load(b + (i << 2)));
    s1 = madd(s1, v128.load(a + (i << 2), 16), v128.load(b + (i << 2), 16));
  }
  for (; i + 4 <= n; i += 4) s0 = madd(s0, v128.load(a + (i << 2)), v128.load(b + (i << 2)));
  if (i < n) s1 = add(s1, v128.and(mul(v128.load(a + (i << 2)), v128.load(b + (i << 2))), tailMask(n - i)));
  return sumLanes(add(s0, s1));
}

/** out[r] = softmax(x[r]). */
export function softmaxRows(x: usize, out: usize, rows: i32, cols: i32): void {
  for (let r = 0; r < rows; r++) {
    const source = x + ((r * cols) << 2);
    const target = out + ((r * cols) << 2);
    rangeOf(source, cols);
    const total = expRow(source, 1, target, cols);
    scaleRow(target, 1 / total, cols);
  }
}

/**
 * Attention weights of [count, rows, cols] scores: softmax(scale * score). With causal = 1, row r sees the columns up to
 * r + (cols - rows), the rest get 0.
 */
export function softmaxScores(x: usize, out: usize, count: i32, rows: i32, cols: i32, scale: f32, causal: i32): void {
  for (let b = 0; b < count; b++) {
    for (let r = 0; r < rows; r++) {
      const offset = ((b * rows + r) * cols) << 2;
      const seen = causal ? min(cols, max(0, r + 1 + cols - rows)) : cols;
      if (seen > 0) {
        rangeOf(x + offset, seen);
        const total = expRow(x + offset, scale, out + offset, seen);
        scaleRow(out + offset, 1 / total, seen);
      }
      if (seen < cols) memory.fill(out + offset + (seen << 2), 0, (cols - seen) << 2);
    }
  }
}

/** out = scale y (g - sum(y g)): the gradient of softmax(scale x); may work in place on g. */
export function softmaxGrad(y: usize, g: usize, out: usize, rows: i32, cols: i32, scale: f32): void {
  const factor = splat(scale);
  for (let r = 0; r < rows; r++) {
    const offset = (r * cols) << 2;
    const dot = splat(dotRow(y + offset, g + offset, cols));
    let i = 0;
    for (; i + 4 <= cols; i += 4) {
      const p = offset + (i << 2);
      v128.store(out + p, mul(mul(v128.load(y + p), sub(v128.load(g + p), dot)), factor));
    }
    if (i < cols) {
      const p = offset + (i << 2);
      storeTail(out + p, mul(mul(v128.load(y + p), sub(v128.load(g + p), dot)), factor), cols - i);
    }
  }
}

/** out[r] = x[r] - log sum exp x[r]. */
export function logSoftmaxRows(x: usize, out: usize, rows: i32, cols: i32): void {
  for (let r = 0; r < rows; r++) {
    const source = x + ((r * cols) << 2);
    const target = out + ((r * cols) << 2);
    rangeOf(source, cols);
    const top = rowTop;
    const total = expRow(source, 1, target, cols);
    const shift = splat(top);
    const log = splat(<f32>NativeMath.log(<f64>total));
    let i = 0;
    for (; i + 4 <= cols; i += 4) v128.store(target + (i << 2), sub(sub(v128.load(source + (i << 2)), shift), log));
    if (i < cols) storeTail(target + (i << 2), sub(sub(v128.load(source + (i << 2)), shift), log), cols - i);
  }
}

/** out = g - exp(y) sum(g): the gradient of log-softmax. */
export function logSoftmaxGrad(y: usize, g: usize, out: usize, rows: i32, cols: i32): void {
  for (let r = 0; r < rows; r++) {
    const offset = (r * cols) << 2;
    const total = splat(sumRow(g + offset, cols));
    let i = 0;
    for (; i + 4 <= cols; i += 4) {
      const p = offset + (i << 2);
      v128.store(out + p, sub(v128.load(g + p), mul(vexp(v128.load(y + p)), total)));
    }
    if (i < cols) {
      const p = offset + (i << 2);
      storeTail(out + p, sub(v128.load(g + p), mul(vexp(v128.load(y + p)), total)), cols - i);
    }
  }
}

/**
 * losses[r] = -log softmax(x[r])[target] (1 - e) - e mean(log softmax(x[r])) with smoothing e; probabilities are kept for
 * the gradient. Targets are int32; a negative target leaves the row out (loss 0).
 */
export function crossEntropyRows(x: usize, targets: usize, probabilities: usize, losses: usize, rows: i32, cols: i32, smoothing: f32): void {
  for (let r = 0; r < rows; r++) {
    const source = x + ((r * cols) << 2);
    const target = load<i32>(targets + (r << 2));
    const out = probabilities + ((r * cols) << 2);
    rangeOf(source, cols);
    const top = rowTop;
    const total = expRow(source, 1, out, cols);
    scaleRow(out, 1 / total, cols);
    let loss: f32 = 0;
    if (target >= 0) {
      const logTotal = <f32>NativeMath.log(<f64>total);
      loss = logTotal - (load<f32>(source + (target << 2)) - top);
      if (smoothing > 0) {
        const uniform = logTotal - (sumRow(source, cols) / <f32>cols - top);
        loss = (1 - smoothing) * loss + smoothing * uniform;
      }
    }
    store<f32>(losses + (r << 2), loss);
  }
}

/** out[r] = weight (p - (1 - e) onehot(target) - e / cols), weight = scale * g[r * gStep]. */
export function crossEntropyGrad(probabilities: usize, targets: usize, g: usize, gStep: i32, scale: f32, out: usize, rows: i32, cols: i32, smoothing: f32): void {
  const even = splat(smoothing / <f32>cols);
  for (let r = 0; r < rows; r++) {
    const target = load<i32>(targets + (r << 2));
    const offset = (r * cols) << 2;
    if (target < 0) {
      memory.fill(out + offset, 0, cols << 2);
      continue;
    }
    const weight = scale * load<f32>(g + ((r * gStep) << 2));
    const factor = splat(weight);
    let i = 0;
    for (; i + 4 <= cols; i += 4) v128.store(out + offset + (i << 2), mul(sub(v128.load(probabilities + offset + (i << 2)), even), factor));
    if (i < cols) storeTail(out + offset + (i << 2), mul(sub(v128.load(probabilities + offset + (i << 2)), even), factor), cols - i);
    const at = offset + (target << 2);
    store<f32>(out + at, weight * (load<f32>(probabilities + at) - (1 - smoothing) - smoothing / <f32>cols));
  }
}

/** out = (x - mean) rstd gain + bias by rows; stats receives [mean, rstd] a row. gain or bias 0 means none. */
export function layerNormRows(x: usize, gain: usize, bias: usize, out: usize, stats: usize, rows: i32, cols: i32, epsilon: f32): void {
  const count = <f32>cols;
  for (let r = 0; r < rows; r++) {
    const source = x + ((r * cols) << 2);
    const target = out + ((r * cols) << 2);
    const mean = sumRow(source, cols) / count;
    const shift = splat(mean);
    let squares = splat(0);
    let i = 0;
    for (; i + 4 <= cols; i += 4) {
      const d = sub(v128.load(source + (i << 2)), shift);
      squares = madd(squares, d, d);
    }
    if (i < cols) {
      const d = v128.and(sub(v128.load(source + (i << 2)), shift), tailMask(cols - i));
      squares = madd(squares, d, d);
    }
    const rstd: f32 = 1 / Mathf.sqrt(sumLanes(squares) / count + epsilon);
    store<f32>(stats + (r << 3), mean);
    store<f32>(stats + (r << 3), rstd, 4);
    const factor = splat(rstd);
    for (i = 0; i < cols; i += 4) {
      let y = mul(sub(v128.load(source + (i << 2)), shift), factor);
      if (gain) y = mul(y, v128.load(gain + (i << 2)));
      if (bias) y = add(y, v128.load(bias + (i << 2)));
      if (i + 4 <= cols) v128.store(target + (i << 2), y);
      else storeTail(target + (i << 2), y, cols - i);
    }
  }
}

/**
 * Gradients of layer norm. With h = g gain and xhat the normalised input:
 * dx = rstd (h - mean(h) - xhat mean(h xhat)); dgain += sum_r g xhat; dbias += sum_r g. dgain and dbias may be 0 (none).
 */
export function layerNormGrad(x: usize, gain: usize, stats: usize, g: usize, dx: usize, dgain: usize, dbias: usize, rows: i32, cols: i32): void {
  const count = <f32>cols;
  const one = splat(1);
  for (let r = 0; r < rows; r++) {
    const offset = (r * cols) << 2;
    const shift = splat(load<f32>(stats + (r << 3)));
    const rstd = load<f32>(stats + (r << 3), 4);
    const factor = splat(rstd);
    let sum = splat(0);
    let dot = splat(0);
    let i = 0;
    for (; i < cols; i += 4) {
      const p = i << 2;
      let gradient = v128.load(g + offset + p);
      if (i + 4 > cols) gradient = v128.and(gradient, tailMask(cols - i));
      const normal = mul(sub(v128.load(x + offset + p), shift), factor);
      const product = mul(gradient, normal);
      const whole = i + 4 <= cols;
      if (dgain) {
        const next = add(v128.load(dgain + p), product);
        if (whole) v128.store(dgain + p, next);
        else storeTail(dgain + p, next, cols - i);
      }
      if (dbias) {
        const next = add(v128.load(dbias + p), gradient);
        if (whole) v128.store(dbias + p, next);
        else storeTail(dbias + p, next, cols - i);
      }
      const weight = gain ? v128.load(gain + p) : one;
      let h = mul(gradient, weight);
      let hx = mul(h, normal);
      if (!whole) {
        h = v128.and(h, tailMask(cols - i));
        hx = v128.and(hx, tailMask(cols - i));
      }
      sum = add(sum, h);
      dot = add(dot, hx);
    }
    const meanH = splat(sumLanes(sum) / count);
    const meanHx = splat(sumLanes(dot) / count);
    for (i = 0; i < cols; i += 4) {
      const p = offset + (i << 2);
      const weight = gain ? v128.load(gain + (i << 2)) : one;
      const h = mul(v128.load(g + p), weight);
      const normal = mul(sub(v128.load(x + p), shift), factor);
      const y = mul(sub(sub(h, meanH), mul(normal, meanHx)), factor);
      if (i + 4 <= cols) v128.store(dx + p, y);
      else storeTail(dx + p, y, cols - i);
    }
  }
}
