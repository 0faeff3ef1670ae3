/** A few training images as the methods make the network see them; for the eye. */
import { tensor, type Random } from '../../src/core/index.js';
import { DIGIT_PIXELS, firstDigits } from '../../src/data/noisy-digits.js';
import { drawInputs, fgsm } from './inputs.js';
import { BASELINE, type Recipe } from './methods.js';
import { Classifier, Front } from './network.js';
import type { Task } from './task.js';

export const SHOWN = 8;

/** Rows of pictures, [8, 64] each; what is off is not there. */
export interface Samples {
  readonly original: Float32Array;
  readonly given: Int32Array;
  readonly truth: Int32Array;
  readonly changed: Partial<Record<'augmentation' | 'featureNoise' | 'adversarial', Float32Array>>;
}

/** The attack on show is that of a network before training: only its size and grain are to be seen. */
export function samplesFor(task: Task, recipe: Recipe, random: Random): Samples {
  const examples = firstDigits(task.pool, SHOWN);
  const rows = Int32Array.from({ length: SHOWN }, (_, i) => i);
  const changed: Samples['changed'] = {
    ...(recipe.augmentation && { augmentation: drawInputs(examples, rows, { ...BASELINE, augmentation: true }, random.split('augmentation')) }),
    ...(recipe.featureNoise > 0 && { featureNoise: drawInputs(examples, rows, { ...BASELINE, featureNoise: recipe.featureNoise }, random.split('noise')) }),
  };
  if (recipe.adversarial === 0) return { ...pictures(examples), changed };
  const x = tensor(examples.pixels, [SHOWN, DIGIT_PIXELS]);
  const network = new Classifier(new Front(BASELINE, x), random.split('network'));
  const adversarial = fgsm(network, x, examples.truth, recipe.adversarial);
  for (const each of [x, network]) each.dispose();
  return { ...pictures(examples), changed: { ...changed, adversarial } };
}

const pictures = ({ pixels, given, truth }: { pixels: Float32Array; given: Int32Array; truth: Int32Array }) => ({ original: pixels, given, truth });
