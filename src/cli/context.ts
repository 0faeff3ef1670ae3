/** What a command is handed: the language, the looks, where to print, and the parts of the program, each opened when first asked for. */
import type { Language } from '../lesson/index.js';
import type { LessonWords } from '../lesson/words/types.js';
import type { ColorMode, Charset, Line, Theme } from '../plot/index.js';
import type { ProgressStore } from '../progress/index.js';
import type { Level } from '../registry/index.js';
import type { Catalogue } from '../words/index.js';
import type { Speaker } from '../words/say.js';
import type { Arguments, OptionSpecs } from './args.js';
import type { Io } from './io.js';

export interface Looks {
  readonly theme: Theme;
  readonly charset: Charset;
  /** Sentences and tables instead of drawings: asked for, or into a pipe without colours. */
  readonly plain: boolean;
  /** Cells a line may take on stdout. */
  readonly width: number;
}

export type LanguageReason = 'flag' | 'variable' | 'saved' | 'locale';

export interface Context {
  readonly io: Io;
  readonly language: Language;
  readonly languageReason: LanguageReason;
  readonly words: Catalogue['cli'];
  readonly looks: Looks;
  readonly speaker: Speaker;
  readonly color: ColorMode;
  readonly progress: ProgressStore;
  /** One line of words on stdout; control characters in it are taken out. */
  print(line?: string): void | Promise<void>;
  /** Drawn lines, with their colours. */
  draw(lines: readonly Line[]): void | Promise<void>;
  /** As it is: JSON, CSV. */
  emit(text: string): void | Promise<void>;
  /** One line of words on stderr. */
  warn(line: string): void;
  fill(template: string, values: Readonly<Record<string, string | number>>): string;
  /** @throws UsageError level.unknown with a suggestion, level.coming */
  level(typed: string | undefined): Promise<Level>;
  wordsOf(level: Level): LessonWords;
}

export interface Command {
  readonly name: CommandName;
  /** Positional arguments in the usage line, for example "SIMULATION". */
  readonly usage: string;
  readonly options: OptionSpecs;
  /** Most positional arguments it takes. */
  readonly positionals: number;
  /** Options that depend on the first argument, such as the parameters of a simulation. @throws UsageError when there is no such thing */
  moreOptions?(argv: readonly string[], context: Context): Promise<OptionSpecs>;
  /** Lines of examples, without "ml-tutor". */
  readonly examples?: readonly string[];
  /** More lines for the help page, for example the parameters of the simulation named. */
  moreHelp?(argv: readonly string[], context: Context): Promise<readonly string[]>;
  /** @returns exit code */
  run(args: Arguments, context: Context): Promise<number>;
}

export type CommandName = Exclude<keyof Catalogue['cli']['summaries'], 'game'>;
