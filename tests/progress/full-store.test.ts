/** The fullest store there can be: it is sound, stays within its bounds, and damage in it costs no more than what is damaged. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays, all, finishRun, openProgress, practise, sayOwn, undoReset, MAX_OWN, type Progress } from '../../src/progress/index.js';
import { SCHEMA_VERSION } from '../../src/progress/schema.js';
import { reviewQuestion } from '../../src/progress/schedule.js';
import { levels } from '../../src/registry/index.js';
import { fullProgress } from '../support/full-progress.js';

const TODAY = '2026-06-01';
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-full-'));
  file = path.join(folder, 'progress.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (progress: unknown) => writeFileSync(file, JSON.stringify({ version: SCHEMA_VERSION, ...Object(progress) }));
const open = () => openProgress({ folder });

test('is read whole, and keeps its size however long one goes on', () => {
  write(fullProgress(levels(), TODAY));
  const store = open();
  expect(store.notices).toEqual([]);
  store.apply((progress) => progress);
  const { size } = statSync(file);
  expect(size).toBeLessThan(1_200_000);
  const [level] = levels().filter(({ available }) => available);
  const before = store.state.runs.length;
  const run = { ...store.state.runs[0], simulation: level.simulations[0] };
  const later = Array.from({ length: 50 }, (_, n) => all(
    finishRun(level.id, { ...run, seed: 1000 + n, finishedAt: new Date(Date.UTC(2026, 6, 1) + n).toISOString() }),
    practise(addDays(TODAY, n + 1), 600),
    reviewQuestion(level.id, level.questions[0], 'x', n % 3 > 0, addDays(TODAY, n + 1)),
    sayOwn(level.id, 'word '.repeat(500)),
  ));
  store.apply(all(...later));
  const { state } = open();
  expect(state.runs.length).toBe(before);
  expect(state.runs.at(-1)?.seed).toBe(1049);
  expect(Object.keys(state.practice)).toHaveLength(1000);
  expect(state.lessons[level.id].own).toHaveLength(MAX_OWN);
  expect(state.lessons[level.id].quiz[level.questions[0]].review?.reviews).toBe(57);
  expect(statSync(file).size).toBeLessThan(size * 1.02);
});

test('a review card, a run and a day that are damaged cost themselves, or their level, and nothing else', () => {
  const full = fullProgress(levels(), TODAY);
  const [first, ...others] = levels().filter(({ available }) => available);
  const lesson = full.lessons[first.id];
  const review = { ...lesson.quiz[first.questions[0]].review, due: 'soon' };
  write({
    ...full,
    lessons: { ...full.lessons, [first.id]: { ...lesson, quiz: { ...lesson.quiz, [first.questions[0]]: { ...lesson.quiz[first.questions[0]], review } } } },
    runs: full.runs.map((run, index) => (index === 3 ? { ...run, metrics: { loss: 'much' } } : run)),
    practice: { ...full.practice, [TODAY]: -5 },
  });
  const store = open();
  expect(store.notices.map(({ key }) => key)).toEqual(['progress.damaged']);
  expect(Object.keys(store.state.lessons)).not.toContain(first.id);
  for (const { id } of others) expect(store.state.lessons[id]).toEqual(full.lessons[id]);
  expect(store.state.runs).toEqual(full.runs.filter((_, index) => index !== 3));
  expect(Object.keys(store.state.practice)).toHaveLength(999);
  expect(JSON.parse(readFileSync(file, 'utf8')).runs).toHaveLength(full.runs.length - 1);
});

test('what a reset threw away is looked at when it is wanted: what of it is sound comes back', () => {
  const full = fullProgress(levels(), TODAY);
  const [first, second] = levels().filter(({ available }) => available);
  const { undo: _none, ...rest } = full;
  const damaged = { ...rest, lessons: { [first.id]: rest.lessons[first.id], [second.id]: { cards: 'all' } } };
  const empty: Omit<Progress, 'undo'> = { settings: { language: 'en' }, lessons: {}, runs: [], practice: {} };
  write({ ...empty, undo: { scope: 'all', before: damaged } });
  const store = open();
  expect(store.notices).toEqual([]);
  store.apply(undoReset());
  expect(Object.keys(store.state.lessons)).toEqual([first.id]);
  expect(store.state.runs).toEqual(full.runs);
});
