/**
 * Times several jobs so that they can be compared: round after round, each round in a new order, so that what else the machine does
 * hits all alike; the first rounds are kept apart, for the engine is still compiling. What is told are median and quartiles.
 */
import { stats, type Random } from '../../src/core/index.js';

export interface Job<Id extends string = string> {
  readonly id: Id;
  run(): void;
}

/** Milliseconds of one call, round by round. */
export interface Times {
  readonly warmUp: number[];
  readonly counted: number[];
}

export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly least: number;
}

/** A measurement shorter than this (ms) is repeated, so that the ticks of the clock do not show. */
const WINDOW = 1;
const MOST_CALLS = 2000;

export class Stopwatch<Id extends string> {
  readonly times = new Map<Id, Times>();
  readonly #calls = new Map<Id, number>();

  constructor(readonly jobs: readonly Job<Id>[], readonly clock: () => number) {
    for (const { id } of jobs) this.times.set(id, { warmUp: [], counted: [] });
  }

  /** Yields the id of each job as it has been timed. */
  *measure({ warmUps, rounds }: { readonly warmUps: number; readonly rounds: number }, random: Random): Generator<Id, void> {
    for (let round = 0; round < warmUps + rounds; round++) {
      const warm = round < warmUps;
      for (const which of random.permutation(this.jobs.length)) {
        const { id, run } = this.jobs[which];
        const calls = this.#calls.get(id) ?? 1;
        const start = this.clock();
        for (let i = 0; i < calls; i++) run();
        const each = (this.clock() - start) / calls;
        this.times.get(id)?.[warm ? 'warmUp' : 'counted'].push(each);
        // A clock that stands still says nothing about how often to call.
        if (warm) this.#calls.set(id, each > 0 ? Math.min(MOST_CALLS, Math.max(1, Math.ceil(WINDOW / each))) : 1);
        yield id;
      }
    }
  }

  /** Of the rounds that count; undefined before the first. */
  spread(id: Id): Spread | undefined {
    const counted = this.times.get(id)?.counted ?? [];
    if (counted.length === 0) return undefined;
    const [least, low, median, high] = stats.quantiles(counted, [0, 0.25, 0.5, 0.75]);
    return { low, median, high, least };
  }

  median(id: Id): number | undefined {
    return this.spread(id)?.median;
  }
}

/** How many times faster the second is than the first, by their medians; undefined where either is missing or below the clock's ticks. */
export function timesFaster(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined || !(after > 0) ? undefined : before / after;
}
