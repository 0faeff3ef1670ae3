/**
 * Energy-based model: a network gives every place an energy, p(x) is proportional to exp(-energy), and samples are found by Langevin
 * dynamics: downhill with noise. Trained on its slopes (denoising score matching; Vincent, 2011) or by Markov chains: lower the energy
 * of data, raise it where persistent chains have come to (Tieleman, 2008; Du and Mordatch, 2019).
 */
import { nn, optim, randn, type Random, type Tensor } from '../../../src/core/index.js';
import { decay, descend, evaluate, values, type Beginning, type GenerativeModel } from './family.js';

const WIDTH = 64;
/** Keeps chains from leaving for places without data: energy |x|^2 / (2 REACH^2). */
const REACH = 3;
/** From noise to a sample. */
const LANGEVIN_STEPS = 100;

const TRAININGS = {
  /** A step of Langevin dynamics is `step` long in its noise; `hot` times that at the start, so that chains find all valleys. */
  score: { steps: 1400, rate: 4e-3, betas: [0.9, 0.999], step: 0.06, hot: 3 },
  chains: { steps: 600, rate: 1e-3, betas: [0, 0.999], step: 0.1, hot: 1 },
} as const;
/** Size of the noise whose way back the slopes learn: the model is of the data blurred by it. */
const NOISE = 0.12;
const CHAINS = { count: 256, steps: 10 };
/** Of the penalty that keeps energies from growing without bound. */
const SIZE_PENALTY = 0.05;

export class Energy implements GenerativeModel {
  readonly steps: number;
  readonly networkCalls = LANGEVIN_STEPS;
  readonly #training: keyof typeof TRAININGS;
  readonly #field: nn.ScalarField;
  readonly #optimizer: optim.Adam;
  readonly #random: Random;
  readonly #chains: Tensor;

  constructor({ settings, random }: Beginning) {
    this.#training = settings.energyTraining;
    const { steps, rate, betas } = TRAININGS[this.#training];
    this.steps = steps;
    this.#field = new nn.ScalarField([2, WIDTH, WIDTH, WIDTH], { random: random.split('field'), activation: 'silu' });
    this.#optimizer = new optim.Adam(this.#field.parameters(), { lr: rate, betas });
    this.#random = random.split('noise');
    this.#chains = randn([CHAINS.count, 2], random.split('chains'));
  }

  step(batch: Tensor, progress: number): number {
    const { rate } = TRAININGS[this.#training];
    this.#optimizer.lr = rate * decay(progress);
    return this.#training === 'score' ? this.#matchScores(batch) : this.#contrast(batch);
  }

  /** @returns the squared error of the guessed noise, in units of its variance: 2 for a guess of nothing */
  #matchScores(batch: Tensor): number {
    return descend(this.#optimizer, () => {
      const noise = randn([batch.shape[0], 2], this.#random);
      return this.#slope(batch.add(noise.mul(NOISE))).mul(NOISE).sub(noise).square().sum(1).mean();
    });
  }

  /** @returns the energy of data less that of the chains, with the penalty */
  #contrast(batch: Tensor): number {
    const rows = this.#random.sampleWithoutReplacement(CHAINS.count, batch.shape[0]);
    let made = evaluate(() => this.#chains.index(rows));
    for (let i = 0; i < CHAINS.steps; i++) made = this.#langevin(made, TRAININGS.chains.step, this.#random);
    const moved = made.toArray();
    rows.forEach((row, i) => this.#chains.data.set(moved.subarray(2 * i, 2 * i + 2), 2 * row));
    const loss = descend(this.#optimizer, () => {
      const low = this.#field.forward(batch);
      const high = this.#field.forward(made);
      return low.mean().sub(high.mean()).add(low.square().mean().add(high.square().mean()).mul(SIZE_PENALTY));
    });
    made.dispose();
    return loss;
  }

  sample(n: number, random: Random): Tensor {
    const { step, hot } = TRAININGS[this.#training];
    let x = randn([n, 2], random).mul(1.2);
    for (let i = 0; i < LANGEVIN_STEPS; i++) x = this.#langevin(x, step * (1 + (hot - 1) * Math.max(0, 1 - (1.3 * i) / LANGEVIN_STEPS)), random);
    return x;
  }

  /** x - step^2 / 2 dE/dx + step noise; frees the x it is given. */
  #langevin(x: Tensor, step: number, random: Random): Tensor {
    const next = evaluate(() => x.sub(this.#slope(x).mul((step * step) / 2)).add(randn([x.shape[0], 2], random).mul(step)));
    x.dispose();
    return next;
  }

  /** dE/dx, [N, 2] */
  #slope(x: Tensor): Tensor {
    return this.#field.inputGradient(x).add(x.div(REACH * REACH));
  }

  /** Minus the energy: the log of the density, up to a constant that nobody knows. */
  landscape(points: Tensor): Float64Array {
    return values(() => this.#field.forward(points).add(points.square().sum(1).div(2 * REACH * REACH)).neg());
  }

  dispose(): void {
    this.#field.dispose();
    this.#chains.dispose();
  }
}
