/** What a run has found so far, pair by pair: the same split trained without the methods, with all of them, and with each alone. */
import { stats } from '../../src/core/index.js';
import type { Metrics } from '../../src/lesson/index.js';
import type { Method } from './methods.js';
import type { Curve, Outcome } from './training.js';

export type Contestant = 'baseline' | 'together' | Method;

/** Sizes of the training set along the learning curve, and what was found there in each repetition. */
export interface SizePoint {
  readonly size: number;
  readonly curves: { readonly baseline: Curve[]; readonly together: Curve[] };
}

export interface History {
  readonly methods: readonly Method[];
  /** One entry a pair that is done. */
  readonly outcomes: ReadonlyMap<Contestant, Outcome[]>;
  readonly sizes: readonly SizePoint[];
  /** The training that is going on. */
  running?: { readonly contestant: Contestant; readonly curve: Curve };
}

/** Who is trained on each split, in this order. Without methods there is the baseline only; one method alone is the same as together. */
export function contestantsOf(methods: readonly Method[]): Contestant[] {
  return ['baseline', ...(methods.length > 0 ? (['together'] as const) : []), ...(methods.length > 1 ? methods : [])];
}

/** Whose curves are drawn. */
export function comparedOf({ methods }: Pick<History, 'methods'>): readonly ('baseline' | 'together')[] {
  return methods.length > 0 ? ['baseline', 'together'] : ['baseline'];
}

export function emptyHistory(methods: readonly Method[], sizes: readonly number[]): History {
  return {
    methods,
    outcomes: new Map(contestantsOf(methods).map((contestant) => [contestant, []])),
    sizes: sizes.map((size) => ({ size, curves: { baseline: [], together: [] } })),
  };
}

export const last = (values: readonly number[]): number => values[values.length - 1];
export const gapOf = (curve: Curve): number => last(curve.train) - last(curve.validation);

/** Outcomes so far. */
export function outcomesOf(history: History, contestant: Contestant): readonly Outcome[] {
  return history.outcomes.get(contestant) ?? [];
}

/** Accuracy (what the images really show) less that of the baseline on the same split; undefined before the first pair. */
export function effectOf(history: History, contestant: Contestant): stats.PairedDifference | undefined {
  const treated = outcomesOf(history, contestant);
  if (treated.length === 0) return undefined;
  const accuracies = (outcomes: readonly Outcome[]) => outcomes.map(({ curve }) => last(curve.truth));
  return stats.pairedDifference(accuracies(treated), accuracies(outcomesOf(history, 'baseline').slice(0, treated.length)));
}

/** Mean share of the wrong labels given back; null where no label is wrong. */
export function memorizedBy(outcomes: readonly Outcome[]): number | null {
  const shares = outcomes.flatMap(({ memorized }) => memorized ?? []);
  return shares.length === 0 ? null : stats.mean(shares);
}

/** Mean of each entry over curves of equal length. */
export function meanCurve(curves: readonly Curve[], part: keyof Curve): number[] {
  return curves.length === 0 ? [] : curves[0][part].map((_, i) => stats.mean(curves.map((curve) => curve[part][i])));
}

/** What is not known yet is left out. */
export function metricsOf(history: History): Metrics {
  const metrics: Record<string, number> = { methods: history.methods.length };
  for (const contestant of ['baseline', 'together'] as const) {
    const outcomes = outcomesOf(history, contestant);
    if (outcomes.length === 0) continue;
    const name = (base: string) => (contestant === 'together' ? base : `baseline${base[0].toUpperCase()}${base.slice(1)}`);
    const mean = (of: (outcome: Outcome) => number) => stats.mean(outcomes.map(of));
    metrics[name('accuracy')] = mean(({ curve }) => last(curve.truth));
    metrics[name('gap')] = mean(({ curve }) => gapOf(curve));
    metrics[name('train')] = mean(({ curve }) => last(curve.train));
    metrics[name('validation')] = mean(({ curve }) => last(curve.validation));
    metrics[name('validationLoss')] = mean(({ curve }) => last(curve.validationLoss));
    metrics[name('lowestLoss')] = Math.min(...meanCurve(outcomes.map(({ curve }) => curve), 'validationLoss'));
    metrics[name('peak')] = Math.max(...meanCurve(outcomes.map(({ curve }) => curve), 'truth'));
    metrics[name('attacked')] = mean(({ attacked }) => attacked);
    const memorized = memorizedBy(outcomes);
    if (memorized !== null) metrics[name('memorized')] = memorized;
  }
  for (const contestant of history.outcomes.keys()) {
    if (contestant === 'baseline') continue;
    const effect = effectOf(history, contestant);
    if (!effect) continue;
    metrics[`effect.${contestant}`] = effect.mean;
    metrics[`wins.${contestant}`] = effect.wins;
    if (effect.standardDeviation !== null) metrics[`spread.${contestant}`] = effect.standardDeviation;
    metrics[`loss.${contestant}`] = stats.mean(outcomesOf(history, contestant).map(({ curve }) => last(curve.validationLoss)));
    metrics[`attacked.${contestant}`] = stats.mean(outcomesOf(history, contestant).map(({ attacked }) => attacked));
    if (contestant !== 'together') continue;
    metrics.improvement = effect.mean;
    metrics.wins = effect.wins;
    if (effect.interval) [metrics.improvementLow, metrics.improvementHigh] = effect.interval;
  }
  for (const { size, curves } of history.sizes) {
    for (const who of comparedOf(history)) {
      if (curves[who].length === 0) continue;
      metrics[`${who}GapAt.${size}`] = stats.mean(curves[who].map(gapOf));
      metrics[`${who}At.${size}`] = stats.mean(curves[who].map((curve) => last(curve.truth)));
    }
  }
  return metrics;
}
