/** What a level's progress amounts to: stars for the map and a checklist for the step bar. */
import type { Lesson } from '../lesson/index.js';
import { EMPTY_LESSON } from './schema.js';
import { STEPS, type LessonProgress, type Step } from './types.js';

export interface Stars {
  /** Every quiz question was answered right at least once, or the level was passed by its test. */
  readonly quiz: boolean;
  readonly challenge: boolean;
  readonly distinction: boolean;
  /** 0 to 3. */
  readonly count: number;
}

/** @param lesson  or what is known of it without loading it: the ids of its questions */
export function starsOf(lesson: { readonly quiz: readonly { readonly id: string }[] }, progress: LessonProgress = EMPTY_LESSON): Stars {
  const quiz = lesson.quiz.length > 0 && (progress.testedOut !== undefined || lesson.quiz.every(({ id }) => progress.quiz[id]?.everRight));
  const challenge = progress.challenge.grade !== 'none';
  const distinction = progress.challenge.grade === 'distinction';
  return { quiz, challenge, distinction, count: Number(quiz) + Number(challenge) + Number(distinction) };
}

export interface StepProgress {
  readonly step: Step;
  readonly done: boolean;
  readonly count: number;
  readonly total: number;
}

/** All steps in order; the summary is done when the others are. */
export function stepsOf(lesson: Pick<Lesson, 'cards' | 'simulations' | 'predictions' | 'quiz'>, progress: LessonProgress = EMPTY_LESSON): readonly StepProgress[] {
  const cards = lesson.cards.filter((id) => progress.cards.includes(id)).length;
  const predictions = lesson.predictions.filter(({ simulation }) => progress.predictions[simulation]).length;
  const finished = lesson.simulations.filter(({ id }) => progress.finished.includes(id)).length;
  const right = lesson.quiz.filter(({ id }) => progress.quiz[id]?.everRight).length;
  const counts: Record<Exclude<Step, 'summary'>, readonly [count: number, total: number]> = {
    learn: [cards, lesson.cards.length],
    predict: [predictions, lesson.predictions.length],
    run: [finished, lesson.simulations.length],
    challenge: [progress.challenge.grade === 'none' ? 0 : 1, 1],
    quiz: [right, lesson.quiz.length],
  };
  const all = Object.values(counts);
  const summary = [all.filter(([count, total]) => count >= total).length, all.length] as const;
  return STEPS.map((step) => {
    const [count, total] = step === 'summary' ? summary : counts[step];
    return { step, count, total, done: count >= total };
  });
}
