/**
 * What ordinal regression is fitted to: grades 0 to K - 1 in their order, their names, and the predictors, from a built-in
 * table or the learner's file. Words need their order told; a measurement is cut into grades of equal size.
 */
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { diabetes } from '../../src/data/diabetes.js';
import { housing, HOUSING_GRADES } from '../../src/data/housing.js';
import { holdsText, numbers, parseFeatures, termsOf, type Term } from '../../src/data/learner/features.js';
import { column, isMissing, type DataTable, type LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';
import { drawRows } from './rows.js';

export type GradedDataset = 'housing' | 'diabetes' | 'file';

export interface GradedParams {
  readonly dataset: GradedDataset;
  readonly features: string;
  readonly share: number;
  readonly grades: number;
  readonly target: string;
  readonly order: string;
}

export interface GradedProblem {
  readonly target: string;
  /** Names of the grades, from low to high. */
  readonly names: readonly string[];
  /** [n], 0 to K - 1. */
  readonly response: Int32Array;
  readonly terms: readonly Term[];
  /** Levels that the indicator columns are compared with: "type=Tower". */
  readonly references: readonly string[];
}

interface Graded {
  readonly names: readonly string[];
  readonly grades: Int32Array;
}

interface Source {
  readonly table: DataTable;
  readonly target: string;
  /** Names of the grades from low to high, with commas between; empty for numbers. */
  readonly order: string;
  /** Levels to compare with, by column. */
  readonly reference: Readonly<Record<string, string>>;
}

/** So many different numbers are grades as they stand; more are a measurement, to be cut. */
const MAX_GRADES = 10;

/**
 * The rows asked for, drawn by seed where it is not all of them.
 * @throws UserError for columns that are not there, cells that cannot be used, an order that does not fit the cells
 */
export function makeGraded(params: GradedParams, data: LearnerData | undefined, random?: Random): GradedProblem {
  const { table, target, order, reference } = sourceOf(params, data);
  const { names, grades } = gradesOf(table, target, order, params.grades);
  const list = params.features.trim();
  const features = list === '' ? table.columns.filter(({ name }) => name !== target).map(({ name }) => ({ column: name, categorical: false })) : parseFeatures(list, table);
  if (features.length === 0) throw new UserError('poisson.noFeatures', { target });
  if (features.some((feature) => feature.column === target)) throw new UserError('poisson.targetTwice', { column: target });
  const rows = drawRows(table.rowCount, random ? params.share : 1, random);
  const response = Int32Array.from(rows, (row) => grades[row]);
  const absent = names.findIndex((_, grade) => !response.includes(grade));
  if (absent >= 0) throw new UserError('ordinal.absent', { column: target, value: names[absent], rows: rows.length });
  return { target, names, response, ...termsOf(table, features, rows, reference) };
}

/** A file that the learner brings is used, whatever data set is chosen. */
function sourceOf(params: GradedParams, data: LearnerData | undefined): Source {
  if (data?.kind === 'table') {
    const [table] = data.tables;
    const target = params.target.trim();
    if (target === '') throw new UserError('ordinal.target', { file: table.name, known: table.columns.map(({ name }) => name).join(', ') });
    return { table, target, order: params.order, reference: {} };
  }
  switch (params.dataset) {
    case 'housing':
      return { table: housing(), target: 'satisfaction', order: HOUSING_GRADES.join(','), reference: { influence: 'Low', type: 'Tower', contact: 'Low' } };
    case 'diabetes':
      return { table: diabetes(), target: 'progression', order: '', reference: {} };
    case 'file':
      throw new UserError('ordinal.file');
  }
}

function gradesOf(table: DataTable, target: string, order: string, parts: number): Graded {
  const named = order.split(/[,，、]/).map((name) => name.trim()).filter((name) => name !== '');
  if (named.length > 0) return byOrder(table, target, named);
  if (holdsText(table, target)) {
    const found = [...new Set(column(table, target).cells)].slice(0, MAX_GRADES).join(', ');
    throw new UserError('ordinal.order', { file: table.name, column: target, found });
  }
  const values = numbers(table, target);
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (distinct.length === 1) throw new UserError('data.constant', { column: target, value: distinct[0] });
  if (distinct.length <= MAX_GRADES) return { names: distinct.map(String), grades: Int32Array.from(values, (value) => distinct.indexOf(value)) };
  return cut(values, parts);
}

/** @throws UserError data.missing, ordinal.unknown: a cell that the order does not name; ordinal.few */
function byOrder(table: DataTable, target: string, names: readonly string[]): Graded {
  const unique = [...new Set(names)];
  if (unique.length < 2) throw new UserError('ordinal.few', { column: target });
  const grades = column(table, target).cells.map((cell, row) => {
    const where = { file: table.name, line: table.lines[row], column: target };
    if (isMissing(cell)) throw new UserError('data.missing', where);
    const grade = unique.indexOf(cell);
    if (grade < 0) throw new UserError('ordinal.unknown', { ...where, value: cell, order: unique.join(', ') });
    return grade;
  });
  return { names: unique, grades: Int32Array.from(grades) };
}

/** Grades of as equal size as ties allow; equal values are in one grade. */
function cut(values: Float64Array, parts: number): Graded {
  const edges = Array.from({ length: parts - 1 }, (_, k) => stats.quantile(values, (k + 1) / parts));
  const raw = Int32Array.from(values, (value) => edges.filter((edge) => value > edge).length);
  // Ties may leave a grade without rows: those that are left are numbered anew.
  const used = [...new Set(raw)].sort((a, b) => a - b);
  return { names: used.map((_, grade) => String(grade + 1)), grades: raw.map((grade) => used.indexOf(grade)) };
}
