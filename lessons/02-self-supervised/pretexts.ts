/**
 * Four ways to train the same encoder before the task begins. They differ in one thing only: where the right answers come from.
 * Contrastive: Chen et al. (2020), A Simple Framework for Contrastive Learning (SimCLR). Denoising: Vincent et al. (2008), Extracting
 * and Composing Robust Features with Denoising Autoencoders. Masked: the same with hidden pixels, as He et al. (2022) on patches.
 */
import { F, nn, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { views, type Augmentation } from './augment.js';
import { encoderNetwork, FEATURES } from './encoder.js';
import { PIXELS } from './task.js';

export type PretextKind = 'contrastive' | 'masked' | 'denoising';

/** Pictures in a batch. */
export const BATCH = 128;
const LEARNING_RATE = 3e-3;
/** Standard deviation of the noise that the denoising pretext takes away again. */
export const NOISE = 0.5;

export interface Pretraining {
  readonly encoder: nn.Sequential;
  /** One step on one batch. @param pictures [n * 64]  @param labels  used by the supervised one only  @returns the loss */
  learn(pictures: Float32Array, labels: Int32Array): number;
}

/** An encoder with what is put on top of it while it is pretrained, and thrown away afterwards. */
abstract class Pretrained implements Pretraining {
  readonly encoder: nn.Sequential;
  readonly head: nn.Sequential;
  readonly #optimizer: optim.Adam;

  constructor(head: readonly number[], random: Random) {
    this.encoder = encoderNetwork(random.split('encoder'));
    this.head = nn.mlp(head, { random: random.split('head'), activation: 'relu' });
    this.#optimizer = new optim.Adam([...this.encoder.parameters(), ...this.head.parameters()], { lr: LEARNING_RATE });
  }

  learn(pictures: Float32Array, labels: Int32Array): number {
    return scope(() => {
      const loss = this.loss(pictures, labels);
      this.#optimizer.zeroGrad();
      loss.backward();
      this.#optimizer.step();
      return loss.item();
    });
  }

  protected abstract loss(pictures: Float32Array, labels: Int32Array): Tensor;

  protected forward(x: Tensor): Tensor {
    return this.head.forward(this.encoder.forward(x).relu());
  }
}

export class Contrastive extends Pretrained {
  constructor(
    readonly augmentation: Augmentation,
    readonly temperature: number,
    readonly random: Random,
  ) {
    super([FEATURES, FEATURES], random.split('network'));
  }

  /**
   * NT-Xent: of the 2n views, each must find its twin among the 2n - 1 others. L = cross-entropy over the cosines / temperature.
   * (Chen et al. 2020, equation 1.)
   */
  protected loss(pictures: Float32Array): Tensor {
    const twice = new Float32Array(2 * pictures.length);
    twice.set(pictures);
    twice.set(pictures, pictures.length);
    return F.contrastiveLoss(this.forward(views(twice, this.augmentation, this.random)), this.temperature);
  }
}

export class SelfPrediction extends Pretrained {
  constructor(
    readonly kind: 'masked' | 'denoising',
    /** Share of the pixels that are hidden. */
    readonly maskShare: number,
    readonly random: Random,
  ) {
    super([FEATURES, 128, PIXELS], random.split('network'));
  }

  /** Mean squared error against the original, hidden pixels only where some are hidden. */
  protected loss(pictures: Float32Array): Tensor {
    const { input, hidden } = spoil(pictures, this.kind, this.maskShare, this.random);
    const shape = [pictures.length / PIXELS, PIXELS];
    const error = this.forward(tensor(input, shape)).sub(tensor(pictures, shape)).square();
    if (this.kind === 'denoising') return error.mean();
    const count = Math.max(1, hidden.reduce((sum, value) => sum + value, 0));
    return error.mul(tensor(hidden, shape)).sum().div(count);
  }

  /** The network's guess at the originals. @param input [n * 64] */
  restore(input: Float32Array): Float32Array {
    return scope(() => noGrad(() => this.forward(tensor(input, [input.length / PIXELS, PIXELS])).toArray()));
  }
}

/** Pictures with part of them hidden (set to paper) or with noise on all of them; `hidden` is 1 where a pixel is hidden. */
export function spoil(pictures: Float32Array, kind: 'masked' | 'denoising', maskShare: number, random: Random): { input: Float32Array; hidden: Float32Array } {
  const hidden = new Float32Array(pictures.length);
  if (kind === 'denoising') return { input: pictures.map((ink) => ink + random.normal(0, NOISE)), hidden };
  const input = pictures.map((ink, i) => {
    hidden[i] = random.bernoulli(maskShare) ? 1 : 0;
    return hidden[i] ? 0 : ink;
  });
  return { input, hidden };
}

/** Ordinary supervised learning, on other classes: what supervised transfer starts with. */
export class Supervised extends Pretrained {
  constructor(classes: number, random: Random) {
    super([FEATURES, classes], random.split('network'));
  }

  protected loss(pictures: Float32Array, labels: Int32Array): Tensor {
    return F.crossEntropy(this.forward(tensor(pictures, [pictures.length / PIXELS, PIXELS])), labels);
  }
}
