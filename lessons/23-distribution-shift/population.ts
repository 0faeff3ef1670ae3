/**
 * Where the rows come from: a plane with a bent boundary, whose truth is known, three real tables, or the learner's file. A shift is
 * made of them afterwards (shift.ts); two files of the learner's are taken as they are.
 */
import { matrix, type Matrix } from '../../src/core/linalg/index.js';
import * as math from '../../src/core/math/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { breastCancer, classData } from '../../src/data/classes.js';
import { diabetes } from '../../src/data/diabetes.js';
import { digits } from '../../src/data/digits.js';
import { compareTables } from '../../src/data/learner/compare.js';
import { numbers } from '../../src/data/learner/features.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';

export const DATASETS = ['plane', 'digits', 'tumours', 'patients'] as const;
export type Dataset = (typeof DATASETS)[number];

export interface Rows {
  /** [n, p] */
  readonly x: Matrix;
  /** Class numbers, [n] */
  readonly y: Int32Array;
}

export interface Population extends Rows {
  readonly dataset: Dataset | 'file' | 'files';
  readonly classes: readonly string[];
  readonly features: readonly string[];
  /** Rows are pictures of so many pixels a side, 0 to 1. */
  readonly side?: number;
  /** The measure whose threshold makes the two classes, [n]. */
  readonly measure?: Float64Array;
  /** The class that row i would have at this place of the plane. */
  readonly rule?: (i: number, x1: number, x2: number) => number;
  /** The learner's second file: the target as it is. */
  readonly arrived?: Rows;
}

const PLANE_ROWS = 4000;
const OWN_ROWS = 4000;
const MIN_OWN_ROWS = 100;
/** How wide the plane's boundary is blurred. */
const BLUR = 0.25;

/** The boundary of the plane, a parabola: it falls at the left and rises at the right. */
export function boundary(x: number): number {
  return 1.2 * x * x - 1;
}

/** @throws UserError shift.target, shift.rows, data.*, pair.* */
export function populationOf(dataset: Dataset, own: { readonly target: string; readonly ignore: string }, data: LearnerData | undefined, random: Random): Population {
  if (data?.kind === 'table') return fromFiles(data, own, random);
  switch (dataset) {
    case 'plane':
      return plane(random);
    case 'digits': {
      const { pixels, labels, count, rows, columns, classes } = digits();
      return {
        dataset, x: matrix(count, rows * columns, pixels), y: labels, side: rows,
        classes: Array.from({ length: classes }, (_, c) => String(c)),
        features: Array.from({ length: rows * columns }, (_, j) => `r${Math.floor(j / columns) + 1}c${(j % columns) + 1}`),
      };
    }
    case 'tumours': {
      const { count, features, classes, x, y } = classData(breastCancer());
      return { dataset, x: matrix(count, features.length, x), y, classes, features };
    }
    case 'patients': {
      const table = diabetes();
      const names = table.columns.map(({ name }) => name).filter((name) => name !== 'progression');
      const x = matrix(table.rowCount, names.length);
      names.forEach((name, j) => numbers(table, name).forEach((value, i) => (x.data[i * names.length + j] = value)));
      const measure = numbers(table, 'progression');
      const middle = stats.median(measure);
      return { dataset, x, y: Int32Array.from(measure, (value) => (value > middle ? 1 : 0)), classes: ['mild', 'severe'], features: names, measure };
    }
  }
}

/** Two features; the chance of class 1 is logistic in the height above the boundary, so a model with squares is exactly right. */
function plane(random: Random): Population {
  const x = matrix(PLANE_ROWS, 2);
  const blur = new Float64Array(PLANE_ROWS);
  for (let i = 0; i < PLANE_ROWS; i++) {
    x.data[2 * i] = random.normal(0, 0.9);
    x.data[2 * i + 1] = random.normal();
    const u = random.uniform();
    blur[i] = BLUR * math.log(u / (1 - u));
  }
  const rule = (i: number, x1: number, x2: number) => (x2 - boundary(x1) + blur[i] > 0 ? 1 : 0);
  return { dataset: 'plane', x, y: Int32Array.from(blur, (_, i) => rule(i, x.data[2 * i], x.data[2 * i + 1])), classes: ['0', '1'], features: ['x1', 'x2'], rule };
}

function fromFiles({ tables }: Extract<LearnerData, { kind: 'table' }>, own: { readonly target: string; readonly ignore: string }, random: Random): Population {
  if (own.target.trim() === '') throw new UserError('shift.target', { file: tables[0].name, known: tables[0].columns.map(({ name }) => name).join(', ') });
  const { names, x, target } = compareTables(tables, { ...own, rows: OWN_ROWS }, random.split('file'));
  if (!target) throw new Error('internal: a target was asked for');
  tables.forEach(({ name }, which) => {
    if (x[which].rows < MIN_OWN_ROWS) throw new UserError('shift.rows', { file: name, rows: x[which].rows, min: MIN_OWN_ROWS });
  });
  const [first, second] = x.map((one, which): Rows => ({ x: one, y: target.y[which] }));
  return { dataset: second ? 'files' : 'file', ...first, classes: target.classes, features: names, ...(second && { arrived: second }) };
}

/**
 * One number a row, sd 1, along which a covariate shift moves: the first coordinate of the plane, else the first principal component of
 * the standardised columns, [n].
 */
export function mainDirection({ dataset, x }: Population): Float64Array {
  if (dataset === 'plane') return stats.standardise(matrix(x.rows, 1, Float64Array.from({ length: x.rows }, (_, i) => x.data[2 * i]))).data;
  const scaled = stats.standardise(x);
  const { data } = stats.pcaTransform(stats.fitPca(scaled, 1), scaled);
  return stats.standardise(matrix(x.rows, 1, data)).data;
}
