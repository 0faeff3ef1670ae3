/**
 * A small task on which overfitting shows: few handwritten digits to learn from, a known share of them wrongly labelled, and others,
 * labelled as carelessly, to be judged by.
 */
import type { Random } from '../core/index.js';
import { digits } from './digits.js';
import { balancedSplit, labelsOf, pixelsOf } from './images.js';
import { withWrongLabels } from './wrong-labels.js';

export const DIGIT_SIDE = 8;
export const DIGIT_PIXELS = DIGIT_SIDE * DIGIT_SIDE;
export const DIGIT_CLASSES = 10;

export interface LabelledDigits {
  /** [n, 64], 0 (paper) to 1 (ink). */
  readonly pixels: Float32Array;
  /** The labels that come with the images, mistakes included, [n]. */
  readonly given: Int32Array;
  /** What the images really show, [n]. */
  readonly truth: Int32Array;
}

/**
 * Disjoint parts, each with equally many of every digit and exactly the given share of wrong labels. A part is the same whatever
 * the sizes of the parts named after it.
 * @param sizes  images in each part, by name
 * @param wrong  0 to 1
 * @throws RangeError if there are not enough digits (at most 174 of each in all)
 */
export function noisyDigits<Part extends string>(sizes: Readonly<Record<Part, number>>, wrong: number, random: Random): Record<Part, LabelledDigits> {
  const set = digits();
  const rows = balancedSplit(set, sizes, random.split('images'));
  const parts: Partial<Record<Part, LabelledDigits>> = {};
  for (const part in rows) {
    const truth = labelsOf(set, rows[part]);
    parts[part] = { pixels: pixelsOf(set, rows[part]), truth, given: withWrongLabels(truth, wrong, DIGIT_CLASSES, random.split(`labels of ${part}`)) };
  }
  return parts as Record<Part, LabelledDigits>;
}

/** The first n of them. */
export function firstDigits({ pixels, given, truth }: LabelledDigits, n: number): LabelledDigits {
  return { pixels: pixels.subarray(0, n * DIGIT_PIXELS), given: given.subarray(0, n), truth: truth.subarray(0, n) };
}

/** All of some parts, one after the other. */
export function joinedDigits(parts: readonly LabelledDigits[]): LabelledDigits {
  const join = (of: (part: LabelledDigits) => Int32Array) => Int32Array.from(parts.flatMap((part) => Array.from(of(part))));
  const pixels = new Float32Array(parts.reduce((sum, part) => sum + part.pixels.length, 0));
  let at = 0;
  for (const part of parts) {
    pixels.set(part.pixels, at);
    at += part.pixels.length;
  }
  return { pixels, given: join(({ given }) => given), truth: join(({ truth }) => truth) };
}

/** Share of labels that a model gives back. */
export function agreement(guesses: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (guesses[i] === labels[i]) right++;
  return right / labels.length;
}
