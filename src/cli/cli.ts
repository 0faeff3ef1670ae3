/** The command line as a function: arguments and streams in, exit code out. Finds the command, the language and the looks, and says what went wrong. */
import { UserError } from '../user-error.js';
import { isOn, parseArguments, type Arguments, type OptionSpecs } from './args.js';
import { commandNames, commands, isCommand } from './commands/index.js';
import type { Command, Context } from './context.js';
import type { Io } from './io.js';
import { chooseLanguage, givenLanguage, GLOBAL_OPTIONS, LazyProgress, makeContext, terminalFlags } from './make-context.js';
import { errorLines } from './say-error.js';
import { scan, type Scan } from './scan.js';
import { suggest, UsageError } from './usage-error.js';

const OK = 0;
const WRONG_USAGE = 2;

/** @returns exit code: 0 done, 1 failed while running, 2 wrong usage, 130 stopped by Ctrl-C */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const found = scan(argv);
  const progress = new LazyProgress(io);
  const choice = () => chooseLanguage(found.lang, io, progress);
  const context: MakeContext = (values = new Map()) => makeContext(io, values, progress, choice());
  try {
    if (found.version) {
      await io.stdout.write(`${await packageVersion()}\n`);
      return OK;
    }
    const code = await dispatch(found, io, context);
    const notices = progress.opened?.notices ?? [];
    for (const notice of notices) {
      const [line] = errorLines(notice, choice().language);
      context().warn(context().fill(context().words.warning, { text: line }));
    }
    return code;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const line of errorLines(error, choice().language)) context().warn(line);
    return WRONG_USAGE;
  }
}

type MakeContext = (values?: Arguments['values']) => Context;

async function dispatch(found: Scan, io: Io, context: MakeContext): Promise<number> {
  const { command: name, rest } = found;
  if (name === undefined) return playOr(found, undefined, io, async (values) => printOverview(context(values), !isOn(values, 'help')));
  if (isCommand(name)) return runCommand(await commands[name](), rest, context, found.help);
  const { findLevel, simulationIndex } = await import('../registry/index.js');
  const level = findLevel(name);
  if (level) {
    await context().level(name); // says so if it is not built yet
    return playOr(found, level.id, io, () => {
      throw new UsageError('cli.command', { name }, `ml-tutor show ${name}`);
    });
  }
  const simulation = simulationIndex().has(name) ? `ml-tutor run ${name}` : undefined;
  throw new UsageError('cli.command', { name }, simulation ?? suggest(name, commandNames));
}

async function runCommand(command: Command, argv: readonly string[], context: MakeContext, wantsHelp: boolean): Promise<number> {
  const fixed: OptionSpecs = { ...GLOBAL_OPTIONS, ...command.options };
  const names = scan([command.name, ...argv], fixed).positionals;
  if (wantsHelp) {
    const { commandHelp } = await import('./commands/help.js');
    for (const line of await commandHelp(command, names, context())) await context().print(line);
    return OK;
  }
  const specs = { ...fixed, ...(await command.moreOptions?.(names, context())) };
  const args = parseArguments(argv, specs, command.name);
  if (args.positionals.length > command.positionals) throw new UsageError('cli.extra', { value: args.positionals[command.positionals] }, undefined, command.name);
  return command.run(args, context(args.values));
}

/** The game, at a level if one is given; `otherwise` where it cannot be played or is not wanted. */
async function playOr(found: Scan, level: string | undefined, io: Io, otherwise: (values: Arguments['values']) => Promise<number>): Promise<number> {
  const { values } = parseArguments(found.rest, GLOBAL_OPTIONS, '');
  if (!io.stdinIsTTY || !io.stdout.isTTY || isOn(values, 'help')) return otherwise(values);
  const { startGame } = await import('../ui/start.js');
  return startGame({ ...terminalFlags(values), language: givenLanguage(found.lang, io)?.language, home: io.env.ML_TUTOR_HOME, level });
}

async function printOverview(context: Context, surprised: boolean): Promise<number> {
  const { overview } = await import('./commands/help.js');
  const [tagline, ...lines] = await overview(context);
  for (const line of [tagline, ...(surprised ? [context.words.noTerminal] : []), ...lines]) await context.print(line);
  return OK;
}

async function packageVersion(): Promise<string> {
  const { version } = await import('./version.js');
  return version();
}
