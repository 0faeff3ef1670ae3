/** What is remembered between sessions: facts only, keyed by ids that never change. Unknown ids are kept. */
import type { Answer, Grade, Language, Metrics, ParamValues } from '../lesson/index.js';

export type Step = 'learn' | 'predict' | 'run' | 'challenge' | 'quiz' | 'summary';
export const STEPS: readonly Step[] = ['learn', 'predict', 'run', 'challenge', 'quiz', 'summary'];

export interface LessonProgress {
  /** Ids of cards that were read. */
  readonly cards: readonly string[];
  /** By simulation: what was predicted, and what the first run then showed. */
  readonly predictions: Readonly<Record<string, { readonly option: string; readonly outcome?: string }>>;
  /** Simulations with a finished run. */
  readonly finished: readonly string[];
  readonly challenge: { readonly grade: Grade; readonly hints: number; readonly solutionSeen: boolean };
  /** By question: the last answer and whether the question was ever answered right. */
  readonly quiz: Readonly<Record<string, { readonly answer: Answer; readonly right: boolean; readonly everRight: boolean }>>;
  /** Where the learner is: "continue where you left off". */
  readonly place: { readonly step: Step; readonly index: number };
}

export interface RunRecord {
  /** Short and unique, for `ml-tutor replay ID`. */
  readonly id: string;
  readonly simulation: string;
  readonly version: number;
  readonly params: ParamValues;
  readonly seed: number;
  readonly metrics: Metrics;
  readonly elapsedMs: number;
  /** ISO 8601. */
  readonly finishedAt: string;
  /** Paths of the learner's files, if any were used. */
  readonly data?: readonly string[];
}

export interface Settings {
  readonly language?: Language;
}

export interface Progress {
  readonly settings: Settings;
  /** Id of the level last opened. */
  readonly current?: string;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** Newest last; bounded. */
  readonly runs: readonly RunRecord[];
}
