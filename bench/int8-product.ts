// The integer matrix product beside the float32 one, x W^T with the weights quantised beforehand and the rows of x as they come.

import { F, randn, Random, scope } from '../src/core/index.js';
import { bestOfEach, type Benchmark } from './timing.js';

const sizes: readonly (readonly [number, number, number])[] = [[1, 512, 512], [32, 128, 64], [64, 256, 256], [256, 256, 256], [512, 512, 512]];

const benchmark: Benchmark = {
  name: 'Int8 product, rows of x quantised on the way',
  async run() {
    const figures: Record<string, number> = {};
    const random = new Random(1);
    for (const [rows, inputs, outputs] of sizes) {
      scope(() => {
        const x = randn([rows, inputs], random);
        const w = randn([outputs, inputs], random);
        const q = F.quantize(w);
        const repeats = Math.max(1, Math.round(4e6 / (rows * inputs * outputs)));
        const [float, integer] = bestOfEach([() => F.linear(x, w).dispose(), () => F.int8Linear(x, q).dispose()], { repeats });
        const size = `${rows}x${inputs}x${outputs}`;
        figures[`${size}, int8 (Gop/s)`] = (2 * rows * inputs * outputs) / integer / 1e6;
        figures[`${size}, speed over float32`] = float / integer;
      });
    }
    return figures;
  },
};

export default benchmark;
