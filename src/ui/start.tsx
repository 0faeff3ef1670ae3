/**
 * Starts the game in this terminal and says how it ended. Owns what touches the process: streams, signals, suspending,
 * putting the terminal back; everything on screen is App.
 */
import { render, type Instance } from 'ink';
import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import type { Language } from '../lesson/index.js';
import type { Background, ColorMode } from '../plot/index.js';
import { openProgress, writeWhole } from '../progress/index.js';
import { levels, loadLesson, loadWords, parts, textOf } from '../registry/index.js';
import { createPool } from '../runtime/pool.js';
import { createRunner } from '../runtime/runner.js';
import { App } from './app.js';
import { CrashBoundary } from './crash-boundary.js';
import type { Route } from './game-context.js';
import { stopUntilContinued } from './suspend.js';
import { PacedInput } from './keys/paced-input.js';
import type { Services } from './services.js';
import { detectTerminal, localeLanguage } from './terminal.js';
import { sayCrash } from './crash-message.js';
import { clipboardSequence } from './clipboard.js';
import { BACKGROUND_QUERY, BACKGROUND_REPLY, backgroundIn, shouldAskBackground, swallowsQuestions } from './background.js';

export interface GameOptions {
  /** `--lang` or ML_TUTOR_LANG; for this session, over what is remembered. */
  readonly language?: Language;
  /** ML_TUTOR_HOME. */
  readonly home?: string;
  readonly ascii?: boolean;
  readonly plain?: boolean;
  readonly color?: ColorMode | 'auto';
  /** Opens this level at once. */
  readonly level?: string;
}

const NOT_A_TERMINAL = 2;
const CRASHED = 1;
const TERMINATED = 128 + 15;
/** How soon a key is painted. Frames of a run come at most fifteen times a second (session.ts), and nothing else moves. */
const MAX_FPS = 60;
/** Whoever looks at a result often asks for the next one. */
const POOL_LINGER_MS = 10_000;
const LARGEST_SEED = 1_000_000;
const CLEAR_AND_HOME = '\u001b[2J\u001b[H';

/**
 * Plays until the learner leaves.
 * @returns the exit code: 0 left, 1 crashed, 2 no terminal, 130 Ctrl-C, 143 SIGTERM
 */
export async function startGame(options: GameOptions = {}): Promise<number> {
  const { stdin, stdout, stderr, env } = process;
  if (!stdin.isTTY || !stdout.isTTY) return NOT_A_TERMINAL;
  // Before anything is loaded, so that keys typed meanwhile are not echoed onto the screen; Ink turns it off again.
  stdin.setRawMode(true);
  const terminal = detectTerminal(env, options);
  const background = new EventEmitter<{ heard: [Background] }>();
  const input = new PacedInput(stdin, {
    reply: {
      pattern: BACKGROUND_REPLY,
      heard: (reply) => {
        const found = backgroundIn(reply);
        if (found !== undefined) background.emit('heard', found);
      },
    },
  });
  const progress = openProgress({ folder: options.home });
  const runner = createRunner();
  const pool = createPool({ lingerMs: POOL_LINGER_MS });
  let instance: Instance | undefined;
  let crash: Error | undefined;
  const services: Services = {
    course: { parts, levels: levels(), loadLesson, loadWords, readLesson: textOf },
    runner,
    pool,
    progress,
    terminal,
    locale: options.language ?? localeLanguage(env),
    now: Date.now,
    newSeed: () => randomInt(LARGEST_SEED),
    readData: async (paths, need) => {
      const { readLearnerData } = await import('../data/learner/read.js');
      return readLearnerData(paths.map(expandHome), need.kind);
    },
    files: { resolve: (typed) => resolvePath(expandHome(typed)), exists: existsSync, write: writeWhole },
    suspend: process.platform === 'win32' ? undefined : stopUntilContinued,
    watchBackground: (listener) => {
      background.on('heard', listener);
      if (shouldAskBackground(env, terminal)) stdout.write(BACKGROUND_QUERY);
      return () => background.off('heard', listener);
    },
    copy: swallowsQuestions(env) ? (text) => void stdout.write(clipboardSequence(text)) : undefined,
    repaint: (stream) => {
      stream.write(CLEAR_AND_HOME);
      instance?.clear();
    },
  };
  const fail = (error: Error) => {
    crash ??= error;
    instance?.unmount();
  };
  const code = await new Promise<number>((resolve) => {
    let exitCode = 0;
    const end = (code: number) => {
      exitCode = code;
      instance?.unmount();
    };
    const signals: readonly (readonly [NodeJS.Signals, number])[] = [
      ['SIGTERM', TERMINATED],
      ['SIGHUP', 128 + 1],
      ['SIGINT', 128 + 2],
    ];
    const listeners = signals.map(([signal, status]) => [signal, () => end(status)] as const);
    for (const [signal, listener] of listeners) process.on(signal, listener);
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
    instance = render(
      <CrashBoundary onCrash={fail}>
        <App services={services} route={routeOf(options)} language={options.language} />
      </CrashBoundary>,
      {
        stdin: input,
        stdout,
        stderr,
        exitOnCtrlC: false,
        patchConsole: true,
        interactive: true,
        alternateScreen: !terminal.plain,
        incrementalRendering: !terminal.plain,
        isScreenReaderEnabled: terminal.plain,
        maxFps: MAX_FPS,
      },
    );
    const finish = (value: unknown) => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
      process.off('uncaughtException', fail);
      process.off('unhandledRejection', fail);
      resolve(typeof value === 'number' ? value : exitCode);
    };
    instance.waitUntilExit().then(finish, (error: unknown) => {
      crash ??= error instanceof Error ? error : new Error(String(error));
      finish(CRASHED);
    });
  });
  stdin.setRawMode(false);
  await Promise.all([runner.close(), pool.close()]);
  if (crash === undefined) return code;
  sayCrash(crash, options.language ?? progress.state.settings.language ?? services.locale);
  return CRASHED;
}

function routeOf({ level }: GameOptions): Route | undefined {
  return level === undefined ? undefined : { screen: 'level', level, step: 'learn', index: 0 };
}

/** "~/data.csv" as the shell would have read it. */
function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
}
