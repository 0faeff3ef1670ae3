// Runs a simulation to its end in this thread without holding it for long: a test runner or a terminal stays in touch.

import { setImmediate } from 'node:timers/promises';
import type { Frame, ParamValues, Simulation } from '../../src/lesson/index.js';
import { checkedFrames } from '../../src/runtime/frames.js';

const BREATH_MS = 500;

/**
 * @returns the last frame: the result
 * @throws what the simulation throws, and what the frame checks find
 */
export async function runBreathing(simulation: Simulation, params: ParamValues, seed: number, onFrame: (frame: Frame) => void = () => {}): Promise<Frame> {
  let last: Frame | undefined;
  let breath = performance.now();
  for (const frame of checkedFrames(simulation, { params, seed })) {
    last = frame;
    onFrame(frame);
    if (performance.now() - breath > BREATH_MS) {
      await setImmediate();
      breath = performance.now();
    }
  }
  if (!last) throw new Error(`internal: ${simulation.id} ended without a frame`); // checkedFrames has seen to it
  return last;
}
