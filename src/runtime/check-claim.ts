/**
 * Checks a claim live: its runs over several seeds, one after the other in the worker, each seed's margin reported as it comes.
 * Claims of one level often share runs; a cache passed along lets each be computed once.
 */
import { judgeClaim, type Claim, type ClaimOutcome, type ClaimRun, type Metrics } from '../lesson/index.js';
import type { Run, RunFailure, Runner } from './types.js';

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
  runner: Runner,
  claim: Claim,
  seeds: readonly number[],
  onProgress: (progress: ClaimProgress) => void = () => {},
  cache: RunCache = new Map(),
): ClaimCheck {
  const names = Object.keys(claim.runs);
  const margins: number[] = [];
  let current: Run | undefined;
  let cancelled = false;

  const outcome = () => judgeClaim(claim, seeds.slice(0, margins.length), [...margins]);
  const report = (runsDone: number) => onProgress({ progress: Math.min(1, runsDone / (seeds.length * names.length)), outcome: outcome() });

  async function metricsOf({ simulation, params = {} }: ClaimRun, seed: number, done: number): Promise<Metrics | RunFailure | undefined> {
    const key = JSON.stringify([simulation, Object.entries(params).sort(), seed]);
    const known = cache.get(key);
    if (known) return known;
    current = runner.start({ simulation, params, seed }, { onFrame: (frame) => report(done + frame.progress) });
    const { status, frame, failure } = await current.finished;
    if (status === 'done' && frame) cache.set(key, frame.metrics);
    return status === 'done' ? frame?.metrics : failure;
  }

  async function check(): ClaimCheck['finished'] {
    for (const seed of seeds) {
      const results: Record<string, Metrics> = {};
      for (const [index, name] of names.entries()) {
        if (cancelled) return { status: 'cancelled', outcome: outcome() };
        const result = await metricsOf(claim.runs[name], seed, margins.length * names.length + index);
        if (!result) return { status: 'cancelled', outcome: outcome() };
        if (isFailure(result)) return { status: 'failed', outcome: outcome(), failure: result };
        results[name] = result;
      }
      const margin = claim.margin(results);
      if (!Number.isFinite(margin)) throw new Error(`seed ${seed}: the margin is ${margin}; it must be a finite number`);
      margins.push(margin);
      report(margins.length * names.length);
    }
    return { status: 'done', outcome: outcome() };
  }

  const finished = check().catch((error: unknown) => ({
    status: 'failed' as const,
    outcome: outcome(),
    failure: { kind: 'fault' as const, message: `claim ${claim.id}: ${error instanceof Error ? error.message : String(error)}` },
  }));
  return {
    cancel: () => {
      cancelled = true;
      current?.cancel();
    },
    finished,
  };
}

/** Metrics are numbers throughout; only a failure has a word under `kind`. */
function isFailure(result: Metrics | RunFailure): result is RunFailure {
  return typeof result.kind === 'string';
}
