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

/**
 * e^x = 2^n e^r with |r| <= ln(2) / 2 and a degree-6 polynomial (coefficients: Moshier, Cephes, expf).
 * 2^n is applied in two factors, so results reach down into the subnormals and up to infinity.
 */
@inline
export function vexp(input: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(input, splat(89.0)), splat(-104.0));
  const n = f32x4.nearest(mul(x, splat(1.44269504)));
  let r = sub(x, mul(n, splat(0.693359375)));
  r = add(r, mul(n, splat(2.12194440e-4)));
  let p = splat(1.9875691500e-4);
  p = madd(splat(1.3981999507e-3), p, r);
  p = madd(splat(8.3334519073e-3), p, r);
  p = madd(splat(4.1665795894e-2), p, r);
  p = madd(splat(1.6666665459e-1), p, r);
  p = madd(splat(5.0000001201e-1), p, r);
  p = add(madd(r, p, mul(r, r)), splat(1.0));
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const low = i32x4.shl(i32x4.add(half, i32x4.splat(127)), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(whole, half), i32x4.splat(127)), 23);
  return mul(mul(p, low), high);
}

/** Natural logarithm: x = 2^n m with m in [sqrt(1/2), sqrt(2)), degree-8 polynomial in m - 1 (Moshier, Cephes, logf). */
@inline
export function vlog(input: v128): v128 {
  const tiny = f32x4.lt(input, splat(1.17549435e-38));
  const x = v128.bitselect(mul(input, splat(8388608.0)), input, tiny); // subnormals are scaled by 2^23
  let exponent = i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126));
  exponent = i32x4.sub(exponent, v128.and(tiny, i32x4.splat(23)));
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000)); // [0.5, 1)
  const small = f32x4.lt(m, splat(0.707106781));
  exponent = i32x4.add(exponent, small); // small is -1 in each true lane
  m = sub(add(m, v128.and(m, small)), splat(1.0));
  const n = f32x4.convert_i32x4_s(exponent);
  const z = mul(m, m);
  let p = splat(7.0376836292e-2);
  p = madd(splat(-1.1514610310e-1), p, m);
  p = madd(splat(1.1676998740e-1), p, m);
  p = madd(splat(-1.2420140846e-1), p, m);
  p = madd(splat(1.4249322787e-1), p, m);
  p = madd(splat(-1.6668057665e-1), p, m);
  p = madd(splat(2.0000714765e-1), p, m);
  p = madd(splat(-2.4999993993e-1), p, m);
  p = madd(splat(3.3333331174e-1), p, m);
  let y = mul(mul(p, m), z);
  y = madd(y, n, splat(-2.12194440e-4));
  y = sub(y, mul(splat(0.5), z));
  y = madd(add(m, y), n, splat(0.693359375));
  // ends: log(inf) = inf, log(0) = -inf, log(x < 0) = log(NaN) = NaN
  y = v128.bitselect(splat(f32.POSITIVE_INFINITY), y, f32x4.eq(input, splat(f32.POSITIVE_INFINITY)));
  y = v128.bitselect(splat(f32.NEGATIVE_INFINITY), y, f32x4.eq(input, splat(0.0)));
  return v128.bitselect(y, splat(f32.NaN), f32x4.ge(input, splat(0.0)));
}

/** log(1 + e) for e >= 0, exact also for tiny e: log(u) e / (u - 1) with u = 1 + e rounded (Kahan's trick, HP-15C manual). */
@inline
export function vlog1p(e: v128): v128 {
  const u = add(splat(1.0), e);
  const same = f32x4.eq(u, splat(1.0));
  const y = div(mul(vlog(u), e), sub(u, splat(1.0)));
  return v128.bitselect(e, y, same);
}

/** tanh: odd polynomial of degree 11 below 0.625, else 1 - 2 / (e^2|x| + 1) (Moshier, Cephes, tanhf). */
@inline
export function vtanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = mul(x, x);
  let p = splat(-5.70498872745e-3);
  p = madd(splat(2.06390887954e-2), p, z);
  p = madd(splat(-5.37397155531e-2), p, z);
  p = madd(splat(1.33314422036e-1), p, z);
  p = madd(splat(-3.33332819422e-1), p, z);
  const near = madd(x, mul(p, z), x);
  const far = sub(splat(1.0), div(splat(2.0), add(vexp(add(size, size)), splat(1.0))));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(near, signed, f32x4.lt(size, splat(0.625)));
}

@inline
export function vsigmoid(x: v128): v128 {
  return div(splat(1.0), add(splat(1.0), vexp(f32x4.neg(x))));
}

/** log(1 + e^x) = max(x, 0) + log1p(e^-|x|). */
@inline
export function vsoftplus(x: v128): v128 {
  return add(f32x4.pmax(x, splat(0.0)), vlog1p(vexp(f32x4.neg(f32x4.abs(x)))));
}

/**
 * Normal distribution function Phi(x) = erfc(-x / sqrt(2)) / 2, with erfc(z) = t exp(P(t) - z^2), t = 1 / (1 + z / 2), z >= 0.
 * P (degree 9) is our own Chebyshev fit of log(erfcx(z) / t), error 2e-7.
 */
@inline
export function vnormalCdf(x: v128): v128 {
  const z = mul(f32x4.abs(x), splat(0.70710678));
  const t = div(splat(1.0), madd(splat(1.0), z, splat(0.5)));
  let p = splat(0.165509898);
  p = madd(splat(-0.791463095), p, t);
  p = madd(splat(1.4132031), p, t);
  p = madd(splat(-1.03165751), p, t);
  p = madd(splat(0.191462303), p, t);
  p = madd(splat(-0.139631483), p, t);
  p = madd(splat(0.081164609), p, t);
  p = madd(splat(0.377223408), p, t);
  p = madd(splat(0.999686355), p, t);
  p = madd(splat(-1.26549752), p, t);
  const tail = mul(splat(0.5), mul(t, vexp(sub(p, mul(splat(0.5), mul(x, x))))));
  return v128.bitselect(tail, sub(splat(1.0), tail), f32x4.lt(x, splat(0.0)));
}

/** Normal density phi(x). */
@inline
export function vnormalPdf(x: v128): v128 {
  return mul(splat(0.39894228), vexp(mul(splat(-0.5), mul(x, x))));
}
