/**
 * Keeps one worker and gives it one run at a time. The worker starts when a simulation is prepared, not with the program; it
 * is replaced when a run does not let go in time, and when it dies, so that a simulation can neither hang nor end the tutor.
 */
import { ActiveRun, type Order } from './active-run.js';
import { connectThread, type Connect, type Connection } from './connection.js';
import { failureOf } from './failure.js';
import type { FromWorker, ToWorker } from './messages.js';
import type { Run, Runner, RunRequest, StartOptions } from './types.js';

export interface RunnerOptions {
  readonly connect?: Connect;
  /** How long a cancelled run may take to reach its next frame before the worker is ended. */
  readonly patienceMs?: number;
  /** The watcher gets the frames in flight at once, after that one in this time. */
  readonly frameEveryMs?: number;
}

export function createRunner(options: RunnerOptions = {}): Runner {
  return new WorkerRunner({ connect: connectThread(), patienceMs: 60, frameEveryMs: 16, ...options });
}

class WorkerRunner implements Runner {
  #connection: Connection | undefined;
  #ready = false;
  #closed = false;
  #count = 0;
  #active: ActiveRun | undefined;
  /** Starts as soon as the active run has let go. */
  #next: ActiveRun | undefined;
  /** What the waiting run was told meanwhile. */
  #backlog: Order[] = [];
  #prepared: string | undefined;
  #patience: NodeJS.Timeout | undefined;
  /** Frames received whose acknowledgement waits for its time. */
  #owed = 0;
  #pacing: NodeJS.Timeout | undefined;

  constructor(private readonly options: Required<RunnerOptions>) {}

  prepare(simulation: string): void {
    this.#prepared = simulation;
    if (this.#connection) this.#connection.post({ type: 'prepare', simulation });
    else if (!this.#closed) this.#connect(); // tells the new worker what to load
  }

  start(request: RunRequest, options: StartOptions = {}): Run {
    const run = new ActiveRun(++this.#count, request, options, (which, order) => this.#order(which, order));
    if (this.#closed) {
      run.end('failed', 0, { kind: 'fault', message: 'internal: the runner is closed' });
    } else if (this.#active) {
      const waiting = this.#next;
      this.#next = run;
      this.#backlog = [];
      waiting?.end('cancelled', 0);
      this.#active.cancel();
    } else {
      this.#launch(run);
    }
    return run;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#next?.end('cancelled', 0);
    this.#next = undefined;
    const closing = this.#disconnect();
    this.#finish('cancelled');
    await closing;
  }

  #launch(run: ActiveRun): void {
    this.#active = run;
    const { request, number, options } = run;
    const message: ToWorker = { type: 'start', run: number, request, delivery: options.delivery ?? 'newest', paused: options.paused ?? false };
    try {
      const connection = this.#connect();
      connection.post(message);
      for (const order of this.#backlog) connection.post({ type: order, run: number });
    } catch (error) {
      this.#finish('failed', error);
    } finally {
      this.#backlog = [];
    }
  }

  #order(run: ActiveRun, order: Order): void {
    if (run === this.#next) {
      this.#backlog.push(order);
      if (order === 'cancel') {
        this.#next = undefined;
        run.end('cancelled', 0);
      }
      return;
    }
    if (run !== this.#active) return;
    this.#connection?.post({ type: order, run: run.number });
    if (order === 'cancel') this.#patience ??= setTimeout(() => this.#replace(), this.options.patienceMs);
  }

  /** Ends a worker that does not let go. */
  #replace(): void {
    void this.#disconnect();
    this.#connect();
    this.#finish('cancelled');
  }

  #connect(): Connection {
    if (!this.#connection) {
      const connection: Connection = this.options.connect({
        message: (message) => connection === this.#connection && this.#receive(message),
        crash: (error) => connection === this.#connection && this.#crashed(error),
      });
      this.#connection = connection;
      if (this.#prepared) connection.post({ type: 'prepare', simulation: this.#prepared });
    }
    return this.#connection;
  }

  async #disconnect(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#ready = false;
    await connection?.close();
  }

  #crashed(error: unknown): void {
    const wasReady = this.#ready;
    void this.#disconnect();
    // One that dies while loading would die again: the next start tries anew and says why.
    if (wasReady && !this.#closed) this.#connect();
    this.#finish('failed', error);
  }

  #receive(message: FromWorker): void {
    if (message.type === 'ready') {
      this.#ready = true;
      return;
    }
    const run = this.#active;
    if (!run || message.run !== run.number) return;
    switch (message.type) {
      case 'frame':
        run.show(message.frame, message.elapsedMs);
        this.#acknowledge(run, run.options.onFrame?.(message.frame));
        return;
      case 'done':
      case 'cancelled':
        this.#finish(message.type, undefined, message.elapsedMs);
        return;
      case 'failed':
        this.#close(run, 'failed', message.elapsedMs, message.failure);
        return;
      default:
        message satisfies never;
    }
  }

  #acknowledge(run: ActiveRun, watched: void | Promise<void>): void {
    if (run.options.delivery === 'every') {
      void Promise.resolve(watched).then(() => run === this.#active && this.#connection?.post({ type: 'acknowledge', run: run.number }));
      return;
    }
    this.#owed++;
    this.#pacing ??= setInterval(() => {
      if (this.#owed > 0) {
        this.#owed--;
        this.#connection?.post({ type: 'acknowledge', run: run.number });
      } else {
        this.#stopPacing();
      }
    }, this.options.frameEveryMs);
  }

  #stopPacing(): void {
    clearInterval(this.#pacing);
    this.#pacing = undefined;
    this.#owed = 0;
  }

  #finish(status: 'done' | 'cancelled' | 'failed', error?: unknown, elapsedMs?: number): void {
    const run = this.#active;
    if (run) this.#close(run, status, elapsedMs ?? run.state.elapsedMs, status === 'failed' ? failureOf(error) : undefined);
  }

  #close(run: ActiveRun, ...outcome: Parameters<ActiveRun['end']>): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#stopPacing();
    const next = this.#next;
    this.#active = this.#next = undefined;
    if (next) this.#launch(next);
    run.end(...outcome); // last, for its listeners may start another
  }
}
