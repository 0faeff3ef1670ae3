/**
 * The discrete Fourier transform X_k = sum_j x_j exp(-2 pi i j k / n), forward without a factor, inverse with 1 / n (as NumPy).
 * Powers of two by the radix-2 algorithm of Cooley and Tukey (1965), other lengths through it by Bluestein's (1970). Results are
 * rounded to the precision of the arrays after every stage: Float32Array in, single precision out.
 */
import * as math from '../math/index.js';
import { noOperations, type Operations } from './operations.js';

export type RealArray = Float32Array | Float64Array;

export interface Complex<A extends RealArray = Float64Array> {
  readonly re: A;
  readonly im: A;
}

/**
 * @param im  0 unless given
 * @throws RangeError if the input is empty, or parts differ in length
 */
export function fft(re: ArrayLike<number>, im?: ArrayLike<number>): Complex {
  return transform('fft', re, im, -1);
}

/** The inverse of {@link fft}. */
export function ifft(re: ArrayLike<number>, im?: ArrayLike<number>): Complex {
  const out = transform('ifft', re, im, 1);
  const n = out.re.length;
  for (const part of [out.re, out.im]) for (let i = 0; i < n; i++) part[i] /= n;
  return out;
}

/** The power of two that is at least n. */
export function nextPowerOfTwo(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

/** exp(sign 2 pi i k / n) for k = 0 .. n / 2 - 1, by the core's own sine and cosine. */
export function twiddles(n: number, sign: 1 | -1): Complex {
  const half = Math.floor(n / 2);
  const [re, im] = [new Float64Array(half), new Float64Array(half)];
  for (let k = 0; k < half; k++) {
    const angle = (2 * Math.PI * k) / n;
    re[k] = math.cos(angle);
    im[k] = sign * math.sin(angle);
  }
  return { re, im };
}

/**
 * Radix-2 transform in place, without the factor 1 / n, counting its operations: each of n / 2 log2(n) butterflies multiplies two
 * complex numbers (4 multiplications, 2 additions) and adds two pairs (4 additions).
 * @param stride  distance of the elements, for columns of a matrix; @param from  index of the first
 * @throws RangeError unless n is a power of two
 */
export function radix2(x: Complex<RealArray>, n: number, roots: Complex, operations: Operations = noOperations(), from = 0, stride = 1): void {
  if (n < 1 || nextPowerOfTwo(n) !== n) throw new RangeError(`radix2: the length must be a power of two, got ${n}; use fft for other lengths`);
  const { re, im } = x;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      const [a, b] = [from + i * stride, from + j * stride];
      [re[a], re[b]] = [re[b], re[a]];
      [im[a], im[b]] = [im[b], im[a]];
    }
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const step = n / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const a = from + (start + k) * stride;
        const b = a + half * stride;
        const [wr, wi] = [roots.re[k * step], roots.im[k * step]];
        const r = re[b] * wr - im[b] * wi;
        const i = re[b] * wi + im[b] * wr;
        re[b] = re[a] - r;
        im[b] = im[a] - i;
        re[a] += r;
        im[a] += i;
      }
    }
    operations.multiplications += 2 * n;
    operations.additions += 3 * n;
  }
}

function transform(where: string, re: ArrayLike<number>, im: ArrayLike<number> | undefined, sign: 1 | -1): Complex {
  const n = re.length;
  if (n === 0) throw new RangeError(`${where}: the input is empty; give at least one number`);
  if (im && im.length !== n) throw new RangeError(`${where}: the real part has ${n} elements, the imaginary part ${im.length}; they must be alike`);
  const x = { re: Float64Array.from(re), im: im ? Float64Array.from(im) : new Float64Array(n) };
  if (nextPowerOfTwo(n) === n) {
    radix2(x, n, twiddles(n, sign));
    return x;
  }
  return bluestein(x, sign);
}

/** jk = (j^2 + k^2 - (k - j)^2) / 2 turns the transform into a convolution with a chirp, done at a power of two of at least 2n - 1. */
function bluestein(x: Complex, sign: 1 | -1): Complex {
  const n = x.re.length;
  const m = nextPowerOfTwo(2 * n - 1);
  const [cos, sin] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    // k^2 mod 2n keeps the angle small and exact.
    const angle = (Math.PI * ((k * k) % (2 * n))) / n;
    cos[k] = math.cos(angle);
    sin[k] = sign * math.sin(angle);
  }
  const a = { re: new Float64Array(m), im: new Float64Array(m) };
  const b = { re: new Float64Array(m), im: new Float64Array(m) };
  for (let k = 0; k < n; k++) {
    a.re[k] = x.re[k] * cos[k] - x.im[k] * sin[k];
    a.im[k] = x.re[k] * sin[k] + x.im[k] * cos[k];
    b.re[k] = b.re[(m - k) % m] = cos[k];
    b.im[k] = b.im[(m - k) % m] = -sin[k];
  }
  const forward = twiddles(m, -1);
  radix2(a, m, forward);
  radix2(b, m, forward);
  for (let k = 0; k < m; k++) {
    const r = a.re[k] * b.re[k] - a.im[k] * b.im[k];
    a.im[k] = a.re[k] * b.im[k] + a.im[k] * b.re[k];
    a.re[k] = r;
  }
  radix2(a, m, twiddles(m, 1));
  const out = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    const [r, i] = [a.re[k] / m, a.im[k] / m];
    out.re[k] = r * cos[k] - i * sin[k];
    out.im[k] = r * sin[k] + i * cos[k];
  }
  return out;
}
