/**
 * Proximal policy optimisation of a language model (Schulman et al. 2017; for texts Ziegler et al. 2019): write, have the texts scored,
 * subtract beta times the distance from the reference, and take a few clipped steps in the direction of what went better than expected.
 */
import { F, noGrad, optim, scope, tensor, type Random } from '../../src/core/index.js';
import type { Policy, Written } from './policy.js';

const CLIP = 0.2;
/** Steps on the same texts. */
const EPOCHS = 3;
const LAMBDA = 0.95;
const VALUE_WEIGHT = 0.5;
const VALUE_RATE = 5e-3;

export interface PpoOptions {
  /** Price of a nat of distance from the reference, in standard deviations of the reward. */
  readonly beta: number;
  /** Texts an iteration. */
  readonly texts: number;
  readonly lr: number;
}

/** What one iteration wrote and how it was judged. */
export interface Iteration {
  readonly written: Written;
  /** Score of the reward model, one a text. */
  readonly proxy: Float64Array;
  /** log pi - log reference, summed over a text; its mean estimates the KL divergence. */
  readonly drift: Float64Array;
}

export class Ppo {
  readonly #body: optim.AdamW;
  readonly #value: optim.AdamW;

  constructor(readonly policy: Policy, readonly reference: Policy, readonly options: PpoOptions) {
    this.#body = new optim.AdamW(policy.body.trainableParameters(), { lr: options.lr, weightDecay: 0 });
    this.#value = new optim.AdamW(policy.value.parameters(), { lr: VALUE_RATE, weightDecay: 0 });
  }

  /** Writes and judges. */
  rollout(score: (written: Written) => Float64Array, random: Random): Iteration & { readonly old: Float32Array; readonly values: Float32Array; readonly referenceLog: Float32Array } {
    const { policy, reference } = this;
    const written = policy.write(this.options.texts, random);
    const [old, values] = scope(() => noGrad(() => {
      const features = policy.features(written);
      return [policy.logProbabilities(features, written).toArray(), policy.value.forward(features).toArray()];
    }));
    const referenceLog = scope(() => noGrad(() => reference.logProbabilities(reference.features(written), written).toArray()));
    const L = policy.length;
    const drift = Float64Array.from({ length: written.rows }, (_, row) => {
      let sum = 0;
      for (let t = row * L; t < (row + 1) * L; t++) sum += old[t] - referenceLog[t];
      return sum;
    });
    return { written, proxy: score(written), drift, old, values, referenceLog };
  }

  /** Learns from one rollout. */
  update({ written, proxy, old, values, referenceLog }: ReturnType<Ppo['rollout']>): void {
    const { policy, options } = this;
    const L = policy.length;
    const count = written.rows * L;
    const advantages = new Float32Array(count);
    const returns = new Float32Array(count);
    for (let row = 0; row < written.rows; row++) {
      let ahead = 0;
      for (let t = L - 1; t >= 0; t--) {
        const i = row * L + t;
        const reward = (t === L - 1 ? proxy[row] : 0) - options.beta * (old[i] - referenceLog[i]);
        const next = t === L - 1 ? 0 : values[i + 1];
        ahead = reward + next - values[i] + LAMBDA * ahead; // generalised advantage, discount 1
        advantages[i] = ahead;
        returns[i] = ahead + values[i];
      }
    }
    standardise(advantages);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      scope(() => {
        const features = policy.features(written);
        const ratio = policy.logProbabilities(features, written).sub(tensor(old)).exp();
        const gain = tensor(advantages);
        const objective = F.minimum(ratio.mul(gain), ratio.clamp(1 - CLIP, 1 + CLIP).mul(gain)).mean();
        const wrong = F.mseLoss(policy.value.forward(features.detach()).reshape([count]), tensor(returns));
        [this.#body, this.#value].forEach((optimizer) => optimizer.zeroGrad());
        wrong.mul(VALUE_WEIGHT).sub(objective).backward();
        optim.clipGradNorm([...this.#body.parameters], 1);
        [this.#body, this.#value].forEach((optimizer) => optimizer.step());
      });
    }
  }
}

/** Mean 0 and standard deviation 1, in place. */
function standardise(values: Float32Array): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  values.forEach((value, i) => (values[i] = (value - mean) / (Math.sqrt(variance) + 1e-8)));
}
