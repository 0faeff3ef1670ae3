import { describe, expect, test } from 'vitest';
import { emptyProgress, PracticeClock, type Change, type Progress } from '../../src/progress/index.js';
import { PAUSE_MS, SAVE_EVERY_MS } from '../../src/progress/practice-clock.js';

function clock() {
  let progress: Progress = emptyProgress;
  let saves = 0;
  const save = (change: Change) => {
    progress = change(progress);
    saves++;
  };
  return { clock: new PracticeClock(save), practice: () => progress.practice, saves: () => saves };
}

/** Local time, as the wall clock has it. */
const at = (hours: number, minutes = 0, seconds = 0, day = 5) => new Date(2026, 0, day, hours, minutes, seconds).getTime();

describe('time practised', () => {
  test('is what lies between keys', () => {
    const { clock: practice, practice: known } = clock();
    practice.active(at(10, 0, 0));
    practice.active(at(10, 0, 20));
    practice.active(at(10, 1, 0));
    practice.close(at(10, 1, 5));
    expect(known()).toEqual({ '2026-01-05': 65 });
  });

  test('a pause does not count, not even in part; what comes after it does', () => {
    const { clock: practice, practice: known } = clock();
    practice.active(at(10));
    practice.active(at(10, 0, 30));
    practice.active(at(12));
    practice.active(at(12, 0, 10));
    practice.close(at(14));
    expect(known()).toEqual({ '2026-01-05': 40 });
    expect(PAUSE_MS).toBeLessThan(10 * 60_000);
  });

  test('opening and closing at once is no practice, and no day', () => {
    const { clock: practice, practice: known, saves } = clock();
    practice.active(at(10));
    practice.close(at(10) + 400);
    expect(known()).toEqual({});
    expect(saves()).toBe(0);
  });

  test('is saved now and then, not at every key; parts of seconds are not lost', () => {
    const { clock: practice, practice: known, saves } = clock();
    for (let n = 0; n <= 1000; n++) practice.active(at(10) + n * 333);
    expect(saves()).toBe(Math.floor((1000 * 333) / SAVE_EVERY_MS));
    practice.close(at(10) + 333_000);
    expect(known()).toEqual({ '2026-01-05': 333 });
  });

  test('what is before midnight belongs to the day before', () => {
    const { clock: practice, practice: known } = clock();
    practice.active(at(23, 59, 30));
    practice.active(at(23, 59, 50));
    practice.active(at(0, 0, 10, 6));
    practice.close(at(0, 0, 20, 6));
    expect(known()).toEqual({ '2026-01-05': 20, '2026-01-06': 30 });
  });

  test('a clock that is put back counts nothing', () => {
    const { clock: practice, practice: known } = clock();
    practice.active(at(10));
    practice.active(at(9));
    practice.close(at(9, 0, 5));
    expect(known()).toEqual({ '2026-01-05': 5 });
  });
});
