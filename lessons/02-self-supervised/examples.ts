/** What an encoder in training is asked, as pictures: the question, and the answer it is to give or gives. */
import type { Random } from '../../src/core/index.js';
import { views, type Augmentation } from './augment.js';
import type { Example, Pretrained } from './course.js';
import { SelfPrediction, spoil, type Pretraining } from './pretexts.js';
import { PIXELS, type Task } from './task.js';

interface Settings {
  readonly augmentation: Augmentation;
  readonly maskShare: number;
}

/**
 * transfer: a picture of each other digit, which a human has labelled. masked, denoising: two pictures as the network gets them, each
 * with its present answer behind it. contrastive: two pictures, twice each, in different views.
 * @param random  the same at every call keeps the pictures still while the answers get better
 */
export function exampleFor(kind: Pretrained, learner: Pretraining | undefined, task: Task, { augmentation, maskShare }: Settings, random: Random): Example {
  switch (kind) {
    case 'transfer': {
      const each = task.source.labels.length / task.others.length;
      return { kind, pixels: join(task.others.map((_, c) => at(task.source.pixels, c * each))), labels: task.others };
    }
    case 'masked':
    case 'denoising': {
      const originals = join([first(task, 0), first(task, 1)]);
      const { input } = spoil(originals, kind, maskShare, random);
      const answer = learner instanceof SelfPrediction ? learner.restore(input) : input;
      return { kind, pixels: join([at(input, 0), at(answer, 0), at(input, 1), at(answer, 1)]), labels: [] };
    }
    case 'contrastive': {
      const twins = views(join([first(task, 0), first(task, 0), first(task, 1), first(task, 1)]), augmentation, random);
      const pixels = twins.toArray();
      twins.dispose();
      return { kind, pixels, labels: [] };
    }
  }
}

/** The first picture of a class of the task. */
function first({ pool, digits }: Task, c: number): Float32Array {
  return at(pool.pixels, (c * pool.labels.length) / digits.length);
}

function at(pixels: Float32Array, place: number): Float32Array {
  return pixels.subarray(place * PIXELS, (place + 1) * PIXELS);
}

function join(pictures: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pictures.length * PIXELS);
  pictures.forEach((picture, i) => all.set(picture, i * PIXELS));
  return all;
}
