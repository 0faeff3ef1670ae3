/**
 * The task: read digits that lie somewhere on the canvas. There are 1,200 different digits to train on; a larger training set shows
 * each of them at several places. Smaller sets are the beginning of larger ones, with equally many of every digit.
 */
import type { Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf } from '../../src/data/images.js';
import { CENTRED, CLASSES, drawShift, place, type Shift } from './canvas.js';

export const TEST = 500;
/** Different digits there are to train on. */
export const POOL = 1200;

export interface Examples {
  /** [n, 144] */
  readonly pixels: Float32Array;
  /** [n] */
  readonly labels: Int32Array;
}

/** Digits and where each of them lies. */
export interface TrainingSet {
  readonly rows: Int32Array;
  readonly labels: Int32Array;
  readonly shifts: readonly Shift[];
}

export interface Task {
  readonly pool: Int32Array;
  readonly testRows: Int32Array;
  /** Test digits anywhere within the range of the training shifts. */
  readonly test: Examples;
  readonly range: number;
}

export function drawTask(range: number, random: Random): Task {
  const set = digits();
  const split = balancedSplit(set, { test: TEST, pool: POOL }, random.split('digits'));
  const places = random.split('test places');
  return {
    pool: byTurns(split.pool),
    testRows: split.test,
    test: { pixels: place(split.test, () => drawShift(range, places)), labels: labelsOf(set, split.test) },
    range,
  };
}

/** The first `size` pictures; each keeps its place for the whole training. */
export function trainingSet({ pool, range }: Task, size: number, random: Random): TrainingSet {
  const rows = Int32Array.from({ length: size }, (_, i) => pool[i % POOL]);
  return { rows, labels: labelsOf(digits(), rows), shifts: Array.from(rows, () => drawShift(range, random)) };
}

/** The test digits, all equally far from the middle: every second one to the side, the others up or down. Zero: all in the middle. */
export function movedTest({ testRows, test }: Task, by: number): Examples {
  return { pixels: place(testRows, (i) => (i % 2 === 0 ? { dx: by, dy: 0 } : { dx: 0, dy: by })), labels: test.labels };
}

/** The first test digits in the middle of the canvas, [count, 144]. */
export function centredTest({ testRows }: Task, count: number): Float32Array {
  return place(testRows.subarray(0, count), () => CENTRED);
}

/** One of each class, then the next of each. */
function byTurns(rows: Int32Array): Int32Array {
  const labels = labelsOf(digits(), rows);
  const lists = Array.from({ length: CLASSES }, (_, label) => rows.filter((_row, i) => labels[i] === label));
  return Int32Array.from(rows, (_, i) => lists[i % CLASSES][Math.floor(i / CLASSES)]);
}
