/**
 * Diffusion: noise is added to the data until nothing else is left; a network learns to take it away, and samples start from pure
 * noise. Ho, Jain and Abbeel (2020), Denoising Diffusion Probabilistic Models; noise levels and scaling of Karras and others (2022).
 */
import { math, optim, randn, scope, noGrad, tensor, type Random, type Tensor } from '../../../src/core/index.js';
import { Denoiser, noiseLevels, SIGMA_MAX, SIGMA_MIN } from './denoiser.js';
import { decay, descend, evaluate, type Beginning, type GenerativeModel } from './family.js';

const STEPS = 2200;
const RATE = 4e-3;

export class Diffusion implements GenerativeModel {
  readonly steps = STEPS;
  readonly networkCalls: number;
  readonly denoiser: Denoiser;
  readonly #optimizer: optim.Adam;
  readonly #random: Random;

  constructor({ settings, random }: Beginning) {
    this.networkCalls = settings.diffusionSteps;
    this.denoiser = new Denoiser(random.split('denoiser'));
    this.#optimizer = new optim.Adam(this.denoiser.parameters(), { lr: RATE });
    this.#random = random.split('noise');
  }

  /** @returns the mean squared error of the points without noise, each noise level counting alike */
  step(batch: Tensor, progress: number): number {
    this.#optimizer.lr = RATE * decay(progress);
    const n = batch.shape[0];
    const ratio = math.log(SIGMA_MAX / SIGMA_MIN);
    const sigmas = Float64Array.from({ length: n }, () => SIGMA_MIN * math.exp(ratio * this.#random.uniform()));
    return descend(this.#optimizer, () => {
      const noisy = batch.add(randn([n, 2], this.#random).mul(tensor(Float32Array.from(sigmas), [n, 1])));
      const weight = tensor(Float32Array.from(sigmas, (s) => (1 + s * s) / (s * s)), [n, 1]);
      return this.denoiser.forward(noisy, sigmas).sub(batch).square().mul(weight).mean();
    });
  }

  /** Down the ladder of noise levels: guess the end, go there part of the way, add a little fresh noise (the last guess is the sample). */
  sample(n: number, random: Random): Tensor {
    const levels = noiseLevels(this.networkCalls);
    let x = randn([n, 2], random).mul(SIGMA_MAX);
    for (let i = 0; i < levels.length; i++) {
      const now = levels[i];
      const next = levels[i + 1] ?? 0;
      const before = x;
      x = evaluate(() => {
        const clean = this.denoiser.forward(before, new Float64Array(n).fill(now));
        if (next === 0) return clean;
        // Ancestral: what DDPM's posterior does, in terms of noise levels.
        const fresh = (next * Math.sqrt(now * now - next * next)) / now;
        const kept = (next * next) / now;
        return clean.add(before.sub(clean).mul(kept / now)).add(randn([n, 2], random).mul(fresh));
      });
      before.dispose();
    }
    return x;
  }

  dispose(): void {
    this.denoiser.dispose();
  }
}

/** Where the noise alone would lead: one step of the flow from level `from` to level `to`, by Heun's rule. */
export function heunStep(denoiser: Denoiser, x: Tensor, from: Float64Array, to: Float64Array): Tensor {
  const n = from.length;
  return noGrad(() => scope(() => {
    const change = tensor(Float32Array.from(to, (s, i) => s - from[i]), [n, 1]);
    const slope = x.sub(denoiser.forward(x, from)).div(tensor(Float32Array.from(from), [n, 1]));
    const there = x.add(slope.mul(change));
    const slopeThere = there.sub(denoiser.forward(there, to)).div(tensor(Float32Array.from(to), [n, 1]));
    return x.add(slope.add(slopeThere).mul(0.5).mul(change));
  }));
}
