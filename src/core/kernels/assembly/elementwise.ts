// Elementwise kernels: unary functions and their derivatives, binary functions with broadcasting over two collapsed axes.
// The op number is a constant in each exported function; the optimiser folds the switch away.

import { add, div, half, madd, mul, one, splat, storeTail, sub, vexp, vgauss, vlog, vnormalCdf, vnormalPdf, vsigmoid, vsoftplus, vtanh } from './simd';

const EXP = 0, LOG = 1, SQRT = 2, SQUARE = 3, ABS = 4, RECIPROCAL = 5, TANH = 6, SIGMOID = 7, RELU = 8, GELU = 9, GELU_TANH = 10, SILU = 11, SOFTPLUS = 12, SIGN = 13, FLOOR = 14;

/** Inner argument of the tanh form of GELU: sqrt(2 / pi) (x + 0.044715 x^3). */
@inline
function geluInner(x: v128): v128 {
  return mul(mul(splat(0.79788456), x), madd(splat(1.0), splat(0.044715), mul(x, x)));
}

@inline
function sign(x: v128): v128 {
  return sub(v128.and(f32x4.gt(x, splat(0)), splat(1)), v128.and(f32x4.lt(x, splat(0)), splat(1)));
}

@inline
function forward(op: i32, x: v128): v128 {
  if (op == EXP) return vexp(x);
  if (op == LOG) return vlog(x);
  if (op == SQRT) return f32x4.sqrt(x);
  if (op == SQUARE) return mul(x, x);
  if (op == ABS) return f32x4.abs(x);
  if (op == RECIPROCAL) return div(splat(1), x);
  if (op == TANH) return vtanh(x);
  if (op == SIGMOID) return vsigmoid(x);
  if (op == RELU) return v128.andnot(x, f32x4.lt(x, splat(0))); // keeps NaN
  if (op == GELU) return mul(x, vnormalCdf(x, vgauss(x)));
  if (op == GELU_TANH) return mul(mul(half(), x), add(one(), vtanh(geluInner(x))));
  if (op == SILU) return mul(x, vsigmoid(x));
  if (op == SOFTPLUS) return vsoftplus(x);
  if (op == SIGN) return sign(x);
  return f32x4.floor(x);
}

/** g times the derivative; `s` is the saved value: the output y for exp, sqrt, reciprocal, tanh, sigmoid, relu, else the input x. */
@inline
function backward(op: i32, s: v128, g: v128): v128 {
  if (op == EXP) return mul(g, s);
  if (op == LOG) return div(g, s);
  if (op == SQRT) return div(mul(splat(0.5), g), s);
  if (op == SQUARE) return mul(g, add(s, s));
  if (op == ABS) return mul(g, sign(s));
  if (op == RECIPROCAL) return f32x4.neg(mul(g, mul(s, s)));
  if (op == TANH) return mul(g, sub(one(), mul(s, s)));
  if (op == SIGMOID) return mul(g, mul(s, sub(one(), s)));
  if (op == RELU) return v128.and(g, f32x4.gt(s, splat(0)));
  if (op == GELU) {
    const gauss = vgauss(s);
    return mul(g, madd(vnormalCdf(s, gauss), s, vnormalPdf(gauss)));
  }
  if (op == GELU_TANH) {
    const t = vtanh(geluInner(s));
    const slope = mul(splat(0.79788456), madd(splat(1), splat(0.134145), mul(s, s)));
    const rest = mul(mul(s, sub(one(), mul(t, t))), slope);
    return mul(g, mul(half(), add(add(one(), t), rest)));
  }
  if (op == SILU) {
    const y = vsigmoid(s);
    return mul(g, mul(y, madd(one(), s, sub(one(), y))));
  }
  return mul(g, vsigmoid(s)); // SOFTPLUS
}

@inline
function mapForward(op: i32, x: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), forward(op, v128.load(x + (i << 2))));
  if (i < n) storeTail(out + (i << 2), forward(op, v128.load(x + (i << 2))), n - i);
}

@inline
function mapBackward(op: i32, saved: usize, g: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), backward(op, v128.load(saved + (i << 2)), v128.load(g + (i << 2))));
  if (i < n) storeTail(out + (i << 2), backward(op, v128.load(saved + (i << 2)), v128.load(g + (i << 2))), n - i);
}

