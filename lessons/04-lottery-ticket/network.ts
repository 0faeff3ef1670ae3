/**
 * The network and the task of this level: a small multilayer perceptron that reads 8x8 digits, and its training from given
 * starting weights under given masks. Knows nothing of why a weight is masked.
 */
import { F, nn, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';
import type { Masks, NetworkValues } from './values.js';

export const BATCH = 60;
const TEST_IMAGES = 600;
/** Where in a training the test accuracy is measured; closer together at the start, where the curves part. */
const CHECKPOINTS = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
/** The checkpoint that counts as early. */
export const EARLY = 0.2;

/** Linear layers with ReLU between them; the last gives the logits of the ten digits. */
export class Classifier extends nn.Module {
  readonly layers: nn.Linear[];

  constructor(values: NetworkValues, random: Random) {
    super();
    this.layers = values.map(({ inputs, outputs }) => new nn.Linear(inputs, outputs, { random }));
  }

  /** @param x  [N, 64]  @returns logits, [N, 10] */
  forward(x: Tensor): Tensor {
    return this.layers.reduce((h, layer, l) => (l === 0 ? layer.forward(h) : layer.forward(h.relu())), x);
  }

  /** Puts the network at `values`, with what `masks` cut held at zero from now on, whatever an optimiser does. */
  load(values: NetworkValues, masks: Masks): void {
    this.layers.forEach((layer, l) => {
      layer.weight.setMask(null);
      layer.weight.data.set(values[l].weight);
      layer.weight.setMask(masks[l].weight);
      layer.bias?.setMask(null);
      layer.bias?.data.set(values[l].bias);
      layer.bias?.setMask(masks[l].bias);
    });
  }

  /** A copy of all weights as they are now. */
  values(): NetworkValues {
    return this.layers.map((layer) => ({
      inputs: layer.weight.shape[1],
      outputs: layer.weight.shape[0],
      weight: layer.weight.toArray(),
      bias: layer.bias?.toArray() ?? new Float32Array(layer.weight.shape[0]),
    }));
  }
}

/** Starting weights: normal with variance 2 / inputs (He et al. 2015), biases zero. @param sizes  units of each layer, inputs first */
export function startingValues(sizes: readonly number[], random: Random): NetworkValues {
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    const weight = new Float32Array(inputs * outputs);
    random.split(`layer ${l}`).fillNormal(weight, 0, Math.sqrt(2 / inputs));
    return { inputs, outputs, weight, bias: new Float32Array(outputs) };
  });
}

export interface Task {
  readonly images: Tensor;
  readonly labels: Int32Array;
  readonly testImages: Tensor;
  readonly testLabels: Int32Array;
}

/** Digits to train on, and 600 others to test on; equally many of each digit. */
export function digitTask(trainImages: number, random: Random): Task {
  const set = digits();
  const { train, test } = balancedSplit(set, { test: TEST_IMAGES, train: trainImages }, random);
  return {
    images: tensor(pixelsOf(set, train), [train.length, 64]),
    labels: labelsOf(set, train),
    testImages: tensor(pixelsOf(set, test), [test.length, 64]),
    testLabels: labelsOf(set, test),
  };
}

/** Test accuracy during one training; complete when the last step is the last of the training. */
export interface LearningCurve {
  readonly steps: number[];
  readonly accuracy: number[];
}

export interface Training {
  readonly steps: number;
  readonly learningRate: number;
  /** Order of the batches. */
  readonly random: Random;
}

/** Trains with Adam and hands out the same growing curve at each checkpoint. */
export function* train(network: Classifier, task: Task, { steps, learningRate, random }: Training): Generator<LearningCurve, void, void> {
  const optimizer = new optim.Adam(network.parameters(), { lr: learningRate });
  const batches = shuffledBatches(task.labels.length, random);
  const checkpoints = new Set(CHECKPOINTS.map((share) => Math.round(share * steps)));
  const curve: LearningCurve = { steps: [], accuracy: [] };
  for (let step = 0; step <= steps; step++) {
    if (checkpoints.has(step)) {
      curve.steps.push(step);
      curve.accuracy.push(testAccuracy(network, task));
      yield curve;
    }
    if (step === steps) return;
    const rows = batches.next().value;
    scope(() => {
      const logits = network.forward(task.images.index(rows)); // [batch, 10]
      const loss = F.crossEntropy(logits, labelsAt(task.labels, rows));
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    });
  }
}

/** Share of the test images whose largest logit is the right digit's. */
export function testAccuracy(network: Classifier, { testImages, testLabels }: Task): number {
  const guesses = scope(() => noGrad(() => network.forward(testImages).argmax(1)));
  return testLabels.reduce((right, label, i) => right + (guesses[i] === label ? 1 : 0), 0) / testLabels.length;
}

/** Row numbers of batch after batch, for ever; each epoch in a new order, its rest dropped. */
function* shuffledBatches(count: number, random: Random): Generator<Int32Array, never, void> {
  const size = Math.min(BATCH, count);
  for (;;) {
    const order = random.permutation(count);
    for (let start = 0; start + size <= count; start += size) yield order.subarray(start, start + size);
  }
}

function labelsAt(labels: Int32Array, rows: Int32Array): Int32Array {
  return Int32Array.from(rows, (row) => labels[row]);
}
