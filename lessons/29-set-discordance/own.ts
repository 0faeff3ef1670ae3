/** The learner's two files as a pair. */
import type { Random } from '../../src/core/random/index.js';
import { compareTables, type CompareOptions } from '../../src/data/learner/compare.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError } from '../../src/lesson/index.js';
import type { Pair } from './pair.js';

/** @throws UserError discordance.two, and as {@link compareTables} */
export function pairOf(data: LearnerData, options: CompareOptions, random: Random): Pair {
  const tables = data.kind === 'table' ? data.tables : [];
  if (tables.length !== 2) throw new UserError('discordance.two', { count: tables.length });
  const { names, x: [train, test], target } = compareTables(tables, options, random);
  return { names, train, test, target: target && { classes: target.classes.length, train: target.y[0], test: target.y[1] } };
}
