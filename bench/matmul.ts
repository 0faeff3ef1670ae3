// Matrix product in GFLOP/s by size and transposed form, kernels alone; the square ones beside other libraries.

import { randn, Random, scope, type Tensor } from '../src/core/index.js';
import { inTurns } from './others.js';
import { bestOf, type Benchmark } from './timing.js';

const sizes: readonly (readonly [number, number, number])[] = [[64, 64, 64], [65, 67, 63], [128, 128, 128], [256, 256, 256], [512, 512, 512], [32, 128, 64]];
const forms = ['NN', 'NT', 'TN', 'TT'] as const;

function operand(rows: number, columns: number, transposed: boolean, random: Random): Tensor {
  return transposed ? randn([columns, rows], random).t() : randn([rows, columns], random);
}

const benchmark: Benchmark = {
  name: 'Matrix product',
  async run() {
    const figures: Record<string, number> = {};
    const random = new Random(1);
    for (const [m, n, k] of sizes) {
      for (const form of forms) {
        scope(() => {
          const a = operand(m, k, form[0] === 'T', random);
          const b = operand(k, n, form[1] === 'T', random);
          const repeats = Math.max(1, Math.round(4e6 / (m * n * k)));
          const ms = bestOf(() => {
            for (let i = 0; i < repeats; i++) a.matmul(b).dispose();
          }, { budget: 300 });
          figures[`${m}x${k}x${n} ${form} (GFLOP/s)`] = (2 * m * n * k * repeats) / ms / 1e6;
        });
      }
    }
    for (const [name, n] of [['matmul-64', 64], ['matmul-256', 256], ['matmul-512', 512]] as const) {
      const [a, b] = [randn([n, n], random), randn([n, n], random)];
      const torch = `a, b = torch.randn(${n}, ${n}), torch.randn(${n}, ${n})\ndef step(): a @ b`;
      for (const [library, ms] of Object.entries(inTurns({ name, own: () => a.matmul(b).dispose(), torch }))) {
        figures[`${n}x${n}x${n} NN, ${library} (GFLOP/s)`] = (2 * n ** 3) / ms / 1e6;
      }
    }
    return figures;
  },
};

export default benchmark;
