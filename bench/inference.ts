// The techniques of fast inference as ratios of times, each pair in turns on one core: order of loops, vectors, tiles in registers,
// batches, fused passes. A ratio is the second time over the first; the machine is the one it runs on.

import { F, noGrad, randn, Random, roofline, scope } from '../src/core/index.js';
import { bestOfEach, type Benchmark } from './timing.js';

const SIDE = 256;
const BATCH = 64;

const benchmark: Benchmark = {
  name: 'Fast inference, step by step',
  async run() {
    return scope(() => noGrad(() => {
      const random = new Random(1);
      const [a, b] = [randn([SIDE, SIDE], random), randn([SIDE, SIDE], random)];
      const [columns, rows, vector, tiled, kernel] = bestOfEach(
        [
          () => roofline.plainProduct(a, b, { by: 'columns' }).dispose(),
          () => roofline.plainProduct(a, b, { by: 'rows', lanes: 1 }).dispose(),
          () => roofline.plainProduct(a, b, { by: 'rows', lanes: 4 }).dispose(),
          () => roofline.plainProduct(a, b, { by: 'rows', lanes: 4, tile: 64 }).dispose(),
          () => a.matmul(b).dispose(),
        ],
        { rounds: 20 },
      );
      const [weight, bias, requests] = [randn([64, 64], random), randn([64], random), randn([BATCH, 64], random)];
      const single = requests.slice(0, 0, 1);
      const [alone, together] = bestOfEach([() => F.linearRelu(single, weight, bias).dispose(), () => F.linearRelu(requests, weight, bias).dispose()], { repeats: 200 });
      const [x, thin, shift] = [randn([8192, 8], random), randn([256, 8], random), randn([256], random)];
      const [three, one] = bestOfEach([() => scope(() => void F.relu(x.matmul(thin.t()).add(shift))), () => F.linearRelu(x, thin, shift).dispose()], { rounds: 30 });
      const steps = 200_000;
      let operations = 0;
      const [peak] = bestOfEach([() => void (operations = roofline.arithmetic(4, steps))], { rounds: 20 });
      return {
        'rows over columns': columns / rows,
        'vectors over rows': rows / vector,
        'tiles for the cache over vectors': vector / tiled,
        'kernel over vectors': vector / kernel,
        [`answers in a batch of ${BATCH} over one by one`]: (BATCH * alone) / together,
        'one pass over three': three / one,
        'kernel, share of the arithmetic peak': (2 * SIDE ** 3 / kernel) / (operations / peak),
      };
    }));
  },
};

export default benchmark;
