/**
 * Many runs on all cores: a few workers that take runs from one queue. Results stand in the order of the requests, whichever worker
 * ends first, and a failure is that of the first request that fails, so that the outcome does not depend on timing.
 */
import { availableParallelism } from 'node:os';
import type { Frame, Metrics } from '../lesson/index.js';
import { createRunner, type RunnerOptions } from './runner.js';
import type { Run, RunFailure, Runner, RunRequest, RunState } from './types.js';

export interface PoolOptions extends RunnerOptions {
  /** At most; one a core unless told. They are started when there is work for them. */
  readonly workers?: number;
  /** Milliseconds from an arbitrary start. */
  readonly clock?: () => number;
  /** With nothing to do for so long, the workers are ended; new ones start with the next work. They stay for ever unless told. */
  readonly lingerMs?: number;
}

export interface BatchProgress {
  /** 0 to 1 over all runs. */
  readonly progress: number;
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
  /** Absent while there is nothing to estimate from. */
  readonly remainingMs?: number;
  /** Of the runs that are through, in the order of the requests. */
  readonly metrics: readonly (Metrics | undefined)[];
}

export interface BatchResult {
  readonly status: 'done' | 'cancelled' | 'failed';
  /** Final metrics in the order of the requests; undefined for runs that were not made. */
  readonly metrics: readonly (Metrics | undefined)[];
  readonly failure?: RunFailure;
  /** Which request failed. */
  readonly failed?: number;
}

export interface Batch {
  /** Settles within the time a run takes to let go. */
  cancel(): void;
  /** Settles, never rejects. */
  readonly finished: Promise<BatchResult>;
}

export interface BatchOptions {
  readonly onProgress?: (progress: BatchProgress) => void;
  /** Runs at the same time, where fewer are wanted than there are workers: 1 for those that measure time. */
  readonly atOnce?: number;
  /** Sees the last frame of each run that is through, with the place of its request. */
  readonly onResult?: (index: number, frame: Frame) => void;
}

export interface Pool {
  /** Makes the runs as workers become free; batches wait for each other in the order they were given. */
  run(requests: readonly RunRequest[], options?: BatchOptions): Batch;
  /** Ends the workers; batches still going are cancelled. */
  close(): Promise<void>;
}

/** A watcher of many runs wants their results; more frames would only cost time. */
const FRAME_EVERY_MS = 250;
const ESTIMATE_FROM = { progress: 0.01, elapsedMs: 250 };

export function createPool({ workers = availableParallelism(), clock = () => performance.now(), lingerMs, ...runner }: PoolOptions = {}): Pool {
  return new RunnerPool(() => createRunner({ frameEveryMs: FRAME_EVERY_MS, ...runner }), Math.max(1, workers), clock, lingerMs);
}

/** One runner as a pool; closing the pool leaves the runner open. */
export function poolOf(runner: Runner): Pool {
  const borrowed: Runner = { prepare: (simulation) => runner.prepare(simulation), start: (...what) => runner.start(...what), close: async () => {} };
  return new RunnerPool(() => borrowed, 1, () => performance.now());
}

class RunnerPool implements Pool {
  #runners: Runner[] = [];
  #idle: Runner[] = [];
  #batches: RunBatch[] = [];
  #lingering: NodeJS.Timeout | undefined;

  constructor(
    private readonly create: () => Runner,
    private readonly workers: number,
    private readonly clock: () => number,
    private readonly lingerMs?: number,
  ) {}

