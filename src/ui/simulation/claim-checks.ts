/** The claims of a level and what checking them live has found so far. One is checked at a time, on all cores; runs that claims share are made once. */
import type { Claim, ClaimOutcome } from '../../lesson/index.js';
import { checkClaim, type ClaimCheck, type RunCache } from '../../runtime/check-claim.js';
import { seedsFrom } from '../../runtime/many-seeds.js';
import type { BatchOptions, Pool } from '../../runtime/pool.js';
import type { RunFailure } from '../../runtime/types.js';

export type ClaimState =
  | { readonly kind: 'unchecked' }
  /** Progress 0 to 1 over all seeds; the outcome over those that are through. */
  | { readonly kind: 'checking'; /** how many there will be */ readonly seeds: number; readonly progress: number; readonly outcome?: ClaimOutcome }
  | { readonly kind: 'judged'; readonly outcome: ClaimOutcome }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure?: RunFailure };

/** How many unless told: few enough to wait for, more than luck explains. */
export const CLAIM_SEEDS = 5;
const FIRST_SEED = 1;
const SHOW_EVERY_MS = 100;
const UNCHECKED: ClaimState = { kind: 'unchecked' };

export class ClaimChecks {
  #states: ReadonlyMap<string, ClaimState> = new Map();
  #active: { readonly claim: string; readonly check: ClaimCheck } | undefined;
  #shown = Number.NEGATIVE_INFINITY;
  readonly #cache: RunCache = new Map();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly pool: Pool,
    private readonly clock: () => number,
    private readonly options: Pick<BatchOptions, 'atOnce'> = {},
  ) {}

  /** A new map at every change. */
  get states(): ReadonlyMap<string, ClaimState> {
    return this.#states;
  }

  of(claim: string): ClaimState {
    return this.#states.get(claim) ?? UNCHECKED;
  }

  get busy(): boolean {
    return this.#active !== undefined;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Checks a claim; what is being checked is stopped first. */
  check(claim: Claim, seeds = CLAIM_SEEDS): void {
    this.checkAll([claim], seeds);
  }

  /** One after the other. */
  checkAll([claim, ...others]: readonly Claim[], seeds: number): void {
    this.stop();
    if (claim === undefined) return;
    this.#set(claim.id, { kind: 'checking', seeds, progress: 0 });
    const check = checkClaim(
      this.pool,
      claim,
      seedsFrom(FIRST_SEED, seeds),
      ({ progress, outcome }) => {
        const now = this.clock();
        if (this.#active?.check !== check || now - this.#shown < SHOW_EVERY_MS) return;
        this.#shown = now;
        this.#set(claim.id, { kind: 'checking', seeds, progress, outcome });
      },
      this.#cache,
      this.options,
    );
    this.#active = { claim: claim.id, check };
    void check.finished.then(({ status, outcome, failure }) => {
      if (this.#active?.check !== check) return;
      this.#active = undefined;
      this.#set(claim.id, status === 'done' ? { kind: 'judged', outcome } : status === 'failed' ? { kind: 'failed', failure } : { kind: 'stopped' });
      this.checkAll(others, seeds);
    });
  }

  stop(): void {
    const active = this.#active;
    if (active === undefined) return;
    this.#active = undefined;
    active.check.cancel();
    this.#set(active.claim, { kind: 'stopped' });
  }

  #set(claim: string, state: ClaimState): void {
    this.#states = new Map(this.#states).set(claim, state);
    for (const listener of [...this.#listeners]) listener();
  }
}
