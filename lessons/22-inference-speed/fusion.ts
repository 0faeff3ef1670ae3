/** One layer, relu(x W^T + b), in three passes over its results, in two, and in one. */
import { F, noGrad, randn, scope, type Random, type Tensor } from '../../src/core/index.js';
import { relativeDistance } from './distance.js';
import type { Job } from './stopwatch.js';
import { linearWork, passWork, sumOf, type Work } from './work.js';

export const PASSES = ['three', 'two', 'one'] as const;
export type Passes = (typeof PASSES)[number];
const ROWS = 8192;
const OUTPUTS = 256;

/** relu(x W^T + b) for many rows with few features: little arithmetic for every number written. */
export class FusionBench {
  readonly #x: Tensor;
  readonly #weight: Tensor;
  readonly #bias: Tensor;

  constructor(readonly inputs: number, random: Random) {
    [this.#x, this.#weight, this.#bias] = [randn([ROWS, inputs], random), randn([OUTPUTS, inputs], random), randn([OUTPUTS], random)];
  }

  jobs(): Job<Passes>[] {
    return PASSES.map((id) => ({ id, run: () => scope(() => noGrad(() => void this.#layer(id))) }));
  }

  #layer(id: Passes): Tensor {
    const [x, weight, bias] = [this.#x, this.#weight, this.#bias];
    if (id === 'one') return F.linearRelu(x, weight, bias);
    if (id === 'two') return F.relu(F.linear(x, weight, bias));
    return F.relu(x.matmul(weight.t()).add(bias));
  }

  work(id: Passes): Work {
    const results = ROWS * OUTPUTS;
    if (id === 'one') return linearWork(ROWS, this.inputs, OUTPUTS, { relu: true });
    const relu = passWork(results, results, 1);
    if (id === 'two') return sumOf([linearWork(ROWS, this.inputs, OUTPUTS), relu]);
    return sumOf([linearWork(ROWS, this.inputs, OUTPUTS, { bias: false }), passWork(results + OUTPUTS, results, 1), relu]);
  }

  /** How far the results of one pass are from those of three. */
  difference(): number {
    return scope(() => noGrad(() => relativeDistance(this.#layer('one').toArray(), this.#layer('three').toArray())));
  }

  dispose(): void {
    for (const each of [this.#x, this.#weight, this.#bias]) each.dispose();
  }
}
