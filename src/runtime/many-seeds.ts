/** "Is this luck?": one set of parameters over many seeds. What to make of the results is in seed-summary.ts. */
import type { LearnerData } from '../data/learner/table.js';
import { resolveParams, UserError, type ParamValues, type Simulation } from '../lesson/index.js';
import { checkData } from './run-input.js';
import { checkMetric, mainMetric, type SeedPlan } from './seed-plan.js';

export const MAX_SEEDS = 1000;

export interface SeedsRequest {
  readonly simulation: Simulation;
  /** Given values; the others take their defaults. */
  readonly params: ParamValues;
  readonly seeds: readonly number[];
  /** The main metric unless told. */
  readonly metric?: string;
  readonly data?: LearnerData;
}

/** `count` seeds beginning with `first`. @throws UserError seeds.count */
export function seedsFrom(first: number, count: number): readonly number[] {
  if (!Number.isInteger(count) || count < 1 || count > MAX_SEEDS) throw new UserError('seeds.count', { count: String(count), max: MAX_SEEDS });
  return Array.from({ length: count }, (_, index) => first + index);
}

/** @throws UserError metric.unknown, run.data.*, param.* and what the simulation itself checks */
export function planSeeds({ simulation, params, seeds, metric = mainMetric(simulation), data }: SeedsRequest): SeedPlan {
  checkMetric(simulation, metric);
  checkData(simulation, data);
  const point = resolveParams(simulation.params, params);
  simulation.check?.(point, data);
  return { simulation, points: [point], vary: [], seeds, metric, ...(data ? { data } : {}) };
}
