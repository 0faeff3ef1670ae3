/**
 * Every message between the UI thread and the worker. Each run has a number; messages of older runs are ignored.
 * Frames are paid for: a run starts with FRAMES_IN_FLIGHT and gets one back for each that the watcher acknowledges,
 * so a fast simulation cannot flood a slow terminal.
 */
import type { Frame } from '../lesson/index.js';
import type { Delivery, RunFailure, RunRequest } from './types.js';

/** Frames that may be on their way unacknowledged: enough for a short run to arrive whole. */
export const FRAMES_IN_FLIGHT = 16;

export type ToWorker =
  | { readonly type: 'prepare'; readonly simulation: string }
  | { readonly type: 'start'; readonly run: number; readonly request: RunRequest; readonly delivery: Delivery; readonly paused: boolean }
  | { readonly type: 'acknowledge' | 'pause' | 'resume' | 'step' | 'cancel'; readonly run: number };

export type FromWorker =
  /** The worker has loaded its code. */
  | { readonly type: 'ready' }
  | { readonly type: 'frame'; readonly run: number; readonly frame: Frame; readonly elapsedMs: number }
  | { readonly type: 'done' | 'cancelled'; readonly run: number; readonly elapsedMs: number }
  | { readonly type: 'failed'; readonly run: number; readonly failure: RunFailure; readonly elapsedMs: number };
