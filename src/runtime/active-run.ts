/** The watcher's side of one run: its state, its recording, and whom to tell. The runner feeds it; screens read it. */
import type { Frame } from '../lesson/index.js';
import { FrameRecording } from './recording.js';
import type { Run, RunFailure, RunRequest, RunState, StartOptions } from './types.js';

/** Too early to say how long it will take. */
const ESTIMATE_FROM = { progress: 0.01, elapsedMs: 250 };

export type Order = 'pause' | 'resume' | 'step' | 'cancel';

export class ActiveRun implements Run {
  readonly recording = new FrameRecording();
  readonly finished: Promise<RunState>;
  #state: RunState;
  #settle: (state: RunState) => void = () => {};
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly number: number,
    readonly request: RunRequest,
    readonly options: StartOptions,
    private readonly send: (run: ActiveRun, order: Order) => void,
  ) {
    this.#state = { status: options.paused ? 'paused' : 'running', elapsedMs: 0 };
    this.finished = new Promise((resolve) => (this.#settle = resolve));
  }

  get state(): RunState {
    return this.#state;
  }

  /** Whether it still can change. */
  get alive(): boolean {
    return this.#state.status === 'running' || this.#state.status === 'paused';
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  pause(): void {
    if (this.#state.status !== 'running') return;
    this.send(this, 'pause');
    this.#change({ status: 'paused' });
  }

  resume(): void {
    if (this.#state.status !== 'paused') return;
    this.send(this, 'resume');
    this.#change({ status: 'running' });
  }

  step(): void {
    if (!this.alive) return;
    this.send(this, 'step');
    if (this.#state.status === 'running') this.#change({ status: 'paused' });
  }

  cancel(): void {
    if (this.alive) this.send(this, 'cancel');
  }

  /** A frame arrived. */
  show(frame: Frame, elapsedMs: number): void {
    this.recording.add(frame);
    const { progress } = frame;
    const estimable = progress >= ESTIMATE_FROM.progress && elapsedMs >= ESTIMATE_FROM.elapsedMs;
    this.#change({ frame, elapsedMs, remainingMs: estimable ? (elapsedMs * (1 - progress)) / progress : undefined });
  }

  /** It is over. */
  end(status: 'done' | 'cancelled' | 'failed', elapsedMs: number, failure?: RunFailure): void {
    if (!this.alive) return;
    this.#change({ status, elapsedMs, failure, remainingMs: undefined });
    this.#settle(this.#state);
  }

  #change(changes: Partial<RunState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of [...this.#listeners]) listener();
  }
}
