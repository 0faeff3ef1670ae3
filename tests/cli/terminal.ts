/** The command line run in process with streams that remember, on a progress folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../src/cli/cli.js';
import type { Io, Output } from '../../src/cli/io.js';
import { connectInProcess } from '../../src/runtime/index.js';
import { loadSimulation } from './course.js';

export interface Options {
  /** On a terminal: stdin, stdout and stderr are one. */
  readonly tty?: boolean;
  readonly stderrTTY?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The same each time, or one after the other. */
  readonly answer?: string | readonly string[];
  /** Ctrl-C as soon as a run is under way. */
  readonly interrupt?: boolean;
}

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly string[];
}

export class Home {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-cli-'));
  /** Each call of the clock is a second later. */
  #now = Date.UTC(2026, 0, 2, 12);

  /** So many days later. */
  wait(days: number): void {
    this.#now += days * 86_400_000;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  async run(argv: readonly string[], { tty = false, stderrTTY = tty, columns = 80, env = {}, answer = '', interrupt = false }: Options = {}): Promise<Result> {
    const asked: string[] = [];
    let out = '';
    let err = '';
    const output = (isTTY: boolean, take: (text: string) => void): Output => ({ isTTY, columns, rows: 24, write: take });
    const io: Io = {
      stdout: output(tty, (text) => (out += text)),
      stderr: output(stderrTTY, (text) => (err += text)),
      stdinIsTTY: tty,
      env: { LANG: 'en_US.UTF-8', TERM: 'xterm-256color', ML_TUTOR_HOME: this.folder, ...env },
      platform: 'linux',
      clock: () => (this.#now += 1000),
      ask: async (question) => {
        asked.push(question);
        return typeof answer === 'string' ? answer : (answer[asked.length - 1] ?? '');
      },
      onInterrupt: (listener) => {
        if (interrupt) setTimeout(listener, 5);
        return () => {};
      },
      connect: connectInProcess({ load: loadSimulation }),
    };
    return { code: await runCli(argv, io), out, err, asked };
  }
}
