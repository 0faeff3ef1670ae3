/**
 * Everything the screens need from the layers below, in one bundle handed down by context, so that tests run the same
 * screens on real pieces in process, with no worker and no file.
 */
import type { LearnerData } from '../data/learner/table.js';
import type { DataNeed, Language, Lesson } from '../lesson/index.js';
import type { LessonWords } from '../lesson/words/types.js';
import type { Background } from '../plot/index.js';
import type { ProgressStore } from '../progress/index.js';
import type { Part } from '../registry/index.js';
import type { Searchable } from '../registry/search.js';
import type { Pool } from '../runtime/pool.js';
import type { Runner } from '../runtime/types.js';
import type { Terminal } from './terminal.js';

export interface Course extends Searchable {
  readonly parts: readonly Part[];
  loadLesson(id: string): Promise<Lesson>;
  loadWords(id: string, language: Language): LessonWords;
}

/** Files that the learner asks for: notes. */
export interface Files {
  /** The full path of what was typed. */
  resolve(typed: string): string;
  exists(path: string): boolean;
  /** Whole or not at all. @throws errors of the file system */
  write(path: string, text: string): void;
}

export interface Services {
  readonly course: Course;
  readonly runner: Runner;
  /** Many runs in the background, on all cores. */
  readonly pool: Pool;
  readonly progress: ProgressStore;
  readonly terminal: Terminal;
  /** The language to offer first on the first start. */
  readonly locale: Language;
  /** Milliseconds since 1970. */
  now(): number;
  newSeed(): number;
  /** Reads a learner's files. @throws UserError */
  readData(paths: readonly string[], need: DataNeed): Promise<LearnerData>;
  readonly files: Files;
  /** Stops this process until the shell continues it; absent where the platform has no job control. */
  suspend?(): Promise<void>;
  /** Hears when the terminal answers what background it has; returns what stops listening. */
  watchBackground?(listener: (background: Background) => void): () => void;
  /** Asks the terminal to put a text on the clipboard; absent where it would print the question. */
  copy?(text: string): void;
  /** Forgets what is painted, so that the next frame is painted whole. */
  repaint(stdout: NodeJS.WritableStream): void;
}
