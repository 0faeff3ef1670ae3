/**
 * The task: read handwritten digits after training on a few, some of them wrongly labelled, as the labels of the validation images
 * are too. What is drawn depends on the seed alone, not on the methods, so that runs can be compared pair by pair.
 */
import { tensor, type Random, type Tensor } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';
import { withWrongLabels } from '../../src/data/wrong-labels.js';

export const SIDE = 8;
export const PIXELS = SIDE * SIDE;
export const CLASSES = 10;
export const VALIDATION = 500;
/** All images that are not for validation, at most 120 of each digit. */
export const POOL = 1200;
/** The most that "more data" can give. */
export const MAX_FACTOR = 4;

export interface Examples {
  /** [n, 64], 0 (paper) to 1 (ink). */
  readonly pixels: Float32Array;
  /** The labels that come with the images, mistakes included, [n]. */
  readonly given: Int32Array;
  /** What the images really show, [n]. */
  readonly truth: Int32Array;
}

export interface Task {
  /** The first `size` are the training set; what follows is what more data would add. */
  readonly pool: Examples;
  readonly size: number;
  readonly validation: Examples;
  readonly validationPixels: Tensor;
}

/** @param wrong  share of wrong labels, in training and validation alike */
export function drawTask(size: number, wrong: number, random: Random): Task {
  const set = digits();
  const more = Math.min(size * MAX_FACTOR, POOL);
  const parts = balancedSplit(set, { validation: VALIDATION, train: size, more: more - size, rest: POOL - more }, random.split('images'));
  const order = Int32Array.from([...parts.train, ...parts.more, ...parts.rest]);
  const labelled = (rows: Int32Array, name: string): Examples => {
    const truth = labelsOf(set, rows);
    return { pixels: pixelsOf(set, rows), truth, given: truth, ...(wrong > 0 && { given: mistaken(truth, name) }) };
  };
  // Cut where the training set ends, so that its share of wrong labels is exact.
  const mistaken = (truth: Int32Array, name: string) => {
    const cut = name === 'pool' ? size : truth.length;
    const [first, others] = [truth.slice(0, cut), truth.slice(cut)].map((labels, i) => withWrongLabels(labels, wrong, CLASSES, random.split(`${name} ${i}`)));
    return Int32Array.from([...first, ...others]);
  };
  const validation = labelled(parts.validation, 'validation');
  return { pool: labelled(order, 'pool'), size, validation, validationPixels: tensor(validation.pixels, [VALIDATION, PIXELS]) };
}

/** The first n of some examples. */
export function firstOf({ pixels, given, truth }: Examples, n: number): Examples {
  return { pixels: pixels.subarray(0, n * PIXELS), given: given.subarray(0, n), truth: truth.subarray(0, n) };
}
