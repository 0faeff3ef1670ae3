/** The classifier that all ways of retraining train, with its optimiser: 64 pixels, a hidden layer, ten logits. What it costs is counted. */
import { F, nn, noGrad, optim, scope, tensor, type Random } from '../../src/core/index.js';
import { DIGIT_CLASSES, DIGIT_PIXELS, type LabelledDigits } from '../../src/data/noisy-digits.js';

const HIDDEN = 32;
const BATCH = 20;
export const WEIGHTS = DIGIT_PIXELS * HIDDEN + HIDDEN * DIGIT_CLASSES;
const PARAMETERS = WEIGHTS + HIDDEN + DIGIT_CLASSES;
/** Of a checkpoint to go on from: every parameter and Adam's two moments of it, 4 bytes each. */
export const STATE_BYTES = 3 * 4 * PARAMETERS;

/** To go on from, or back to. */
export interface ClassifierState {
  readonly network: nn.StateDict;
  readonly optimizer: nn.StateDict;
}

export class Classifier {
  readonly #network: nn.Sequential;
  readonly #optimizer: optim.Adam;

  constructor(random: Random) {
    this.#network = nn.mlp([DIGIT_PIXELS, HIDDEN, DIGIT_CLASSES], { random });
    this.#optimizer = new optim.Adam(this.#network.parameters());
  }

  /** Goes over the examples this many times. @returns examples passed */
  fit({ pixels, given }: LabelledDigits, { epochs, lr, random }: { readonly epochs: number; readonly lr: number; readonly random: Random }): number {
    this.#optimizer.lr = lr;
    scope(() => {
      const x = tensor(pixels, [given.length, DIGIT_PIXELS]);
      for (let epoch = 0; epoch < epochs; epoch++) {
        for (const rows of optim.batches(given.length, BATCH, random)) {
          scope(() => {
            const loss = F.crossEntropy(this.#network.forward(x.index(rows)), Int32Array.from(rows, (row) => given[row]));
            this.#optimizer.zeroGrad();
            loss.backward();
            this.#optimizer.step();
          });
        }
      }
    });
    return epochs * given.length;
  }

  /** Most likely class of each picture. */
  predict(pixels: Float32Array): Int32Array {
    return scope(() => noGrad(() => this.#network.forward(tensor(pixels, [pixels.length / DIGIT_PIXELS, DIGIT_PIXELS])).argmax(1)));
  }

  state(): ClassifierState {
    return { network: this.#network.stateDict(), optimizer: this.#optimizer.stateDict() };
  }

  load({ network, optimizer }: ClassifierState): void {
    this.#network.loadStateDict(network);
    this.#optimizer.loadStateDict(optimizer);
  }

  dispose(): void {
    this.#network.dispose();
  }
}
