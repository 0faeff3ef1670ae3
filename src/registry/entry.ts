/** One lesson folder as the index (lessons.generated.ts) lists it; the lesson itself is loaded only when it is needed. */
import type { Lesson } from '../lesson/lesson.js';

export interface LessonEntry {
  readonly id: string;
  readonly folder: string;
  /** Ids of the lesson's simulations, in its order. */
  readonly simulations: readonly string[];
  load(): Promise<{ readonly default: Lesson }>;
}
