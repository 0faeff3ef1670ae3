/** What the learner has done so far, from the facts that are kept. No streak to lose: days are counted, not days in a row. */
import type { QuizCards } from './review.js';
import { quizzesBegun } from './review.js';
import { starsOf } from './stars.js';
import type { Day, Progress } from './types.js';

export interface Statistics {
  readonly days: number;
  readonly first?: Day;
  readonly last?: Day;
  readonly seconds: number;
  /** Levels with anything done in them. */
  readonly levelsBegun: number;
  /** Levels with at least the challenge or the quiz star. */
  readonly levelsPassed: number;
  readonly stars: number;
  /** Questions of quizzes that were begun. */
  readonly cards: number;
  /** Of them, recalled at their last review, which was on a later day than the quiz. */
  readonly remembered: number;
  readonly reviews: number;
  readonly runs: number;
  /** Predictions that a run has answered, and how many of them were right. */
  readonly predictions: number;
  readonly predictedRight: number;
}

/** @param lessons  or what the index knows of them; those without progress do not count, those not built any more are left out */
export function statisticsOf(progress: Progress, lessons: readonly { readonly id: string; readonly quiz: readonly { readonly id: string }[] }[]): Statistics {
  const days = Object.keys(progress.practice).sort();
  const own = lessons.flatMap((lesson) => (Object.hasOwn(progress.lessons, lesson.id) ? [{ lesson, facts: progress.lessons[lesson.id] }] : []));
  const begun = new Set(quizzesBegun(progress));
  const quizzes: QuizCards[] = own.filter(({ lesson }) => begun.has(lesson.id)).map(({ lesson }) => ({ lesson: lesson.id, questions: lesson.quiz.map(({ id }) => id) }));
  const questions = quizzes.flatMap(({ lesson, questions: ids }) => ids.flatMap((id) => (Object.hasOwn(progress.lessons[lesson].quiz, id) ? [progress.lessons[lesson].quiz[id]] : [])));
  const predictions = own.flatMap(({ facts }) => Object.values(facts.predictions)).filter(({ outcome }) => outcome !== undefined);
  const stars = own.map(({ lesson, facts }) => starsOf(lesson, facts));
  return {
    days: days.length,
    ...(days.length > 0 ? { first: days[0], last: days[days.length - 1] } : {}),
    seconds: Object.values(progress.practice).reduce((sum, seconds) => sum + seconds, 0),
    levelsBegun: own.length,
    levelsPassed: stars.filter(({ count }) => count > 0).length,
    stars: stars.reduce((sum, { count }) => sum + count, 0),
    cards: quizzes.reduce((sum, quiz) => sum + quiz.questions.length, 0),
    remembered: questions.filter(({ review, right }) => review !== undefined && right).length,
    reviews: questions.reduce((sum, { review }) => sum + (review?.reviews ?? 0), 0),
    runs: progress.runs.length,
    predictions: predictions.length,
    predictedRight: predictions.filter(({ option, outcome }) => option === outcome).length,
  };
}
