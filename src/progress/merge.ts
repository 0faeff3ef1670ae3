/** Two progresses made one, for import: the best of both, nothing lost. Where only one can stand (a place, a setting), ours does. */
import { better } from './changes.js';
import { runId } from './run-id.js';
import { withinDays } from './practice.js';
import { withinBounds } from './shelf.js';
import type { LessonProgress, Progress, QuestionProgress, RunRecord } from './types.js';

/** What a reset of theirs threw away does not come along. */
export function mergeProgress(ours: Progress, { undo: _theirUndo, ...theirs }: Progress): Progress {
  const lessons: Record<string, LessonProgress> = { ...theirs.lessons };
  for (const [id, lesson] of Object.entries(ours.lessons)) {
    lessons[id] = Object.hasOwn(theirs.lessons, id) ? mergeLesson(lesson, theirs.lessons[id]) : lesson;
  }
  return {
    ...theirs,
    ...ours,
    settings: { ...theirs.settings, ...ours.settings },
    current: ours.current ?? theirs.current,
    lessons,
    runs: mergeRuns(ours.runs, theirs.runs),
    // The same day may have been counted on both sides of an earlier import: the larger figure, not the sum.
    practice: withinDays(mergeEntries(ours.practice, theirs.practice, Math.max)),
  };
}

function mergeLesson(ours: LessonProgress, theirs: LessonProgress): LessonProgress {
  return {
    ...theirs,
    ...ours,
    cards: union(ours.cards, theirs.cards),
    predictions: mergeEntries(ours.predictions, theirs.predictions, (one, other) => (one.outcome === undefined && other.outcome !== undefined ? other : one)),
    finished: union(ours.finished, theirs.finished),
    challenge: {
      ...theirs.challenge,
      ...ours.challenge,
      grade: better(ours.challenge.grade, theirs.challenge.grade),
      hints: Math.max(ours.challenge.hints, theirs.challenge.hints),
      solutionSeen: ours.challenge.solutionSeen || theirs.challenge.solutionSeen,
    },
    quiz: mergeEntries(ours.quiz, theirs.quiz, mergeQuestion),
    ...(ours.setups || theirs.setups ? { setups: { ...theirs.setups, ...ours.setups } } : {}),
    ...earliest('quizDay', ours, theirs),
    ...earliest('testedOut', ours, theirs),
  };
}

/** The review that is further on stands. */
function mergeQuestion(ours: QuestionProgress, theirs: QuestionProgress): QuestionProgress {
  const order = ({ review }: QuestionProgress) => (review ? `${review.last} ${String(review.reviews).padStart(6, '0')}` : '');
  const review = order(theirs) > order(ours) ? theirs.review : ours.review;
  return { ...theirs, ...ours, everRight: ours.everRight || theirs.everRight, ...(review ? { review } : {}) };
}

function earliest(field: 'quizDay' | 'testedOut', ours: LessonProgress, theirs: LessonProgress): Partial<LessonProgress> {
  const days = [ours[field], theirs[field]].filter((day) => day !== undefined).sort();
  return days.length > 0 ? { [field]: days[0] } : {};
}

function mergeRuns(ours: readonly RunRecord[], theirs: readonly RunRecord[]): readonly RunRecord[] {
  const runs = [...ours];
  for (const run of theirs) {
    const { id: _id, ...rest } = run;
    const twin = runs.findIndex((known) => isSame(known, run));
    if (twin >= 0) {
      runs[twin] = { ...run, ...runs[twin], ...(run.pinned ? { pinned: true } : {}) };
      continue;
    }
    // Two runs may have grown the same short id on two machines.
    runs.push(runs.some(({ id }) => id === run.id) ? { id: runId(rest, runs), ...rest } : run);
  }
  const inOrder = runs.sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : a.finishedAt > b.finishedAt ? 1 : 0));
  return withinBounds(inOrder);
}

function isSame(one: RunRecord, other: RunRecord): boolean {
  const facts = ({ simulation, seed, finishedAt, params }: RunRecord) => JSON.stringify([simulation, seed, finishedAt, Object.entries(params).sort()]);
  return facts(one) === facts(other);
}

function union(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  return [...new Set([...ours, ...theirs])];
}

function mergeEntries<T>(ours: Readonly<Record<string, T>>, theirs: Readonly<Record<string, T>>, merge: (one: T, other: T) => T): Readonly<Record<string, T>> {
  const merged: Record<string, T> = { ...theirs };
  for (const [key, value] of Object.entries(ours)) merged[key] = Object.hasOwn(theirs, key) ? merge(value, theirs[key]) : value;
  return merged;
}
