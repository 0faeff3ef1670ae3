/**
 * Settings of one simulation, each over the same seeds, on all cores: what many seeds ("Is this luck?", one setting) and sweeps (one a
 * point) are made of. Points and runs stand in a fixed order whatever ends first.
 */
import type { LearnerData } from '../data/learner/table.js';
import { metricSpec, UserError, type Metrics, type ParamValue, type ParamValues, type Simulation } from '../lesson/index.js';
import type { BatchProgress, Pool } from './pool.js';
import type { RunFailure } from './types.js';

export interface Variation {
  readonly param: string;
  readonly values: readonly ParamValue[];
}

export interface SeedPlan {
  readonly simulation: Simulation;
  /** Of every point, all parameters. */
  readonly points: readonly ParamValues[];
  /** What differs between the points; the first varies slowest. None for a single point. */
  readonly vary: readonly Variation[];
  readonly seeds: readonly number[];
  /** What to look at first. */
  readonly metric: string;
  readonly data?: LearnerData;
}

export interface SeedRun {
  readonly seed: number;
  readonly metrics: Metrics;
}

export interface PlanPoint {
  /** Of the parameters that vary, in their order. */
  readonly values: readonly ParamValue[];
  /** Those that are through, in the order of the seeds. */
  readonly runs: readonly SeedRun[];
}

export interface PlanProgress extends Omit<BatchProgress, 'metrics'> {
  readonly points: readonly PlanPoint[];
}

export interface PlanResult {
  readonly status: 'done' | 'cancelled' | 'failed';
  readonly points: readonly PlanPoint[];
  readonly failure?: RunFailure;
}

export interface RunningPlan {
  cancel(): void;
  /** Settles, never rejects. */
  readonly finished: Promise<PlanResult>;
}

export function runPlan(pool: Pool, plan: SeedPlan, onProgress: (progress: PlanProgress) => void = () => {}): RunningPlan {
  const { simulation, points, seeds, data } = plan;
  const requests = points.flatMap((params) => seeds.map((seed) => ({ simulation: simulation.id, params, seed, data })));
  const batch = pool.run(requests, { onProgress: ({ metrics, ...progress }) => onProgress({ ...progress, points: pointsOf(plan, metrics) }), ...oneAtATime(simulation) });
  return {
    cancel: () => batch.cancel(),
    finished: batch.finished.then(({ status, metrics, failure }) => ({ status, points: pointsOf(plan, metrics), ...(failure ? { failure } : {}) })),
  };
}

function pointsOf({ vary, points, seeds }: SeedPlan, metrics: readonly (Metrics | undefined)[]): readonly PlanPoint[] {
  return points.map((params, point) => ({
    values: vary.map(({ param }) => params[param]),
    runs: seeds.flatMap((seed, index): SeedRun[] => {
      const found = metrics[point * seeds.length + index];
      return found ? [{ seed, metrics: found }] : [];
    }),
  }));
}

/** Runs that measure time would disturb each other. */
export function oneAtATime({ metrics }: Pick<Simulation, 'metrics'>): { readonly atOnce?: number } {
  return Object.values(metrics).some(({ measured }) => measured) ? { atOnce: 1 } : {};
}

/** The metric to look at first: beside the plot, not a matter of time, and one of which more or less is better, if there is such a one. */
export function mainMetric({ metrics }: Pick<Simulation, 'metrics'>): string {
  const names = Object.keys(metrics).filter((name) => !name.endsWith('.*'));
  const shown = names.filter((name) => metrics[name].headline !== false);
  const steady = shown.filter((name) => !metrics[name].measured);
  return steady.find((name) => metrics[name].better) ?? steady[0] ?? shown[0] ?? names[0] ?? Object.keys(metrics)[0];
}

/** @throws UserError metric.unknown */
export function checkMetric({ id, metrics }: Pick<Simulation, 'id' | 'metrics'>, name: string): void {
  if (!metricSpec(metrics, name)) throw new UserError('metric.unknown', { metric: name, simulation: id, known: Object.keys(metrics).join(', ') });
}
