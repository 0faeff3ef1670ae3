/**
 * A network that takes noise away: given a point with noise of a known size, its best guess at the point without. Scaled so that input,
 * target and loss have the same size at every noise level. Karras, Aittala, Aila and Laine (2022), Elucidating the Design Space of
 * Diffusion-Based Generative Models; data is expected to have spread 1.
 */
import { cat, math, nn, tensor, type Random, type Tensor } from '../../../src/core/index.js';

export const SIGMA_MIN = 0.02;
export const SIGMA_MAX = 5;
const WIDTH = 64;
/** Bends the ladder of noise levels towards small ones. */
const RHO = 7;

/** Noise levels from SIGMA_MAX down to SIGMA_MIN, `count` of them. */
export function noiseLevels(count: number): Float64Array {
  const [top, bottom] = [math.pow(SIGMA_MAX, 1 / RHO), math.pow(SIGMA_MIN, 1 / RHO)];
  return Float64Array.from({ length: count }, (_, i) => math.pow(top + (count === 1 ? 0 : i / (count - 1)) * (bottom - top), RHO));
}

export class Denoiser extends nn.Module {
  readonly net: nn.Sequential;

  constructor(random: Random) {
    super();
    this.net = nn.mlp([2 + LEVEL_FEATURES, WIDTH, WIDTH, WIDTH, 2], { random, activation: 'silu' });
  }

  /**
   * @param x       points with noise, [N, 2]
   * @param sigmas  size of the noise of each, [N]
   * @param least   where the answer is the point itself: 0 for a denoiser, SIGMA_MIN for a consistency model
   * @returns the points without noise, [N, 2]
   */
  forward(x: Tensor, sigmas: Float64Array, least = 0): Tensor {
    const column = (of: (sigma: number) => number) => tensor(Float32Array.from(sigmas, of), [sigmas.length, 1]);
    const raw = this.net.forward(cat([x.mul(column((s) => 1 / Math.sqrt(1 + s * s))), levelFeatures(sigmas)], 1));
    return x.mul(column((s) => 1 / (1 + (s - least) * (s - least)))).add(raw.mul(column((s) => (s - least) / Math.sqrt(1 + s * s))));
  }
}

const LEVEL_FEATURES = 5;

/** The noise level as numbers a network can use: its log, and waves of it. [N, 5] */
function levelFeatures(sigmas: Float64Array): Tensor {
  const out = new Float32Array(sigmas.length * LEVEL_FEATURES);
  sigmas.forEach((sigma, i) => {
    const level = math.log(sigma) / 4;
    out.set([level, math.sin(2 * level), math.cos(2 * level), math.sin(4 * level), math.cos(4 * level)], i * LEVEL_FEATURES);
  });
  return tensor(out, [sigmas.length, LEVEL_FEATURES]);
}
