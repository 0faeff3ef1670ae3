/** The options that every command takes, and what they say about language and looks. Light: it is loaded at every start. */
import { LANGUAGES, type Language } from '../lesson/label.js';
import type { TerminalFlags } from '../ui/terminal.js';
import { isOn, valueIn, type Arguments, type OptionSpecs } from './args.js';
import type { LanguageReason } from './context.js';
import type { Io } from './io.js';

const COLORS = ['auto', 'none', '16', '256', 'truecolor'] as const;

export const GLOBAL_OPTIONS = {
  lang: { kind: 'value', choices: LANGUAGES },
  plain: { kind: 'switch' },
  ascii: { kind: 'switch' },
  color: { kind: 'value', choices: COLORS },
  help: { kind: 'switch', short: 'h' },
} as const satisfies OptionSpecs;

export interface Choice {
  readonly language: Language;
  readonly reason: LanguageReason;
}

/** --lang, else ML_TUTOR_LANG; undefined where neither is given. */
export function givenLanguage(flag: string | undefined, { env }: Io): Choice | undefined {
  const named = (text: string | undefined) => LANGUAGES.find((language) => text?.toLowerCase().startsWith(language));
  const [byFlag, byVariable] = [named(flag), named(env.ML_TUTOR_LANG)];
  if (byFlag) return { language: byFlag, reason: 'flag' };
  return byVariable && { language: byVariable, reason: 'variable' };
}

export function terminalFlags(values: Arguments['values']): TerminalFlags {
  const color = COLORS.find((name) => name === valueIn(values, 'color'));
  return { ascii: isOn(values, 'ascii'), plain: isOn(values, 'plain'), color };
}
