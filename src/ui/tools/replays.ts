/**
 * Runs from the shelf made once more in the background, for the panels that the record does not hold. What was replayed is kept for
 * a while, so that comparing it with yet another run costs nothing.
 */
import { UserError, type DataNeed, type Frame } from '../../lesson/index.js';
import type { RunRecord } from '../../progress/index.js';
import type { Batch, RunFailure } from '../../runtime/index.js';
import type { Services } from '../services.js';

export type Replay =
  | { readonly kind: 'going'; readonly progress: number }
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'failed'; readonly failure: RunFailure };

/** Last frames that are kept; each may hold some megabytes. */
const MOST_KEPT = 12;
const SHOW_EVERY_MS = 150;

export class Replays {
  #replays: ReadonlyMap<string, Replay> = new Map();
  readonly #batches = new Map<string, Batch>();
  readonly #listeners = new Set<() => void>();
  #shown = Number.NEGATIVE_INFINITY;

  constructor(private readonly services: Pick<Services, 'pool' | 'now' | 'readData'>) {}

  /** By the id of the run; a new map at every change. */
  get all(): ReadonlyMap<string, Replay> {
    return this.#replays;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Replays those that are not there yet. @param need  what data their simulation takes, if any */
  want(runs: readonly RunRecord[], need: DataNeed | undefined): void {
    for (const run of runs) if (!this.#replays.has(run.id)) void this.#replay(run, need);
  }

  /** Gives up what goes on. */
  stop(): void {
    const batches = [...this.#batches.values()];
    this.#batches.clear();
    this.#replays = new Map([...this.#replays].filter(([, { kind }]) => kind !== 'going'));
    for (const batch of batches) batch.cancel();
    this.#tell();
  }

  async #replay({ id, simulation, params, seed, data: files }: RunRecord, need: DataNeed | undefined): Promise<void> {
    this.#set(id, { kind: 'going', progress: 0 });
    try {
      const data = files === undefined || need === undefined ? undefined : await this.services.readData(files, need);
      if (this.#replays.get(id)?.kind !== 'going') return;
      const batch: Batch = this.services.pool.run([{ simulation, params, seed, data }], {
        onResult: (_, frame) => this.#batches.get(id) === batch && this.#set(id, { kind: 'frame', frame }),
        onProgress: ({ progress }) => this.#progressed(id, progress),
      });
      this.#batches.set(id, batch);
      const { status, failure } = await batch.finished;
      if (this.#batches.get(id) !== batch) return;
      this.#batches.delete(id);
      if (status === 'failed' && failure !== undefined) this.#set(id, { kind: 'failed', failure });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#set(id, { kind: 'failed', failure: { kind: 'user', key: error.key, values: error.values } });
    }
  }

  #progressed(id: string, progress: number): void {
    const now = this.services.now();
    if (this.#replays.get(id)?.kind !== 'going' || now - this.#shown < SHOW_EVERY_MS) return;
    this.#shown = now;
    this.#set(id, { kind: 'going', progress });
  }

  /** The newest last; the oldest go. */
  #set(id: string, replay: Replay): void {
    const others = [...this.#replays].filter(([other]) => other !== id);
    this.#replays = new Map([...others.slice(-(MOST_KEPT - 1)), [id, replay]]);
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
