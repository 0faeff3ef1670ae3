// The integer matrix product beside the float32 one, x W^T with the weights quantised beforehand and the rows of x as they come.

import { F, randn, Random, scope } from '../src/core/index.js';
import { inTurns } from './others.js';
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
    const [x, q] = [randn([256, 256], random), F.quantize(randn([256, 256], random))];
    const torch = `
torch.backends.quantized.engine = [e for e in torch.backends.quantized.supported_engines if e != 'none'][-1]
layer = torch.quantization.quantize_dynamic(nn.Sequential(nn.Linear(256, 256, bias=False)), {nn.Linear}, dtype=torch.qint8)
x = torch.randn(256, 256)
def step():
    with torch.no_grad(): layer(x)
`;
    const best = inTurns({ own: () => F.int8Linear(x, q).dispose(), torch });
    if (best['PyTorch'] !== undefined) figures['256x256x256, ratio to PyTorch (dynamic quantisation)'] = best['ml-tutor'] / best['PyTorch'];
    return figures;
  },
};

export default benchmark;
