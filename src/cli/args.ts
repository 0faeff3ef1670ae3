/**
 * Arguments to values, on top of Node's own parser: every option known by name and kind, in kebab-case or camelCase; switches also as
 * --no-NAME and --NAME=off; a value may begin with a dash (-0.5). Unknown options are errors with a suggestion.
 */
import { parseArgs } from 'node:util';
import { kebab } from '../lesson/flags.js';
import { suggest, UsageError } from './usage-error.js';

export interface OptionSpec {
  readonly kind: 'switch' | 'value';
  /** May be given several times. */
  readonly repeated?: boolean;
  readonly short?: string;
  /** What a value must be one of. */
  readonly choices?: readonly string[];
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface Arguments {
  readonly positionals: readonly string[];
  /** Options by their declared name; as typed, in order. Switches have 'true' or 'false' unless a value was attached. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/**
 * @param command  whose arguments these are, for messages; empty for the program itself
 * @throws UsageError cli.option, cli.value, cli.noValue, cli.twice, cli.choice
 */
export function parseArguments(argv: readonly string[], specs: OptionSpecs, command: string): Arguments {
  const names = new Map<string, string>(); // every spelling -> declared name
  for (const [name, { kind }] of Object.entries(specs)) {
    for (const spelling of new Set([name, kebab(name)])) {
      names.set(spelling, name);
      if (kind === 'switch' && !names.has(`no-${spelling}`)) names.set(`no-${spelling}`, name);
    }
  }
  const options: Record<string, { type: 'string' | 'boolean'; multiple: true; short?: string }> = {};
  for (const [spelling, name] of names) {
    const { kind, short } = specs[name];
    options[spelling] = { type: kind === 'switch' ? 'boolean' : 'string', multiple: true, ...(short && spelling === name ? { short } : {}) };
  }

  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const name = names.get(token.name);
    if (name === undefined) throw unknownOption(token.rawName, token.name, [...names.keys()], command);
    const value = valueOf(token, specs[name]);
    const given = values.get(name) ?? [];
    // Of a switch the last word counts; a value given twice is more likely a slip.
    if (given.length > 0 && specs[name].kind === 'value' && !specs[name].repeated) throw new UsageError('cli.twice', { option: token.rawName }, undefined, command);
    values.set(name, specs[name].repeated ? [...given, value] : [value]);
  }
  return { positionals, values };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function valueOf({ name, rawName, value }: OptionToken, { kind, choices }: OptionSpec): string {
  if (kind === 'switch') {
    const negated = name.startsWith('no-');
    if (value === undefined) return negated ? 'false' : 'true';
    if (negated || !/^(true|false|on|off|yes|no|1|0)$/i.test(value)) throw new UsageError('cli.noValue', { option: rawName, name });
    return value;
  }
  if (value === undefined) throw new UsageError('cli.value', { option: rawName });
  if (choices && !choices.includes(value)) {
    throw new UsageError('cli.choice', { option: rawName, options: choices.join(', '), value }, suggest(value, choices));
  }
  return value;
}

function unknownOption(raw: string, name: string, known: readonly string[], command: string): UsageError {
  const meant = name.length > 1 ? suggest(name, known) : undefined;
  return new UsageError('cli.option', { program: `ml-tutor ${command}`.trim(), option: raw }, meant && `--${meant}`, command || undefined);
}

export function isOn(values: Arguments['values'], name: string): boolean {
  const [value] = values.get(name) ?? [];
  return value !== undefined && !/^(false|off|no|0)$/i.test(value);
}

export function valueIn(values: Arguments['values'], name: string): string | undefined {
  return values.get(name)?.[0];
}
