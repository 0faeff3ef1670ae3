/** Builds the context of a command from the arguments that every command takes, the environment and the saved language. */
import { stripVTControlCharacters } from 'node:util';
import { cleanText } from '../data/learner/clean.js';
import { UserError } from '../user-error.js';
import { toAnsi, toAsciiLine, toAsciiText, type Line, type Theme } from '../plot/index.js';
import { openProgress, type ProgressStore } from '../progress/index.js';
import { findLevel, levels, loadWords } from '../registry/index.js';
import { detectTerminal, localeLanguage } from '../ui/terminal.js';
import { catalogue } from '../words/index.js';
import { fill } from '../words/say.js';
import type { Arguments } from './args.js';
import type { Context } from './context.js';
import { givenLanguage, terminalFlags, type Choice } from './global-options.js';
import type { Io } from './io.js';
import { suggest, UsageError } from './usage-error.js';

/** What is given, else what was chosen in the game, else the locale. */
export function chooseLanguage(flag: string | undefined, io: Io, progress: LazyProgress): Choice {
  const given = givenLanguage(flag, io);
  if (given) return given;
  const saved = progress.store.state.settings.language;
  return saved ? { language: saved, reason: 'saved' } : { language: localeLanguage(io.env), reason: 'locale' };
}

/** The progress of this run of the program, opened when first asked for. */
export class LazyProgress {
  /** Undefined while nobody has asked. */
  opened: ProgressStore | undefined;

  constructor(private readonly io: Io) {}

  get store(): ProgressStore {
    return (this.opened ??= openProgress({ folder: this.io.env.ML_TUTOR_HOME, clock: this.io.clock }));
  }
}

export function makeContext(io: Io, values: Arguments['values'], progress: LazyProgress, { language, reason }: Choice): Context {
  const flags = terminalFlags(values);
  const terminal = detectTerminal(io.env, flags, io.platform);
  // Colour codes belong on a terminal, or where someone asked for them.
  const wanted = (flags.color !== undefined && flags.color !== 'auto') || (io.env.FORCE_COLOR !== undefined && io.env.FORCE_COLOR !== '');
  const color = terminal.plain || (!io.stdout.isTTY && !wanted) ? 'none' : terminal.color;
  const theme: Theme = { color, background: terminal.background };
  const words = catalogue(language).cli;
  const ascii = terminal.charset === 'ascii';
  const painted = (line: Line) => (color === 'none' ? stripVTControlCharacters(toAnsi(line, theme)) : toAnsi(line, theme));

  return {
    io,
    language,
    languageReason: reason,
    words,
    looks: { theme, charset: terminal.charset, plain: terminal.plain || (!io.stdout.isTTY && color === 'none'), width: Math.max(40, Math.min(io.stdout.isTTY ? io.stdout.columns : 80, 100)) },
    speaker: { language },
    color,
    get progress() {
      return progress.store;
    },
    print: (line = '') => io.stdout.write(`${cleanText(ascii ? toAsciiText(line) : line)}\n`),
    // Without colour no codes at all, not even bold: the lines go to files and pipes.
    draw: (lines) => io.stdout.write(lines.map((line) => `${painted(ascii ? toAsciiLine(line) : line).trimEnd()}\n`).join('')),
    emit: (text) => io.stdout.write(text),
    warn: (line) => void io.stderr.write(`${cleanText(line)}\n`),
    fill: (template, given) => fill(template, given, language),
    level: async (typed) => {
      const level = typed === undefined ? undefined : findLevel(typed);
      if (!level) throw new UsageError('level.unknown', { level: typed ?? '' }, suggest(typed ?? '', levels().map(({ id }) => id)));
      if (!level.available) throw new UserError('level.coming', { level: level.title[language] });
      return level;
    },
    wordsOf: (level) => loadWords(level.id, language),
  };
}
