/** Many runs of one plan as a screen shows them: started, watched a few times a second, stopped. It outlives the screen. */
import type { Pool, RunFailure } from '../../runtime/index.js';
import { runPlan, type PlanPoint, type PlanProgress, type RunningPlan, type SeedPlan } from '../../runtime/seed-plan.js';

export interface JobState {
  readonly plan: SeedPlan;
  readonly status: 'running' | 'done' | 'cancelled' | 'failed';
  /** 0 to 1 over all runs. */
  readonly progress: number;
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
  readonly remainingMs?: number;
  readonly points: readonly PlanPoint[];
  readonly failure?: RunFailure;
}

/** Often enough for the eye, and seldom enough for a slow terminal. */
const SHOW_EVERY_MS = 150;

export class SeedJob {
  #state: JobState | undefined;
  #running: RunningPlan | undefined;
  #shown = Number.NEGATIVE_INFINITY;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly pool: Pool,
    private readonly clock: () => number,
  ) {}

  /** A new object at every change; undefined before the first start. */
  get state(): JobState | undefined {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What goes on is given up for the new plan. */
  start(plan: SeedPlan): void {
    const { points, seeds } = plan;
    const before = this.#running;
    let latest: Omit<PlanProgress, 'points'> = { progress: 0, done: 0, total: points.length * seeds.length, elapsedMs: 0 };
    const running = runPlan(this.pool, plan, ({ points, ...progress }) => {
      latest = progress;
      const now = this.clock();
      if (this.#running !== running || now - this.#shown < SHOW_EVERY_MS) return;
      this.#shown = now;
      this.#set({ plan, status: 'running', ...progress, points });
    });
    this.#running = running;
    before?.cancel();
    this.#set({ plan, status: 'running', ...latest, points: points.map((params) => ({ values: plan.vary.map(({ param }) => params[param]), runs: [] })) });
    void running.finished.then(({ status, points, failure }) => {
      if (this.#running !== running) return;
      this.#running = undefined;
      const done = points.reduce((sum, { runs }) => sum + runs.length, 0);
      this.#set({ plan, status, ...latest, done, progress: done / latest.total, remainingMs: undefined, points, ...(failure ? { failure } : {}) });
    });
  }

  /** What is through stays. */
  stop(): void {
    this.#running?.cancel();
  }

  #set(state: JobState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
