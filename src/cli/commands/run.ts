/** `run SIMULATION`: one run without the game, or the same over many seeds; drawn in the terminal or written for a program. */
import { valueIn, type OptionSpecs } from '../args.js';
import type { Command } from '../context.js';
import { paramOptions } from '../flags.js';
import { PLAN_OPTIONS, planFrom } from '../plan.js';
import { SEED_OPTIONS, seedCountIn } from '../run/batch.js';
import { pictureTarget, SVG_OPTIONS } from '../run/picture.js';
import { FORMAT_OPTIONS, formatOf, runAndReport } from '../run/report.js';
import { runOverSeeds } from '../run/seeds.js';
import { findSimulation } from '../simulation.js';
import { paramLines } from './params.js';

export const run: Command = {
  name: 'run',
  usage: 'run SIMULATION [--PARAMETER VALUE ...] [--seed N] [--seeds COUNT] [--data FILE] [--json | --ndjson | --csv] [--svg FILE]',
  options: { ...PLAN_OPTIONS, ...SEED_OPTIONS, ...FORMAT_OPTIONS, ...SVG_OPTIONS },
  positionals: 1,
  examples: ['run lottery-ticket --rounds 6 --seed 7', 'run poisson-regression --data visits.csv --target visits --json', 'run few-shot --seeds 20', 'run lottery-ticket --svg pruning.svg', 'run lottery-ticket --csv --panel accuracy'],

  async moreOptions([typed], context): Promise<OptionSpecs> {
    const { simulation } = await findSimulation(typed, context, run);
    return paramOptions(simulation.id, simulation.params);
  },

  async moreHelp([typed], context) {
    if (typed === undefined) return [];
    const { simulation, speaker } = await findSimulation(typed, context, run);
    return [context.fill(context.words.parameters, { simulation: simulation.id }), ...paramLines(simulation, speaker, context)];
  },

  async run({ positionals, values }, context) {
    const format = formatOf(values);
    const plan = planFrom(await findSimulation(positionals[0], context, run), values, context);
    const picture = pictureTarget(values);
    const count = seedCountIn(values, plan.simulation);
    if (count !== undefined) return runOverSeeds(plan, count, values, format, picture, context);
    return (await runAndReport(plan, format, context, { keep: true, picture, panel: valueIn(values, 'panel') })).code;
  },
};
