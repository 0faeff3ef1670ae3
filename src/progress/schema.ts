/**
 * The shape of the progress file, checked whenever it is read. Objects are loose: fields and levels of a newer tutor pass through
 * unharmed. What does not fit is left out piece by piece (one level, one run), so that one bad entry does not cost the rest.
 */
import * as v from 'valibot';
import { LANGUAGES, type Metrics } from '../lesson/index.js';
import { STEPS, type LessonProgress, type Progress, type RunRecord } from './types.js';

/** Raised whenever older files need a migration (migrations.ts). */
export const SCHEMA_VERSION = 2;

export interface ProgressDocument extends Progress {
  readonly version: number;
}

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const strings = v.array(v.string());
const answer = v.union([v.string(), finite, strings]);

const day = v.pipe(v.string(), v.isoDate());
const review = v.looseObject({ due: day, last: day, stability: finite, difficulty: finite, reviews: count, lapses: count });

const params = v.record(v.string(), v.union([finite, v.string(), v.boolean(), strings]));

const lesson = v.looseObject({
  cards: strings,
  predictions: v.record(v.string(), v.looseObject({ option: v.string(), outcome: v.optional(v.string()) })),
  finished: strings,
  challenge: v.looseObject({ grade: v.picklist(['none', 'pass', 'distinction']), hints: count, solutionSeen: v.boolean() }),
  quiz: v.record(v.string(), v.looseObject({ answer, right: v.boolean(), everRight: v.boolean(), review: v.optional(review) })),
  quizDay: v.optional(day),
  testedOut: v.optional(day),
  own: v.optional(v.string()),
  setups: v.optional(v.record(v.string(), v.looseObject({ params, seed: count }))),
  place: v.looseObject({ step: v.picklist(STEPS), index: count }),
}) satisfies v.GenericSchema<unknown, LessonProgress>;

// By hand: a full store has thousands of these, and every start reads them all.
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function isPractice(value: unknown): boolean {
  return isRecord(value) && Object.entries(value).every(([key, seconds]) => DAY.test(key) && typeof seconds === 'number' && seconds >= 0 && seconds < Infinity);
}

function isMetrics(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(Number.isFinite);
}

const run = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  simulation: v.string(),
  version: count,
  params,
  seed: count,
  metrics: v.custom<Metrics>(isMetrics, 'every metric is a finite number'),
  elapsedMs: finite,
  finishedAt: v.pipe(v.string(), v.isoTimestamp()),
  data: v.optional(strings),
  name: v.optional(v.string()),
  pinned: v.optional(v.boolean()),
}) satisfies v.GenericSchema<unknown, RunRecord>;

const settings = v.looseObject({ language: v.optional(v.picklist(LANGUAGES)) });

const practice = v.custom<Progress['practice']>(isPractice, 'every day has its seconds');

const facts = {
  settings,
  current: v.optional(v.string()),
  lessons: v.record(v.string(), lesson),
  runs: v.array(run),
  practice,
};
/** Only its outline: it is as large as all the rest, and is wanted once in a while. `beforeReset` looks closer. */
const undo = v.looseObject({ scope: v.picklist(['all', 'level', 'simulation']), before: v.custom<Omit<Progress, 'undo'>>((value) => isRecord(value) && isRecord(value.settings) && isRecord(value.lessons) && Array.isArray(value.runs) && isRecord(value.practice), 'a whole progress') });

const progress = v.looseObject({
  version: count,
  ...facts,
  undo: v.optional(undo),
}) satisfies v.GenericSchema<unknown, ProgressDocument>;

export const EMPTY: Progress = { settings: {}, lessons: {}, runs: [], practice: {} };
export const EMPTY_LESSON: LessonProgress = {
  cards: [],
  predictions: {},
  finished: [],
  challenge: { grade: 'none', hints: 0, solutionSeen: false },
  quiz: {},
  place: { step: 'learn', index: 0 },
};

/** @returns the document if all of it fits, and else where it does not */
export function checkDocument(document: unknown): { readonly document: ProgressDocument } | { readonly problem: string } {
  const result = v.safeParse(progress, document, { abortEarly: true });
  if (result.success) return { document: result.output };
  const [issue] = result.issues;
  return { problem: `${v.getDotPath(issue) ?? 'document'}: ${issue.message}` };
}

/** What a reset threw away, or what of it still fits. */
export function beforeReset({ before }: NonNullable<Progress['undo']>): Omit<Progress, 'undo'> {
  return 'document' in checkDocument({ version: SCHEMA_VERSION, ...before }) ? before : salvage(before);
}

/** What of a damaged document still fits. */
export function salvage(document: unknown): Progress {
  if (!isRecord(document)) return EMPTY;
  const keep = <T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  };
  const lessons: Record<string, LessonProgress> = {};
  if (isRecord(document.lessons)) {
    for (const [id, value] of Object.entries(document.lessons)) {
      const kept = keep(lesson, value);
      if (kept) lessons[id] = kept;
    }
  }
  return {
    settings: keep(settings, document.settings) ?? {},
    current: keep(v.string(), document.current),
    lessons,
    runs: Array.isArray(document.runs) ? document.runs.flatMap((value) => keep(run, value) ?? []) : [],
    practice: isRecord(document.practice) ? Object.assign({}, ...Object.entries(document.practice).map(([date, seconds]) => keep(practice, { [date]: seconds }) ?? {})) : {},
    undo: keep(undo, document.undo),
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
