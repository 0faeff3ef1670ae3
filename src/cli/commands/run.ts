/** `run SIMULATION`: one run without the game, drawn in the terminal or written for a program. */
import path from 'node:path';
import { readLearnerData } from '../../data/learner/read.js';
import { UserError } from '../../lesson/index.js';
import { checkData, checkSeed } from '../../runtime/index.js';
import type { Arguments, OptionSpecs } from '../args.js';
import { valueIn } from '../args.js';
import type { Command, Context } from '../context.js';
import { flagError, paramOptions, paramsFrom } from '../flags.js';
import type { RunPlan } from '../run/execute.js';
import { FORMAT_OPTIONS, formatOf, runAndReport } from '../run/report.js';
import { findSimulation } from '../simulation.js';
import { paramLines } from './params.js';

export const run: Command = {
  name: 'run',
  usage: 'run SIMULATION [--PARAMETER VALUE ...] [--seed N] [--data FILE] [--json | --ndjson | --csv]',
  options: { seed: { kind: 'value' }, data: { kind: 'value', repeated: true }, ...FORMAT_OPTIONS },
  positionals: 1,
  examples: ['run lottery-ticket --rounds 6 --seed 7', 'run poisson-regression --data visits.csv --target visits --json', 'run token-sampling --temperature 0.7 --plain'],

  async moreOptions([typed], context): Promise<OptionSpecs> {
    const { simulation } = await findSimulation(typed, context, run);
    return paramOptions(simulation.id, simulation.params);
  },

  async moreHelp([typed], context) {
    if (typed === undefined) return [];
    const { simulation, speaker } = await findSimulation(typed, context, run);
    return [context.fill(context.words.parameters, { simulation: simulation.id }), ...paramLines(simulation, speaker, context)];
  },

  async run(args, context) {
    const format = formatOf(args.values);
    const plan = await planOf(args, context);
    return (await runAndReport(plan, format, context, { keep: true })).code;
  },
};

/** @throws UserError for everything that can be found wrong before a frame is computed */
async function planOf({ positionals, values }: Arguments, context: Context): Promise<RunPlan> {
  const named = await findSimulation(positionals[0], context, run);
  const { simulation } = named;
  const params = paramsFrom(simulation.params, values, context.language);
  const seed = seedFrom(valueIn(values, 'seed'));
  const given = values.get('data') ?? [];
  if (given.length > 0 && !simulation.data) throw new UserError('run.data.unwanted', { simulation: simulation.id });
  const data = simulation.data && given.length > 0 ? readLearnerData(given, simulation.data.kind) : undefined;
  checkData(simulation, data);
  try {
    simulation.check?.(params, data);
  } catch (error) {
    throw error instanceof UserError ? flagError(error, simulation.params, named.speaker.lesson) : error;
  }
  return { ...named, params, seed, data, files: given.map((file) => (file === '-' ? file : path.resolve(file))) };
}

/** @throws UserError run.seed */
function seedFrom(typed: string | undefined): number {
  if (typed === undefined) return 0;
  const seed = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  if (Number.isNaN(seed)) throw new UserError('run.seed', { seed: typed, max: String(Number.MAX_SAFE_INTEGER) });
  checkSeed(seed);
  return seed;
}
