/** Lessons as the screens ask for them: loaded on first need, kept, and the game is drawn again when one arrives. */
import { useReducer, useRef } from 'react';
import type { Lesson } from '../lesson/index.js';
import type { Course } from './services.js';

type Known = { readonly lesson: Lesson } | { readonly error: unknown } | 'loading';

export function useLessons(course: Course): (level: string) => Lesson | undefined {
  const known = useRef(new Map<string, Known>());
  const [, again] = useReducer((count: number) => count + 1, 0);
  return (level) => {
    const entry = known.current.get(level);
    if (entry === undefined) {
      const keep = (found: Known) => {
        known.current.set(level, found);
        again();
      };
      known.current.set(level, 'loading');
      course.loadLesson(level).then(
        (lesson) => keep({ lesson }),
        (error: unknown) => keep({ error }),
      );
      return undefined;
    }
    if (entry === 'loading') return undefined;
    // A lesson that cannot be loaded is a fault of the program: the crash screen says it.
    if ('error' in entry) throw entry.error;
    return entry.lesson;
  };
}
