/** `help`: the overview, or one command in full. Also what --help and a start without a terminal print. */
import { kebab } from '../../lesson/flags.js';
import type { OptionSpecs } from '../args.js';
import type { Command, Context } from '../context.js';
import { tableLines } from '../layout.js';
import { GLOBAL_OPTIONS } from '../global-options.js';
import { suggest, UsageError } from '../usage-error.js';
import { commandNames, commands, isCommand } from './index.js';

export const help: Command = {
  name: 'help',
  usage: 'help [COMMAND]',
  options: {},
  positionals: 2,

  async run({ positionals: [typed, ...more] }, context) {
    if (typed === undefined) {
      await printLines(overview(context), context);
      return 0;
    }
    if (!isCommand(typed)) throw new UsageError('cli.command', { name: typed }, suggest(typed, commandNames));
    await printLines(await commandHelp(await commands[typed](), more, context), context);
    return 0;
  },
};

async function printLines(lines: readonly string[], context: Context): Promise<void> {
  for (const line of lines) await context.print(line);
}

export function overview({ words, looks }: Context): string[] {
  const rows = Object.entries(words.summaries).map(([name, summary]) => [name === 'game' ? 'ml-tutor' : `ml-tutor ${name}`, summary]);
  return [words.tagline, '', words.commands, ...tableLines([{}, {}], rows, looks.width, 2), '', words.everywhere, ...optionLines(GLOBAL_OPTIONS, words, looks.width), '', words.moreHelp];
}

/** @param argv  positional arguments after the command, such as the simulation whose parameters are to be listed */
export async function commandHelp(command: Command, argv: readonly string[], context: Context): Promise<string[]> {
  const { words, looks } = context;
  const [first, ...others] = command.usage.split(` | ${command.name} `);
  const usages = [first, ...others.map((usage) => `${command.name} ${usage}`)].map((usage) => `  ml-tutor ${usage}`);
  const lines = [`ml-tutor ${command.name}: ${words.summaries[command.name]}`, '', words.usage, ...usages];
  if (Object.keys(command.options).length > 0) lines.push('', words.options, ...optionLines(command.options, words, looks.width));
  const more = (await command.moreHelp?.(argv, context)) ?? [];
  if (more.length > 0) lines.push('', ...more);
  if (command.examples) lines.push('', words.examples, ...command.examples.map((example) => `  ml-tutor ${example}`));
  lines.push('', words.everywhere, ...optionLines(GLOBAL_OPTIONS, words, looks.width));
  return lines;
}

function optionLines(specs: OptionSpecs, { optionHelp }: Context['words'], width: number): string[] {
  const known: Record<string, string> = optionHelp;
  const rows = Object.entries(specs).map(([name, { short }]) => [`--${kebab(name)}${short ? `, -${short}` : ''}`, known[name] ?? '']);
  return tableLines([{}, {}], rows, width, 2);
}

