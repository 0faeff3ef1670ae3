/**
 * Normalizing flow: invertible layers between data and a normal distribution, so that the density is exact by the change of
 * variables. Additive couplings: NICE (Dinh, Krueger, Bengio, 2015); affine ones: RealNVP (Dinh, Sohl-Dickstein, Bengio, 2017).
 */
import { cat, nn, optim, Parameter, randn, type Random, type Tensor } from '../../../src/core/index.js';
import { decay, descend, evaluate, values, type Beginning, type GenerativeModel } from './family.js';

const STEPS = 1200;
const COUPLINGS = 6;
const WIDTH = 32;
const RATE = 4e-3;
/** Bound on the log of the scale of one coupling. */
const MAX_LOG_SCALE = 2;
const LOG_2PI = 1.8378770664093453;

/** y_a = x_a, y_b = x_b exp(s(x_a)) + t(x_a), on points of two coordinates; `first` says which one stays. */
class Coupling extends nn.Module {
  readonly net: nn.Sequential;

  constructor(readonly first: 0 | 1, readonly affine: boolean, random: Random) {
    super();
    this.net = nn.mlp([1, WIDTH, WIDTH, affine ? 2 : 1], { random, activation: 'relu' });
  }

  /** From data towards noise. @returns also log |det| of each point, null where volumes stay */
  forward(x: Tensor): { readonly y: Tensor; readonly logDet: Tensor | null } {
    const { kept, moved, logScale, shift } = this.#parts(x);
    if (!logScale) return { y: this.#joined(kept, moved.add(shift)), logDet: null };
    return { y: this.#joined(kept, moved.mul(logScale.exp()).add(shift)), logDet: logScale.reshape([x.shape[0]]) };
  }

  inverse(y: Tensor): Tensor {
    const { kept, moved, logScale, shift } = this.#parts(y);
    const unshifted = moved.sub(shift);
    return this.#joined(kept, logScale ? unshifted.div(logScale.exp()) : unshifted);
  }

  #parts(x: Tensor): { kept: Tensor; moved: Tensor; logScale: Tensor | null; shift: Tensor } {
    const kept = x.slice(1, this.first, this.first + 1);
    const moved = x.slice(1, 1 - this.first, 2 - this.first);
    const out = this.net.forward(kept);
    return { kept, moved, shift: out.slice(1, 0, 1), logScale: this.affine ? out.slice(1, 1, 2).tanh().mul(MAX_LOG_SCALE) : null };
  }

  #joined(kept: Tensor, moved: Tensor): Tensor {
    return cat(this.first === 0 ? [kept, moved] : [moved, kept], 1);
  }
}

export class Flow implements GenerativeModel {
  readonly steps = STEPS;
  readonly networkCalls = 1;
  readonly likelihood = { kind: 'exact', of: (points: Tensor) => values(() => this.#logDensity(points)) } as const;
  readonly #couplings: readonly Coupling[];
  /** Log of a scale for each coordinate: NICE keeps volumes and needs one layer that does not. */
  readonly #logScale = Parameter.from([0, 0]);
  readonly #optimizer: optim.Adam;

  constructor({ settings, random }: Beginning) {
    const affine = settings.flowKind === 'realnvp';
    this.#couplings = Array.from({ length: COUPLINGS }, (_, i) => new Coupling(i % 2 === 0 ? 0 : 1, affine, random.split(`coupling ${i}`)));
    this.#optimizer = new optim.Adam([...this.#couplings.flatMap((coupling) => coupling.parameters()), this.#logScale], { lr: RATE });
  }

  /** @returns minus the mean log-likelihood of the batch */
  step(batch: Tensor, progress: number): number {
    this.#optimizer.lr = RATE * decay(progress);
    return descend(this.#optimizer, () => this.#logDensity(batch).mean().neg());
  }

  sample(n: number, random: Random): Tensor {
    return evaluate(() => {
      const start = randn([n, 2], random).div(this.#logScale.exp());
      return [...this.#couplings].reverse().reduce((y, coupling) => coupling.inverse(y), start);
    });
  }

  landscape(points: Tensor): Float64Array {
    return this.likelihood.of(points);
  }

  dispose(): void {
    for (const coupling of this.#couplings) coupling.dispose();
    this.#logScale.dispose();
  }

  /** log N(f(x)) + log |det df/dx|, [N]. */
  #logDensity(x: Tensor): Tensor {
    let current = x;
    let logDet: Tensor = this.#logScale.sum();
    for (const coupling of this.#couplings) {
      const { y, logDet: change } = coupling.forward(current);
      current = y;
      if (change) logDet = change.add(logDet);
    }
    return current.mul(this.#logScale.exp()).square().add(LOG_2PI).mul(-0.5).sum(1).add(logDet);
  }
}
