// The kernels' readable twins: the same functions in plain TypeScript and float64, one element at a time.

type Numbers = ArrayLike<number>;

export const sum = (x: Numbers): number => {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i];
  return total;
};

const phi = (x: number): number => 0.5 * erfc(-x / Math.SQRT2);

/** Complementary error function by numerical integration of its tail: slow, independent of the core's formulas, 1e-10. */
function erfc(z: number): number {
  if (z < 0) return 2 - erfc(-z);
  // substitute t = z + u: exp(-z^2) times an integral whose integrand falls off smoothly
  const steps = 4000;
  const width = 12 / (1 + z);
  let total = 0;
  for (let i = 0; i <= steps; i++) {
    const u = (width * i) / steps;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2; // Simpson
    total += weight * Math.exp(-2 * z * u - u * u);
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * ((total * width) / steps / 3);
}

export const unary: Record<'exp' | 'log' | 'sqrt' | 'square' | 'abs' | 'reciprocal' | 'tanh' | 'sigmoid' | 'relu' | 'gelu' | 'geluTanh' | 'silu' | 'softplus', (x: number) => number> = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  square: (x) => x * x,
  abs: Math.abs,
  reciprocal: (x) => 1 / x,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  relu: (x) => Math.max(x, 0),
  gelu: (x) => x * phi(x),
  geluTanh: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x / (1 + Math.exp(-x)),
  softplus: (x) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))),
};

export const binary: Record<'binaryAdd' | 'binarySub' | 'binaryMul' | 'binaryDiv' | 'binaryMax' | 'binaryMin' | 'binaryGreater' | 'binaryGreaterEqual' | 'binaryEqual' | 'binaryMasked', (a: number, b: number) => number> = {
  binaryAdd: (a, b) => a + b,
  binarySub: (a, b) => a - b,
  binaryMul: (a, b) => a * b,
  binaryDiv: (a, b) => a / b,
  binaryMax: Math.max,
  binaryMin: Math.min,
  binaryGreater: (a, b) => (a > b ? 1 : 0),
  binaryGreaterEqual: (a, b) => (a >= b ? 1 : 0),
  binaryEqual: (a, b) => (a === b ? 1 : 0),
  binaryMasked: (a, b) => (b !== 0 ? a : 0),
};

/** C = A B with elements A[i am + k ak], B[k bk + j bn]. */
export function gemm(a: Numbers, am: number, ak: number, b: Numbers, bk: number, bn: number, m: number, n: number, k: number): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let p = 0; p < k; p++) c[i * n + j] += a[i * am + p * ak] * b[p * bk + j * bn];
    }
  }
  return c;
}

export function softmax(x: Numbers): number[] {
  const top = Math.max(...Array.from(x));
  const e = Array.from(x, (value) => Math.exp(value - top));
  return e.map((value) => value / sum(e));
}

export function layerNorm(x: Numbers, epsilon: number): number[] {
  const mean = sum(x) / x.length;
  const variance = sum(Array.from(x, (value) => (value - mean) ** 2)) / x.length;
  return Array.from(x, (value) => (value - mean) / Math.sqrt(variance + epsilon));
}
