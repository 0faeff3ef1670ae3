/**
 * What the terminal can do, found out once at the start from the environment and the flags: colours, characters,
 * background, screen reader. Pure over its inputs, so that every case is a test.
 */
import type { Language } from '../lesson/index.js';
import type { Background, Charset, ColorMode } from '../plot/index.js';


export interface Terminal {
  readonly color: ColorMode;
  readonly charset: Charset;
  readonly background: Background;
  /** Plain mode: no alternate screen, no animation, lines are only appended. */
  readonly plain: boolean;
}

export interface TerminalFlags {
  readonly ascii?: boolean;
  readonly plain?: boolean;
  readonly color?: ColorMode | 'auto';
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function detectTerminal(env: Environment, flags: TerminalFlags = {}, platform: string = process.platform): Terminal {
  return {
    color: flags.color === undefined || flags.color === 'auto' ? colorDepth(env, platform) : flags.color,
    charset: flags.ascii || !speaksUtf8(env, platform) ? 'ascii' : 'braille',
    background: backgroundOf(env),
    plain: flags.plain === true || isSet(env.ACCESSIBLE) || env.INK_SCREEN_READER === 'true',
  };
}

function colorDepth(env: Environment, platform: string): ColorMode {
  // https://no-color.org: present and not empty, whatever its value.
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 'none';
  const forced = forcedDepth(env.FORCE_COLOR);
  if (forced !== undefined) return forced;
  const term = env.TERM ?? '';
  if (term === 'dumb') return 'none';
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') || /-direct$|^xterm-kitty$|^xterm-ghostty$|^wezterm$|^alacritty$/.test(term)) return 'truecolor';
  if (platform === 'win32' || isSet(env.WT_SESSION)) return 'truecolor';
  if (/^(iTerm\.app|WezTerm|vscode|ghostty)$/.test(env.TERM_PROGRAM ?? '')) return 'truecolor';
  if (/256(color)?$/i.test(term) || env.TERM_PROGRAM === 'Apple_Terminal') return '256';
  return '16';
}

function forcedDepth(value: string | undefined): ColorMode | undefined {
  if (value === undefined) return undefined;
  if (value === '0' || value === 'false') return 'none';
  if (value === '2') return '256';
  if (value === '3') return 'truecolor';
  return value === '1' || value === 'true' || value === '' ? '16' : undefined;
}

/** The first of LC_ALL, LC_CTYPE, LANG that is set decides, as in the C library. */
function speaksUtf8(env: Environment, platform: string): boolean {
  if (env.TERM === 'linux' || env.TERM === 'dumb') return false;
  // conhost without Windows Terminal lacks the characters; Windows Terminal and VS Code have them.
  if (platform === 'win32') return isSet(env.WT_SESSION) || env.TERM_PROGRAM === 'vscode';
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(isSet) ?? '';
  if (/utf-?8/i.test(locale)) return true;
  // macOS terminals speak UTF-8 even where no locale is set, as over ssh.
  return locale === '' && platform === 'darwin';
}

/** COLORFGBG is "foreground;background" in the 16 colours; 7 and 9 to 15 are light. OSC 11 may know better, see background.ts. */
function backgroundOf(env: Environment): Background {
  const background = (env.COLORFGBG ?? '').split(';').pop() ?? '';
  if (!/^\d+$/.test(background)) return 'dark';
  const color = Number(background);
  return color === 7 || (color >= 9 && color <= 15) ? 'light' : 'dark';
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

/** The language to offer first: that of the locale, else English. */
export function localeLanguage(env: Environment): Language {
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANGUAGE, env.LANG].find(isSet) ?? '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
