/**
 * The frames of one run, checked as they come: the only place where a simulation's generator is made. The worker and
 * `runToEnd` both read from here, so what the tests see is what the screen sees.
 */
import { Random } from '../core/random/index.js';
import type { LearnerData } from '../data/learner/table.js';
import { metricSpec, resolveParams, type Frame, type ParamValues, type Simulation, type StartThreads } from '../lesson/index.js';
import { checkData, checkSeed } from './run-input.js';
import { startThreadsOf } from './threads.js';

export interface RunInput {
  /** Given values; the others take their defaults. */
  readonly params: ParamValues;
  readonly seed: number;
  readonly data?: LearnerData;
  /** Milliseconds from an arbitrary start; reaches only simulations that measure time. */
  readonly clock?: () => number;
}

/**
 * Runs a simulation frame by frame.
 * @throws UserError for parameters out of range, a seed that is none, data that is missing or unwanted, and what `check` finds
 * @throws Error (a fault of the simulation, named) for metrics that are unknown or not finite, progress outside 0..1 or
 *   falling, two panels with one id, or no frame at all
 */
export function* checkedFrames(simulation: Simulation, input: RunInput): Generator<Frame, void, void> {
  const params = resolveParams(simulation.params, input.params);
  checkSeed(input.seed);
  checkData(simulation, input.data);
  simulation.check?.(params, input.data);

  const random = new Random(input.seed);
  const clock = clockFor(simulation, input.clock ?? (() => performance.now()));
  let count = 0;
  let progress = 0;
  for (const frame of simulation.run({ params, random, data: input.data, clock, startThreads: threadsFor(simulation) })) {
    checkFrame(simulation, frame, progress, count);
    progress = frame.progress;
    count++;
    yield frame;
  }
  if (count === 0) throw new Error(`${simulation.id}: yielded no frame; yield at least one, the last is the result`);
}

function clockFor(simulation: Simulation, clock: () => number): () => number {
  if (Object.values(simulation.metrics).some((spec) => spec.measured)) return clock;
  return () => {
    throw new Error(`${simulation.id}: read the clock, but declares no measured metric; mark one \`measured: true\` or drop the clock`);
  };
}

function threadsFor(simulation: Simulation): StartThreads {
  if (simulation.thread) return startThreadsOf(simulation);
  return () => {
    throw new Error(`${simulation.id}: starts threads, but has no \`thread\` for them to run`);
  };
}

function checkFrame(simulation: Simulation, frame: Frame, before: number, index: number): void {
  const fault = (what: string) => new Error(`${simulation.id}, frame ${index}: ${what}`);
  if (!(frame.progress >= 0 && frame.progress <= 1)) throw fault(`progress is ${frame.progress}; it must be from 0 to 1`);
  if (frame.progress < before) throw fault(`progress falls from ${before} to ${frame.progress}; it must not fall`);
  for (const [name, value] of Object.entries(frame.metrics)) {
    if (!metricSpec(simulation.metrics, name)) throw fault(`metric "${name}" is not declared; declared: ${Object.keys(simulation.metrics).join(', ')}`);
    if (!Number.isFinite(value)) throw fault(`metric "${name}" is ${value}; metrics must be finite numbers (leave out what is not known yet)`);
  }
  const panels = new Set<string>();
  for (const { id } of frame.panels) {
    if (panels.has(id)) throw fault(`two panels have the id "${id}"; ids must differ within a frame`);
    panels.add(id);
  }
}
