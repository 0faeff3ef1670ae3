/** Labelled data for the two kinds of classifier: two made worlds, in one of which naive Bayes is right, and real digits. */
import { matrix, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';

export const CLASSIFY_WORLDS = ['related', 'independent', 'digits'] as const;
export type ClassifyWorld = (typeof CLASSIFY_WORLDS)[number];

export interface Labelled {
  readonly x: Matrix;
  readonly labels: Int32Array;
}

/** Columns of the made worlds, in groups of five. */
const COLUMNS = 30;
const GROUP = 5;
/** Columns of a group whose mean differs between the classes. */
const TELLING = 3;
/** Distance of the class means in a telling column, in standard deviations. */
const SHIFT = { related: 0.5, independent: 0.5 };
/** Correlation of the columns of a group, given the class. */
const CORRELATION = { related: 0.35, independent: 0 };

export const CLASSES: Readonly<Record<ClassifyWorld, number>> = { related: 2, independent: 2, digits: 10 };
/** Rows to train on, in steps of about two; enough that every class occurs. */
export const SIZES: Readonly<Record<ClassifyWorld, readonly number[]>> = {
  related: [10, 20, 40, 80, 160, 320, 640, 1280],
  independent: [10, 20, 40, 80, 160, 320, 640, 1280],
  digits: [20, 40, 80, 160, 320, 640],
};

/** Equally many rows of each class. */
export function drawLabelled(world: ClassifyWorld, sizes: { readonly train: number; readonly test: number }, random: Random): { readonly train: Labelled; readonly test: Labelled } {
  if (world === 'digits') {
    const set = digits();
    const rows = balancedSplit(set, { test: sizes.test, train: sizes.train }, random);
    const part = (list: Int32Array): Labelled => ({ x: matrix(list.length, set.rows * set.columns, pixelsOf(set, list)), labels: labelsOf(set, list) });
    return { train: part(rows.train), test: part(rows.test) };
  }
  return { train: made(world, sizes.train, random.split('train')), test: made(world, sizes.test, random.split('test')) };
}

/** Two normal classes. In each group all columns share a part of their noise, but only some tell the classes apart. */
function made(world: 'related' | 'independent', rows: number, random: Random): Labelled {
  const shared = Math.sqrt(CORRELATION[world]);
  const own = Math.sqrt(1 - CORRELATION[world]);
  const labels = random.shuffle(Int32Array.from({ length: rows }, (_, i) => i % 2));
  const x = matrix(rows, COLUMNS);
  for (let i = 0; i < rows; i++) {
    let common = 0;
    for (let j = 0; j < COLUMNS; j++) {
      if (j % GROUP === 0) common = random.normal();
      const mean = j % GROUP < TELLING ? (labels[i] - 0.5) * SHIFT[world] : 0;
      x.data[i * COLUMNS + j] = mean + shared * common + own * random.normal();
    }
  }
  return { x, labels };
}
