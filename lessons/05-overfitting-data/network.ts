/**
 * The network: a front that does not learn (pixels as they are, or stroke directions; standardised or not), then a small
 * multilayer perceptron. The front is made of tensor operations, so gradients reach the pixels through it.
 */
import { F, nn, noGrad, scope, tensor, unscoped, type Random, type Tensor } from '../../src/core/index.js';
import { DIGIT_CLASSES, DIGIT_PIXELS, DIGIT_SIDE } from '../../src/data/noisy-digits.js';
import type { Recipe } from './methods.js';

const HIDDEN = 64;
const DIRECTIONS = 8;
/** Cells of 4 x 4 pixels, every second pixel: 3 x 3 of them, overlapping by half. */
const CELL = 4;
const STRIDE = 2;
const CELLS = 9;
/** Brings the features to about the size of pixels. */
const GAIN = 4;

/** What comes before the first layer that learns. */
export class Front {
  readonly width: number;
  readonly #filters: Tensor | null;
  readonly #offset: Tensor | null;
  readonly #scale: Tensor | null;

  /** @param pixels  the training images, [n, 64]: what is standardised is standardised by them */
  constructor({ engineered, standardized }: Pick<Recipe, 'engineered' | 'standardized'>, pixels: Tensor) {
    this.#filters = engineered ? unscoped(directionFilters) : null;
    this.width = engineered ? DIRECTIONS * CELLS : DIGIT_PIXELS;
    const moments = standardized ? momentsOf(scope(() => this.#features(pixels).toArray()), this.width) : null;
    this.#offset = moments && unscoped(() => tensor(moments.offset));
    this.#scale = moments && unscoped(() => tensor(moments.scale));
  }

  /** @param x  pixels, [N, 64]  @returns [N, width] */
  forward(x: Tensor): Tensor {
    const features = this.#features(x);
    return this.#offset && this.#scale ? features.add(this.#offset).mul(this.#scale) : features;
  }

  dispose(): void {
    for (const part of [this.#filters, this.#offset, this.#scale]) part?.dispose();
  }

  /** How much the ink changes in each of eight directions, in 3 x 3 cells: a small histogram of oriented gradients (Dalal and Triggs, 2005). */
  #features(x: Tensor): Tensor {
    if (!this.#filters) return x;
    const changes = F.conv2d(x.reshape([x.shape[0], 1, DIGIT_SIDE, DIGIT_SIDE]), this.#filters, null, { padding: 1 }); // [N, 8, 8, 8]
    return F.avgPool2d(changes.relu(), CELL, { stride: STRIDE }).mul(GAIN).reshape([x.shape[0], this.width]);
  }
}

/** Sobel filters turned by 0, 45, 90 ... degrees, [8, 1, 3, 3]: cos(angle) times the horizontal one plus sin(angle) times the vertical. */
function directionFilters(): Tensor {
  const horizontal = [-1, 0, 1, -2, 0, 2, -1, 0, 1];
  const vertical = [-1, -2, -1, 0, 0, 0, 1, 2, 1];
  const d = Math.SQRT1_2;
  const turns = [[1, 0], [d, d], [0, 1], [-d, d], [-1, 0], [-d, -d], [0, -1], [d, -d]];
  return tensor(turns.flatMap(([c, s]) => horizontal.map((h, i) => (c * h + s * vertical[i]) / 4)), [DIRECTIONS, 1, 3, 3]);
}

/** Minus the mean, and one over the standard deviation, of each column; columns that never change keep their scale. */
function momentsOf(features: Float32Array, width: number): { readonly offset: Float32Array; readonly scale: Float32Array } {
  const n = features.length / width;
  const [offset, scale] = [new Float32Array(width), new Float32Array(width)];
  for (let j = 0; j < width; j++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < n; i++) sum += features[i * width + j];
    for (let i = 0; i < n; i++) {
      const deviation = features[i * width + j] - sum / n;
      squares += deviation * deviation;
    }
    offset[j] = -sum / n;
    scale[j] = squares > 0 ? 1 / Math.sqrt(squares / n) : 1;
  }
  return { offset, scale };
}

/** Two hidden layers of 64 and ten logits, on top of a front. */
export class Classifier extends nn.Module {
  readonly body: nn.Sequential;
  readonly head: nn.Linear;

  constructor(readonly front: Front, random: Random) {
    super();
    this.body = new nn.Sequential(
      new nn.Linear(front.width, HIDDEN, { random: random.split('layer 1') }), new nn.ReLU(),
      new nn.Linear(HIDDEN, HIDDEN, { random: random.split('layer 2') }), new nn.ReLU(),
    );
    this.head = new nn.Linear(HIDDEN, DIGIT_CLASSES, { random: random.split('head') });
  }

  /** @param x  pixels, [N, 64]  @returns logits, [N, 10] */
  forward(x: Tensor): Tensor {
    return this.head.forward(this.body.forward(this.front.forward(x)));
  }

  /** Class of the greatest logit, [N]. */
  guesses(x: Tensor): Int32Array {
    return scope(() => noGrad(() => this.forward(x).argmax(1)));
  }

  override dispose(): void {
    super.dispose();
    this.front.dispose();
  }
}

export const HIDDEN_UNITS = HIDDEN;
