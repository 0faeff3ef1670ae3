/** What a training step sees of the images and labels it uses: the methods that change inputs and targets work here. */
import { F, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { DIGIT_CLASSES, DIGIT_PIXELS, DIGIT_SIDE, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { warp, type WarpRange } from '../../src/data/warp.js';
import type { Recipe } from './methods.js';
import type { Classifier } from './network.js';

/** Small enough that a digit stays the same digit. */
const WARP: WarpRange = { rotation: 10, scale: 0.1, shift: 0.5 };

/** The pixels of some rows, changed as the recipe says, [rows.length, 64]. Adversarial steps come later, for they need the network. */
export function drawInputs({ pixels }: LabelledDigits, rows: ArrayLike<number>, recipe: Recipe, random: Random): Float32Array {
  const out = new Float32Array(rows.length * DIGIT_PIXELS);
  for (let i = 0; i < rows.length; i++) {
    const picture = pixels.subarray(rows[i] * DIGIT_PIXELS, (rows[i] + 1) * DIGIT_PIXELS);
    const target = out.subarray(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS);
    if (recipe.augmentation) warp(picture, DIGIT_SIDE, WARP, random, target);
    else target.set(picture);
  }
  if (recipe.featureNoise > 0) for (let i = 0; i < out.length; i++) out[i] += random.normal(0, recipe.featureNoise);
  return out;
}

/** The labels of some rows; with label noise some are drawn anew from all classes (Xie and others, 2016). */
export function drawLabels({ given }: LabelledDigits, rows: ArrayLike<number>, recipe: Recipe, random: Random): Int32Array {
  return Int32Array.from(rows, (row) => (recipe.labelNoise > 0 && random.bernoulli(recipe.labelNoise) ? random.integer(DIGIT_CLASSES) : given[row]));
}

/**
 * Fast gradient sign method: every pixel moves by `size` in the direction in which the loss grows, within 0 to 1
 * (Goodfellow, Shlens and Szegedy, 2015). Leaves no gradients in the network.
 * @param x  pixels, [N, 64]
 */
export function fgsm(network: Classifier, x: Tensor, labels: Int32Array, size: number): Float32Array {
  return scope(() => {
    const input = tensor(x.toArray(), [...x.shape], { requiresGrad: true });
    F.crossEntropy(network.forward(input), labels, { reduction: 'sum' }).backward();
    network.zeroGrad();
    if (!input.grad) throw new Error('internal: fgsm: no gradient reached the pixels');
    return input.add(input.grad.sign().mul(size)).clamp(0, 1).toArray();
  });
}
