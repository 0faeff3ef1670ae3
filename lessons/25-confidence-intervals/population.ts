/**
 * A world whose truth is known. The digits are cut in two: training sets are drawn from one part, test sets from the other, both with
 * replacement, so the other part is the whole population of test pictures and a model's true accuracy on it can be counted.
 */
import { F, nn, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { labelsOf, pixelsOf } from '../../src/data/images.js';

const PIXELS = 64;
const CLASSES = 10;
/** Pictures whose mean is a model's true accuracy. */
export const POPULATION = 900;
const BATCH = 20;
const EPOCHS = 8;
const LEARNING_RATE = 0.05;
const HIDDEN = 16;

export type ModelKind = 'softmax' | 'mlp';

export interface Pictures {
  /** [N, 64] */
  readonly images: Tensor;
  readonly labels: Int32Array;
}

export interface Population {
  /** Rows of the digits from which training sets are drawn. */
  readonly trainRows: Int32Array;
  readonly test: Pictures;
}

export function makePopulation(random: Random): Population {
  const order = random.permutation(digits().count);
  return { trainRows: order.slice(POPULATION), test: picturesOf(order.slice(0, POPULATION)) };
}

export function picturesOf(rows: ArrayLike<number>): Pictures {
  const set = digits();
  return { images: tensor(pixelsOf(set, rows), [rows.length, PIXELS]), labels: labelsOf(set, rows) };
}

/** `size` independent draws of training pictures. */
export function drawTraining({ trainRows }: Population, size: number, random: Random): Int32Array {
  return Int32Array.from({ length: size }, () => trainRows[random.integer(trainRows.length)]);
}

/** Trains from scratch; initial weights and order of the batches come from `random`, which is what "another seed" means here. */
export function trainModel(kind: ModelKind, { images, labels }: Pictures, random: Random): nn.Sequential {
  const widths = kind === 'softmax' ? [PIXELS, CLASSES] : [PIXELS, HIDDEN, CLASSES];
  const model = nn.mlp(widths, { random: random.split('weights') });
  const optimizer = new optim.Adam(model.parameters(), { lr: LEARNING_RATE });
  const n = labels.length;
  const batch = Math.min(BATCH, n);
  const orders = random.split('order');
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = orders.permutation(n);
    for (let from = 0; from + batch <= n; from += batch) {
      const rows = order.slice(from, from + batch);
      scope(() => {
        const loss = F.crossEntropy(model.forward(images.index(rows)), rows.map((row) => labels[row]));
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      });
    }
  }
  return model;
}

/** For each picture 1 where the model is right, else 0. */
export function rightAnswers(model: nn.Sequential, { images, labels }: Pictures): Uint8Array {
  const guesses = scope(() => noGrad(() => model.forward(images).argmax(1)));
  return Uint8Array.from(labels, (label, i) => (guesses[i] === label ? 1 : 0));
}

export function share(right: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < right.length; i++) sum += right[i];
  return sum / right.length;
}
