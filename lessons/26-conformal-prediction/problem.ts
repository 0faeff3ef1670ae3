/**
 * What is to be predicted: rows of numbers with a class or a number each, from built-in data or the learner's file. A target of text is
 * a class, one of numbers a number; `C(column)` takes numbers as classes.
 */
import { matrix, type Matrix } from '../../src/core/linalg/index.js';
import type { Random } from '../../src/core/random/index.js';
import { diabetes } from '../../src/data/diabetes.js';
import { digits } from '../../src/data/digits.js';
import { holdsText, levels, numbers, parseFeatures, termsOf } from '../../src/data/learner/features.js';
import type { DataTable, LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';

export const DATASETS = ['digits', 'diabetes', 'fan', 'file'] as const;
export type Dataset = (typeof DATASETS)[number];

interface Base {
  readonly dataset: Dataset;
  /** [n, p] */
  readonly x: Matrix;
  /** Spread of each column that test noise is measured in, [p]; pixels all count as 1. */
  readonly spread: Float64Array;
}
export interface Classes extends Base {
  readonly kind: 'classes';
  readonly labels: Int32Array;
  readonly names: readonly string[];
  /** Rows are pictures of so many pixels a side. */
  readonly side?: number;
}
export interface Numbers extends Base {
  readonly kind: 'numbers';
  readonly y: Float64Array;
}
export type Problem = Classes | Numbers;

export interface ProblemParams {
  readonly dataset: Dataset;
  readonly target: string;
  readonly features: string;
  readonly training: number;
  readonly calibration: number;
}

const FAN_ROWS = 1000;
const MIN_TEST = 20;

/** @throws UserError data.*, conformal.* for files, columns and sizes that do not fit */
export function makeProblem(params: ProblemParams, data: LearnerData | undefined, random: Random): Problem {
  const problem = data?.kind === 'table' ? ofTable(data.tables[0], 'file', params.target, params.features) : builtIn(params.dataset, random);
  const { rows, cols } = problem.x;
  if (params.training + params.calibration + MIN_TEST > rows) {
    throw new UserError('conformal.rows', { rows, training: params.training, calibration: params.calibration, test: MIN_TEST });
  }
  if (problem.kind === 'numbers' && params.training < cols + 2) throw new UserError('conformal.training', { training: params.training, features: cols, min: cols + 2 });
  return problem;
}

function builtIn(dataset: Dataset, random: Random): Problem {
  switch (dataset) {
    case 'digits': {
      const { pixels, labels, count, rows, columns, classes } = digits();
      const size = rows * columns;
      const names = Array.from({ length: classes }, (_, c) => String(c));
      return { kind: 'classes', dataset, x: matrix(count, size, pixels), spread: new Float64Array(size).fill(1), labels, names, side: rows };
    }
    case 'diabetes':
      return ofTable(diabetes(), dataset, 'progression', '');
    case 'fan': {
      // The spread of the errors grows with x: no one width can be right everywhere.
      const x = Float64Array.from({ length: FAN_ROWS }, () => random.uniform(0, 4));
      return { kind: 'numbers', dataset, x: matrix(FAN_ROWS, 1, x), spread: spreadOf(matrix(FAN_ROWS, 1, x)), y: x.map((value) => 2 * value + random.normal(0, 0.2 + 0.6 * value)) };
    }
    case 'file':
      throw new UserError('conformal.file');
  }
}

function ofTable(table: DataTable, dataset: Dataset, wanted: string, list: string): Problem {
  const known = table.columns.map(({ name }) => name).join(', ');
  if (wanted.trim() === '') throw new UserError('conformal.target', { file: table.name, known });
  const [target] = parseFeatures(wanted, table);
  const chosen = list.trim() === '' ? table.columns.filter(({ name }) => name !== target.column).map(({ name }) => ({ column: name, categorical: false })) : parseFeatures(list, table);
  if (chosen.length === 0) throw new UserError('conformal.noFeatures', { target: target.column });
  if (chosen.some(({ column }) => column === target.column)) throw new UserError('conformal.targetTwice', { column: target.column });
  const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row);
  const { terms } = termsOf(table, chosen, rows);
  const x = matrix(table.rowCount, terms.length);
  terms.forEach(({ values }, j) => values.forEach((value, i) => (x.data[i * terms.length + j] = value)));
  const spread = spreadOf(x);
  const still = terms.findIndex(({ values }) => values.every((value) => value === values[0]));
  if (still >= 0) throw new UserError('data.constant', { column: terms[still].name, value: x.data[still] });
  if (!target.categorical && !holdsText(table, target.column)) return { kind: 'numbers', dataset, x, spread, y: numbers(table, target.column) };
  const cells = levels(table, target.column);
  const names = [...new Set(cells)].sort((a, b) => (a < b ? -1 : 1));
  return { kind: 'classes', dataset, x, spread, labels: Int32Array.from(cells, (cell) => names.indexOf(cell)), names };
}

/** Standard deviations of the columns. */
function spreadOf({ rows, cols, data }: Matrix): Float64Array {
  return Float64Array.from({ length: cols }, (_, j) => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < rows; i++) sum += data[i * cols + j] / rows;
    for (let i = 0; i < rows; i++) squares += (data[i * cols + j] - sum) * (data[i * cols + j] - sum);
    return Math.sqrt(squares / rows);
  });
}
