/**
 * Threads of a simulation's own, for the few that show parallel work. They share memory and nothing else: the simulation and its
 * threads wait for each other with Atomics, so the generator stays synchronous, and what is computed does not depend on who is
 * first as long as everything shared is read and written in a fixed order.
 */

/** What a simulation gives its threads to work with. */
export interface ThreadJob {
  readonly shared: SharedArrayBuffer;
  /** Sizes and settings. */
  readonly settings: Readonly<Record<string, number>>;
}

/** What one thread knows. */
export interface ThreadContext extends ThreadJob {
  /** 0, 1, 2, ... */
  readonly index: number;
  /** How many threads work on this job. */
  readonly count: number;
  /** Milliseconds from an arbitrary start. */
  readonly clock: () => number;
}

export interface Threads {
  /**
   * To be called every fraction of a second while waiting for them.
   * @throws Error what a thread died of, if one has
   */
  check(): void;
  /** Ends all of them at once, whatever they are doing. Call it in a `finally`: a cancelled run gets there too. */
  stop(): void;
}

/** Starts `count` threads that each run the simulation's `thread`. */
export type StartThreads = (count: number, job: ThreadJob) => Threads;
