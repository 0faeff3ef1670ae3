/**
 * The command line as a function: arguments and streams in, exit code out. Finds out what is wanted and loads only what that
 * needs: the game does not wait for the commands, nor the version for either.
 */
import { isOn, parseArguments } from './args.js';
import { givenLanguage, GLOBAL_OPTIONS, terminalFlags } from './global-options.js';
import type { Io } from './io.js';
import { scan, type Scan } from './scan.js';

/** @returns exit code: 0 done, 1 failed while running, 2 wrong usage, 130 stopped by Ctrl-C */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const found = scan(argv);
  if (found.version) {
    const { version } = await import('./version.js');
    await io.stdout.write(`${version()}\n`);
    return 0;
  }
  const level = found.command === undefined ? undefined : await levelNamed(found.command);
  if (io.stdinIsTTY && io.stdout.isTTY && !found.help && (found.command === undefined || level !== undefined)) {
    const code = await play(found, level, io);
    if (code !== undefined) return code;
  }
  const { runCommandLine } = await import('./run-command.js');
  return runCommandLine(found, io);
}

/** `ml-tutor 4` and `ml-tutor lottery-ticket` open that level. */
async function levelNamed(name: string): Promise<string | undefined> {
  const { isCommand } = await import('./commands/index.js');
  if (isCommand(name)) return undefined;
  const { findLevel } = await import('../registry/index.js');
  const level = findLevel(name);
  return level?.available ? level.id : undefined;
}

/** @returns undefined where the options are wrong: the command line says how */
async function play({ rest, lang }: Scan, level: string | undefined, io: Io): Promise<number | undefined> {
  let values;
  try {
    ({ values } = parseArguments(rest, GLOBAL_OPTIONS, ''));
  } catch {
    return undefined;
  }
  if (isOn(values, 'help')) return undefined;
  const { startGame } = await import('../ui/start.js');
  return startGame({ ...terminalFlags(values), language: givenLanguage(lang, io)?.language, home: io.env.ML_TUTOR_HOME, level });
}
