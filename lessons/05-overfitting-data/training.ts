/** One training of one network under a recipe, with a look at training and validation images at every checkpoint. */
import { F, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { agreement, DIGIT_PIXELS, firstDigits, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { drawInputs, drawLabels, fgsm } from './inputs.js';
import { USUAL_BATCH, type Recipe } from './methods.js';
import { Classifier, Front } from './network.js';
import { pretrain } from './pretraining.js';
import { POOL, type Task } from './task.js';

const LEARNING_RATE = 3e-3;
/** How strong the attack is that all networks face at the end. */
export const ATTACK = 0.1;
const CHECKPOINTS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** What was seen so far, one entry a checkpoint. */
export interface Curve {
  /** Share of the training that is done, 0 to 1. */
  readonly done: number[];
  /** On the training images and the labels they came with. */
  readonly train: number[];
  readonly trainLoss: number[];
  /** On the validation images and the labels they came with: as many are wrong. */
  readonly validation: number[];
  readonly validationLoss: number[];
  /** On the validation images and what they really show. */
  readonly truth: number[];
}

export interface Outcome {
  readonly curve: Curve;
  /** Share of the wrong training labels that the network gives back; null where there are none. */
  readonly memorized: number | null;
  /** Accuracy (what the images really show) on validation images changed by the attack. */
  readonly attacked: number;
}

export interface Training {
  readonly recipe: Recipe;
  /** Updates with 32 images each; with other batches as many as show as many images. */
  readonly steps: number;
  readonly random: Random;
}

/** Yields the growing curve, returns the outcome. */
export function* train(task: Task, { recipe, steps, random }: Training): Generator<Curve, Outcome, void> {
  const examples = firstDigits(task.pool, Math.min(POOL, task.size * recipe.dataFactor));
  const count = examples.given.length;
  const pixels = tensor(examples.pixels, [count, DIGIT_PIXELS]);
  const network = new Classifier(new Front(recipe, pixels), random.split('network'));
  if (recipe.pretraining) pretrain(network, task.pool.pixels, random.split('pretraining'));

  const optimizer = new optim.Adam(network.parameters(), { lr: LEARNING_RATE });
  const [inputs, labels] = [random.split('inputs'), random.split('labels')];
  const batches = optim.endlessBatches(count, Math.min(recipe.batchSize, count), random.split('batches'));
  const updates = Math.round((steps * USUAL_BATCH) / recipe.batchSize);
  const checkpoints = new Set(CHECKPOINTS.map((share) => Math.max(1, Math.round(share * updates))));
  const curve: Curve = { done: [], train: [], trainLoss: [], validation: [], validationLoss: [], truth: [] };
  for (let update = 1; update <= updates; update++) {
    const rows = batches.next().value;
    const targets = drawLabels(examples, rows, recipe, labels);
    learn(network, optimizer, tensor(drawInputs(examples, rows, recipe, inputs), [rows.length, DIGIT_PIXELS]), targets, recipe);
    if (!checkpoints.has(update)) continue;
    look(curve, network, update / updates, { pixels, examples }, task);
    yield curve;
  }
  const wrong = Array.from(examples.given.keys()).filter((i) => examples.given[i] !== examples.truth[i]);
  const guesses = network.guesses(pixels);
  const attackedPixels = tensor(fgsm(network, task.validationPixels, task.validation.truth, ATTACK), [task.validation.truth.length, DIGIT_PIXELS]);
  const outcome: Outcome = {
    curve,
    memorized: wrong.length === 0 ? null : wrong.filter((i) => guesses[i] === examples.given[i]).length / wrong.length,
    attacked: agreement(network.guesses(attackedPixels), task.validation.truth),
  };
  for (const each of [pixels, attackedPixels, network]) each.dispose();
  return outcome;
}

function learn(network: Classifier, optimizer: optim.Adam, x: Tensor, targets: Int32Array, { adversarial, labelSmoothing }: Recipe): void {
  scope(() => {
    let loss = F.crossEntropy(network.forward(x), targets, { labelSmoothing });
    if (adversarial > 0) {
      // Half the loss is that of the same images after the attack.
      const attacked = tensor(fgsm(network, x, targets, adversarial), [...x.shape]);
      loss = loss.add(F.crossEntropy(network.forward(attacked), targets, { labelSmoothing })).mul(0.5);
    }
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  });
  x.dispose();
}

function look(curve: Curve, network: Classifier, done: number, { pixels, examples }: { pixels: Tensor; examples: LabelledDigits }, { validation, validationPixels }: Task): void {
  const see = (x: Tensor, labels: Int32Array) =>
    scope(() =>
      noGrad(() => {
        const logits = network.forward(x);
        return { loss: F.crossEntropy(logits, labels).item(), guesses: logits.argmax(1) };
      }),
    );
  const onTrain = see(pixels, examples.given);
  const onValidation = see(validationPixels, validation.given);
  curve.done.push(done);
  curve.train.push(agreement(onTrain.guesses, examples.given));
  curve.trainLoss.push(onTrain.loss);
  curve.validation.push(agreement(onValidation.guesses, validation.given));
  curve.validationLoss.push(onValidation.loss);
  curve.truth.push(agreement(onValidation.guesses, validation.truth));
}
