/**
 * The built program in a real pseudo-terminal, its screen read as a person would see it: node-pty runs it, a headless
 * xterm interprets what it writes. Used by the end-to-end tests and by the benchmarks of start and latency.
 */
import { spawn, type IPty } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './sources.js';

export const program = path.join(root, 'dist/ml-tutor.js');

export interface SessionOptions {
  readonly cols?: number;
  readonly rows?: number;
  /** On top of a bare environment: UTF-8 locale, 256 colours, a fresh home for the progress. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Another command than the program on this Node. */
  readonly command?: readonly [file: string, ...args: string[]];
  /** Where the progress is kept; a folder of its own, removed at the end, unless told. */
  readonly home?: string;
}

export interface Exit {
  readonly code: number;
  readonly signal: number;
}

const PATIENCE_MS = 60_000;
const LAST_WORDS_MS = 200;
const LOOK_MS = 100;
const STILL_LOOKS = 6;

export class Session {
  readonly exited: Promise<Exit>;
  /** Everything written so far, as bytes came. */
  raw = '';
  private readonly pty: IPty;
  private readonly screenOf: xterm.Terminal;
  private readonly watchers = new Set<() => void>();
  private ended: Exit | undefined;
  private readonly ownHome: string | undefined;

  constructor(args: readonly string[], { cols = 80, rows = 24, env = {}, command, home }: SessionOptions = {}) {
    if (!command && !existsSync(program)) throw new Error('dist/ml-tutor.js is missing: npm run build');
    this.ownHome = home === undefined ? mkdtempSync(path.join(tmpdir(), 'ml-tutor-home-')) : undefined;
    const [file, ...first] = command ?? [process.execPath, program];
    const all = { ...bareEnvironment(home ?? this.ownHome ?? ''), ...env };
    const given = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
    this.screenOf = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 1000 });
    // The name would override TERM.
    this.pty = spawn(file, [...first, ...args], { name: given.TERM, cols, rows, cwd: root, env: given });
    this.pty.onData((data) => {
      this.raw += data;
      this.screenOf.write(data, () => this.notify());
    });
    // Answers to the program's questions (cursor position and the like).
    this.screenOf.onData((answer) => this.ended ?? this.pty.write(answer));
    this.exited = new Promise((resolve) => {
      this.pty.onExit(({ exitCode, signal }) => {
        // What was written last may arrive after the news of the end.
        setTimeout(() => {
          this.screenOf.write('', () => {
            this.ended = { code: exitCode, signal: signal ?? 0 };
            this.notify();
            resolve(this.ended);
          });
        }, LAST_WORDS_MS);
      });
    });
  }

  get pid(): number {
    return this.pty.pid;
  }

  /** Sends keys as a terminal would. */
  type(keys: string): void {
    this.pty.write(keys);
  }

  resize(cols: number, rows: number): void {
    this.screenOf.resize(cols, rows);
    this.pty.resize(cols, rows);
  }

  kill(signal: NodeJS.Signals): void {
    this.pty.kill(signal);
  }

  /** The visible rows, trailing blanks cut. */
  lines(): string[] {
    const buffer = this.screenOf.buffer.active;
    return Array.from({ length: this.screenOf.rows }, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '');
  }

  text(): string {
    return this.lines().join('\n');
  }

  /** Whether the alternate screen is shown. */
  get alternate(): boolean {
    return this.screenOf.buffer.active.type === 'alternate';
  }

  /** Whether the cursor was shown or hidden last. */
  get cursorVisible(): boolean {
    return this.raw.lastIndexOf('\x1b[?25l') <= this.raw.lastIndexOf('\x1b[?25h');
  }

  /** Foreground and background colours on the screen, as xterm numbers them; none where all is default. */
  colors(): Set<string> {
    const buffer = this.screenOf.buffer.active;
    const found = new Set<string>();
    for (let row = 0; row < this.screenOf.rows; row++) {
      const line = buffer.getLine(buffer.baseY + row);
      for (let column = 0; column < this.screenOf.cols; column++) {
        const cell = line?.getCell(column);
        if (cell && !cell.isFgDefault()) found.add(`fg ${cell.getFgColorMode()} ${cell.getFgColor()}`);
        if (cell && !cell.isBgDefault()) found.add(`bg ${cell.getBgColorMode()} ${cell.getBgColor()}`);
      }
    }
    return found;
  }

  /**
   * Waits until the screen has the text.
   * @returns the screen
   * @throws Error with the screen as it is, after a minute or when the program has ended without it
   */
  async waitFor(wanted: string | RegExp | ((screen: string) => boolean)): Promise<string> {
    const fits = (screen: string) => (typeof wanted === 'string' ? screen.includes(wanted) : wanted instanceof RegExp ? wanted.test(screen) : wanted(screen));
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        clearTimeout(timer);
        this.watchers.delete(look);
        done();
      };
      const fail = (why: string) => settle(() => reject(new Error(`${why} waiting for ${String(wanted)}; the screen is\n${this.text()}`)));
      const look = () => {
        const screen = this.text();
        if (fits(screen)) settle(() => resolve(screen));
        else if (this.ended) fail(`the program ended (${this.ended.code})`);
      };
      const timer = setTimeout(() => fail('gave up'), PATIENCE_MS);
      this.watchers.add(look);
      look();
    });
  }

  /** The screen once it has kept still for a while: after a resize, when there is no text to wait for. */
  async settled(): Promise<string> {
    let last = this.text();
    for (let still = 0; still < STILL_LOOKS; ) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const now = this.text();
      still = now === last ? still + 1 : 0;
      last = now;
    }
    return last;
  }

  /** Ends the program if it is still there and removes its home. */
  async close(): Promise<void> {
    if (!this.ended) {
      this.pty.kill('SIGKILL');
      await this.exited;
    }
    this.screenOf.dispose();
    if (this.ownHome) rmSync(this.ownHome, { recursive: true, force: true });
  }

  private notify(): void {
    for (const watcher of [...this.watchers]) watcher();
  }
}

/** What a person's terminal sets, and nothing of the machine the tests run on: CI and NO_COLOR change the program. */
function bareEnvironment(home: string): Record<string, string | undefined> {
  const { PATH, SystemRoot } = process.env;
  return { PATH, SystemRoot, HOME: home, ML_TUTOR_HOME: home, TERM: 'xterm-256color', LANG: 'en_US.UTF-8' };
}

export const keys = { enter: '\r', escape: '\x1b', up: '\x1b[A', down: '\x1b[B', right: '\x1b[C', left: '\x1b[D', tab: '\t', ctrlC: '\x03', ctrlZ: '\x1a' } as const;
