/**
 * One parameter over a range, or two, each point over several seeds, on all cores. Points and runs stand in a fixed order whatever ends
 * first. Everything that can be found wrong is found before the first run.
 */
import type { LearnerData } from '../data/learner/table.js';
import { checkParam, resolveParams, UserError, type Metrics, type ParamValue, type ParamValues, type Simulation } from '../lesson/index.js';
import { checkData } from './frames.js';
import { checkMetric, mainMetric, oneAtATime, type SeedRun } from './many-seeds.js';
import type { BatchProgress, Pool } from './pool.js';
import type { RunFailure } from './types.js';

export const MAX_SWEEP_RUNS = 5000;

export interface Variation {
  readonly param: string;
  readonly values: readonly ParamValue[];
}

export interface SweepRequest {
  readonly simulation: Simulation;
  /** Of the parameters that do not vary; missing ones take their defaults. */
  readonly params: ParamValues;
  /** One or two; the first varies slowest. */
  readonly vary: readonly Variation[];
  readonly seeds: readonly number[];
  /** The main metric unless told. */
  readonly metric?: string;
  readonly data?: LearnerData;
}

export interface SweepPlan extends Required<Pick<SweepRequest, 'simulation' | 'vary' | 'seeds' | 'metric'>> {
  readonly data?: LearnerData;
  /** Of every point, all parameters. */
  readonly points: readonly ParamValues[];
}

export interface SweepPoint {
  /** Of the parameters that vary, in their order. */
  readonly values: readonly ParamValue[];
  /** Those that are through, in the order of the seeds. */
  readonly runs: readonly SeedRun[];
}

export interface SweepProgress extends Omit<BatchProgress, 'metrics'> {
  readonly points: readonly SweepPoint[];
}

export interface SweepResult {
  readonly status: 'done' | 'cancelled' | 'failed';
  readonly points: readonly SweepPoint[];
  readonly failure?: RunFailure;
}

export interface Sweep {
  cancel(): void;
  /** Settles, never rejects. */
  readonly finished: Promise<SweepResult>;
}

/** @throws UserError sweep.*, metric.unknown, run.data.*, param.* and what the simulation itself checks */
export function planSweep({ simulation, params, vary, seeds, metric = mainMetric(simulation), data }: SweepRequest): SweepPlan {
  if (vary.length < 1 || vary.length > 2) throw new UserError('sweep.count', { count: vary.length });
  const names = vary.map(({ param }) => param);
  if (new Set(names).size < names.length) throw new UserError('sweep.twice', { name: names[0] });
  checkMetric(simulation, metric);
  checkData(simulation, data);
  for (const { param, values } of vary) {
    const spec = Object.hasOwn(simulation.params, param) ? simulation.params[param] : undefined;
    if (!spec) throw new UserError('param.unknown', { name: param, known: Object.keys(simulation.params).join(', ') });
    if (values.length === 0) throw new UserError('sweep.empty', { name: param });
    for (const value of values) checkParam(param, spec, value);
  }
  const runs = vary.reduce((product, { values }) => product * values.length, seeds.length);
  if (runs > MAX_SWEEP_RUNS) throw new UserError('sweep.many', { runs, max: MAX_SWEEP_RUNS });
  const points = combinations(vary).map((values) => {
    const point = resolveParams(simulation.params, { ...params, ...Object.fromEntries(names.map((name, index) => [name, values[index]])) });
    simulation.check?.(point, data);
    return point;
  });
  return { simulation, vary, seeds, metric, points, ...(data ? { data } : {}) };
}

export function runSweep(pool: Pool, plan: SweepPlan, onProgress: (progress: SweepProgress) => void = () => {}): Sweep {
  const { simulation, points, seeds, data } = plan;
  const requests = points.flatMap((params) => seeds.map((seed) => ({ simulation: simulation.id, params, seed, data })));
  const batch = pool.run(requests, { onProgress: ({ metrics, ...progress }) => onProgress({ ...progress, points: pointsOf(plan, metrics) }), ...oneAtATime(simulation) });
  return {
    cancel: () => batch.cancel(),
    finished: batch.finished.then(({ status, metrics, failure }) => ({ status, points: pointsOf(plan, metrics), ...(failure ? { failure } : {}) })),
  };
}

function pointsOf({ vary, points, seeds }: SweepPlan, metrics: readonly (Metrics | undefined)[]): readonly SweepPoint[] {
  return points.map((params, point) => ({
    values: vary.map(({ param }) => params[param]),
    runs: seeds.flatMap((seed, index): SeedRun[] => {
      const found = metrics[point * seeds.length + index];
      return found ? [{ seed, metrics: found }] : [];
    }),
  }));
}

function combinations(vary: readonly Variation[]): readonly (readonly ParamValue[])[] {
  return vary.reduce<readonly (readonly ParamValue[])[]>((before, { values }) => before.flatMap((start) => values.map((value) => [...start, value])), [[]]);
}
