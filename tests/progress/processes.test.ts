import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openProgress, readCard } from '../../src/progress/index.js';
import { bundle, type Bundle } from '../support/bundle.js';

let writer: Bundle;
let folder: string;
beforeAll(async () => {
  writer = await bundle(fileURLToPath(new URL('writer.ts', import.meta.url)));
});
afterAll(() => writer.remove());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  /** How many steps it said were saved. */
  readonly saved: number;
  readonly errors: string;
  readonly signal: NodeJS.Signals | null;
}

/** @param killAfter  SIGKILL when it has saved this many steps and `delayMs` more have passed */
function write(name: string, count: number, killAfter?: number, delayMs = 0): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [writer.file, folder, name, String(count)]);
    let saved = 0;
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      saved += chunk.toString().split('\n').length - 1;
      if (killAfter !== undefined && saved >= killAfter) setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('close', (_code, signal) => resolve({ saved, errors, signal }));
  });
}

const cards = () => openProgress({ folder }).state.lessons['lottery-ticket']?.cards ?? [];
const named = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n}`);

test('several tutors writing at once lose nothing', async () => {
  const ended = await Promise.all(['a', 'b', 'c'].map((name) => write(name, 60)));
  expect(ended.map(({ errors }) => errors)).toEqual(['', '', '']);
  expect([...cards()].sort()).toEqual(['a', 'b', 'c'].flatMap((name) => named(name, 60)).sort());
  expect(readdirSync(folder)).toEqual(['progress.json']);
  const { runs, practice, lessons } = openProgress({ folder }).state;
  expect(['a', 'b', 'c'].map((name) => runs.filter(({ simulation }) => simulation === name).map(({ seed }) => seed))).toEqual([0, 1, 2].map(() => Array.from({ length: 60 }, (_, n) => n)));
  expect(new Set(runs.map(({ id }) => id)).size).toBe(180);
  expect(Object.values(practice)).toEqual(new Array(60).fill(3));
  expect(['a', 'b', 'c'].map((name) => lessons['lottery-ticket'].quiz[`${name}-q`].review?.reviews)).toEqual([60, 60, 60]);
});

test('kill -9 at any moment loses at most the step under way, and leaves the next tutor nothing to wait for', async () => {
  for (let round = 0; round < 20; round++) {
    const { saved, signal } = await write(`r${round}`, 100_000, 1 + (round % 4), round * 0.37);
    expect(signal).toBe('SIGKILL');
    const kept = cards().filter((card) => card.startsWith(`r${round}-`));
    expect(kept).toEqual(named(`r${round}`, kept.length));
    expect(kept.length).toBeGreaterThanOrEqual(saved);
    expect(kept.length).toBeLessThanOrEqual(saved + 1);
    // A step is there whole or not at all.
    const { runs, lessons } = openProgress({ folder }).state;
    expect(runs.filter(({ simulation }) => simulation === `r${round}`).length).toBe(Math.min(kept.length, runs.length));
    expect(lessons['lottery-ticket']?.quiz[`r${round}-q`]?.review?.reviews ?? 0).toBe(kept.length);

    // The next writer gets through the lock that may have been left behind.
    const progress = openProgress({ folder });
    progress.apply(readCard('few-shot', `after-${round}`));
    expect(progress.notices).toEqual([]);
    expect(JSON.parse(readFileSync(path.join(folder, 'progress.json'), 'utf8')).lessons['few-shot'].cards).toHaveLength(round + 1);
  }
  expect(readdirSync(folder).filter((name) => !name.startsWith('progress.json.lock.'))).toEqual(['progress.json']);
});

test('a tutor that is killed among others costs the others nothing', async () => {
  const [killed, one, other] = await Promise.all([write('k', 100_000, 10), write('a', 80), write('b', 80)]);
  expect(killed.signal).toBe('SIGKILL');
  expect([one.errors, other.errors]).toEqual(['', '']);
  const kept = cards();
  expect(kept).toEqual(expect.arrayContaining([...named('a', 80), ...named('b', 80), ...named('k', killed.saved)]));
});
