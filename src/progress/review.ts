/**
 * Which quiz questions are due for review, and in which order: of levels whose quiz was begun, at most ten a day unless asked for more,
 * topics mixed. When a card comes back is for schedule.ts (FSRS) to say; nothing here needs it, so that the home screen can count cheaply.
 */
import { addDays } from './days.js';
import type { Day, LessonProgress, Progress, QuestionProgress, ReviewState } from './types.js';

export const CARDS_A_DAY = 10;

/** A level's quiz: which questions there are. */
export interface QuizCards {
  readonly lesson: string;
  readonly questions: readonly string[];
}

export interface ReviewItem {
  readonly lesson: string;
  readonly question: string;
  /** Absent for a card that was never reviewed. */
  readonly review?: ReviewState;
}

export interface DueCards {
  /** What to show now, in this order: no more than are left for today, neighbours from different levels where possible. */
  readonly cards: readonly ReviewItem[];
  /** All that are due, also beyond today's share. */
  readonly due: number;
  /** Reviewed today already. */
  readonly done: number;
  /** All cards there are. */
  readonly total: number;
  /** The day the next card comes back, where none is due. */
  readonly next?: Day;
}

/** Levels whose quiz was begun: only their lessons need be loaded to know the cards. */
export function quizzesBegun({ lessons }: Progress): readonly string[] {
  return Object.keys(lessons).filter((id) => begun(lessons[id]));
}

/**
 * @param quizzes  of the levels in `quizzesBegun`; questions that are no longer asked are left out
 * @param limit    cards a day; those already reviewed today count. Infinity for all that are due
 */
export function dueCards(progress: Progress, quizzes: readonly QuizCards[], today: Day, limit = CARDS_A_DAY): DueCards {
  const cards = quizzes.flatMap(({ lesson, questions }) => {
    const own = Object.hasOwn(progress.lessons, lesson) ? progress.lessons[lesson] : undefined;
    return own && begun(own) ? questions.map((question) => cardOf(lesson, question, own)) : [];
  });
  const due = cards.filter(({ from }) => from <= today);
  const done = cards.filter(({ review }) => review?.last === today).length;
  const coming = cards.filter(({ from }) => from > today).map(({ from }) => from).sort();
  return {
    cards: mixed(due).slice(0, Math.max(0, limit - done)).map(({ lesson, question, review }) => ({ lesson, question, ...(review ? { review } : {}) })),
    due: due.length,
    done,
    total: cards.length,
    ...(due.length === 0 && coming.length > 0 ? { next: coming[0] } : {}),
  };
}

/** How many cards a review would show today, for the home screen. */
export function dueCount(progress: Progress, quizzes: readonly QuizCards[], today: Day): number {
  return dueCards(progress, quizzes, today).cards.length;
}

interface Card extends ReviewItem {
  /** Due from this day on. */
  readonly from: Day;
}

function cardOf(lesson: string, question: string, own: LessonProgress): Card {
  const answered: QuestionProgress | undefined = Object.hasOwn(own.quiz, question) ? own.quiz[question] : undefined;
  const review = answered?.review;
  // Never reviewed: from the day after the quiz was begun; from before days were kept, at once.
  return { lesson, question, review, from: review?.due ?? (own.quizDay === undefined ? '' : addDays(own.quizDay, 1)) };
}

function begun({ quiz, quizDay }: LessonProgress): boolean {
  return quizDay !== undefined || Object.keys(quiz).length > 0;
}

/** Longest due first within a level; levels take turns, so that neighbours differ as long as there are others. */
function mixed(cards: readonly Card[]): readonly Card[] {
  const byLesson = new Map<string, Card[]>();
  for (const card of [...cards].sort((a, b) => order(a, b))) byLesson.set(card.lesson, [...(byLesson.get(card.lesson) ?? []), card]);
  const queues = [...byLesson.values()];
  const result: Card[] = [];
  for (let turn = 0; result.length < cards.length; turn++) for (const queue of queues) if (turn < queue.length) result.push(queue[turn]);
  return result;
}

function order(a: Card, b: Card): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0; // sorting is stable: else in the order of the course
}
