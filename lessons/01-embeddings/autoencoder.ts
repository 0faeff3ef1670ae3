/**
 * The autoencoder of this level: an encoder squeezes 64 pixels into a few numbers, a decoder draws the picture again from them, and
 * both are trained to make the copy like the original. It never sees a label. After Hinton and Salakhutdinov (2006), without
 * their layer-wise pretraining, which today's optimisers and initialisations do without.
 */
import { F, linalg, nn, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import type { LatentSpace } from './space.js';

type Matrix = linalg.Matrix;

/** Codes are shorter than this times sqrt(size), so that their map has fixed edges. */
export const CODE_BOUND = 1;

export interface AutoencoderOptions {
  /** Numbers in a code. */
  readonly size: number;
  /** Units of the outer hidden layers; the inner ones have half as many. */
  readonly hidden: number;
  readonly learningRate: number;
  /** Steps of the whole training, over which the learning rate falls. */
  readonly steps: number;
  readonly random: Random;
}

export class Autoencoder implements LatentSpace {
  readonly size: number;
  readonly #encoder: nn.Sequential;
  readonly #decoder: nn.Sequential;
  readonly #optimizer: optim.Adam;
  readonly #schedule: optim.Schedule;
  readonly #learningRate: number;
  #step = 0;

  constructor({ size, hidden, learningRate, steps, random }: AutoencoderOptions) {
    this.size = size;
    const inner = Math.ceil(hidden / 2);
    this.#encoder = nn.mlp([64, hidden, inner, size], { random: random.split('encoder'), activation: 'gelu' });
    this.#decoder = nn.mlp([size, inner, hidden, 64], { random: random.split('decoder'), activation: 'gelu' });
    this.#optimizer = new optim.Adam([...this.#encoder.parameters(), ...this.#decoder.parameters()], { lr: learningRate });
    this.#schedule = optim.cosineSchedule(steps, { floor: 0.05 });
    this.#learningRate = learningRate;
  }

  /** One step towards copies that are like their originals. @param pictures [batch, 64]  @returns mean squared error of a pixel */
  learn(pictures: Tensor): number {
    this.#optimizer.lr = this.#learningRate * this.#schedule(this.#step++);
    return scope(() => {
      const loss = F.mseLoss(this.#decoder.forward(this.#codes(pictures)), pictures);
      this.#optimizer.zeroGrad();
      loss.backward();
      this.#optimizer.step();
      return loss.item();
    });
  }

  encode(pictures: Matrix): Matrix {
    return through((x) => this.#codes(x), pictures);
  }

  decode(codes: Matrix): Matrix {
    return through((z) => this.#decoder.forward(z), codes);
  }

  /**
   * z / sqrt(1 + mean z^2): as it is near the centre, held within a ball far out. Unlike tanh, number by number, it lets no
   * single number get stuck at its end.
   */
  #codes(pictures: Tensor): Tensor {
    const z = this.#encoder.forward(pictures); // [n, size]
    return z.div(z.square().mean(1, true).add(1).sqrt());
  }
}

function through(map: (x: Tensor) => Tensor, x: Matrix): Matrix {
  return scope(() =>
    noGrad(() => {
      const y = map(tensor(Float32Array.from(x.data), [x.rows, x.cols]));
      return linalg.matrix(y.shape[0], y.shape[1], y.toArray());
    }),
  );
}
