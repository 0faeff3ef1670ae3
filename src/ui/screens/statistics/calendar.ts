/** Practice of the last weeks as a calendar: a row a week, minutes in each day. Pure. */
import { addDays, type Day, type Progress } from '../../../progress/index.js';

export interface CalendarDay {
  readonly day: Day;
  /** Whole minutes, at least one where there was any practice; undefined on a day without, or yet to come. */
  readonly minutes?: number;
  readonly coming: boolean;
}

export interface CalendarWeek {
  /** Its Monday. */
  readonly first: Day;
  readonly days: readonly CalendarDay[];
}

/** @returns `weeks` weeks from Monday to Sunday, the last with today in it */
export function calendarOf(practice: Progress['practice'], today: Day, weeks: number): readonly CalendarWeek[] {
  const monday = addDays(today, -weekday(today));
  return Array.from({ length: weeks }, (_, week) => {
    const first = addDays(monday, 7 * (week - weeks + 1));
    const days = Array.from({ length: 7 }, (_, index): CalendarDay => {
      const day = addDays(first, index);
      const seconds = Object.hasOwn(practice, day) ? practice[day] : 0;
      return { day, coming: day > today, ...(seconds > 0 ? { minutes: Math.max(1, Math.round(seconds / 60)) } : {}) };
    });
    return { first, days };
  });
}

/** 0 on Monday to 6 on Sunday. */
function weekday(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
