/**
 * The network of `data-parallel`, one hidden layer for 8x8 digits, with its weights and gradients as flat vectors: that is how replicas
 * exchange them. Used alike by the replicas in their threads and by the single device they are compared with.
 */
import { F, nn, noGrad, optim, Random, scope, type Tensor } from '../../src/core/index.js';

export const PIXELS = 64;
const CLASSES = 10;

export interface NetworkSetting {
  readonly hidden: number;
  readonly learningRate: number;
  readonly adam: boolean;
}

/** Weights and biases together. */
export function parameterCount(hidden: number): number {
  return hidden * (PIXELS + 1) + CLASSES * (hidden + 1);
}

export class DigitNetwork {
  readonly #layers: nn.Sequential;
  readonly #parameters: readonly nn.Parameter[];
  #optimizer: optim.Optimizer;

  constructor(private readonly setting: NetworkSetting, random = new Random(0)) {
    this.#layers = nn.mlp([PIXELS, setting.hidden, CLASSES], { random });
    this.#parameters = this.#layers.parameters();
    this.#optimizer = this.#newOptimizer();
  }

  /** Takes over these weights and forgets what the optimiser remembers. */
  begin(weights: Float32Array): void {
    this.#scatter(weights, (parameter, values) => parameter.data.set(values));
    this.#optimizer = this.#newOptimizer();
  }

  /** Copies all weights into `into`. */
  weights(into: Float32Array): Float32Array {
    this.#scatter(into, (parameter, values) => values.set(parameter.data));
    return into;
  }

  /**
   * Adds the gradient of `share` times the mean loss over these pictures to what is there since the last `apply`.
   * @param images  [N, 64]
   */
  accumulate(images: Tensor, labels: Int32Array, share: number): void {
    scope(() => F.crossEntropy(this.#layers.forward(images), labels).mul(share).backward());
  }

  /** Copies the gradient into `into`. */
  gradient(into: Float32Array): void {
    this.#scatter(into, (parameter, values) => {
      if (parameter.grad) values.set(parameter.grad.data);
      else values.fill(0);
    });
  }

  /** One step of the optimiser, with the given gradient or with what has been accumulated. */
  apply(gradient?: Float32Array): void {
    if (gradient) this.#scatter(gradient, (parameter, values) => parameter.grad?.data.set(values));
    this.#optimizer.step();
    this.#optimizer.zeroGrad();
  }

  /** Share of the pictures whose largest logit is the right digit's. */
  accuracy(images: Tensor, labels: Int32Array): number {
    const guesses = scope(() => noGrad(() => this.#layers.forward(images).argmax(1)));
    return labels.reduce((right, label, i) => right + (guesses[i] === label ? 1 : 0), 0) / labels.length;
  }

  #newOptimizer(): optim.Optimizer {
    const { adam, learningRate: lr } = this.setting;
    return adam ? new optim.Adam(this.#parameters, { lr }) : new optim.SGD(this.#parameters, { lr, momentum: 0.9 });
  }

  #scatter(vector: Float32Array, visit: (parameter: nn.Parameter, values: Float32Array) => void): void {
    let at = 0;
    for (const parameter of this.#parameters) {
      visit(parameter, vector.subarray(at, at + parameter.size));
      at += parameter.size;
    }
  }
}
