/**
 * Counts the time spent: what lies between two signs of life (keys), unless it was a pause. Knows no timer and no clock of its own,
 * so that an idle tutor does nothing, and tests need not wait.
 */
import type { Change } from './changes.js';
import { localDay } from './days.js';
import { practise } from './practice.js';

/** Whoever presses no key for longer has gone away; a card is read within this. */
export const PAUSE_MS = 3 * 60_000;
/** Saved when so much has come together; a kill loses no more than this. */
export const SAVE_EVERY_MS = 30_000;

export class PracticeClock {
  #last: number | undefined;
  /** Counted and not saved. */
  #open = 0;

  /** @param save  is given what is to be remembered */
  constructor(private readonly save: (change: Change) => void) {}

  /** A sign of life. @param now  milliseconds since 1970; a clock that was put back counts nothing */
  active(now: number): void {
    const before = this.#last;
    this.#last = now;
    if (before === undefined) return;
    // What was before midnight belongs to the day before.
    if (localDay(before) !== localDay(now)) this.#flush(before);
    const passed = now - before;
    if (passed > 0 && passed <= PAUSE_MS) this.#open += passed;
    if (this.#open >= SAVE_EVERY_MS) this.#flush(now);
  }

  /** The tutor closes. The time since the last key counts like any other. */
  close(now: number): void {
    this.active(now);
    this.#flush(now);
    this.#last = undefined;
  }

  #flush(now: number): void {
    const seconds = Math.round(this.#open / 1000);
    this.#open -= seconds * 1000;
    if (seconds > 0) this.save(practise(localDay(now), seconds));
  }
}
