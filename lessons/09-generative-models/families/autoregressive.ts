/**
 * Autoregressive model: p(x, y) = p(x) p(y | x), each factor a softmax over bins, as a language model has one over tokens; the same
 * network gives both. The density is exact: the probability of the bin, spread evenly over its width.
 */
import { F, math, nn, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../../src/core/index.js';
import { decay, descend, type Beginning, type GenerativeModel } from './family.js';

const STEPS = 900;
const BINS = 64;
const WIDTH = 64;
const RATE = 4e-3;
/** Stands for "nothing yet", before the first coordinate. */
const START = BINS;
/** Waves that tell the network where a coordinate lies, and one number for START. */
const WAVES = 3;
const FEATURES = 1 + 2 * WAVES;

export class Autoregressive implements GenerativeModel {
  readonly steps = STEPS;
  readonly networkCalls = 2;
  readonly likelihood = { kind: 'exact', of: (points: Tensor) => this.#logDensity(points) } as const;
  readonly #net: nn.Sequential;
  readonly #optimizer: optim.AdamW;
  readonly #low: number;
  readonly #binWidth: number;

  constructor({ random, range: [low, high] }: Beginning) {
    this.#net = nn.mlp([FEATURES, WIDTH, WIDTH, BINS], { random: random.split('net'), activation: 'silu' });
    this.#optimizer = new optim.AdamW(this.#net.parameters(), { lr: RATE, weightDecay: 0.1 });
    this.#low = low;
    this.#binWidth = (high - low) / BINS;
  }

  /** @returns the mean cross-entropy of a coordinate, in nats */
  step(batch: Tensor, progress: number): number {
    this.#optimizer.lr = RATE * decay(progress);
    const tokens = this.#tokens(batch);
    return descend(this.#optimizer, () => {
      const n = batch.shape[0];
      const context = new Int32Array(2 * n).fill(START);
      const target = new Int32Array(2 * n);
      for (let i = 0; i < n; i++) {
        target[i] = tokens[2 * i];
        context[n + i] = tokens[2 * i];
        target[n + i] = tokens[2 * i + 1];
      }
      return F.crossEntropy(this.#logits(context), target);
    });
  }

  sample(n: number, random: Random): Tensor {
    const points = new Float32Array(2 * n);
    let context = new Int32Array(n).fill(START);
    for (const axis of [0, 1]) {
      const probabilities = noGrad(() => scope(() => this.#logits(context).softmax(1).toArray()));
      const drawn = Int32Array.from(context, (_, i) => random.categorical(probabilities.subarray(i * BINS, (i + 1) * BINS)));
      drawn.forEach((bin, i) => (points[2 * i + axis] = this.#low + (bin + random.uniform()) * this.#binWidth));
      context = drawn;
    }
    return tensor(points, [n, 2]);
  }

  landscape(points: Tensor): Float64Array {
    return this.#logDensity(points);
  }

  dispose(): void {
    this.#net.dispose();
  }

  /** Scores of the bins of the next coordinate, given the bin of the one before or START, [N, BINS]. */
  #logits(context: Int32Array): Tensor {
    const features = new Float32Array(context.length * FEATURES);
    context.forEach((bin, i) => {
      if (bin === START) features[i * FEATURES] = 1;
      else features.set(WAVE_TABLE.subarray(bin * 2 * WAVES, (bin + 1) * 2 * WAVES), i * FEATURES + 1);
    });
    return this.#net.forward(tensor(features, [context.length, FEATURES]));
  }

  /** Bin numbers of both coordinates, [2 N]. */
  #tokens(points: Tensor): Int32Array {
    return Int32Array.from(points.toArray(), (value) => Math.min(BINS - 1, Math.max(0, Math.floor((value - this.#low) / this.#binWidth))));
  }

  #logDensity(points: Tensor): Float64Array {
    return noGrad(() => scope(() => {
      const tokens = this.#tokens(points);
      const first = this.#logits(Int32Array.of(START)).logSoftmax(1).toArray();
      const second = this.#logits(tokens.filter((_, i) => i % 2 === 0)).logSoftmax(1).toArray();
      const logArea = 2 * math.log(this.#binWidth);
      return Float64Array.from({ length: points.shape[0] }, (_, i) => first[tokens[2 * i]] + second[i * BINS + tokens[2 * i + 1]] - logArea);
    }));
  }
}

/** Sines and cosines of the bins' centres, [BINS, 2 WAVES]; neighbouring bins get similar numbers, so what is learned of one serves the next. */
const WAVE_TABLE = Float32Array.from({ length: BINS * 2 * WAVES }, (_, at) => {
  const angle = ((Math.floor(at / (2 * WAVES)) + 0.5) / BINS) * Math.PI * (Math.floor((at % (2 * WAVES)) / 2) + 1);
  return at % 2 === 0 ? math.sin(angle) : math.cos(angle);
});
