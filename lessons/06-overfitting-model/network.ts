/** The network of this level: pixels, two hidden layers with dropout, ten logits; and magnitude pruning of its weights. */
import { nn, noGrad, scope, type Random, type Tensor } from '../../src/core/index.js';
import { DIGIT_CLASSES, DIGIT_PIXELS } from '../../src/data/noisy-digits.js';

export class Classifier extends nn.Module {
  readonly layers: readonly nn.Linear[];
  readonly dropout: nn.Dropout;

  constructor(hidden: number, dropout: number, random: Random) {
    super();
    const sizes = [DIGIT_PIXELS, hidden, hidden, DIGIT_CLASSES];
    this.layers = sizes.slice(1).map((outputs, l) => new nn.Linear(sizes[l], outputs, { random: random.split(`layer ${l}`) }));
    this.dropout = new nn.Dropout(dropout, { random });
  }

  /** @param x  pixels, [N, 64]  @returns logits, [N, 10] */
  forward(x: Tensor): Tensor {
    return this.layers.reduce((h, layer, l) => layer.forward(l === 0 ? h : this.dropout.forward(h.relu())), x);
  }

  /** Without dropout, [N * 10]. */
  probabilities(x: Tensor, temperature = 1): Float32Array {
    const wasTraining = this.training;
    this.eval();
    const out = scope(() => noGrad(() => this.forward(x).div(temperature).softmax().toArray()));
    this.train(wasTraining);
    return out;
  }

  /** Weights that are left; biases are not counted. */
  weightsKept(): number {
    return this.layers.reduce((sum, { weight }) => sum + weight.toArray().reduce((kept, w) => kept + (w !== 0 ? 1 : 0), 0), 0);
  }

  /** Cuts the smallest weights of each layer until this share of all is gone; what is cut stays cut. */
  prune(share: number): void {
    for (const { weight } of this.layers) {
      const sizes = weight.toArray().map(Math.abs);
      const cut = Math.round(share * sizes.length);
      const order = Array.from(sizes.keys()).sort((a, b) => sizes[a] - sizes[b] || a - b);
      const mask = new Float32Array(sizes.length).fill(1);
      for (const i of order.slice(0, cut)) mask[i] = 0;
      weight.setMask(mask);
    }
  }
}

/** Weights of a network of this width before anything is cut. */
export function weightsOf(hidden: number): number {
  return DIGIT_PIXELS * hidden + hidden * hidden + hidden * DIGIT_CLASSES;
}
