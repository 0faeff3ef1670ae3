/**
 * A simulation: a pure generator from validated parameters and seeded randomness to frames. It knows no clock (unless
 * it is declared to measure time), no terminal and no files. Frames are plain data; the last one is the result.
 */
import type { Random } from '../core/random/index.js';
import type { LearnerData } from '../data/learner/table.js';
import type { Formatted } from './format.js';
import type { Label } from './label.js';
import type { Panel } from './panels.js';
import type { Params, ParamSpecs } from './params.js';
import type { StartThreads, ThreadContext } from './threads.js';

/** Flat record of finite numbers: what the challenge, the claims, the history and `--json` read. */
export type Metrics = Readonly<Record<string, number>>;

export interface Frame {
  /** 0 to 1. */
  readonly progress: number;
  readonly metrics: Metrics;
  readonly panels: readonly Panel[];
  /** What is happening now, for the status line: "round 7 of 12". */
  readonly note?: Label;
}

export interface MetricSpec extends Formatted {
  /** Which way is good; leaves comparisons uncoloured where neither is. */
  readonly better?: 'higher' | 'lower';
  /** Shown beside the plot, in the order declared; others are in `t`, history and --json. Shown unless false. */
  readonly headline?: boolean;
  /** Measured in time: exempt from determinism, and marked so on screen. */
  readonly measured?: boolean;
}
/** Words: `metric.NAME`. A name that ends in `.*` stands for a family such as coef.NAME (words get {name}). */
export type MetricSpecs = Readonly<Record<string, MetricSpec>>;

/** What a learner may bring. */
export type DataNeed =
  | { readonly kind: 'table'; /** how many files at most */ readonly files: 1 | 2; readonly required?: boolean }
  | { readonly kind: 'text'; readonly required?: boolean };

export interface RunContext<P extends ParamSpecs = ParamSpecs> {
  readonly params: Params<P>;
  readonly random: Random;
  /** The learner's own data, if any was given. */
  readonly data?: LearnerData;
  /** Milliseconds from an arbitrary start; handed only to simulations that declare a measured metric. */
  readonly clock: () => number;
  /** Starts threads of this simulation; refused to simulations that have no `thread`. */
  readonly startThreads: StartThreads;
}

export interface Simulation<P extends ParamSpecs = ParamSpecs> {
  /** Fixed for ever: commands, share codes and history name it. */
  readonly id: string;
  /** Raised whenever the same parameters and seed give other numbers than before. */
  readonly version: number;
  readonly params: P;
  readonly metrics: MetricSpecs;
  readonly data?: DataNeed;
  /** Rules between parameters, checked before a run. @throws UserError */
  check?(params: Params<P>, data?: LearnerData): void;
  run(context: RunContext<P>): Generator<Frame, void, void>;
  /** What each of the threads does that `run` starts with `startThreads`. Runs in that thread. */
  thread?(context: ThreadContext): void;
}

export function defineSimulation<const P extends ParamSpecs>(simulation: Simulation<P>): Simulation<P> {
  return simulation;
}

/** The spec of a metric, also for families: `coef.income` finds `coef.*`. */
export function metricSpec(specs: MetricSpecs, name: string): MetricSpec | undefined {
  return specs[name] ?? specs[metricFamily(name)];
}

/** `coef.income` -> `coef.*`; a name without a dot is its own family. */
export function metricFamily(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : `${name.slice(0, dot)}.*`;
}
