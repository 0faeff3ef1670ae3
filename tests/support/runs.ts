/** Runs of simulations for tests: the same run is computed once a test file. */
import type { Lesson, Metrics, ParamValues, Simulation } from '../../src/lesson/index.js';
import { runBreathing } from '../../scripts/lesson-check/breathing.js';

const known = new Map<string, Promise<Metrics>>();

/** The final metrics of a run. @throws as the simulation does */
export function metricsOf(simulation: Simulation, params: ParamValues, seed: number): Promise<Metrics> {
  const key = JSON.stringify([simulation.id, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)), seed]);
  const run = known.get(key) ?? runBreathing(simulation, params, seed).then((frame) => frame.metrics);
  known.set(key, run);
  return run;
}

/** @throws Error naming the simulations there are */
export function simulationOf(lesson: Lesson, id: string): Simulation {
  const found = lesson.simulations.find((simulation) => simulation.id === id);
  if (!found) throw new Error(`${lesson.id} has no simulation "${id}"; it has ${lesson.simulations.map((simulation) => simulation.id).join(', ')}`);
  return found;
}
