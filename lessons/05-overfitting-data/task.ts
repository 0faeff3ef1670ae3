/**
 * The task: read handwritten digits after training on a few, some of them wrongly labelled, as the labels of the validation images
 * are too. What is drawn depends on the seed alone, not on the methods, so that runs can be compared pair by pair.
 */
import { tensor, type Random, type Tensor } from '../../src/core/index.js';
import { DIGIT_PIXELS, joinedDigits, noisyDigits, type LabelledDigits } from '../../src/data/noisy-digits.js';

export const VALIDATION = 500;
/** All images that are not for validation, at most 120 of each digit. */
export const POOL = 1200;
/** The most that "more data" can give. */
export const MAX_FACTOR = 4;

export interface Task {
  /** The first `size` are the training set; what follows is what more data would add. */
  readonly pool: LabelledDigits;
  readonly size: number;
  readonly validation: LabelledDigits;
  readonly validationPixels: Tensor;
}

/** @param wrong  share of wrong labels, in training and validation alike */
export function drawTask(size: number, wrong: number, random: Random): Task {
  const more = Math.min(size * MAX_FACTOR, POOL);
  const parts = noisyDigits({ validation: VALIDATION, train: size, more: more - size, rest: POOL - more }, wrong, random);
  const pool = joinedDigits([parts.train, parts.more, parts.rest]);
  return { pool, size, validation: parts.validation, validationPixels: tensor(parts.validation.pixels, [VALIDATION, DIGIT_PIXELS]) };
}
