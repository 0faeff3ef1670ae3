/** "Is this luck?": one set of parameters over many seeds, on all cores. What to make of the results is in seed-summary.ts. */
import type { LearnerData } from '../data/learner/table.js';
import { metricSpec, UserError, type Metrics, type ParamValues, type Simulation } from '../lesson/index.js';
import type { BatchProgress, Pool } from './pool.js';
import type { RunFailure } from './types.js';

export const MAX_SEEDS = 1000;

export interface SeedRun {
  readonly seed: number;
  readonly metrics: Metrics;
}

export interface SeedsProgress extends Omit<BatchProgress, 'metrics'> {
  /** Those that are through, in the order of the seeds. */
  readonly runs: readonly SeedRun[];
}

export interface SeedsResult {
  readonly status: 'done' | 'cancelled' | 'failed';
  readonly runs: readonly SeedRun[];
  readonly failure?: RunFailure;
}

export interface ManySeeds {
  cancel(): void;
  readonly finished: Promise<SeedsResult>;
}

/** `count` seeds beginning with `first`. @throws UserError seeds.count */
export function seedsFrom(first: number, count: number): readonly number[] {
  if (!Number.isInteger(count) || count < 1 || count > MAX_SEEDS) throw new UserError('seeds.count', { count: String(count), max: MAX_SEEDS });
  return Array.from({ length: count }, (_, index) => first + index);
}

/** @param params  given values; the others take their defaults */
export function runSeeds(
  pool: Pool,
  { simulation, params, data }: { readonly simulation: Simulation; readonly params: ParamValues; readonly data?: LearnerData },
  seeds: readonly number[],
  onProgress: (progress: SeedsProgress) => void = () => {},
): ManySeeds {
  const runsOf = (metrics: readonly (Metrics | undefined)[]) => seeds.flatMap((seed, index): SeedRun[] => (metrics[index] ? [{ seed, metrics: metrics[index] }] : []));
  const batch = pool.run(
    seeds.map((seed) => ({ simulation: simulation.id, params, seed, data })),
    { onProgress: ({ metrics, ...progress }) => onProgress({ ...progress, runs: runsOf(metrics) }), ...oneAtATime(simulation) },
  );
  return {
    cancel: () => batch.cancel(),
    finished: batch.finished.then(({ status, metrics, failure }) => ({ status, runs: runsOf(metrics), ...(failure ? { failure } : {}) })),
  };
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
