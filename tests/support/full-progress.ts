/** The fullest progress there can be: every level played and reviewed, the shelf and the days at their bounds, and all of it once more for undo. */
import { addDays, emptyLesson, type LessonProgress, type Progress, type RunRecord } from '../../src/progress/index.js';
import { withinBounds } from '../../src/progress/shelf.js';
import type { Level } from '../../src/registry/index.js';

const DAYS = 1000;
const RUNS = 200;
const METRICS = 40;

/** @param today  half of the cards are due on it */
export function fullProgress(levels: readonly Level[], today: string): Progress {
  const lessons = Object.fromEntries(levels.map((level, index) => [level.id, fullLesson(level, addDays(today, index % 2 === 0 ? 0 : 5), today)]));
  const simulations = levels.flatMap((level) => level.simulations);
  const runs = Array.from({ length: RUNS }, (_, n) => fullRun(n, simulations[n % Math.max(1, simulations.length)] ?? 'none'));
  const practice = Object.fromEntries(Array.from({ length: DAYS }, (_, n) => [addDays(today, -n), 1800]));
  const full: Progress = { settings: { language: 'en' }, current: levels.find(({ available }) => available)?.id, lessons, runs: withinBounds(runs), practice };
  return { ...full, undo: { scope: 'all', before: full } };
}

function fullLesson({ questions, simulations }: Level, due: string, today: string): LessonProgress {
  const review = { due, last: addDays(today, -9), stability: 12.3456, difficulty: 4.5678, reviews: 7, lapses: 1 };
  return {
    ...emptyLesson,
    cards: Array.from({ length: 8 }, (_, n) => `card-number-${n}`),
    predictions: Object.fromEntries(simulations.map((id) => [id, { option: 'more', outcome: 'less' }])),
    finished: simulations,
    challenge: { grade: 'distinction', hints: 3, solutionSeen: true },
    quiz: Object.fromEntries(questions.map((id) => [id, { answer: 'an-answer', right: true, everRight: true, review }])),
    quizDay: addDays(today, -40),
    setups: Object.fromEntries(simulations.map((id) => [id, { params: { one: 1, two: 'two' }, seed: 7 }])),
    place: { step: 'summary', index: 0 },
  };
}

function fullRun(n: number, simulation: string): RunRecord {
  const metrics = Object.fromEntries(Array.from({ length: METRICS }, (_, m) => [`some metric ${m}`, (n + 1) / (m + 3)]));
  return { id: `r${n}x`, simulation, version: 1, params: { rate: n / 7, rounds: n }, seed: n, metrics, elapsedMs: 1234.5, finishedAt: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(), name: `a run with a name ${n}` };
}