export function exp(x: usize, out: usize, n: i32): void { mapForward(EXP, x, out, n); }
export function log(x: usize, out: usize, n: i32): void { mapForward(LOG, x, out, n); }
export function sqrt(x: usize, out: usize, n: i32): void { mapForward(SQRT, x, out, n); }
export function square(x: usize, out: usize, n: i32): void { mapForward(SQUARE, x, out, n); }
export function abs(x: usize, out: usize, n: i32): void { mapForward(ABS, x, out, n); }
export function reciprocal(x: usize, out: usize, n: i32): void { mapForward(RECIPROCAL, x, out, n); }
export function tanh(x: usize, out: usize, n: i32): void { mapForward(TANH, x, out, n); }
export function sigmoid(x: usize, out: usize, n: i32): void { mapForward(SIGMOID, x, out, n); }
export function relu(x: usize, out: usize, n: i32): void { mapForward(RELU, x, out, n); }
export function gelu(x: usize, out: usize, n: i32): void { mapForward(GELU, x, out, n); }
export function geluTanh(x: usize, out: usize, n: i32): void { mapForward(GELU_TANH, x, out, n); }
export function silu(x: usize, out: usize, n: i32): void { mapForward(SILU, x, out, n); }
export function softplus(x: usize, out: usize, n: i32): void { mapForward(SOFTPLUS, x, out, n); }
export function signOf(x: usize, out: usize, n: i32): void { mapForward(SIGN, x, out, n); }
export function floorOf(x: usize, out: usize, n: i32): void { mapForward(FLOOR, x, out, n); }

export function expGrad(y: usize, g: usize, out: usize, n: i32): void { mapBackward(EXP, y, g, out, n); }
export function logGrad(x: usize, g: usize, out: usize, n: i32): void { mapBackward(LOG, x, g, out, n); }
export function sqrtGrad(y: usize, g: usize, out: usize, n: i32): void { mapBackward(SQRT, y, g, out, n); }
export function squareGrad(x: usize, g: usize, out: usize, n: i32): void { mapBackward(SQUARE, x, g, out, n); }
export function absGrad(x: usize, g: usize, out: usize, n: i32): void { mapBackward(ABS, x, g, out, n); }
export function reciprocalGrad(y: usize, g: usize, out: usize, n: i32): void { mapBackward(RECIPROCAL, y, g, out, n); }
export function tanhGrad(y: usize, g: usize, out: usize, n: i32): void { mapBackward(TANH, y, g, out, n); }
export function sigmoidGrad(y: usize, g: usize, out: usize, n: i32): void { mapBackward(SIGMOID, y, g, out, n); }
export function reluGrad(y: usize, g: usize, out: usize, n: i32): void { mapBackward(RELU, y, g, out, n); }
export function geluGrad(x: usize, g: usize, out: usize, n: i32): void { mapBackward(GELU, x, g, out, n); }
export function geluTanhGrad(x: usize, g: usize, out: usize, n: i32): void { mapBackward(GELU_TANH, x, g, out, n); }
export function siluGrad(x: usize, g: usize, out: usize, n: i32): void { mapBackward(SILU, x, g, out, n); }
export function softplusGrad(x: usize, g: usize, out: usize, n: i32): void { mapBackward(SOFTPLUS, x, g, out, n); }

/** out = scale x + shift. */
export function affine(x: usize, scale: f32, shift: f32, out: usize, n: i32): void {
  const a = splat(scale);
  const b = splat(shift);
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), add(mul(v128.load(x + (i << 2)), a), b));
  if (i < n) storeTail(out + (i << 2), add(mul(v128.load(x + (i << 2)), a), b), n - i);
}

/** out = x for x > 0, else slope x. */
export function leakyRelu(x: usize, slope: f32, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const value = load<f32>(x + (i << 2));
    store<f32>(out + (i << 2), value > 0 ? value : slope * value);
  }
}

/** out = g for x > 0, else slope g. */
export function leakyReluGrad(x: usize, slope: f32, g: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const value = load<f32>(g + (i << 2));
    store<f32>(out + (i << 2), load<f32>(x + (i << 2)) > 0 ? value : slope * value);
  }
}

/** out = min(max(x, low), high); NaN stays NaN. */
export function clamp(x: usize, low: f32, high: f32, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const value = load<f32>(x + (i << 2));
    store<f32>(out + (i << 2), value < low ? low : value > high ? high : value);
  }
}

