/** One lesson folder as the index (lessons.generated.ts) lists it; the lesson itself is loaded only when it is needed. */
import type { Lesson } from '../lesson/lesson.js';

export interface LessonEntry {
  readonly id: string;
  readonly folder: string;
  /** Ids of the lesson's simulations, in its order. */
  readonly simulations: readonly string[];
  /** Ids of its quiz questions: stars and due cards are counted without loading the lesson. */
  readonly questions: readonly string[];
  load(): Promise<{ readonly default: Lesson }>;
}
