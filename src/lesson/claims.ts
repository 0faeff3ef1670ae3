/**
 * Claims: the sentences a level states as true of its simulations, each a margin computed from seeded runs.
 * They are tests (many seeds), and the level lets the learner check them live. Words: section `claims`, one sentence by id.
 */
import type { ParamValues } from './params.js';
import type { Metrics } from './simulation.js';

export interface ClaimRun {
  readonly simulation: string;
  readonly params?: ParamValues;
}

export interface Claim {
  readonly id: string;
  /** The runs that one seed makes; most claims need a single one. */
  readonly runs: Readonly<Record<string, ClaimRun>>;
  /** By how much the claim holds for one seed; at or below zero it fails. In the unit of the metric. */
  margin(metrics: Readonly<Record<string, Metrics>>): number;
  /** Share of seeds in which the margin must be positive: 1 unless the words say "usually". */
  readonly share?: number;
}

export interface ClaimOutcome {
  readonly seeds: readonly number[];
  readonly margins: readonly number[];
  readonly held: number;
  readonly passed: boolean;
}

export function judgeClaim(claim: Claim, seeds: readonly number[], margins: readonly number[]): ClaimOutcome {
  const held = margins.filter((margin) => margin > 0).length;
  return { seeds, margins, held, passed: margins.length > 0 && held >= (claim.share ?? 1) * margins.length };
}
