/** When a card comes back: FSRS with its default weights and a recall target of 0.9, in whole days of the learner's calendar. */
import { createEmptyCard, fsrs, Rating, State, type Card } from 'ts-fsrs';
import type { Answer } from '../lesson/index.js';
import { all, answerQuestion, inLesson, type Change } from './changes.js';
import { dateOf } from './days.js';
import type { Day, ReviewState } from './types.js';

/** Without steps of minutes (cards are seen once a day) and without fuzz (the same answers give the same days). */
const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: false, enable_short_term: false, maximum_interval: 365 });

/** @returns the card after an answer on `today` */
export function nextReview(before: ReviewState | undefined, right: boolean, today: Day): ReviewState {
  const { card } = scheduler.next(toCard(before, today), dateOf(today), right ? Rating.Good : Rating.Again);
  return { due: dayOf(card.due), last: today, stability: rounded(card.stability), difficulty: rounded(card.difficulty), reviews: card.reps, lapses: card.lapses };
}

/** The chance that a card is still known, 0 to 1. */
export function recallChance(review: ReviewState, today: Day): number {
  return scheduler.get_retrievability(toCard(review, today), dateOf(today), false);
}

/** An answer in a review. It counts as an answer in the quiz as well. A second one on the same day does not move the card again. */
export function reviewQuestion(lesson: string, question: string, answer: Answer, right: boolean, today: Day): Change {
  return all(answerQuestion(lesson, question, answer, right, today), (progress) =>
    inLesson(progress, lesson, (before) => {
      const known = before.quiz[question];
      if (known.review?.last === today) return before;
      return { ...before, quiz: { ...before.quiz, [question]: { ...known, review: nextReview(known.review, right, today) } } };
    }),
  );
}

function toCard(review: ReviewState | undefined, today: Day): Card {
  if (!review) return createEmptyCard(dateOf(today));
  const { due, last, stability, difficulty, reviews, lapses } = review;
  const scheduled = Math.round((dateOf(due).getTime() - dateOf(last).getTime()) / 86_400_000);
  return { due: dateOf(due), last_review: dateOf(last), stability, difficulty, reps: reviews, lapses, elapsed_days: 0, scheduled_days: scheduled, learning_steps: 0, state: State.Review };
}

function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** Digits beyond these change no day, but take room in the file. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
