/** Runs a command: its options, its context, and what is said when something is wrong. */
import { findLevel, simulationIndex } from '../registry/index.js';
import { UserError } from '../user-error.js';
import { isOn, parseArguments, type Arguments, type OptionSpecs } from './args.js';
import { commandHelp, overview } from './commands/help.js';
import { commandNames, commands, isCommand } from './commands/index.js';
import type { Context } from './context.js';
import { GLOBAL_OPTIONS } from './global-options.js';
import type { Io } from './io.js';
import { chooseLanguage, LazyProgress, makeContext } from './make-context.js';
import { errorLines } from './say-error.js';
import { scan, type Scan } from './scan.js';
import { suggest, UsageError } from './usage-error.js';

const OK = 0;
const WRONG_USAGE = 2;

type MakeContext = (values?: Arguments['values']) => Context;

/** @returns exit code */
export async function runCommandLine(found: Scan, io: Io): Promise<number> {
  const progress = new LazyProgress(io);
  const context: MakeContext = (values = new Map()) => makeContext(io, values, progress, chooseLanguage(found.lang, io, progress));
  try {
    const code = await dispatch(found, context);
    sayNotices(progress, context());
    return code;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { language, warn } = context();
    for (const line of errorLines(error, language)) warn(line);
    return WRONG_USAGE;
  }
}

async function dispatch({ command: name, rest, help }: Scan, context: MakeContext): Promise<number> {
  if (name === undefined) return printOverview(parseArguments(rest, GLOBAL_OPTIONS, '').values, context);
  if (!isCommand(name)) throw await unknownCommand(name, rest, context);
  const command = await commands[name]();
  const fixed: OptionSpecs = { ...GLOBAL_OPTIONS, ...command.options };
  const names = scan([name, ...rest], fixed).positionals;
  if (help) {
    for (const line of await commandHelp(command, names, context())) await context().print(line);
    return OK;
  }
  const specs = { ...fixed, ...(await command.moreOptions?.(names, context())) };
  const args = parseArguments(rest, specs, name);
  if (args.positionals.length > command.positionals) throw new UsageError('cli.extra', { value: args.positionals[command.positionals] }, undefined, name);
  return command.run(args, context(args.values));
}

/** What is printed where the game would start but cannot, and by --help. */
async function printOverview(values: Arguments['values'], makeContext: MakeContext): Promise<number> {
  const context = makeContext(values);
  const [tagline, ...lines] = overview(context);
  const why = isOn(values, 'help') ? [] : [context.words.noTerminal];
  for (const line of [tagline, ...why, ...lines]) await context.print(line);
  return OK;
}

/** A level or a simulation is no command, but one can tell what was meant. */
async function unknownCommand(name: string, rest: readonly string[], context: MakeContext): Promise<UserError> {
  if (findLevel(name)) {
    await context().level(name); // one that is not built yet says so
    parseArguments(rest, GLOBAL_OPTIONS, '');
    return new UsageError('cli.command', { name }, `ml-tutor show ${name}`);
  }
  return new UsageError('cli.command', { name }, simulationIndex().has(name) ? `ml-tutor run ${name}` : suggest(name, commandNames));
}

function sayNotices({ opened }: LazyProgress, { language, words, warn, fill }: Context): void {
  for (const notice of opened?.notices ?? []) {
    const [line] = errorLines(notice, language);
    warn(fill(words.warning, { text: line }));
  }
}
