/** What the runtime promises to the layers above: start a run, watch it, steer it, get its result. */
import type { LearnerData } from '../data/learner/table.js';
import type { Frame, ParamValues } from '../lesson/index.js';

export interface RunRequest {
  readonly simulation: string;
  /** Missing ones take their defaults; all are checked before the first frame. */
  readonly params: ParamValues;
  readonly seed: number;
  readonly data?: LearnerData;
}

export type RunStatus = 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

/** Why a run failed: a learner's error to be said in their language, or a fault with its message and stack. */
export type RunFailure =
  | { readonly kind: 'user'; readonly key: string; readonly values: Readonly<Record<string, string | number>> }
  | { readonly kind: 'fault'; readonly message: string; readonly stack?: string };

/** A new object at every change, so it can be compared by identity. */
export interface RunState {
  readonly status: RunStatus;
  /** The newest frame that arrived. */
  readonly frame?: Frame;
  readonly failure?: RunFailure;
  /** Milliseconds of computing, pauses and waiting left out. */
  readonly elapsedMs: number;
  /** Estimated from progress; absent while there is nothing to estimate from. */
  readonly remainingMs?: number;
}

/** Frames of a run, thinned to a bounded number, oldest first; the first and the newest are always there. */
export interface Recording {
  readonly length: number;
  at(index: number): Frame;
}

export interface Run {
  readonly request: RunRequest;
  readonly state: RunState;
  readonly recording: Recording;
  /** Called after every change of state; not called more often than frames arrive. */
  subscribe(listener: () => void): () => void;
  pause(): void;
  resume(): void;
  /** One frame further, then paused. */
  step(): void;
  /** Ends within 100 ms, at a frame or by ending the worker. */
  cancel(): void;
  /** Settles (never rejects) when the run is done, cancelled or failed. */
  readonly finished: Promise<RunState>;
}

/** `newest`: frames the watcher has no time for are left out, never the last. `every`: none is left out; the simulation waits. */
export type Delivery = 'newest' | 'every';

export interface StartOptions {
  readonly delivery?: Delivery;
  /** Waits before its first frame for `step` or `resume`. */
  readonly paused?: boolean;
  /** Sees each frame that arrives, in order; with delivery `every` the simulation waits for its promise. */
  readonly onFrame?: (frame: Frame) => void | Promise<void>;
}

export interface Runner {
  /** Loads a simulation in the worker ahead of its first run. */
  prepare(simulation: string): void;
  /** Starts a run; another run still going on this runner is cancelled first. */
  start(request: RunRequest, options?: StartOptions): Run;
  /** Ends the worker; a run still going is cancelled. */
  close(): Promise<void>;
}
