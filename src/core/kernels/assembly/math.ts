// Float64 elementary functions, so that a number does not depend on the JavaScript engine's Math. All but erf and erfc
// are AssemblyScript's standard library (its port of musl's libm, below 1 ulp); only + - * / sqrt and bit work are used, which WASM fixes exactly.

export function mathExp(x: f64): f64 { return NativeMath.exp(x); }
export function mathExpm1(x: f64): f64 { return NativeMath.expm1(x); }
export function mathLog(x: f64): f64 { return NativeMath.log(x); }
export function mathLog1p(x: f64): f64 { return NativeMath.log1p(x); }
export function mathLog2(x: f64): f64 { return NativeMath.log2(x); }
export function mathLog10(x: f64): f64 { return NativeMath.log10(x); }
export function mathPow(x: f64, y: f64): f64 { return NativeMath.pow(x, y); }
export function mathSin(x: f64): f64 { return NativeMath.sin(x); }
export function mathCos(x: f64): f64 { return NativeMath.cos(x); }
export function mathTan(x: f64): f64 { return NativeMath.tan(x); }
export function mathAsin(x: f64): f64 { return NativeMath.asin(x); }
export function mathAcos(x: f64): f64 { return NativeMath.acos(x); }
export function mathAtan(x: f64): f64 { return NativeMath.atan(x); }
export function mathAtan2(y: f64, x: f64): f64 { return NativeMath.atan2(y, x); }
export function mathSinh(x: f64): f64 { return NativeMath.sinh(x); }
export function mathCosh(x: f64): f64 { return NativeMath.cosh(x); }
export function mathTanh(x: f64): f64 { return NativeMath.tanh(x); }
export function mathCbrt(x: f64): f64 { return NativeMath.cbrt(x); }
export function mathHypot(x: f64, y: f64): f64 { return NativeMath.hypot(x, y); }

const TWO_OVER_SQRT_PI: f64 = 1.1283791670955126;
const ONE_OVER_SQRT_PI: f64 = 0.5641895835477563;

/** erf by Kummer's series, all terms positive: 2/sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (2n+1)!!  (DLMF 7.6.2). */
function erfSeries(x: f64): f64 {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; n < 120; n++) {
    term *= (2.0 * square) / <f64>(2 * n + 1);
    const next = sum + term;
    if (next == sum) break;
    sum = next;
  }
  return TWO_OVER_SQRT_PI * NativeMath.exp(-square) * sum;
}

/** erfc for x >= 2 by Laplace's continued fraction (DLMF 7.9.1), evaluated from the tail. */
function erfcFraction(x: f64): f64 {
  if (x > 27.3) return 0.0;
  const depth = x > 6.0 ? 24 : x > 3.0 ? 60 : 130;
  let value = x;
  for (let n = depth; n >= 1; n--) value = x + (<f64>n * 0.5) / value;
  // exp(-x^2) with x^2 split in two, so that the rounding of x^2 is not magnified
  const high = <f64>(<f32>x);
  return (NativeMath.exp(-high * high) * NativeMath.exp((high - x) * (high + x)) * ONE_OVER_SQRT_PI) / value;
}

export function mathErf(x: f64): f64 {
  const size = NativeMath.abs(x);
  if (size < 2.0) return erfSeries(x);
  if (isNaN(x)) return x;
  const tail = erfcFraction(size);
  return x > 0.0 ? 1.0 - tail : tail - 1.0;
}

export function mathErfc(x: f64): f64 {
  if (isNaN(x)) return x;
  if (x >= 2.0) return erfcFraction(x);
  if (x <= -2.0) return 2.0 - erfcFraction(-x);
  if (x >= 0.5) return erfcMiddle(x);
  return 1.0 - erfSeries(x);
}

/** erfc on [0.5, 2): the fraction with enough depth; 1 - erf would lose digits. */
function erfcMiddle(x: f64): f64 {
  let value = x;
  for (let n = 900; n >= 1; n--) value = x + (<f64>n * 0.5) / value;
  return (NativeMath.exp(-x * x) * ONE_OVER_SQRT_PI) / value;
}
