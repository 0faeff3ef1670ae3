/** A first look at the arguments, before it is known which command and so which options there are: never fails. */
import { kebab } from '../lesson/flags.js';
import { parseArgs } from 'node:util';
import type { OptionSpecs } from './args.js';
import { GLOBAL_OPTIONS } from './global-options.js';

export interface Scan {
  readonly command: string | undefined;
  /** Arguments without the command. */
  readonly rest: readonly string[];
  /** What follows the command and is no option, as far as can be told. */
  readonly positionals: readonly string[];
  readonly lang: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

export function scan(argv: readonly string[], specs: OptionSpecs = GLOBAL_OPTIONS): Scan {
  const options = Object.fromEntries(
    Object.entries(specs).flatMap(([name, { kind, short }]) =>
      [...new Set([name, kebab(name)])].map((spelling) => [spelling, { type: kind === 'switch' ? ('boolean' as const) : ('string' as const), ...(short ? { short } : {}) }]),
    ),
  );
  const { tokens } = parseArgs({ args: [...argv], options: { ...options, version: { type: 'boolean', short: 'v' } }, strict: false, tokens: true });
  const words = tokens.filter((token) => token.kind === 'positional');
  const command = words[0];
  const given = (name: string) => tokens.filter((token) => token.kind === 'option').find((token) => token.name === name);
  return {
    command: command?.value,
    rest: argv.filter((_, index) => index !== command?.index),
    positionals: words.slice(1).map(({ value }) => value),
    lang: given('lang')?.value,
    help: given('help') !== undefined,
    version: command === undefined && given('version') !== undefined,
  };
}
