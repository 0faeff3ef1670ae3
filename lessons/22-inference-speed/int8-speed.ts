/** One layer, as wide as it is deep, with float32 weights and with int8 weights: the same product, to be timed. */
import { F, noGrad, randn, scope, type Random, type Tensor } from '../../src/core/index.js';
import type { Job } from './stopwatch.js';

export const WIDTHS = [64, 128, 256, 512, 1024] as const;
export const ARITHMETICS = ['float', 'int8'] as const;
export type Arithmetic = (typeof ARITHMETICS)[number];
export type SpeedJob = `${Arithmetic} ${number}`;

/** Rounding what comes in is part of the integer product, and of its time. */
export class Int8Bench {
  readonly jobs: readonly Job<SpeedJob>[];
  readonly #tensors: Tensor[] = [];

  constructor(batch: number, random: Random) {
    this.jobs = WIDTHS.flatMap((width): Job<SpeedJob>[] => {
      const own = random.split(`width ${width}`);
      const [x, weight, bias] = [randn([batch, width], own), randn([width, width], own), randn([width], own)];
      const quantized = F.quantize(weight);
      this.#tensors.push(x, weight, bias, quantized.values, quantized.scales);
      return [
        { id: `float ${width}`, run: () => scope(() => noGrad(() => void F.linear(x, weight, bias))) },
        { id: `int8 ${width}`, run: () => scope(() => noGrad(() => void F.int8Linear(x, quantized, bias))) },
      ];
    });
  }

  dispose(): void {
    for (const each of this.#tensors) each.dispose();
  }
}
