/** Time spent, by day: the facts behind "days practised". Bounded: of too many days the oldest go. */
import type { Change } from './changes.js';
import type { Day, Progress } from './types.js';

export const MAX_DAYS = 1000;

/** @param seconds  more of practice on this day; rounded, for whole seconds are enough */
export function practise(day: Day, seconds: number): Change {
  return (progress) => {
    const more = Math.max(0, Math.round(seconds));
    return { ...progress, practice: withinDays({ ...progress.practice, [day]: (progress.practice[day] ?? 0) + more }) };
  };
}

export function withinDays(practice: Progress['practice']): Progress['practice'] {
  const days = Object.keys(practice).sort();
  return Object.fromEntries(days.slice(-MAX_DAYS).map((day) => [day, practice[day]]));
}
