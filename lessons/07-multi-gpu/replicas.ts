/** The simulation's side of the replicas: starts them, gives them orders, waits for them. */
import type { StartThreads, Threads } from '../../src/lesson/index.js';
import { CONTROL, toNumbers, type Order, type SharedTask } from './shared.js';

/** How long to sleep at most before looking whether a thread has died. */
const LOOK_MS = 100;

/** Milliseconds of a step, mean over the replicas: computing, and exchanging or waiting for one another. */
export interface StepTimes {
  readonly computing: number;
  readonly exchanging: number;
}

export class Replicas {
  readonly #threads: Threads;
  #orders = 0;

  constructor(private readonly task: SharedTask, start: StartThreads) {
    const { buffer, setting } = task;
    this.#threads = start(setting.replicas, { shared: buffer, settings: toNumbers(setting) });
  }

  /** Has the steps done, and waits for that. @throws Error if a thread died */
  run({ active, from, to, average }: Order): StepTimes {
    const { control, setting, computing, exchanging } = this.task;
    control[CONTROL.active] = active;
    control[CONTROL.from] = from;
    control[CONTROL.to] = to;
    control[CONTROL.average] = average ? 1 : 0;
    Atomics.store(control, CONTROL.done, 0);
    Atomics.store(control, CONTROL.number, ++this.#orders);
    Atomics.notify(control, CONTROL.number);
    for (let done = 0; done < setting.replicas; done = Atomics.load(control, CONTROL.done)) {
      Atomics.wait(control, CONTROL.done, done, LOOK_MS);
      this.#threads.check();
    }
    const mean = (times: Float64Array) => times.subarray(0, active).reduce((sum, ms) => sum + ms, 0) / active / (to - from);
    return { computing: mean(computing), exchanging: mean(exchanging) };
  }

  stop(): void {
    this.#threads.stop();
  }
}
