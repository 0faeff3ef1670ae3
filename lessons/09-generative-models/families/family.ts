/**
 * What a family of generative models has to offer here: it trains on batches of points, and makes new points. What else it can do
 * (a density, a bound on it, a landscape) is optional, for that is exactly what the families differ in.
 */
import { noGrad, optim, scope, type Random, type Tensor } from '../../../src/core/index.js';
import type { Denoiser } from './denoiser.js';

export const FAMILIES = ['energy', 'vae', 'gan', 'flow', 'autoregressive', 'diffusion', 'consistency'] as const;
export type FamilyId = (typeof FAMILIES)[number];

/** What the learner may set of the families; each reads its own. */
export interface FamilySettings {
  /** The energy-based model learns from the slopes of its energy (score) or from the end points of Markov chains. */
  readonly energyTraining: 'score' | 'chains';
  /** Spread of what the decoder of the VAE gives: learned, or fixed at 1. */
  readonly decoderSpread: 'learned' | 'one';
  readonly ganRemedy: 'none' | 'r1' | 'r1-average';
  /** First beta of Adam, in the GAN only. */
  readonly ganMomentum: number;
  readonly flowKind: 'realnvp' | 'nice';
  /** Steps from noise to a sample. */
  readonly diffusionSteps: number;
  readonly consistencySteps: number;
}

/** Everything a family needs to begin. */
export interface Beginning {
  readonly settings: FamilySettings;
  readonly random: Random;
  /** The box that holds all points, [low, high], the same on both axes. */
  readonly range: readonly [number, number];
  /** A diffusion already trained on the same data, if there is one; the consistency model learns from it. */
  readonly teacher?: Teacher;
}

/** What a consistency model is distilled from. */
export interface Teacher {
  readonly denoiser: Denoiser;
}

/** What may be said of the density that a model gives to points. */
export interface Likelihood {
  /** exact, or a lower bound on the log-likelihood. */
  readonly kind: 'exact' | 'bound';
  /** In nats, a value for each point, [N]. */
  of(points: Tensor): Float64Array;
}

/** One model in training. Its tensors live until `dispose`. */
export interface GenerativeModel {
  /** Training steps at effort 1, chosen so that the families take about equally long. */
  readonly steps: number;
  /**
   * One step on a batch [N, 2].
   * @param progress  share of the training that is done, 0 to 1
   * @returns the loss: comparable within a family, never between families
   */
  step(batch: Tensor, progress: number): number;
  /** n new points, [n, 2], as the model is now. */
  sample(n: number, random: Random): Tensor;
  /** How often a network is evaluated, one after the other, for a sample. */
  readonly networkCalls: number;
  readonly likelihood?: Likelihood;
  /** What it has learned of every place, higher where it expects data; only its shape means anything. [N] for points [N, 2]. */
  landscape?(points: Tensor): Float64Array;
  /** What the training is at, where it has several parts. */
  readonly stage?: string;
  dispose(): void;
}

/** The learning rate stays for half of the training and then falls in a straight line to 0. */
export function decay(progress: number): number {
  return Math.min(1, 2 * (1 - progress));
}

/** One step of an optimiser on the loss; @returns its value */
export function descend(optimizer: optim.Optimizer, loss: () => Tensor): number {
  return scope(() => {
    const value = loss();
    optimizer.zeroGrad();
    value.backward();
    optimizer.step();
    return value.item();
  });
}

/** Evaluates without recording, and frees all but the result. */
export function evaluate(body: () => Tensor): Tensor {
  return noGrad(() => scope(body));
}

/** The values of a tensor [N] in float64. */
export function values(body: () => Tensor): Float64Array {
  return noGrad(() => scope(() => Float64Array.from(body().toArray())));
}
