/** Days as the learner counts them: by the clock on their wall, not by 24 hours. */
import type { Day } from './types.js';

const DAY_MS = 86_400_000;

/** @param ms  milliseconds since 1970 */
export function localDay(ms: number): Day {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day as a moment for arithmetic: midnight UTC, whatever zone the day was in. */
export function dateOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Negative where `to` is before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / DAY_MS);
}

export function addDays(day: Day, count: number): Day {
  return new Date(dateOf(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

/** "2026-01-31 17:05" where the learner is. @param iso  ISO 8601 */
export function localTime(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
