/** How weights are rounded to few bits, and how many bytes that leaves of a network. */
import type { F } from '../../src/core/index.js';

/** Three ways to round a finished network, and training with the rounding. */
export const METHODS = ['tensor', 'channel', 'clipped', 'aware'] as const;
export type Method = (typeof METHODS)[number];
export const BITS = [8, 4, 3, 2] as const;
export type Bits = (typeof BITS)[number];

export interface Rounding {
  readonly method: Method;
  readonly bits: Bits;
  /** Of what comes into each layer. */
  readonly inputBits: number;
}

/** `tensor`: one scale a matrix. All others: one scale an output channel; `clipped` chooses it for the least squared error. */
export function quantizeOptions({ method, bits }: Pick<Rounding, 'method' | 'bits'>): F.QuantizeOptions {
  return { bits, scale: method === 'tensor' ? 'tensor' : 'row', range: method === 'clipped' ? 'mse' : 'max' };
}

/** Bytes to store a network: weights packed at so many bits, scales and biases in float32. `rounded` undefined: all in float32. */
export function storedBytes(shapes: readonly (readonly [outputs: number, inputs: number])[], rounded?: Pick<Rounding, 'method' | 'bits'>): number {
  return shapes.reduce((sum, [outputs, inputs]) => {
    if (rounded === undefined) return sum + 4 * (outputs * inputs + outputs);
    const scales = rounded.method === 'tensor' ? 1 : outputs;
    return sum + Math.ceil((outputs * inputs * rounded.bits) / 8) + 4 * (scales + outputs);
  }, 0);
}
