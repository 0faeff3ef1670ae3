/** What the tools of the learner keep for as long as the tutor is open: their runs, and how they were last set, by simulation. */
import type { SeedsSetup } from '../screens/seeds/seeds-state.js';
import type { SweepSetup } from '../screens/sweep/sweep-state.js';
import type { Services } from '../services.js';
import { Replays } from './replays.js';
import { SeedJob } from './seed-job.js';

export class Tools {
  readonly replays: Replays;
  readonly seeds = new Map<string, SeedsSetup>();
  readonly sweeps = new Map<string, SweepSetup>();
  readonly #jobs = new Map<string, SeedJob>();

  constructor(private readonly services: Services) {
    this.replays = new Replays(services);
  }

  job(tool: 'seeds' | 'sweep', simulation: string): SeedJob {
    const key = `${tool} ${simulation}`;
    const known = this.#jobs.get(key) ?? new SeedJob(this.services.pool, () => this.services.now());
    this.#jobs.set(key, known);
    return known;
  }
}
