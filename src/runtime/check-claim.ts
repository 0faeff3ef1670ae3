/**
 * Checks a claim live: its runs over several seeds, on one worker or on all cores, each seed's margin reported in order as it comes.
 * Claims of one level often share runs; a cache passed along lets each be computed once.
 */
import { judgeClaim, type Claim, type ClaimOutcome, type ClaimRun, type Metrics } from '../lesson/index.js';
import { poolOf, type BatchOptions, type Pool } from './pool.js';
import type { RunFailure, Runner, RunRequest } from './types.js';

export interface ClaimProgress {
  /** 0 to 1 over all runs. */
  readonly progress: number;
  /** The outcome over the seeds that are through. */
  readonly outcome: ClaimOutcome;
}

export interface ClaimCheck {
  cancel(): void;
  /** Settles (never rejects); `outcome` holds the seeds that got through, also after a cancel or a failure. */
  readonly finished: Promise<{ readonly status: 'done' | 'cancelled' | 'failed'; readonly outcome: ClaimOutcome; readonly failure?: RunFailure }>;
}

/** Metrics of finished runs, by what was asked for. */
export type RunCache = Map<string, Metrics>;

export function checkClaim(
  on: Runner | Pool,
  claim: Claim,
  seeds: readonly number[],
  onProgress: (progress: ClaimProgress) => void = () => {},
  cache: RunCache = new Map(),
  { atOnce }: Pick<BatchOptions, 'atOnce'> = {},
): ClaimCheck {
  const pool = 'run' in on ? on : poolOf(on);
  const wanted = new Map<string, RunRequest>();
  for (const seed of seeds) {
    for (const run of Object.values(claim.runs)) {
      const key = keyOf(run, seed);
      if (!cache.has(key)) wanted.set(key, { simulation: run.simulation, params: run.params ?? {}, seed });
    }
  }
  const keys = [...wanted.keys()];
  const margins: number[] = [];
  let fault: RunFailure | undefined;

  const outcome = () => judgeClaim(claim, seeds.slice(0, margins.length), [...margins]);
  const keep = (metrics: readonly (Metrics | undefined)[]) => {
    for (const [index, found] of metrics.entries()) if (found) cache.set(keys[index], found);
  };

  /** The margins of the next seeds, as far as all their runs are there. */
  function judge(progress: number): void {
    while (!fault && margins.length < seeds.length) {
      const results = resultsOf(seeds[margins.length]);
      if (!results) return;
      margins.push(marginOf(results, seeds[margins.length]));
      onProgress({ progress: wanted.size === 0 ? margins.length / seeds.length : progress, outcome: outcome() });
    }
  }

  function resultsOf(seed: number): Record<string, Metrics> | undefined {
    const results: Record<string, Metrics> = {};
    for (const [name, run] of Object.entries(claim.runs)) {
      const metrics = cache.get(keyOf(run, seed));
      if (!metrics) return undefined;
      results[name] = metrics;
    }
    return results;
  }

  function marginOf(results: Record<string, Metrics>, seed: number): number {
    const margin = claim.margin(results);
    if (!Number.isFinite(margin)) throw new Error(`seed ${seed}: the margin is ${margin}; it must be a finite number`);
    return margin;
  }

  function attempt(progress: number): void {
    try {
      judge(progress);
    } catch (error) {
      fault = { kind: 'fault', message: `claim ${claim.id}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  const batch = pool.run([...wanted.values()], {
    atOnce,
    onProgress: ({ progress, metrics }) => {
      if (fault) return;
      keep(metrics);
      const before = margins.length;
      attempt(progress);
      if (fault) batch.cancel();
      else if (margins.length === before) onProgress({ progress, outcome: outcome() });
    },
  });
  return {
    cancel: () => batch.cancel(),
    finished: batch.finished.then(({ status, metrics, failure }) => {
      keep(metrics);
      if (!fault && status === 'done') attempt(1);
      if (fault) return { status: 'failed', outcome: outcome(), failure: fault };
      return { status, outcome: outcome(), ...(failure ? { failure } : {}) };
    }),
  };
}

function keyOf({ simulation, params = {} }: ClaimRun, seed: number): string {
  return JSON.stringify([simulation, Object.entries(params).sort(), seed]);
}
