/** What every step of a level is given. */
import type { Lesson } from '../../../lesson/index.js';
import type { LessonWords } from '../../../lesson/words/types.js';
import type { Step } from '../../../progress/index.js';
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
