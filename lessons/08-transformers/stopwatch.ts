/** Runs the two layers of the core on sequences of random numbers: how long each takes, and how far back its last output feels. */
import { nn, noGrad, randn, scope, type Random } from '../../src/core/index.js';
import { LAYERS, type LayerKind } from './sequence-costs.js';

export interface Timing {
  readonly kind: LayerKind;
  readonly length: number;
  /** The fastest of the rounds so far, in milliseconds. */
  readonly milliseconds: number;
}

export class Stopwatch {
  readonly #layers: Readonly<Record<LayerKind, { forward(x: ReturnType<typeof randn>): ReturnType<typeof randn> }>>;
  readonly #width: number;
  readonly #random: Random;

  constructor(width: number, random: Random) {
    this.#width = width;
    this.#random = random;
    this.#layers = { gru: new nn.GRU(width, width, { random: random.split('gru') }), attention: new nn.MultiHeadAttention(width, 1, { random: random.split('attention') }) };
  }

  /** Times both layers at every length, round after round; what else the machine does disturbs the fastest round least. */
  *time(lengths: readonly number[], batch: number, repeats: number, clock: () => number): Generator<Timing, void> {
    const fastest = new Map<string, number>();
    for (let round = 0; round < repeats; round++) {
      for (const length of lengths) {
        for (const kind of LAYERS) {
          const taken = scope(() => {
            const x = randn([batch, length, this.#width], this.#random.split(`times ${length}`));
            const start = clock();
            noGrad(() => this.#layers[kind].forward(x));
            return clock() - start;
          });
          const name = `${kind} ${length}`;
          const milliseconds = Math.min(taken, fastest.get(name) ?? Infinity);
          fastest.set(name, milliseconds);
          yield { kind, length, milliseconds };
        }
      }
    }
  }

  /**
   * How much the last output changes with each input: the length of the gradient of a random sum of its features, token by token,
   * [n], relative to the last token's.
   */
  influence(kind: LayerKind, length: number): number[] {
    const d = this.#width;
    return scope(() => {
      const x = randn([1, length, d], this.#random.split('influence'), { requiresGrad: true });
      const direction = randn([d], this.#random.split('direction'));
      this.#layers[kind].forward(x).slice(1, length - 1, length).reshape([d]).mul(direction).sum().backward();
      if (!x.grad) throw new Error('internal: the input of a layer has no gradient');
      const gradient = x.grad.toArray();
      const lengths = Array.from({ length }, (_, t) => Math.sqrt(gradient.subarray(t * d, (t + 1) * d).reduce((sum, value) => sum + value * value, 0)));
      return lengths.map((value) => value / lengths[length - 1]);
    });
  }
}
