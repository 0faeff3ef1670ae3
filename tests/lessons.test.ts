/** Every lesson passes the linter: what it says and holds (fast), and how its challenge runs. Default runs are checked by the golden test. */
import { describe, expect, test } from 'vitest';
import { describe as say } from '../scripts/lesson-check/fault.js';
import { loadFolder } from '../scripts/lesson-check/load.js';
import { checkReading } from '../scripts/lesson-check.js';
import { lessonFolders } from '../scripts/generate/lessons.js';
import { checkChallenge } from '../scripts/lesson-check/runs.js';

const RUN_TIMEOUT_MS = 3_600_000; // never a matter of speed

describe.each(lessonFolders())('lessons/%s', (folder) => {
  test('reads well: structure, ids, words in both languages, glossary, cards', async () => {
    expect((await checkReading(folder)).map(say)).toEqual([]);
  });

  test('has a challenge that its worked solution masters and its start does not', { timeout: RUN_TIMEOUT_MS }, async () => {
    const { loaded } = await loadFolder(folder);
    expect(loaded && (await checkChallenge(loaded)).map(say)).toEqual([]);
  });
});

test('there are lessons', () => {
  expect(lessonFolders().length).toBeGreaterThan(0);
});
