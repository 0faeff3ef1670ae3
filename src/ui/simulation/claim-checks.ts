/** The claims of a level and what checking them live has found so far. One is checked at a time; runs that claims share are made once. */
import type { Claim, ClaimOutcome } from '../../lesson/index.js';
import { checkClaim, type ClaimCheck, type RunCache, type RunFailure, type Runner } from '../../runtime/index.js';

export type ClaimState =
  | { readonly kind: 'unchecked' }
  /** Progress 0 to 1 over all seeds; the outcome over those that are through. */
  | { readonly kind: 'checking'; readonly progress: number; readonly outcome?: ClaimOutcome }
  | { readonly kind: 'judged'; readonly outcome: ClaimOutcome }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure?: RunFailure };

/** Few enough to wait for, more than luck explains. */
export const CLAIM_SEEDS: readonly number[] = [1, 2, 3, 4, 5];
const SHOW_EVERY_MS = 100;
const UNCHECKED: ClaimState = { kind: 'unchecked' };

export class ClaimChecks {
  #states: ReadonlyMap<string, ClaimState> = new Map();
  #active: { readonly claim: string; readonly check: ClaimCheck } | undefined;
  #shown = Number.NEGATIVE_INFINITY;
  readonly #cache: RunCache = new Map();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly runner: Runner,
    private readonly clock: () => number,
    private readonly seeds: readonly number[] = CLAIM_SEEDS,
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

  /** Checks a claim; one that is being checked is stopped first. */
  check(claim: Claim): void {
    this.stop();
    this.#set(claim.id, { kind: 'checking', progress: 0 });
    const check = checkClaim(
      this.runner,
      claim,
      this.seeds,
      ({ progress, outcome }) => {
        const now = this.clock();
        if (this.#active?.check !== check || now - this.#shown < SHOW_EVERY_MS) return;
        this.#shown = now;
        this.#set(claim.id, { kind: 'checking', progress, outcome });
      },
      this.#cache,
    );
    this.#active = { claim: claim.id, check };
    void check.finished.then(({ status, outcome, failure }) => {
      if (this.#active?.check !== check) return;
      this.#active = undefined;
      this.#set(claim.id, status === 'done' ? { kind: 'judged', outcome } : status === 'failed' ? { kind: 'failed', failure } : { kind: 'stopped' });
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