/** out = g where low <= x <= high, else 0. */
export function clampGrad(x: usize, low: f32, high: f32, g: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const value = load<f32>(x + (i << 2));
    store<f32>(out + (i << 2), value >= low && value <= high ? load<f32>(g + (i << 2)) : 0);
  }
}

/** out = x^exponent, computed in float64 and rounded once. */
export function power(x: usize, exponent: f64, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<f32>(out + (i << 2), <f32>NativeMath.pow(<f64>load<f32>(x + (i << 2)), exponent));
}

/** out = g exponent x^(exponent - 1). */
export function powerGrad(x: usize, exponent: f64, g: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const slope = exponent * NativeMath.pow(<f64>load<f32>(x + (i << 2)), exponent - 1.0);
    store<f32>(out + (i << 2), <f32>(slope * <f64>load<f32>(g + (i << 2))));
  }
}

/** Sine (cosine for quarter = 1), in float64 and rounded once. */
export function sine(x: usize, quarter: i32, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const value = <f64>load<f32>(x + (i << 2));
    store<f32>(out + (i << 2), <f32>(quarter ? NativeMath.cos(value) : NativeMath.sin(value)));
  }
}

const ADD = 0, SUB = 1, MUL = 2, DIV = 3, MAX = 4, MIN = 5, GREATER = 6, GREATER_EQUAL = 7, EQUAL = 8, MASKED = 9;

@inline
function combine(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return add(a, b);
  if (op == SUB) return sub(a, b);
  if (op == MUL) return mul(a, b);
  if (op == DIV) return div(a, b);
  if (op == MAX) return f32x4.max(a, b);
  if (op == MIN) return f32x4.min(a, b);
  if (op == GREATER) return v128.and(f32x4.gt(a, b), splat(1));
  if (op == GREATER_EQUAL) return v128.and(f32x4.ge(a, b), splat(1));
  if (op == EQUAL) return v128.and(f32x4.eq(a, b), splat(1));
  return v128.and(a, f32x4.ne(b, splat(0))); // MASKED: a where b is not 0, else 0 (also where a is NaN)
}

@inline
function row(op: i32, a: usize, aInner: i32, b: usize, bInner: i32, out: usize, n: i32): void {
  let i = 0;
  if (aInner & bInner) {
    for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), combine(op, v128.load(a + (i << 2)), v128.load(b + (i << 2))));
    if (i < n) storeTail(out + (i << 2), combine(op, v128.load(a + (i << 2)), v128.load(b + (i << 2))), n - i);
  } else if (aInner) {
    const right = v128.load32_splat(b);
    for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), combine(op, v128.load(a + (i << 2)), right));
    if (i < n) storeTail(out + (i << 2), combine(op, v128.load(a + (i << 2)), right), n - i);
  } else {
    const left = v128.load32_splat(a);
    for (; i + 4 <= n; i += 4) {
      const right = bInner ? v128.load(b + (i << 2)) : v128.load32_splat(b);
      v128.store(out + (i << 2), combine(op, left, right));
    }
    if (i < n) storeTail(out + (i << 2), combine(op, left, bInner ? v128.load(b + (i << 2)) : v128.load32_splat(b)), n - i);
  }
}

@inline
function broadcast(op: i32, a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void {
  for (let r = 0; r < outer; r++) {
    row(op, a + ((r * aOuter) << 2), aInner, b + ((r * bOuter) << 2), bInner, out + ((r * inner) << 2), inner);
  }
}

// out[r, c] = a[r aOuter + c aInner] op b[r bOuter + c bInner]; the inner strides are 0 or 1.
export function binaryAdd(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(ADD, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binarySub(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(SUB, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryMul(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(MUL, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryDiv(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(DIV, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryMax(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(MAX, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryMin(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(MIN, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryGreater(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(GREATER, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryGreaterEqual(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(GREATER_EQUAL, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryEqual(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(EQUAL, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
export function binaryMasked(a: usize, aOuter: i32, aInner: i32, b: usize, bOuter: i32, bInner: i32, out: usize, outer: i32, inner: i32): void { broadcast(MASKED, a, aOuter, aInner, b, bOuter, bInner, out, outer, inner); }
