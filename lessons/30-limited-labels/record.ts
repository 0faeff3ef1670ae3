/** What a run has found so far, repetition by repetition, and the numbers made from it. Everyone is paired with the same baseline. */
import { math, stats } from '../../src/core/index.js';
import type { Metrics } from '../../src/lesson/index.js';
import type { Result } from './pipeline.js';
import { isOpen, ORDER, type Approach, type Control, type Situation } from './situation.js';

export type Contestant = 'baseline' | 'own' | Approach | Control;
/** Whose guessed labels are counted. */
export const GUESSERS = ['semiSupervised', 'selfTraining', 'weak', 'atOnce'] as const satisfies readonly Contestant[];

export interface History {
  readonly situation: Situation;
  readonly budget: number;
  /** Pieces of the learner's own pipeline that differ from the baseline. */
  readonly pieces: number;
  /** Test accuracies, one a repetition that is done. */
  readonly accuracies: ReadonlyMap<Contestant, number[]>;
  readonly guessedRight: ReadonlyMap<Contestant, number[]>;
  /** Rows bought, and wrong guesses, of the first repetition. */
  readonly examples: Map<Contestant, Pick<Result, 'bought' | 'wrong'>>;
}

export function emptyHistory(contestants: readonly Contestant[], situation: Situation, budget: number, pieces: number): History {
  const lists = () => new Map(contestants.map((contestant): [Contestant, number[]] => [contestant, []]));
  return { situation, budget, pieces, accuracies: lists(), guessedRight: lists(), examples: new Map() };
}

export function keep(history: History, contestant: Contestant, { accuracy, guessedRight, bought, wrong }: Partial<Result> & Pick<Result, 'accuracy'>): void {
  history.accuracies.get(contestant)?.push(accuracy);
  if (guessedRight !== undefined) history.guessedRight.get(contestant)?.push(guessedRight);
  if (bought && !history.examples.has(contestant)) history.examples.set(contestant, { bought, ...(wrong && { wrong }) });
}

export const accuraciesOf = (history: History, contestant: Contestant): readonly number[] => history.accuracies.get(contestant) ?? [];

/** Mean over the repetitions; undefined before the first. */
export function meanOf(values: readonly number[] | undefined): number | undefined {
  return values && values.length > 0 ? stats.mean(values) : undefined;
}

/** Accuracy less that of the baseline in the same world; undefined before the first. */
export function gainOf(history: History, contestant: Contestant): stats.PairedDifference | undefined {
  const treated = accuraciesOf(history, contestant);
  if (treated.length === 0) return undefined;
  return stats.pairedDifference(treated, accuraciesOf(history, 'baseline').slice(0, treated.length));
}

/**
 * With how many labels the baseline would be as good, read off between its accuracies with one, two and four budgets on a logarithmic
 * scale. 'fewer' or 'more' where it is beyond; undefined before all are known.
 */
export function worthOf(history: History, accuracy: number): number | 'fewer' | 'more' | undefined {
  const known = (['baseline', 'moreLabels', 'fourTimes'] as const).map((contestant) => meanOf(accuraciesOf(history, contestant)));
  const curve = known.flatMap((mean) => mean ?? []);
  if (curve.length < known.length) return undefined;
  if (accuracy < curve[0]) return 'fewer';
  const at = curve.findIndex((mean, i) => i > 0 && accuracy <= mean);
  if (at < 0) return 'more';
  const share = curve[at] > curve[at - 1] ? (accuracy - curve[at - 1]) / (curve[at] - curve[at - 1]) : 0;
  return history.budget * math.pow(2, at - 1 + share);
}

/** The approaches that this situation allows and that have been tried, best first; buying more labels is not among them. */
export function ranking(history: History): { readonly approach: Approach; readonly gain: number }[] {
  return ORDER.flatMap((approach) => {
    const gain = approach === 'moreLabels' || !isOpen(approach, history.situation) ? undefined : gainOf(history, approach);
    return gain ? [{ approach, gain: gain.mean }] : [];
  }).sort((a, b) => b.gain - a.gain);
}

/** What is not known yet is left out. */
export function metricsOf(history: History): Metrics {
  const metrics: Record<string, number> = {};
  const put = (name: string, value: number | undefined | null) => {
    if (value !== undefined && value !== null) metrics[name] = value;
  };
  put('baselineAccuracy', meanOf(accuraciesOf(history, 'baseline')));
  put('bestGain', ranking(history).at(0)?.gain);
  const own = gainOf(history, 'own');
  if (history.pieces === 0 && metrics.baselineAccuracy !== undefined) {
    // An own pipeline in which nothing is changed is the baseline.
    put('accuracy', metrics.baselineAccuracy);
    put('improvement', 0);
  }
  if (own) {
    const accuracy = meanOf(accuraciesOf(history, 'own')) ?? 0;
    put('accuracy', accuracy);
    put('improvement', own.mean);
    put('spread', own.standardDeviation);
    put('wins', own.wins);
    const worth = worthOf(history, accuracy);
    if (typeof worth === 'number') put('worth', worth);
  }
  put('pieces', history.pieces);
  for (const contestant of history.accuracies.keys()) {
    if (contestant === 'baseline' || contestant === 'own') continue;
    put(`gain.${contestant}`, gainOf(history, contestant)?.mean);
  }
  for (const contestant of GUESSERS) put(`guessed.${contestant}`, meanOf(history.guessedRight.get(contestant)));
  return metrics;
}
