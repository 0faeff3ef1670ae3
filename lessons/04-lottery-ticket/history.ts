/** What has happened so far in a run of this level, round by round: all that metrics and panels are made from. */
import type { Cost } from './cost.js';
import { EARLY, type LearningCurve } from './network.js';
import { countKept, countWeights, type Masks } from './values.js';

/** Who is trained in a round: the ticket, and networks that share only some of what makes it one. */
export type Contestant = 'ticket' | 'signs' | 'reinit' | 'random';

export interface Round {
  readonly masks: Masks;
  /** Share of the weights that the masks keep, 0 to 1. */
  readonly kept: number;
  readonly curves: Partial<Record<Contestant, LearningCurve>>;
  /** All trainings of the round have been run. */
  complete: boolean;
}

export interface History {
  /** Who is trained in every round but the first. */
  readonly contestants: readonly Contestant[];
  readonly rounds: Round[];
  cost: Cost;
}

export function beginRound(history: History, masks: Masks): Round {
  const round: Round = { masks, kept: countKept(masks) / countWeights(masks), curves: {}, complete: false };
  history.rounds.push(round);
  return round;
}

export function currentRound(history: History): Round {
  return history.rounds[history.rounds.length - 1];
}

/** The last round whose trainings are all done, if there is one yet. */
export function lastComplete(history: History): Round | undefined {
  return history.rounds.filter((round) => round.complete).at(-1);
}

/** Accuracy when training ended. */
export function finalAccuracy(curve: LearningCurve | undefined): number | undefined {
  return curve?.accuracy.at(-1);
}

/** Accuracy before the first step. */
export function untrainedAccuracy(curve: LearningCurve | undefined): number | undefined {
  return curve?.accuracy[0];
}

/** Accuracy at the checkpoint that counts as early. */
export function earlyAccuracy(curve: LearningCurve | undefined): number | undefined {
  if (!curve) return undefined;
  const last = curve.steps[curve.steps.length - 1];
  return curve.accuracy[curve.steps.findIndex((step) => step >= EARLY * last)];
}
