/**
 * One small training with every draw it makes in the open: split, initial weights, order of the batches, dropout. Each has a
 * generator of its own, so that one can be drawn anew while the others stay. Knows nothing of why.
 */
import { F, nn, noGrad, optim, scope, tensor, type Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';

const BATCH = 32;
/** A pixel in the middle of an image; those of the margin are never inked. */
const MIDDLE = 4 * 8 + 4;
/** Measured after training, as one would report it. */
const TEST_IMAGES = 400;
/** The same for every training, so that two of them can be compared answer by answer. */
const COMMON_IMAGES = 400;

export interface TrainingSettings {
  readonly trainImages: number;
  readonly steps: number;
  readonly hidden: number;
  readonly dropout: number;
  readonly learningRate: number;
}

/** Where each draw comes from. */
export interface Draws {
  readonly split: Random;
  readonly init: Random;
  readonly order: Random;
  readonly dropout: Random;
  /** The hidden unit one of whose initial weights is raised to the next number that single precision has. */
  readonly nudged?: number;
}

export interface Trained {
  /** On the test part of its own split. */
  readonly accuracy: number;
  /** Digit read in each of the common images. */
  readonly answers: Int32Array;
  /** All weights and biases, one after the other. */
  readonly weights: Float32Array;
}

export interface Pool {
  /** Rows of the digits to draw training and test sets from. */
  readonly rows: Int32Array;
  readonly common: Int32Array;
}

/** Sets the common images aside, equally many of each digit. */
export function makePool(random: Random): Pool {
  const { common, rows } = balancedSplit(digits(), { common: COMMON_IMAGES, rows: 1300 }, random);
  return { common, rows };
}

/** Largest number of images to train on. */
export const MOST_IMAGES = 900;

export function trainOnce({ rows, common }: Pool, settings: TrainingSettings, draws: Draws): Trained {
  const { trainImages, steps, hidden, dropout, learningRate } = settings;
  const set = digits();
  const order = draws.split.permutation(rows.length);
  const take = (from: number, count: number) => order.slice(from, from + count).map((i) => rows[i]);
  const [train, test] = [take(0, trainImages), take(trainImages, TEST_IMAGES)];
  const labels = labelsOf(set, train);

  return scope(() => {
    const images = tensor(pixelsOf(set, train), [train.length, 64]);
    const network = new nn.Sequential(
      new nn.Linear(64, hidden, { random: draws.init.split('first') }),
      new nn.ReLU(),
      new nn.Dropout(dropout, { random: draws.dropout }),
      new nn.Linear(hidden, 10, { random: draws.init.split('second') }),
    );
    const parameters = network.parameters();
    if (draws.nudged !== undefined) nextNumberUp(parameters[0].data, (draws.nudged % hidden) * 64 + MIDDLE);
    const optimizer = new optim.Adam(parameters, { lr: learningRate });
    const batches = optim.endlessBatches(labels.length, Math.min(BATCH, labels.length), draws.order);
    for (let step = 0; step < steps; step++) {
      const batch = batches.next().value;
      scope(() => {
        const loss = F.crossEntropy(network.forward(images.index(batch)), Int32Array.from(batch, (row) => labels[row]));
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      });
    }
    network.eval();
    const read = (which: Int32Array) => noGrad(() => Int32Array.from(network.forward(tensor(pixelsOf(set, which), [which.length, 64])).argmax(1)));
    const right = labelsOf(set, test);
    const weights = parameters.map((parameter) => parameter.toArray());
    return {
      accuracy: read(test).filter((answer, i) => answer === right[i]).length / test.length,
      answers: read(common),
      weights: Float32Array.from(weights.flatMap((values) => Array.from(values))),
    };
  });
}

/** The smallest change there is: the last of 24 bits. */
function nextNumberUp(weights: Float32Array, at: number): void {
  const bits = new Int32Array(weights.slice(at, at + 1).buffer);
  bits[0]++;
  weights.set(new Float32Array(bits.buffer), at);
}
