/** What adds up over the splits: coverage and size by level, by split and by group. */
import * as stats from '../../src/core/stats/index.js';
import type { Split } from './split.js';

interface LevelTally {
  rows: number;
  hits: number;
  /** Sum of the finite sizes, and how many are infinite. */
  size: number;
  unbounded: number;
  empty: number;
  baselineHits: number;
  baselineSize: number;
}

export interface Tally {
  readonly levels: readonly number[];
  readonly byLevel: readonly LevelTally[];
  /** At the last level. */
  readonly coverages: number[];
  readonly groupRows: number[];
  readonly groupHits: number[];
}

export function newTally(levels: readonly number[]): Tally {
  const zero = () => ({ rows: 0, hits: 0, size: 0, unbounded: 0, empty: 0, baselineHits: 0, baselineSize: 0 });
  return { levels, byLevel: levels.map(zero), coverages: [], groupRows: [], groupHits: [] };
}

export function addSplit(tally: Tally, split: Split): void {
  split.regions.forEach(({ hit, size, baselineHit, baselineSize }, l) => {
    const sum = tally.byLevel[l];
    hit.forEach((covered, i) => {
      sum.rows++;
      sum.hits += Number(covered);
      if (size[i] === Infinity) sum.unbounded++;
      else sum.size += size[i];
      sum.empty += Number(size[i] === 0);
      sum.baselineHits += Number(baselineHit[i]);
      sum.baselineSize += baselineSize[i];
    });
  });
  const { hit } = split.regions[split.regions.length - 1];
  tally.coverages.push(hit.filter(Boolean).length / hit.length);
  hit.forEach((covered, i) => {
    const group = split.groups[i];
    tally.groupRows[group] = (tally.groupRows[group] ?? 0) + 1;
    tally.groupHits[group] = (tally.groupHits[group] ?? 0) + Number(covered);
  });
}

export const coverageOf = ({ hits, rows }: LevelTally): number => hits / rows;
export const baselineCoverageOf = ({ baselineHits, rows }: LevelTally): number => baselineHits / rows;
/** Mean size; none where a region is unbounded. */
export const sizeOf = ({ size, rows, unbounded }: LevelTally): number | null => (unbounded > 0 ? null : size / rows);
export const baselineSizeOf = ({ baselineSize, rows }: LevelTally): number => baselineSize / rows;

/** Coverage of each group at the last level; none where no row of it was tested. */
export function groupCoverages({ groupRows, groupHits }: Tally, count: number): (number | null)[] {
  return Array.from({ length: count }, (_, group) => (groupRows[group] ? groupHits[group] / groupRows[group] : null));
}

export function spreadOfCoverage({ coverages }: Tally): number {
  return coverages.length < 2 ? 0 : stats.standardDeviation(coverages);
}