  run(requests: readonly RunRequest[], options: BatchOptions = {}): Batch {
    clearTimeout(this.#lingering);
    const batch = new RunBatch(requests, options, this.clock, () => this.#pump());
    this.#batches.push(batch);
    this.#pump();
    return batch;
  }

  async close(): Promise<void> {
    for (const batch of this.#batches) batch.cancel();
    await this.#dismiss();
  }

  async #dismiss(): Promise<void> {
    clearTimeout(this.#lingering);
    const runners = this.#runners;
    this.#runners = [];
    this.#idle = [];
    await Promise.all(runners.map((runner) => runner.close()));
  }

  /** Workers that nobody needs take memory. */
  #linger(): void {
    if (this.lingerMs === undefined || this.#batches.length > 0) return;
    clearTimeout(this.#lingering);
    this.#lingering = setTimeout(() => void this.#dismiss(), this.lingerMs);
    this.#lingering.unref();
  }

  #pump(): void {
    this.#batches = this.#batches.filter((batch) => !batch.over);
    this.#linger();
    for (;;) {
      const batch = this.#batches.find((candidate) => candidate.waiting);
      const runner = batch && this.#take();
      if (!batch || !runner) return;
      batch.startNext(runner, () => this.#idle.push(runner));
    }
  }

  #take(): Runner | undefined {
    const idle = this.#idle.pop();
    if (idle || this.#runners.length >= this.workers) return idle;
    const runner = this.create();
    this.#runners.push(runner);
    return runner;
  }
}

class RunBatch implements Batch {
  readonly finished: Promise<BatchResult>;
  readonly #metrics: (Metrics | undefined)[];
  readonly #active = new Map<number, Run>();
  readonly #began: number;
  #next = 0;
  #done = 0;
  #cancelled = false;
  #failure: { readonly index: number; readonly failure: RunFailure } | undefined;
  #settle: (result: BatchResult) => void = () => {};

  constructor(
    private readonly requests: readonly RunRequest[],
    private readonly options: BatchOptions,
    private readonly clock: () => number,
    private readonly freed: () => void,
  ) {
    this.#metrics = requests.map(() => undefined);
    this.#began = clock();
    this.finished = new Promise((resolve) => (this.#settle = resolve));
    if (requests.length === 0) this.#settle(this.#result());
  }

  get waiting(): boolean {
    return !this.#stopped && this.#next < this.requests.length && this.#active.size < (this.options.atOnce ?? Infinity);
  }

  get over(): boolean {
    return this.#active.size === 0 && (this.#stopped || this.#next === this.requests.length);
  }

  get #stopped(): boolean {
    return this.#cancelled || this.#failure !== undefined;
  }

  startNext(runner: Runner, release: () => void): void {
    const index = this.#next++;
    const run = runner.start(this.requests[index], { onFrame: () => this.#report() });
    this.#active.set(index, run);
    void run.finished.then((state) => {
      this.#active.delete(index);
      release();
      this.#ended(index, state);
      if (this.over) this.#settle(this.#result());
      this.freed();
    });
  }

  cancel(): void {
    if (this.over) return;
    this.#cancelled = true;
    if (this.#active.size === 0) this.#settle(this.#result());
    for (const run of this.#active.values()) run.cancel();
  }

  #ended(index: number, { status, frame, failure }: RunState): void {
    if (status === 'done' && frame) {
      this.#metrics[index] = frame.metrics;
      this.#done++;
      this.options.onResult?.(index, frame);
      this.#report();
    } else if (status === 'failed' && (this.#failure === undefined || index < this.#failure.index)) {
      this.#failure = { index, failure: failure ?? { kind: 'fault', message: 'internal: a run failed without a reason' } };
      // Those before it may fail as well, and would then be the first; those after it are of no use.
      for (const [other, run] of this.#active) if (other > index) run.cancel();
    }
  }

  #report(): void {
    const { onProgress } = this.options;
    if (!onProgress || this.#stopped) return;
    const total = this.requests.length;
    let through = this.#done;
    for (const run of this.#active.values()) through += run.state.frame?.progress ?? 0;
    const progress = Math.min(1, through / total);
    const elapsedMs = this.clock() - this.#began;
    const estimable = progress >= ESTIMATE_FROM.progress && elapsedMs >= ESTIMATE_FROM.elapsedMs;
    onProgress({ progress, done: this.#done, total, elapsedMs, ...(estimable ? { remainingMs: (elapsedMs * (1 - progress)) / progress } : {}), metrics: [...this.#metrics] });
  }

  #result(): BatchResult {
    if (this.#failure) {
      const { index, failure } = this.#failure;
      return { status: 'failed', metrics: this.#metrics.map((metrics, other) => (other < index ? metrics : undefined)), failure, failed: index };
    }
    const complete = this.#done === this.requests.length;
    return { status: complete ? 'done' : 'cancelled', metrics: [...this.#metrics] };
  }
}
