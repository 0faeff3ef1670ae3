// Initialisers. fan_in is the number of inputs one output sums over: in for Linear [out, in], in * kh * kw for Conv2d.

import type { Random } from '../random/index.js';
import type { Tensor } from '../tensor/tensor.js';

export type Initializer = 'default' | 'kaimingUniform' | 'kaimingNormal' | 'xavierUniform' | 'xavierNormal' | 'zeros';

/** Fan-in and fan-out of a weight [out, in, ...kernel]. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const field = shape.slice(2).reduce((product, size) => product * size, 1);
  return { fanIn: (shape[1] ?? 1) * field, fanOut: (shape[0] ?? 1) * field };
}

/** U(-bound, bound). */
export function uniform(x: Tensor, bound: number, random: Random): void {
  random.fillUniform(x.data, -bound, bound);
}

/** N(0, sd^2). */
export function normal(x: Tensor, sd: number, random: Random): void {
  random.fillNormal(x.data, 0, sd);
}

const rules: Record<Initializer, (x: Tensor, random: Random, fanIn: number, fanOut: number) => void> = {
  /** PyTorch's default for Linear and Conv2d, kaiming_uniform with a = sqrt(5): U(-1/sqrt(fan_in), 1/sqrt(fan_in)). */
  default: (x, random, fanIn) => uniform(x, 1 / Math.sqrt(Math.max(fanIn, 1)), random),
  /** He et al. 2015 for ReLU: U(-sqrt(6 / fan_in), sqrt(6 / fan_in)). */
  kaimingUniform: (x, random, fanIn) => uniform(x, Math.sqrt(6 / Math.max(fanIn, 1)), random),
  /** He et al. 2015 for ReLU: N(0, 2 / fan_in). */
  kaimingNormal: (x, random, fanIn) => normal(x, Math.sqrt(2 / Math.max(fanIn, 1)), random),
  /** Glorot and Bengio 2010: U with bound sqrt(6 / (fan_in + fan_out)). */
  xavierUniform: (x, random, fanIn, fanOut) => uniform(x, Math.sqrt(6 / (fanIn + fanOut)), random),
  /** Glorot and Bengio 2010: N(0, 2 / (fan_in + fan_out)). */
  xavierNormal: (x, random, fanIn, fanOut) => normal(x, Math.sqrt(2 / (fanIn + fanOut)), random),
  zeros: (x) => void x.data.fill(0),
};

/** Fills a weight [out, in, ...kernel] by the named rule. */
export function initialize(x: Tensor, rule: Initializer, random: Random): void {
  const { fanIn, fanOut } = fans(x.shape);
  rules[rule](x, random, fanIn, fanOut);
}
