/** One run from the command line: in the worker, with a live line on stderr, stopped by Ctrl-C, put into the history at the end. */
import type { LearnerData } from '../../data/learner/table.js';
import type { Frame, ParamValues, Prediction } from '../../lesson/index.js';
import { all, finishRun, localDay, practise, type RunRecord } from '../../progress/index.js';
import { createRunner, type Delivery, type RunState } from '../../runtime/index.js';
import type { Context } from '../context.js';
import type { Named } from '../simulation.js';
import { liveLine } from './live-line.js';

export interface RunPlan extends Named {
  readonly params: ParamValues;
  readonly seed: number;
  readonly data?: LearnerData;
  /** Absolute paths of the files behind `data`. */
  readonly files: readonly string[];
}

export interface Finished {
  readonly plan: RunPlan;
  readonly frame: Frame;
  readonly elapsedMs: number;
  /** As it is in the history, if it went there. */
  readonly record?: RunRecord;
}

export interface ExecuteOptions {
  /** With `every` the simulation waits for `onFrame`. */
  readonly delivery?: Delivery;
  readonly onFrame?: (frame: Frame) => void | Promise<void>;
  /** Whether the run goes to the history. */
  readonly keep: boolean;
}

export type Outcome = { readonly finished: Finished } | { readonly interrupted: true } | { readonly failed: RunState };

export async function execute(plan: RunPlan, context: Context, options: ExecuteOptions): Promise<Outcome> {
  const { io } = context;
  const runner = createRunner(io.connect ? { connect: io.connect } : {});
  const live = liveLine(context, plan);
  const { simulation, params, seed, data } = plan;
  const run = runner.start({ simulation: simulation.id, params, seed, data }, { delivery: options.delivery, onFrame: options.onFrame });
  const leave = io.onInterrupt(() => run.cancel());
  run.subscribe(() => live.show(run.state));
  try {
    const state = await run.finished;
    live.clear();
    if (state.status === 'cancelled') return { interrupted: true };
    if (state.status === 'failed' || !state.frame) return { failed: state };
    const { frame, elapsedMs } = state;
    return { finished: { plan, frame, elapsedMs, record: options.keep ? remember(plan, frame, elapsedMs, context) : undefined } };
  } finally {
    leave();
    await runner.close();
  }
}

function remember({ simulation, level, lesson, params, seed, files }: RunPlan, frame: Frame, elapsedMs: number, { progress, io }: Context): RunRecord {
  const prediction = lesson.predictions.find((candidate) => candidate.simulation === simulation.id);
  const run = {
    simulation: simulation.id,
    version: simulation.version,
    params,
    seed,
    metrics: frame.metrics,
    elapsedMs: Math.round(elapsedMs),
    finishedAt: progress.now(),
    ...(files.length > 0 ? { data: files } : {}),
  };
  const finished = finishRun(level.id, run, prediction && outcomeOf(prediction, frame));
  const { runs } = progress.apply(all(finished, practise(localDay(io.clock()), elapsedMs / 1000)));
  return runs[runs.length - 1];
}

/** What the run showed; nothing where the prediction cannot be judged by it. */
function outcomeOf(prediction: Prediction, { metrics }: Frame): string | undefined {
  const outcome = prediction.outcome(metrics);
  return outcome !== undefined && prediction.options.includes(outcome) ? outcome : undefined;
}
