/** What a run has found so far, pair by pair: the same split trained without the methods, with all of them, and with each alone. */
import { stats } from '../../src/core/index.js';
import type { Metrics } from '../../src/lesson/index.js';
import type { Method } from './methods.js';
import type { Curve, Outcome } from './training.js';

export type Contestant = 'baseline' | 'together' | Method;

export interface History {
  readonly methods: readonly Method[];
  /** One entry a pair that is done. */
  readonly outcomes: ReadonlyMap<Contestant, Outcome[]>;
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

export function emptyHistory(methods: readonly Method[]): History {
  return { methods, outcomes: new Map(contestantsOf(methods).map((contestant) => [contestant, []])) };
}

export const last = (values: readonly number[]): number => values[values.length - 1];
export const gapOf = (curve: Curve): number => last(curve.train) - last(curve.test);

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

export const meanOf = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number => stats.mean(outcomes.map(of));

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
    const curves = outcomes.map(({ curve }) => curve);
    const own = {
      accuracy: meanOf(outcomes, ({ curve }) => last(curve.truth)),
      gap: meanOf(outcomes, ({ curve }) => gapOf(curve)),
      train: meanOf(outcomes, ({ curve }) => last(curve.train)),
      test: meanOf(outcomes, ({ curve }) => last(curve.test)),
      testLoss: meanOf(outcomes, ({ curve }) => last(curve.testLoss)),
      peak: Math.max(...meanCurve(curves, 'truth')),
      memorized: memorizedBy(outcomes),
    };
    for (const [name, value] of Object.entries(own)) {
      if (value !== null) metrics[contestant === 'together' ? name : `baseline${name[0].toUpperCase()}${name.slice(1)}`] = value;
    }
    if (contestant === 'together') {
      metrics.trainingCost = meanOf(outcomes, ({ trainingCost }) => trainingCost);
      metrics.useCost = meanOf(outcomes, ({ useCost }) => useCost);
    }
  }
  for (const contestant of history.outcomes.keys()) {
    if (contestant === 'baseline') continue;
    const effect = effectOf(history, contestant);
    if (!effect) continue;
    const outcomes = outcomesOf(history, contestant);
    metrics[`effect.${contestant}`] = effect.mean;
    metrics[`wins.${contestant}`] = effect.wins;
    if (effect.standardDeviation !== null) metrics[`spread.${contestant}`] = effect.standardDeviation;
    metrics[`loss.${contestant}`] = meanOf(outcomes, ({ curve }) => last(curve.testLoss));
    metrics[`trainingCost.${contestant}`] = meanOf(outcomes, ({ trainingCost }) => trainingCost);
    metrics[`useCost.${contestant}`] = meanOf(outcomes, ({ useCost }) => useCost);
    if (contestant !== 'together') continue;
    metrics.improvement = effect.mean;
    metrics.wins = effect.wins;
    if (effect.interval) [metrics.improvementLow, metrics.improvementHigh] = effect.interval;
  }
  return metrics;
}
