/**
 * The encoder that all kinds of pretraining share, and the two ways to use it when a few labels arrive: a probe (logistic
 * regression on what the frozen encoder makes of pictures), or fine-tuning (training goes on, with a new output layer).
 */
import { F, linalg, nn, noGrad, optim, scope, stats, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { PIXELS, WAYS, type LabelledPictures } from './task.js';

type Matrix = linalg.Matrix;

/** Numbers in a representation. */
export const FEATURES = 32;
const HIDDEN = 128;
/** Penalty of the probe and of the regression on raw pixels. */
const L2 = 1;
/** Steps with all labelled pictures at once, from scratch or from an encoder. */
const TUNING_STEPS = 100;
const SCRATCH_RATE = 3e-3;
const TUNING_RATE = 1e-3;

/** 64 pixels -> 128 units, ReLU -> 32 features. */
export function encoderNetwork(random: Random): nn.Sequential {
  return nn.mlp([PIXELS, HIDDEN, FEATURES], { random, activation: 'relu' });
}

/** What the encoder makes of pictures: directions only, each of length sqrt(32). @param pixels [n * 64]  @returns [n, 32] */
export function featuresOf(encoder: nn.Sequential, pixels: Float32Array): Matrix {
  return scope(() =>
    noGrad(() => {
      const features = F.normalize(encoder.forward(pictureTensor(pixels))).mul(Math.sqrt(FEATURES));
      return linalg.matrix(features.shape[0], FEATURES, features.toArray());
    }),
  );
}

/** Share of the test rows that a logistic regression, fitted to the labelled rows, puts into their class. */
export function probeAccuracy(labelled: Matrix, labels: ArrayLike<number>, test: Matrix, answers: ArrayLike<number>): number {
  const fit = stats.fitSoftmaxRegression(labelled, labels, { classes: WAYS, l2: L2, tolerance: 1e-3 * labelled.rows });
  return stats.accuracy(answers, stats.argmaxRows(stats.softmaxProbabilities(fit, test)));
}

/**
 * Test accuracy of the whole network after training on the labelled pictures.
 * @param encoder  where training starts; without one it starts from random weights
 */
export function tunedAccuracy({ pixels, labels }: LabelledPictures, test: LabelledPictures, encoder: nn.Sequential | undefined, random: Random): number {
  const body = encoderNetwork(random.split('body'));
  if (encoder) body.loadStateDict(encoder.stateDict());
  const network = new nn.Sequential(body, new nn.ReLU(), new nn.Linear(FEATURES, WAYS, { random: random.split('output') }));
  const optimizer = new optim.Adam(network.parameters(), { lr: encoder ? TUNING_RATE : SCRATCH_RATE });
  return scope(() => {
    const x = pictureTensor(pixels);
    for (let step = 0; step < TUNING_STEPS; step++) {
      scope(() => {
        const loss = F.crossEntropy(network.forward(x), labels);
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      });
    }
    return noGrad(() => stats.accuracy(test.labels, network.forward(pictureTensor(test.pixels)).argmax(1)));
  });
}

function pictureTensor(pixels: Float32Array): Tensor {
  return tensor(pixels, [pixels.length / PIXELS, PIXELS]);
}
