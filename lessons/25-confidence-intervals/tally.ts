/** What all worlds so far have shown: the intervals of each method against the two truths, and the metrics made from them. */
import { stats } from '../../src/core/index.js';
import type { Metrics } from '../../src/lesson/index.js';
import { METHODS, type Method } from './methods.js';

/**
 * Whose accuracy is asked for: that of the one trained model; of the training procedure, averaged over training sets; or of trainings
 * on the very same training set, averaged over seeds, on the very same test set.
 */
export const TARGETS = ['model', 'procedure', 'rerun'] as const;
export type Target = (typeof TARGETS)[number];

export interface World {
  readonly intervals: Partial<Record<Method, stats.Interval>>;
  /** True accuracy of this world's model. */
  readonly modelTruth: number;
  /** Mean accuracy of many more seeds on this world's training and test set. */
  readonly rerunTruth: number;
  /** .632 estimate of the accuracy, where training sets were bootstrapped. */
  readonly point632?: number;
}

export interface Tally {
  readonly worlds: World[];
  /** True accuracy of the training procedure; the model's own where nothing is trained. */
  procedureTruth: number;
  /** Standard deviation of the true accuracy from one training set to the next. */
  trainingSpread: number;
}

export function truthOf(world: World, tally: Tally, target: Target): number {
  return target === 'model' ? world.modelTruth : target === 'rerun' ? world.rerunTruth : tally.procedureTruth;
}

export interface Coverage {
  readonly hits: number;
  readonly worlds: number;
  /** Wilson interval of the coverage at 95 %. */
  readonly interval: stats.Interval;
}

export const covers = ({ low, high }: stats.Interval, truth: number): boolean => low <= truth && truth <= high;

/** undefined before the first interval of the method. */
export function coverageOf(tally: Tally, method: Method, target: Target): Coverage | undefined {
  let [hits, worlds] = [0, 0];
  for (const world of tally.worlds) {
    const interval = world.intervals[method];
    if (!interval) continue;
    worlds++;
    if (covers(interval, truthOf(world, tally, target))) hits++;
  }
  return worlds === 0 ? undefined : { hits, worlds, interval: stats.proportionInterval(hits, worlds, 'wilson') };
}

export function coverageShare(tally: Tally, method: Method, target: Target): number | undefined {
  const coverage = coverageOf(tally, method, target);
  return coverage && coverage.hits / coverage.worlds;
}

/** Mean width of a method's intervals; undefined before the first. */
export function meanWidth({ worlds }: Tally, method: Method): number | undefined {
  const widths = worlds.flatMap(({ intervals }) => {
    const interval = intervals[method];
    return interval ? [interval.high - interval.low] : [];
  });
  return widths.length === 0 ? undefined : stats.mean(widths);
}

export interface Settings {
  readonly show: Method;
  readonly target: Target;
  readonly testSize: number;
  /** Trainings that one world costs beside the model itself. */
  readonly extraTrainings: number;
}

export function metricsOf(tally: Tally, { show, target, testSize, extraTrainings }: Settings): Metrics {
  const metrics: Record<string, number> = {
    worlds: tally.worlds.length,
    testSize,
    extraTrainings,
    procedureAccuracy: tally.procedureTruth,
    trainingSpread: tally.trainingSpread,
  };
  const put = (name: string, value: number | undefined) => {
    if (value !== undefined) metrics[name] = value;
  };
  for (const method of METHODS) {
    put(`coverage.${method}`, coverageShare(tally, method, 'model'));
    put(`procedureCoverage.${method}`, coverageShare(tally, method, 'procedure'));
    put(`rerunCoverage.${method}`, coverageShare(tally, method, 'rerun'));
    put(`width.${method}`, meanWidth(tally, method));
  }
  put('shownCoverage', coverageShare(tally, show, target));
  put('shownWidth', meanWidth(tally, show));
  const bootstrapped = tally.worlds.filter(({ point632 }) => point632 !== undefined);
  if (bootstrapped.length > 0) {
    put('leftOutBias', stats.mean(bootstrapped.map(({ intervals, modelTruth }) => (intervals.bootTrain?.estimate ?? modelTruth) - modelTruth)));
    put('bias632', stats.mean(bootstrapped.map(({ point632, modelTruth }) => (point632 ?? modelTruth) - modelTruth)));
  }
  return metrics;
}
