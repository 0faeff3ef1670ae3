/** Runs of simulations for tests: computed once a test file, and breathing, so that the test runner stays in touch meanwhile. */
import { setImmediate } from 'node:timers/promises';
import type { Frame, Lesson, Metrics, ParamValues, Simulation } from '../../src/lesson/index.js';
import { checkedFrames } from '../../src/runtime/frames.js';

const BREATH_MS = 500;
const known = new Map<string, Promise<Metrics>>();

/** The final metrics of a run; the same run is computed once. @throws as the simulation does */
export function metricsOf(simulation: Simulation, params: ParamValues, seed: number): Promise<Metrics> {
  const key = JSON.stringify([simulation.id, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)), seed]);
  const run = known.get(key) ?? runBreathing(simulation, params, seed);
  known.set(key, run);
  return run;
}

/** Runs to the end, checking every frame, and hands back the last one's metrics. */
export async function runBreathing(simulation: Simulation, params: ParamValues, seed: number, onFrame: (frame: Frame) => void = () => {}): Promise<Metrics> {
  let metrics: Metrics = {};
  let breath = performance.now();
  for (const frame of checkedFrames(simulation, { params, seed })) {
    metrics = frame.metrics;
    onFrame(frame);
    if (performance.now() - breath > BREATH_MS) {
      await setImmediate();
      breath = performance.now();
    }
  }
  return metrics;
}

/** @throws Error naming the simulations there are */
export function simulationOf(lesson: Lesson, id: string): Simulation {
  const found = lesson.simulations.find((simulation) => simulation.id === id);
  if (!found) throw new Error(`${lesson.id} has no simulation "${id}"; it has ${lesson.simulations.map((simulation) => simulation.id).join(', ')}`);
  return found;
}
