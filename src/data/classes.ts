/**
 * Three small tables for classification, of the UCI repository: named columns of text cells like the learner's own, with the class
 * in the last column. Where they come from: files/iris.json, files/wine.json, files/breast-cancer.json.
 */
import { packedTable } from './columns.js';
import { numericColumn, type DataTable } from './learner/table.js';
import { once } from './packed.js';

/** 150 flowers, 50 of each species; sepal_length, sepal_width, petal_length, petal_width in cm. */
export const iris = once((): DataTable => packedTable('iris'));

/** 178 wines of three cultivars (59, 71, 48) with thirteen chemical measures. */
export const wine = once((): DataTable => packedTable('wine'));

/** 569 tumours, 212 malignant and 357 benign, with the means of ten measures of their cell nuclei. */
export const breastCancer = once((): DataTable => packedTable('breast-cancer'));

/** A table of features and classes as numbers. */
export interface ClassData {
  readonly count: number;
  readonly features: readonly string[];
  /** Class names by class number, in the order of their first row. */
  readonly classes: readonly string[];
  /** Row by row, [count, features.length]; as measured, not scaled. */
  readonly x: Float64Array;
  /** Class numbers, [count]. */
  readonly y: Int32Array;
}

/** The numbers of one of the tables above: all columns but the last as features, the last as the class. */
export function classData(table: DataTable): ClassData {
  const features = table.columns.slice(0, -1).map(({ name }) => name);
  const { cells } = table.columns[table.columns.length - 1];
  const classes = [...new Set(cells)];
  const x = new Float64Array(table.rowCount * features.length);
  features.forEach((name, j) => numericColumn(table, name).forEach((value, i) => (x[i * features.length + j] = value)));
  return { count: table.rowCount, features, classes, x, y: Int32Array.from(cells, (cell) => classes.indexOf(cell)) };
}
