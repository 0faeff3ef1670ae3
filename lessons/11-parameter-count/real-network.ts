/**
 * The same network built for real from modules of the core, layer by layer, with one random example sent through it: what the
 * formulas say about shapes and parameters is compared with what is there.
 */
import { nn, noGrad, randn, scope, tensor, type Parameter, type Random, type Tensor } from '../../src/core/index.js';
import { totalsOf, type Architecture, type CountedLayer } from './architecture.js';
import type { Shape } from './shape.js';

/** Larger networks are counted only: they would take too much memory or time to build on a small machine. */
const MOST_PARAMETERS = 6_000_000;
const MOST_WORK = 500_000_000;
const MOST_KEPT = 20_000_000;

export function canBeBuilt(architecture: Architecture): boolean {
  const { parameters, multiplyAdds, kept } = totalsOf(architecture);
  return parameters <= MOST_PARAMETERS && multiplyAdds <= MOST_WORK && kept <= MOST_KEPT;
}

export class RealNetwork {
  readonly #layers: nn.Layer[] = [];
  readonly #random: Random;
  #table: Parameter | undefined;
  #x: Tensor;

  constructor({ input, layers }: Architecture, random: Random) {
    this.#random = random;
    const [first] = layers;
    const draw = random.split('example');
    // An embedding reads token ids, everything else numbers around zero.
    this.#x = first.kind === 'embedding'
      ? tensor(Float32Array.from({ length: input[0] }, () => draw.integer(first.statement.numbers[0])), [1, ...input])
      : randn([1, ...input], draw);
  }

  /** Builds the next layer and sends the example through it. @returns the shape that came out, without the batch */
  add(layer: CountedLayer): Shape {
    const built = layer.build({ random: this.#random.split(this.#layers.length), table: this.#table });
    built.eval();
    this.#layers.push(built);
    if (built instanceof nn.Embedding) this.#table = built.weight;
    const before = this.#x;
    this.#x = scope(() => noGrad(() => built.forward(before).clone()));
    before.dispose();
    return this.#x.shape.slice(1);
  }

  /** What the core counts: the sizes of all parameters, shared ones once. */
  parameterCount(): number {
    return new nn.Sequential(...this.#layers).parameterCount();
  }

  dispose(): void {
    this.#x.dispose();
    new nn.Sequential(...this.#layers).dispose();
  }
}
