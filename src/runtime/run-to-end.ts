/** One run from first frame to last in this thread: for tests, claims and scripts. Screens use the worker (runner.ts). */
import type { LearnerData } from '../data/learner/table.js';
import type { Frame, Metrics, ParamSpecs, ParamValues, Simulation } from '../lesson/index.js';
import { checkedFrames } from './frames.js';

export interface Outcome {
  /** Of the last frame. */
  readonly metrics: Metrics;
  /** The last frame: the result. */
  readonly frame: Frame;
  /** How many frames there were. */
  readonly frames: number;
}

/**
 * Runs a simulation to its end, checking every frame.
 * @param params   given values over the defaults
 * @param onFrame  sees every frame; no frame is kept but the last
 * @throws UserError and Error as {@link checkedFrames}
 */
export function runToEnd<P extends ParamSpecs>(
  simulation: Simulation<P>,
  params: ParamValues = {},
  seed = 0,
  data?: LearnerData,
  onFrame?: (frame: Frame, index: number) => void,
): Outcome {
  let last: Frame | undefined;
  let frames = 0;
  for (const frame of checkedFrames(simulation, { params, seed, data })) {
    last = frame;
    onFrame?.(frame, frames);
    frames++;
  }
  if (!last) throw new Error(`internal: ${simulation.id} ended without a frame`); // checkedFrames has seen to it
  return { metrics: last.metrics, frame: last, frames };
}
