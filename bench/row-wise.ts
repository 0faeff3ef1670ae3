// Softmax and layer normalisation of 1024 rows of 512, forward; backward beside PyTorch alone.

import { F, noGrad, randn, Random, scope } from '../src/core/index.js';
import { inTurns, sideBySide } from './others.js';
import type { Benchmark } from './timing.js';

const [ROWS, COLUMNS] = [1024, 512];

const benchmark: Benchmark = {
  name: `Softmax and layer norm, ${ROWS}x${COLUMNS}`,
  async run() {
    const figures: Record<string, number> = {};
    const random = new Random(1);
    const x = randn([ROWS, COLUMNS], random, { requiresGrad: true });
    const [gain, bias] = [randn([COLUMNS], random, { requiresGrad: true }), randn([COLUMNS], random, { requiresGrad: true })];
    const seed = randn([ROWS, COLUMNS], random);
    const inputs = `x, w, b, g = (torch.randn(s, requires_grad=True) for s in ((${ROWS}, ${COLUMNS}), (${COLUMNS},), (${COLUMNS},), (${ROWS}, ${COLUMNS})))`;
    const ops = {
      softmax: { own: () => F.softmax(x), torch: 'F.softmax(x, -1)' },
      'layer-norm': { own: () => F.layerNorm(x, gain, bias), torch: `F.layer_norm(x, (${COLUMNS},), w, b)` },
    } as const;
    for (const name of ['softmax', 'layer-norm'] as const) {
      const { own, torch } = ops[name];
      const forward = sideBySide({ name, own: () => scope(() => noGrad(() => void own())), torch: `${inputs}\ndef step():\n    with torch.no_grad(): ${torch}` });
      for (const [figure, value] of Object.entries(forward)) figures[`${name}, ${figure}`] = value;
      const both = inTurns({
        own: () => scope(() => {
          for (const leaf of [x, gain, bias]) leaf.zeroGrad();
          own().backward(seed);
        }),
        torch: `${inputs}\ng = g.detach()\ndef step():\n    for t in (x, w, b): t.grad = None\n    ${torch}.backward(g)`,
      });
      if (both['PyTorch'] !== undefined) figures[`${name} with gradient, ratio to PyTorch`] = both['ml-tutor'] / both['PyTorch'];
    }
    return figures;
  },
};

export default benchmark;
