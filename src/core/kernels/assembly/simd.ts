// Four-lane float32 building blocks: elementary functions by range reduction and polynomial, horizontal sums, tail stores.
// Only deterministic SIMD; a lane's result does not depend on its neighbours. Error bounds are in the tests' titles.
// Loads may run up to 60 bytes past an operand (the allocator keeps that room); stores never do.

@inline export function splat(x: f32): v128 { return f32x4.splat(x); }
@inline export function add(a: v128, b: v128): v128 { return f32x4.add(a, b); }
@inline export function sub(a: v128, b: v128): v128 { return f32x4.sub(a, b); }
@inline export function mul(a: v128, b: v128): v128 { return f32x4.mul(a, b); }
@inline export function div(a: v128, b: v128): v128 { return f32x4.div(a, b); }
/** acc + a * b, rounded twice (a fused product would differ between processors). */
@inline export function madd(acc: v128, a: v128, b: v128): v128 { return f32x4.add(acc, f32x4.mul(a, b)); }

/** Stores the first `count` (1 to 3) lanes. */
@inline
export function storeTail(out: usize, value: v128, count: i32): void {
  v128.store32_lane(out, value, 0);
  if (count > 1) v128.store32_lane(out, value, 1, 4);
  if (count > 2) v128.store32_lane(out, value, 2, 8);
}

/** All ones in the first `count` (0 to 3) lanes. */
@inline
export function tailMask(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

@inline
export function sumLanes(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2)) + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3));
}

@inline
export function maxLanes(v: v128): f32 {
  return max<f32>(max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

@inline
export function minLanes(v: v128): f32 {
  return min<f32>(min<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), min<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

// Constants are loaded from memory, one instruction each: engines build a vector literal anew at every use, in three.
@inline function at(table: usize, i: i32): v128 { return v128.load32_splat(table + (i << 2)); }

const UNIT = memory.data<f32>([1.0, 0.5, 2.0], 16);
@inline export function one(): v128 { return at(UNIT, 0); }
@inline export function half(): v128 { return at(UNIT, 1); }

// e^r on |r| <= ln(2) / 2 (Moshier, Cephes, expf); before it: upper and lower clamp, 1 / ln 2, ln 2 in two parts
const EXP = memory.data<f32>([
  89.0, -104.0, 1.44269504, 0.693359375, -2.12194440e-4,
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
], 16);

// 1.5 * 2^23: adding it rounds to the nearest integer, which then stands in the low bits
const ROUND = memory.data<f32>([12582912.0], 16);

/** e^r of a reduced argument. */
@inline
function expReduced(r: v128): v128 {
  let p = at(EXP, 5);
  p = madd(at(EXP, 6), p, r);
  p = madd(at(EXP, 7), p, r);
  p = madd(at(EXP, 8), p, r);
  p = madd(at(EXP, 9), p, r);
  p = madd(at(EXP, 10), p, r);
  return add(madd(r, p, mul(r, r)), one());
}

/**
 * e^x = 2^n e^r with |r| <= ln(2) / 2 and a degree-6 polynomial.
 * 2^n is applied in two factors, so results reach down into the subnormals and up to infinity.
 */
@inline
export function vexp(input: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(input, at(EXP, 0)), at(EXP, 1));
  const shifted = madd(at(ROUND, 0), x, at(EXP, 2));
  const n = sub(shifted, at(ROUND, 0));
  const p = expReduced(sub(sub(x, mul(n, at(EXP, 3))), mul(n, at(EXP, 4))));
  const whole = i32x4.sub(shifted, at(ROUND, 0));
  const halved = i32x4.shr_s(whole, 1);
  const low = i32x4.shl(i32x4.add(halved, i32x4.splat(127)), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(whole, halved), i32x4.splat(127)), 23);
  return mul(mul(p, low), high);
}

const EXP_LOWEST = memory.data<f32>([-87.0], 16);

/** e^x for x <= 0 where results below 1e-38 do not matter: no subnormals. */
@inline
function vexpNegative(input: v128): v128 {
  return vexpNormal(f32x4.pmax(input, at(EXP_LOWEST, 0)));
}

/** e^x where -87 <= x <= 88 is known, so that one factor does and no clamp is needed; the bits of vexp(x). */
@inline
export function vexpNormal(x: v128): v128 {
  const shifted = madd(at(ROUND, 0), x, at(EXP, 2));
  const n = sub(shifted, at(ROUND, 0));
  const p = expReduced(sub(sub(x, mul(n, at(EXP, 3))), mul(n, at(EXP, 4))));
  return mul(p, i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23)); // the shift leaves only n + 127
}

// log(1 + m) (Moshier, Cephes, logf); before it: smallest normal, 2^23, sqrt(1/2), ln 2 in two parts
const LOG = memory.data<f32>([
  1.17549435e-38, 8388608.0, 0.707106781, 0.693359375, -2.12194440e-4,
  7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
], 16);

