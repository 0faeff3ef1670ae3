/** The rules for the seed and the data that a run is given; apart from frames.ts, so that whoever only asks does not load the numeric core. */
import type { LearnerData } from '../data/learner/table.js';
import { UserError, type Simulation } from '../lesson/index.js';

/** @throws UserError run.seed */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UserError('run.seed', { seed: String(seed), max: String(Number.MAX_SAFE_INTEGER) });
}

/** @throws UserError run.data.* when what was brought is not what the simulation takes */
export function checkData(simulation: Simulation, data: LearnerData | undefined): void {
  const { id: name, data: need } = simulation;
  if (!data) {
    if (need?.required) throw new UserError('run.data.required', { simulation: name });
    return;
  }
  if (!need) throw new UserError('run.data.unwanted', { simulation: name });
  if (need.kind !== data.kind) throw new UserError(`run.data.${need.kind}`, { simulation: name });
  if (need.kind === 'table' && data.kind === 'table' && data.tables.length > need.files)
    throw new UserError('run.data.files', { simulation: name, max: need.files, count: data.tables.length });
}
