/** Plays the game in a test: real screens, a real runner in this process, progress in memory, a window of a given size. */
import { render } from 'ink-testing-library';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, vi } from 'vitest';
import { emptyProgress, type Change, type Progress, type ProgressStore } from '../../../src/progress/index.js';
import type { Language } from '../../../src/lesson/index.js';
import { parts, type Level } from '../../../src/registry/index.js';
import { Registry } from '../../../src/registry/registry.js';
import { connectInProcess, createPool, createRunner } from '../../../src/runtime/index.js';
import { App } from '../../../src/ui/app.js';
import type { Route } from '../../../src/ui/game-context.js';
import { loadScreens } from '../../../src/ui/later.js';
import type { Files, Services } from '../../../src/ui/services.js';
import type { Terminal } from '../../../src/ui/terminal.js';
import { coin, smallLesson, smallSources, smallWords } from './small-lesson.js';

// Keys pressed while a screen is still loading are lost on it; here none is waited for.
await loadScreens();

/** What the keys send. */
export const KEYS = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  shiftRight: '\u001b[1;2C',
  shiftLeft: '\u001b[1;2D',
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  backspace: '\u007f',
  pageDown: '\u001b[6~',
  pageUp: '\u001b[5~',
  ctrlC: '\u0003',
  ctrlL: '\u000c',
  ctrlN: '\u000e',
  ctrlR: '\u0012',
} as const;

export interface PlayOptions {
  readonly language?: Language;
  readonly columns?: number;
  readonly rows?: number;
  readonly route?: Route;
  readonly terminal?: Partial<Terminal>;
  readonly progress?: Progress;
  readonly services?: Partial<Services>;
}

export interface Play {
  /** Keys one after the other, each painted before the next. Ink holds a lone Esc back for a moment: wait for what it does. */
  press(...keys: readonly string[]): Promise<void>;
  /** What is seen, without codes. */
  frame(): string;
  lines(): readonly string[];
  /** Waits until the frame satisfies the condition or shows the text. */
  until(condition: string | RegExp | ((frame: string) => boolean)): Promise<string>;
  resize(columns: number, rows: number): void;
  readonly progress: ProgressStore;
  readonly written: readonly string[];
}

export const smallRegistry = new Registry([
  { id: smallLesson.id, folder: '04-lottery-ticket', simulations: smallLesson.simulations.map(({ id }) => id), questions: smallLesson.quiz.map(({ id }) => id), load: () => Promise.resolve({ default: smallLesson }) },
]);

const smallText = (_: Level, language: Language) => smallSources[language];

export function memoryProgress(initial: Progress = emptyProgress): ProgressStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    path: undefined,
    notices: [],
    apply(change: Change) {
      state = change(state);
      for (const listener of listeners) listener();
      return state;
    },
    refresh: () => state,
    backup: () => undefined,
    now: () => '2026-01-02T03:04:05.000Z',
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Files in memory, under /home. */
export function memoryFiles(written: Map<string, string> = new Map()): Files {
  return { resolve: (typed) => (typed.startsWith('/') ? typed : `/home/${typed}`), exists: (path) => written.has(path), write: (path, text) => void written.set(path, text) };
}

/** The library's window is 100 columns wide and has no rows; here each game begins with its own. */
const firstWindow = { columns: 80, rows: 24 };
const probe = render(<></>);
Object.defineProperties(Object.getPrototypeOf(probe.stdout), {
  columns: { get: () => firstWindow.columns, configurable: true },
  rows: { get: () => firstWindow.rows, configurable: true },
});
probe.unmount();

export const plainTerminal: Terminal = { color: 'none', charset: 'braille', background: 'dark', plain: false };

export function play(options: PlayOptions = {}): Play {
  const { language = 'en', columns = 80, rows = 24 } = options;
  const progress = memoryProgress(options.progress ?? { ...emptyProgress, settings: { language } });
  const runner = createRunner({ connect: connectInProcess({ load: () => Promise.resolve(coin) }), frameEveryMs: 1, patienceMs: 5000 });
  const pool = createPool({ connect: connectInProcess({ load: () => Promise.resolve(coin) }), frameEveryMs: 1, workers: 2 });
  const levels: readonly Level[] = smallRegistry.levels();
  let seed = 100;
  const services: Services = {
    course: { parts, levels, loadLesson: (id) => smallRegistry.loadLesson(id), loadWords: (_, wanted) => smallWords(wanted), readLesson: smallText },
    runner,
    pool,
    progress,
    terminal: { ...plainTerminal, ...options.terminal },
    locale: language,
    now: () => 0,
    newSeed: () => seed++,
    readData: () => Promise.reject(new Error('no files in this test')),
    files: memoryFiles(),
    repaint: () => {},
    ...options.services,
  };
  Object.assign(firstWindow, { columns, rows });
  const app = render(<App services={services} route={options.route} />);
  const resize = (width: number, height: number) => {
    Object.defineProperty(app.stdout, 'columns', { value: width, configurable: true });
    Object.defineProperty(app.stdout, 'rows', { value: height, configurable: true });
    app.stdout.emit('resize');
  };
  onTestFinished(async () => {
    app.unmount();
    await Promise.all([runner.close(), pool.close()]);
  });
  const frame = () => stripVTControlCharacters(app.lastFrame() ?? '');
  return {
    async press(...keys) {
      // A screen hears keys only once its effects have run.
      await painted();
      for (const key of keys) {
        app.stdin.write(key);
        await painted();
      }
    },
    frame,
    lines: () => frame().split('\n'),
    async until(condition) {
      const holds = (shown: string) => (typeof condition === 'string' ? shown.includes(condition) : condition instanceof RegExp ? condition.test(shown) : condition(shown));
      await vi.waitFor(() => expect(holds(frame()), `waiting for ${String(condition)} in\n${frame()}`).toBe(true), { timeout: 8_000, interval: 5 });
      return frame();
    },
    resize,
    progress,
    written: app.frames,
  };
}

/** React's work and Ink's timers of this turn are done. */
async function painted(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
