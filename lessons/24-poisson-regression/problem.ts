/** What is to be fitted: the counts, the predictors and the offset, from a built-in data set or the learner's file. */
import * as math from '../../src/core/math/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { numbers, parseFeatures, termsOf } from '../../src/data/learner/features.js';
import type { DataTable, LearnerData } from '../../src/data/learner/table.js';
import { randhie } from '../../src/data/randhie.js';
import { ships } from '../../src/data/ships.js';
import { UserError } from '../../src/lesson/index.js';
import { countColumn } from './columns.js';
import { drawRows } from './rows.js';

export type DatasetName = 'doctor-visits' | 'ships' | 'file';

export interface ProblemParams {
  readonly dataset: DatasetName;
  readonly features: string;
  readonly share: number;
  readonly useOffset: boolean;
  readonly target: string;
  readonly offset: string;
  readonly exposure: string;
}

export interface Problem {
  readonly dataset: DatasetName;
  readonly target: string;
  readonly response: Float64Array;
  readonly design: stats.Design;
  readonly offset?: Float64Array;
  /** What the offset is: "log(service)", or the name of a column of logarithms. */
  readonly offsetName?: string;
  /** Levels that the indicator columns are compared with: "type=A". */
  readonly references: readonly string[];
}

/**
 * Least squares for the same rows. It has no offset, so it is given the exposure as one more predictor: it shall lose for what
 * it is, not for what it was not told.
 */
export function leastSquaresDesign({ design, offset }: Problem): stats.Design {
  if (!offset) return design;
  return { names: [...design.names, 'exposure'], columns: [...design.columns, offset.map(math.exp)] };
}

interface Source {
  readonly dataset: DatasetName;
  readonly table: DataTable;
  readonly target: string;
  readonly features: string;
  readonly exposure: string;
}

/** An offset is a logarithm: e^50 ships or months there are not. */
const MAX_OFFSET = 50;

/**
 * The rows asked for, drawn by seed where it is not all of them.
 * @throws UserError for columns that are not there, cells that cannot be used, an offset on the wrong scale
 */
export function makeProblem(params: ProblemParams, data: LearnerData | undefined, random?: Random): Problem {
  const source = sourceOf(params, data);
  const { table } = source;
  const rows = drawRows(table.rowCount, random ? params.share : 1, random);
  const target = params.target.trim() || source.target;
  const offset = params.useOffset ? offsetOf(params, source) : undefined;
  const response = countColumn(table, target);
  const features = featureList(params, source, target);
  if (features.length === 0) throw new UserError('poisson.noFeatures', { target });
  if (features.some((feature) => feature.column === target)) throw new UserError('poisson.targetTwice', { column: target });
  const { terms, references } = termsOf(table, features, rows);
  return {
    dataset: source.dataset,
    target,
    response: stats.select(response, rows),
    design: stats.withIntercept(rows.length, terms),
    offset: offset && stats.select(offset.values, rows),
    offsetName: offset?.name,
    references,
  };
}

/** A file that the learner brings is used, whatever data set is chosen: that is what it was brought for. */
function sourceOf(params: ProblemParams, data: LearnerData | undefined): Source {
  if (data?.kind === 'table') {
    const [table] = data.tables;
    const known = table.columns.map(({ name }) => name).join(', ');
    if (params.target.trim() === '') throw new UserError('poisson.target', { file: table.name, known });
    return { dataset: 'file', table, target: '', features: '', exposure: '' };
  }
  switch (params.dataset) {
    case 'doctor-visits':
      return { dataset: 'doctor-visits', table: randhie(), target: 'mdvis', features: '', exposure: '' };
    case 'ships':
      return { dataset: 'ships', table: ships(), target: 'incidents', features: 'type, C(year), C(period)', exposure: 'service' };
    case 'file':
      throw new UserError('poisson.file');
  }
}

/** Empty means all: what the data set suggests, or every column but the target, the offset and the exposure. */
function featureList(params: ProblemParams, source: Source, target: string) {
  const list = params.features.trim() || source.features;
  if (list !== '') return parseFeatures(list, source.table);
  const used = [target, params.offset.trim(), params.exposure.trim()];
  return source.table.columns.filter(({ name }) => !used.includes(name)).map(({ name }) => ({ column: name, categorical: false }));
}

function offsetOf(params: ProblemParams, source: Source): { readonly name: string; readonly values: Float64Array } | undefined {
  const { table } = source;
  const offset = params.offset.trim();
  const exposure = params.exposure.trim() || (offset === '' ? source.exposure : '');
  if (offset !== '' && exposure !== '') throw new UserError('poisson.offsetTwice', { offset, exposure });
  if (offset !== '') {
    const values = numbers(table, offset);
    const row = values.findIndex((value) => Math.abs(value) > MAX_OFFSET);
    if (row >= 0) throw new UserError('poisson.offsetScale', { file: table.name, line: table.lines[row], column: offset, value: values[row] });
    return { name: offset, values };
  }
  if (exposure === '') return undefined;
  const values = numbers(table, exposure);
  const row = values.findIndex((value) => value <= 0);
  if (row >= 0) throw new UserError('poisson.exposure', { file: table.name, line: table.lines[row], column: exposure, value: values[row] });
  return { name: `log(${exposure})`, values: values.map(math.log) };
}