/** Natural logarithm: x = 2^n m with m in [sqrt(1/2), sqrt(2)), degree-8 polynomial in m - 1. */
@inline
export function vlog(input: v128): v128 {
  const tiny = f32x4.lt(input, at(LOG, 0));
  const x = v128.bitselect(mul(input, at(LOG, 1)), input, tiny); // subnormals are scaled by 2^23
  let exponent = i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126));
  exponent = i32x4.sub(exponent, v128.and(tiny, i32x4.splat(23)));
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), half()); // [0.5, 1)
  const small = f32x4.lt(m, at(LOG, 2));
  exponent = i32x4.add(exponent, small); // small is -1 in each true lane
  m = sub(add(m, v128.and(m, small)), one());
  const n = f32x4.convert_i32x4_s(exponent);
  const z = mul(m, m);
  let p = at(LOG, 5);
  p = madd(at(LOG, 6), p, m);
  p = madd(at(LOG, 7), p, m);
  p = madd(at(LOG, 8), p, m);
  p = madd(at(LOG, 9), p, m);
  p = madd(at(LOG, 10), p, m);
  p = madd(at(LOG, 11), p, m);
  p = madd(at(LOG, 12), p, m);
  p = madd(at(LOG, 13), p, m);
  let y = mul(mul(p, m), z);
  y = madd(y, n, at(LOG, 4));
  y = sub(y, mul(half(), z));
  y = madd(add(m, y), n, at(LOG, 3));
  // ends: log(inf) = inf, log(0) = -inf, log(x < 0) = log(NaN) = NaN
  y = v128.bitselect(splat(f32.POSITIVE_INFINITY), y, f32x4.eq(input, splat(f32.POSITIVE_INFINITY)));
  y = v128.bitselect(splat(f32.NEGATIVE_INFINITY), y, f32x4.eq(input, splat(0.0)));
  return v128.bitselect(y, splat(f32.NaN), f32x4.ge(input, splat(0.0)));
}

/** log(1 + e) for e >= 0, exact also for tiny e: log(u) e / (u - 1) with u = 1 + e rounded (Kahan's trick, HP-15C manual). */
@inline
export function vlog1p(e: v128): v128 {
  const u = add(one(), e);
  const same = f32x4.eq(u, one());
  const y = div(mul(vlog(u), e), sub(u, one()));
  return v128.bitselect(e, y, same);
}

// tanh (Moshier, Cephes, tanhf); after the polynomial, its limit
const TANH = memory.data<f32>([-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1, 0.625], 16);

/** tanh: odd polynomial of degree 11 below 0.625, else 1 - 2 / (e^2|x| + 1). */
@inline
export function vtanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = mul(x, x);
  let p = at(TANH, 0);
  p = madd(at(TANH, 1), p, z);
  p = madd(at(TANH, 2), p, z);
  p = madd(at(TANH, 3), p, z);
  p = madd(at(TANH, 4), p, z);
  const near = madd(x, mul(p, z), x);
  const e = vexpNegative(mul(size, f32x4.neg(at(UNIT, 2)))); // e^-2|x|
  const far = div(sub(one(), e), add(one(), e));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(near, signed, f32x4.lt(size, at(TANH, 5)));
}

@inline
export function vsigmoid(x: v128): v128 {
  return div(one(), add(one(), vexp(f32x4.neg(x))));
}

/** log(1 + e^x) = max(x, 0) + log1p(e^-|x|). */
@inline
export function vsoftplus(x: v128): v128 {
  return add(f32x4.pmax(x, splat(0.0)), vlog1p(vexp(f32x4.neg(f32x4.abs(x)))));
}

// Q(t) = erfcx(z) / (2 t), t = 1 / (1 + z / 2), z = |x| / sqrt(2): our own Chebyshev fit, relative error 1e-7; first 1 / sqrt(8)
const NORMAL = memory.data<f32>([0.353553391, 0.14104265, 0.141194701, 0.121524557, 0.101347961, -0.0130677661, 0.13830255, -0.242637172, 0.141670719, -0.0293782223, 0.398942280], 16);

/** exp(-x^2 / 2), what the normal distribution and its density share. */
@inline
export function vgauss(x: v128): v128 {
  return vexpNegative(f32x4.neg(mul(mul(x, x), half())));
}

/** Normal distribution function Phi(x) = t Q(t) exp(-x^2 / 2) for x < 0, one minus that for x > 0; `gauss` is vgauss(x). */
@inline
export function vnormalCdf(x: v128, gauss: v128): v128 {
  const t = div(one(), madd(one(), f32x4.abs(x), at(NORMAL, 0)));
  let p = at(NORMAL, 9);
  p = madd(at(NORMAL, 8), p, t);
  p = madd(at(NORMAL, 7), p, t);
  p = madd(at(NORMAL, 6), p, t);
  p = madd(at(NORMAL, 5), p, t);
  p = madd(at(NORMAL, 4), p, t);
  p = madd(at(NORMAL, 3), p, t);
  p = madd(at(NORMAL, 2), p, t);
  p = madd(at(NORMAL, 1), p, t);
  const tail = mul(mul(t, p), gauss);
  return v128.bitselect(tail, sub(one(), tail), f32x4.lt(x, splat(0.0)));
}

/** Normal density phi(x) from vgauss(x). */
@inline
export function vnormalPdf(gauss: v128): v128 {
  return mul(at(NORMAL, 10), gauss);
}
