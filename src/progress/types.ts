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
  readonly quiz: Readonly<Record<string, QuestionProgress>>;
  /** The local day of the first answer in the quiz; from the next day on its questions come up for review. */
  readonly quizDay?: Day;
  /** The local day on which the level was passed by its test. */
  readonly testedOut?: Day;
  /** Why the challenge works, in one line of the learner's own. */
  readonly own?: string;
  /** By simulation: the changed parameters and the seed of the last run that was begun, so that they are there again at the next start. */
  readonly setups?: Readonly<Record<string, Setup>>;
  /** Where the learner is: "continue where you left off". */
  readonly place: { readonly step: Step; readonly index: number };
}

export interface Setup {
  readonly params: ParamValues;
  readonly seed: number;
}

export interface QuestionProgress {
  readonly answer: Answer;
  readonly right: boolean;
  readonly everRight: boolean;
  /** Absent until the question was first reviewed. */
  readonly review?: ReviewState;
}

/** What FSRS needs to know of a card; its state is always "review", for cards are seen at most once a day. */
export interface ReviewState {
  readonly due: Day;
  readonly last: Day;
  /** Days until the chance of recall has fallen to 0.9. */
  readonly stability: number;
  /** 1 to 10. */
  readonly difficulty: number;
  readonly reviews: number;
  readonly lapses: number;
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
  /** Given by the learner. */
  readonly name?: string;
  /** Stays when older runs go. */
  readonly pinned?: boolean;
}

export interface Settings {
  readonly language?: Language;
}

/** A day where the learner is: "2026-01-31". */
export type Day = string;

export interface Progress {
  readonly settings: Settings;
  /** Id of the level last opened. */
  readonly current?: string;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** Newest last; bounded. */
  readonly runs: readonly RunRecord[];
  /** Seconds of practice by day; bounded. */
  readonly practice: Readonly<Record<Day, number>>;
  /** What the last reset threw away. */
  readonly undo?: { readonly scope: 'all' | 'level' | 'simulation'; readonly before: Omit<Progress, 'undo'> };
}
