/** What is to be run, from options: the parameters, the seed and the learner's files of a simulation, all checked before anything runs. */
import path from 'node:path';
import { readLearnerData } from '../data/learner/read.js';
import { UserError, type ParamValues, type Simulation } from '../lesson/index.js';
import type { LearnerData } from '../data/learner/table.js';
import { checkData, checkSeed } from '../runtime/index.js';
import { valueIn, type Arguments, type OptionSpecs } from './args.js';
import type { Context } from './context.js';
import { flagError, paramsFrom } from './flags.js';
import type { RunPlan } from './run/execute.js';
import type { Named } from './simulation.js';

export const PLAN_OPTIONS = { seed: { kind: 'value' }, data: { kind: 'value', repeated: true } } as const satisfies OptionSpecs;

/** @throws UserError for everything that can be found wrong before a frame is computed */
export function planFrom(named: Named, values: Arguments['values'], context: Context): RunPlan {
  const { simulation } = named;
  const params = paramsFrom(simulation.params, values, context.language);
  const seed = seedFrom(valueIn(values, 'seed'));
  const { data, files } = dataFrom(simulation, values);
  checkTogether(named, params, data);
  return { ...named, params, seed, data, files };
}

/** @throws UserError of the simulation's own rules, naming flags */
export function checkTogether({ simulation, speaker }: Named, params: ParamValues, data: LearnerData | undefined): void {
  try {
    simulation.check?.(params, data);
  } catch (error) {
    throw error instanceof UserError ? flagError(error, simulation.params, speaker.lesson) : error;
  }
}

/** @throws UserError run.data.*, file.*, csv.* */
export function dataFrom(simulation: Simulation, values: Arguments['values']): { readonly data?: LearnerData; readonly files: readonly string[] } {
  const given = values.get('data') ?? [];
  if (given.length > 0 && !simulation.data) throw new UserError('run.data.unwanted', { simulation: simulation.id });
  const data = simulation.data && given.length > 0 ? readLearnerData(given, simulation.data.kind) : undefined;
  checkData(simulation, data);
  return { data, files: given.map((file) => (file === '-' ? file : path.resolve(file))) };
}

/** @throws UserError run.seed */
function seedFrom(typed: string | undefined): number {
  if (typed === undefined) return 0;
  const seed = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  if (Number.isNaN(seed)) throw new UserError('run.seed', { seed: typed, max: String(Number.MAX_SAFE_INTEGER) });
  checkSeed(seed);
  return seed;
}
