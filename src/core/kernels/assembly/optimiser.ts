// Optimiser updates, one pass over a parameter's memory. The order of operations follows PyTorch's single-tensor loops,
// so that trajectories agree step for step.

import { add, div, madd, mul, splat, storeTail, sub } from './simd';

/**
 * Adam (Kingma and Ba 2015, algorithm 1) and AdamW (Loshchilov and Hutter 2019, algorithm 2).
 * decay: L2 term added to the gradient (Adam) or, with decoupled = 1, p *= 1 - decay first (decay is then lr * lambda).
 * stepSize = lr / (1 - beta1^t), correction = sqrt(1 - beta2^t).
 */
export function adamStep(p: usize, g: usize, m: usize, v: usize, n: i32, stepSize: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, correction: f32, epsilon: f32, decay: f32, decoupled: i32): void {
  // without decay the loop holds all its constants in registers
  if (decay == 0) adamLoop(false, p, g, m, v, n, stepSize, beta1, rest1, beta2, rest2, correction, epsilon, 0, 1);
  else adamLoop(true, p, g, m, v, n, stepSize, beta1, rest1, beta2, rest2, correction, epsilon, decoupled ? 0 : decay, decoupled ? 1 - decay : 1);
}

@inline
function adamLoop(decayed: bool, p: usize, g: usize, m: usize, v: usize, n: i32, stepSize: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, correction: f32, epsilon: f32, l2: f32, keep: f32): void {
  const vBeta1 = splat(beta1), vRest1 = splat(rest1), vBeta2 = splat(beta2), vRest2 = splat(rest2);
  const inverse = splat(1 / correction), vEpsilon = splat(epsilon), vStep = splat(stepSize);
  const vL2 = splat(l2), vKeep = splat(keep);
  for (let i = 0; i < n; i += 4) {
    const o = i << 2;
    let weight = v128.load(p + o);
    let gradient = v128.load(g + o);
    if (decayed) {
      weight = mul(weight, vKeep);
      gradient = madd(gradient, weight, vL2);
    }
    const first = add(mul(v128.load(m + o), vBeta1), mul(gradient, vRest1));
    const second = add(mul(v128.load(v + o), vBeta2), mul(mul(gradient, gradient), vRest2));
    const size = madd(vEpsilon, f32x4.sqrt(second), inverse);
    const next = sub(weight, mul(vStep, div(first, size)));
    if (i + 4 <= n) {
      v128.store(p + o, next);
      v128.store(m + o, first);
      v128.store(v + o, second);
    } else {
      storeTail(p + o, next, n - i);
      storeTail(m + o, first, n - i);
      storeTail(v + o, second, n - i);
    }
  }
}

/**
 * Stochastic gradient descent with momentum as PyTorch defines it: d = g + decay p; buffer = momentum buffer + d (the first
 * step copies d); nesterov uses d + momentum buffer. buffer may be 0 when momentum is 0.
 */
export function sgdStep(p: usize, g: usize, buffer: usize, n: i32, rate: f32, momentum: f32, decay: f32, nesterov: i32, first: i32): void {
  const vRate = splat(rate), vMomentum = splat(momentum), vDecay = splat(decay);
  for (let i = 0; i < n; i += 4) {
    const o = i << 2;
    const weight = v128.load(p + o);
    let step = madd(v128.load(g + o), weight, vDecay);
    const whole = i + 4 <= n;
    if (buffer) {
      const state = first ? step : madd(step, v128.load(buffer + o), vMomentum);
      if (whole) v128.store(buffer + o, state);
      else storeTail(buffer + o, state, n - i);
      step = nesterov ? madd(step, state, vMomentum) : state;
    }
    const next = sub(weight, mul(vRate, step));
    if (whole) v128.store(p + o, next);
    else storeTail(p + o, next, n - i);
  }
}

/** x *= factor. */
export function scaleInPlace(x: usize, factor: f32, n: i32): void {
  const f = splat(factor);
  for (let i = 0; i < n; i += 4) {
    const value = mul(v128.load(x + (i << 2)), f);
    if (i + 4 <= n) v128.store(x + (i << 2), value);
    else storeTail(x + (i << 2), value, n - i);
  }
}

/** x += factor (y - x): moving averages (EMA of weights, running statistics). */
export function moveTowards(x: usize, y: usize, factor: f32, n: i32): void {
  const f = splat(factor);
  for (let i = 0; i < n; i += 4) {
    const value = v128.load(x + (i << 2));
    const next = madd(value, f, sub(v128.load(y + (i << 2)), value));
    if (i + 4 <= n) v128.store(x + (i << 2), next);
    else storeTail(x + (i << 2), next, n - i);
  }
}
