// What a training step is in every benchmark of one: loss, gradients, update, with all temporaries freed.

import { scope, type Tensor } from '../src/core/index.js';

interface Optimizer {
  zeroGrad(): void;
  step(): void;
}

export function trainingStep(optimizer: Optimizer, lossOf: () => Tensor): () => void {
  return () => scope(() => {
    const loss = lossOf();
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  });
}
