/** One parameter over a range, or two, each point over several seeds. Everything that can be found wrong is found before the first run. */
import { checkParam, resolveParams, UserError, type ParamValue } from '../lesson/index.js';
import { checkData } from './run-input.js';
import type { SeedsRequest } from './many-seeds.js';
import { checkMetric, mainMetric, type SeedPlan, type Variation } from './seed-plan.js';

export const MAX_SWEEP_RUNS = 5000;

export interface SweepRequest extends SeedsRequest {
  /** One or two; the first varies slowest. Over `params`. */
  readonly vary: readonly Variation[];
}

/** @throws UserError sweep.*, metric.unknown, run.data.*, param.* and what the simulation itself checks */
export function planSweep({ simulation, params, vary, seeds, metric = mainMetric(simulation), data }: SweepRequest): SeedPlan {
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

function combinations(vary: readonly Variation[]): readonly (readonly ParamValue[])[] {
  return vary.reduce<readonly (readonly ParamValue[])[]>((before, { values }) => before.flatMap((start) => values.map((value) => [...start, value])), [[]]);
}
