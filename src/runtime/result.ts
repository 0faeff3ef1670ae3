/** A result as data, for programs: what `run --json` prints and what the game writes to a file. */
import type { Frame, ParamValues, Simulation } from '../lesson/index.js';

export interface Result {
  readonly simulation: Pick<Simulation, 'id' | 'version'>;
  readonly params: ParamValues;
  readonly seed: number;
  /** Paths of the learner's files. */
  readonly files: readonly string[];
  readonly frame: Frame;
  readonly elapsedMs: number;
}

export function resultObject({ simulation, params, seed, files, frame, elapsedMs }: Result) {
  return {
    simulation: simulation.id,
    version: simulation.version,
    params,
    seed,
    ...(files.length > 0 ? { data: files } : {}),
    metrics: frame.metrics,
    panels: frame.panels,
    elapsedMs: Math.round(elapsedMs),
  };
}
