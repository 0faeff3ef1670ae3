/** What has happened so far in a run of this level, and the numbers made from it. */
import type { Metrics } from '../../src/lesson/index.js';
import type { Accuracies, Exam } from './exam.js';
import { BATCH, type PretextKind } from './pretexts.js';
import { PIXELS } from './task.js';

/** Everyone who is examined. */
export type Method = PretextKind | 'transfer' | 'scratch' | 'raw';
/** Those that are pretrained, in the order of training. */
export const PRETRAINED = ['transfer', 'masked', 'denoising', 'contrastive'] as const satisfies readonly Method[];
export type Pretrained = (typeof PRETRAINED)[number];
/** Those that are pretrained without labels. */
const PRETEXTS: readonly PretextKind[] = ['masked', 'denoising', 'contrastive'];
/** As listed in pictures and tables. */
export const METHODS: readonly Method[] = ['contrastive', 'denoising', 'masked', 'transfer', 'scratch', 'raw'];

/** Accuracy, with as many labels as asked about, in the course of pretraining. */
export interface Progress {
  readonly steps: number[];
  readonly accuracy: number[];
}

/** Pictures of what the encoder in training is asked to do, side by side, [n * 64]. */
export interface Example {
  readonly kind: Pretrained;
  readonly pixels: Float32Array;
  /** Digits that a human wrote beside the pictures; transfer only. */
  readonly labels: readonly number[];
}

export interface Course {
  readonly results: Partial<Record<Method, Accuracies>>;
  readonly progress: Partial<Record<Pretrained, Progress>>;
  /** Steps done by each encoder. */
  readonly steps: Partial<Record<Pretrained, number>>;
  example?: Example;
  loss?: number;
}

/** Right answers that pretraining has used so far: written by people, or found in the data itself. */
export interface Answers {
  readonly byHand: number;
  readonly fromData: number;
}

/** @param labelled  pictures with labels that transfer learns from */
export function answersOf(method: Method, { steps }: Course, labelled: number, maskShare: number): Answers {
  const done = (kind: Pretrained) => (steps[kind] ?? 0) * BATCH;
  switch (method) {
    case 'raw':
    case 'scratch':
      return { byHand: 0, fromData: 0 };
    case 'transfer':
      return { byHand: (steps.transfer ?? 0) > 0 ? labelled : 0, fromData: 0 };
    case 'masked':
      return { byHand: 0, fromData: Math.round(done('masked') * PIXELS * maskShare) }; // hidden pixels
    case 'denoising':
      return { byHand: 0, fromData: done('denoising') * PIXELS }; // clean pixels
    case 'contrastive':
      return { byHand: 0, fromData: 2 * done('contrastive') }; // twins to be found
  }
}

/** What is not known yet is left out. */
export function metricsOf(course: Course, exam: Exam): Metrics {
  const known: Record<string, number | undefined> = {
    taskLabels: exam.labels * exam.task.digits.length,
    pretextSteps: PRETEXTS.reduce((sum, kind) => sum + (course.steps[kind] ?? 0), 0),
    loss: course.loss,
  };
  for (const method of METHODS) {
    const result = course.results[method];
    if (!result) continue;
    known[`${method}Accuracy`] = exam.asked(result);
    exam.sizes.forEach((each, i) => (known[`${method}At.${each}`] = result[i]));
  }
  const { raw } = course.results;
  const pretexts = PRETEXTS.flatMap((kind) => {
    const result = course.results[kind];
    return result ? [exam.asked(result)] : [];
  });
  if (raw && pretexts.length > 0) known.gainOverRaw = Math.max(...pretexts) - exam.asked(raw);
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
