/** A small network that answers requests, one at a time or in batches. */
import { cat, F, nn, noGrad, randn, scope, type Random, type Tensor } from '../../src/core/index.js';
import { relativeDistance } from './distance.js';
import type { Job } from './stopwatch.js';
import { linearWork, sumOf, type Work } from './work.js';

export const BATCHES = [1, 2, 4, 8, 16, 32, 64] as const;
export type Batch = (typeof BATCHES)[number];
export const LARGEST = 64;
export type BatchJob = `batch${Batch}`;
const PIXELS = 64;
const CLASSES = 10;

export class ServingBench {
  readonly #layers: readonly nn.Linear[];
  readonly #requests: Tensor;
  readonly #widths: readonly number[];

  constructor(width: number, random: Random) {
    this.#widths = [PIXELS, width, width, CLASSES];
    this.#layers = this.#widths.slice(1).map((outputs, i) => new nn.Linear(this.#widths[i], outputs, { random: random.split(`layer ${i}`) }));
    this.#requests = randn([LARGEST, PIXELS], random.split('requests'));
  }

  jobs(): Job<BatchJob>[] {
    return BATCHES.map((batch) => {
      const requests = this.#requests.slice(0, 0, batch);
      return { id: `batch${batch}`, run: () => scope(() => noGrad(() => void this.#answer(requests))) };
    });
  }

  #answer(x: Tensor): Tensor {
    return this.#layers.reduce((h, { weight, bias }, i) => (i + 1 < this.#layers.length && bias ? F.linearRelu(h, weight, bias) : F.linear(h, weight, bias)), x);
  }

  work(batch: number): Work {
    return sumOf(this.#layers.map((_, i) => linearWork(batch, this.#widths[i], this.#widths[i + 1], { relu: i + 1 < this.#layers.length })));
  }

  /** How far answers given one by one are from those given all at once. */
  difference(): number {
    return scope(() => noGrad(() => {
      const alone = Array.from({ length: LARGEST }, (_, row) => this.#answer(this.#requests.slice(0, row, row + 1)));
      return relativeDistance(cat(alone).toArray(), this.#answer(this.#requests).toArray());
    }));
  }

  dispose(): void {
    for (const each of [...this.#layers, this.#requests]) each.dispose();
  }
}
