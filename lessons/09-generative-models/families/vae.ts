/**
 * Variational autoencoder: an encoder that answers with a distribution in latent space, a decoder that turns a latent point into
 * data; trained on the evidence lower bound. Kingma and Welling (2014), Auto-Encoding Variational Bayes.
 */
import { nn, optim, Parameter, randn, type Random, type Tensor } from '../../../src/core/index.js';
import { decay, descend, evaluate, values, type Beginning, type GenerativeModel } from './family.js';

const STEPS = 1400;
const LATENT = 2;
const WIDTH = 64;
const RATE = 4e-3;
/** Log of the spread a learning decoder begins with: so small that codes must be told apart, or the encoder never starts to speak. */
const FIRST_LOG_SPREAD = -2;
const LOG_2PI = 1.8378770664093453;

export class Vae implements GenerativeModel {
  readonly steps = STEPS;
  readonly networkCalls = 1;
  readonly likelihood = { kind: 'bound', of: (points: Tensor) => values(() => this.#bound(points)) } as const;
  readonly #encoder: nn.Sequential;
  readonly #decoder: nn.Sequential;
  /** Log of the decoder's spread. */
  readonly #logSpread: Parameter;
  readonly #optimizer: optim.Adam;
  readonly #random: Random;

  constructor({ settings, random }: Beginning) {
    this.#encoder = nn.mlp([2, WIDTH, WIDTH, 2 * LATENT], { random: random.split('encoder'), activation: 'silu' });
    this.#decoder = nn.mlp([LATENT, WIDTH, WIDTH, 2], { random: random.split('decoder'), activation: 'silu' });
    const learns = settings.decoderSpread === 'learned';
    this.#logSpread = Parameter.from([learns ? FIRST_LOG_SPREAD : 0]);
    this.#optimizer = new optim.Adam([...this.#encoder.parameters(), ...this.#decoder.parameters(), ...(learns ? [this.#logSpread] : [])], { lr: RATE });
    this.#random = random.split('latent');
  }

  step(batch: Tensor, progress: number): number {
    this.#optimizer.lr = RATE * decay(progress);
    return descend(this.#optimizer, () => this.#bound(batch).mean().neg());
  }

  sample(n: number, random: Random): Tensor {
    return evaluate(() => {
      const means = this.#decoder.forward(randn([n, LATENT], random));
      return means.add(randn([n, 2], random).mul(this.#logSpread.exp()));
    });
  }

  dispose(): void {
    for (const module of [this.#encoder, this.#decoder]) module.dispose();
    this.#logSpread.dispose();
  }

  /** log p(x | z) - KL(q(z | x) | N(0, 1)) with one z for each point, [N]. */
  #bound(x: Tensor): Tensor {
    const n = x.shape[0];
    const code = this.#encoder.forward(x); // [N, 2 LATENT]
    const mean = code.slice(1, 0, LATENT);
    const logVariance = code.slice(1, LATENT, 2 * LATENT);
    const z = mean.add(logVariance.mul(0.5).exp().mul(randn([n, LATENT], this.#random)));
    const error = x.sub(this.#decoder.forward(z)).div(this.#logSpread.exp());
    const reconstruction = error.square().add(LOG_2PI).mul(-0.5).sub(this.#logSpread).sum(1);
    const divergence = mean.square().add(logVariance.exp()).sub(logVariance).sub(1).mul(0.5).sum(1);
    return reconstruction.sub(divergence);
  }
}
