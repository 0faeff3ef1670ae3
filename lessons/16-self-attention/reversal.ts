/** The task of `rnn-attention`: random letters to be written backwards (or copied), in batches for training and as an exam by length. */
import type { Random } from '../../src/core/index.js';

export type Task = 'reverse' | 'copy';

/** Sequences of one length, row by row. */
export interface Sequences {
  readonly rows: number;
  readonly length: number;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
}

export const SHORTEST = 2;
/** How much longer than in training the sequences of the exam become. */
export const BEYOND = 4;
/** Sequences of each length in the exam. */
const EXAM_ROWS = 100;

/** Place in the source of the letter that is due at place `t` of the answer. */
export function duePlace(task: Task, length: number, t: number): number {
  return task === 'reverse' ? length - 1 - t : t;
}

export function drawSequences(task: Task, letters: number, rows: number, length: number, random: Random): Sequences {
  const sources = Int32Array.from({ length: rows * length }, () => random.integer(letters));
  const targets = sources.map((_, i) => sources[i - (i % length) + duePlace(task, length, i % length)]);
  return { rows, length, sources, targets };
}

/** Fresh sequences of every second length, up to a few longer than any in training. */
export function drawExam(task: Task, letters: number, longest: number, random: Random): Sequences[] {
  const lengths = Array.from({ length: Math.floor((longest + BEYOND - SHORTEST) / 2) + 1 }, (_, i) => SHORTEST + 2 * i);
  return lengths.map((length) => drawSequences(task, letters, EXAM_ROWS, length, random.split(`length ${length}`)));
}

/** a, b, c ... */
export function letterOf(id: number): string {
  return String.fromCharCode(97 + id);
}
