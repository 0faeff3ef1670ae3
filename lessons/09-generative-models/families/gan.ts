/**
 * Generative adversarial network: a generator against a critic that tells its points from real ones; the non-saturating loss.
 * Goodfellow and others (2014). Remedies: a penalty on the critic's slope at real points (R1; Mescheder and others, 2018, Which
 * Training Methods for GANs do actually Converge?) and a moving average of the generator's weights.
 */
import { nn, optim, randn, scope, type Random, type Tensor } from '../../../src/core/index.js';
import { descend, evaluate, values, type Beginning, type GenerativeModel } from './family.js';

const STEPS = 2000;
const LATENT = 2;
const WIDTH = 64;
const RATE = 1e-3;
/** Weight of the penalty: R1_WEIGHT / 2 times the mean squared slope. */
const R1_WEIGHT = 0.1;
const AVERAGE_DECAY = 0.995;

export class Gan implements GenerativeModel {
  readonly steps = STEPS;
  readonly networkCalls = 1;
  readonly #generator: nn.Sequential;
  readonly #critic: nn.ScalarField;
  readonly #generatorOptimizer: optim.Adam;
  readonly #criticOptimizer: optim.Adam;
  readonly #average: optim.ExponentialMovingAverage | undefined;
  readonly #penalty: number;
  readonly #random: Random;

  constructor({ settings: { ganRemedy, ganMomentum }, random }: Beginning) {
    this.#generator = nn.mlp([LATENT, WIDTH, WIDTH, 2], { random: random.split('generator'), activation: 'leakyRelu' });
    this.#critic = new nn.ScalarField([2, WIDTH, WIDTH], { random: random.split('critic'), activation: 'leakyRelu' });
    const options: optim.AdamOptions = { lr: RATE, betas: [ganMomentum, 0.999] };
    this.#generatorOptimizer = new optim.Adam(this.#generator.parameters(), options);
    this.#criticOptimizer = new optim.Adam(this.#critic.parameters(), options);
    this.#average = ganRemedy === 'r1-average' ? new optim.ExponentialMovingAverage(this.#generator.parameters(), AVERAGE_DECAY) : undefined;
    this.#penalty = ganRemedy === 'none' ? 0 : R1_WEIGHT;
    this.#random = random.split('latent');
  }

  /** The critic moves, then the generator. @returns the critic's loss, 2 log 2 where it cannot tell them apart */
  step(batch: Tensor): number {
    return scope(() => {
      const fake = this.#generate(batch.shape[0], this.#random);
      const loss = descend(this.#criticOptimizer, () => this.#criticLoss(batch, fake.detach()));
      this.#critic.freeze(); // the generator's gradient goes through the critic, not into it
      descend(this.#generatorOptimizer, () => this.#critic.forward(fake).neg().softplus().mean());
      this.#critic.freeze(false);
      this.#average?.update();
      return loss;
    });
  }

  #criticLoss(real: Tensor, fake: Tensor): Tensor {
    const onFake = this.#critic.forward(fake).softplus().mean();
    if (this.#penalty === 0) return this.#critic.forward(real).neg().softplus().mean().add(onFake);
    const { value, gradient } = this.#critic.withGradient(real);
    return value.neg().softplus().mean().add(onFake).add(gradient.square().sum(1).mean().mul(this.#penalty / 2));
  }

  sample(n: number, random: Random): Tensor {
    const draw = () => evaluate(() => this.#generate(n, random));
    return this.#average ? this.#average.applied(draw) : draw();
  }

  /** The critic's verdict: where it thinks points are real. */
  landscape(points: Tensor): Float64Array {
    return values(() => this.#critic.forward(points));
  }

  dispose(): void {
    this.#generator.dispose();
    this.#critic.dispose();
  }

  #generate(n: number, random: Random): Tensor {
    return this.#generator.forward(randn([n, LATENT], random));
  }
}
