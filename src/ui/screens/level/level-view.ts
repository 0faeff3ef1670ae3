/** What every step of a level is given. */
import type { Game } from '../../game-context.js';
import type { Lesson } from '../../../lesson/index.js';
import type { LessonWords } from '../../../lesson/words/types.js';
import { STEPS, type Step } from '../../../progress/index.js';
import type { Level } from '../../../registry/index.js';
import type { Speaker } from '../../../words/say.js';

export interface LevelView {
  readonly level: Level;
  readonly lesson: Lesson;
  readonly words: LessonWords;
  readonly step: Step;
  /** Which card, prediction, simulation or question. */
  readonly index: number;
  readonly speaker: Speaker;
  goTo(step: Step, index?: number): void;
  readonly nextStep?: () => void;
  readonly previousStep?: () => void;
  /** Asks whether to forget what was done in this level. */
  askReset(): void;
}

/** @param askReset  nothing is asked where the screen does not offer it */
export function levelView(game: Game, level: Level, lesson: Lesson, { step, index }: { readonly step: Step; readonly index: number }, askReset: () => void = () => {}): LevelView {
  const words = game.services.course.loadWords(level.id, game.language);
  const goTo = (to: Step, place = 0) => game.go({ screen: 'level', level: level.id, step: to, index: place });
  const at = STEPS.indexOf(step);
  return {
    level,
    lesson,
    words,
    step,
    index,
    speaker: { language: game.language, lesson: words },
    goTo,
    nextStep: at + 1 < STEPS.length ? () => goTo(STEPS[at + 1]) : undefined,
    previousStep: at > 0 ? () => goTo(STEPS[at - 1]) : undefined,
    askReset,
  };
}
