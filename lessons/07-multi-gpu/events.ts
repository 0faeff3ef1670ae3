/**
 * A small event simulation: pieces of work that wait for other pieces and occupy one resource each (a device that computes, a link
 * that carries bytes). Knows nothing of training; what waits for what is decided by those who plan.
 */
export type Kind = 'forward' | 'backward' | 'communication';

export interface Task {
  /** Order of planning; of several that are ready, a resource takes the one planned first. */
  readonly order: number;
  readonly resource: number;
  readonly kind: Kind;
  readonly seconds: number;
  /** Sent over the link; 0 for computing. */
  readonly bytes: number;
  /** Activations that this work leaves in the memory of its device (below 0: frees), at its start or (freed) its end. */
  readonly activations: number;
  readonly label?: string;
  /** Set when it starts. */
  start: number;
  end: number;
  /** Pieces that are not done yet and must be. */
  waiting: number;
  readonly followers: Task[];
}

export type Work = Pick<Task, 'resource' | 'kind' | 'seconds'> & Partial<Pick<Task, 'bytes' | 'activations' | 'label'>>;

/** Work in the order of planning. A piece can wait only for pieces planned before, so a plan never waits for itself. */
export class Plan {
  readonly tasks: Task[] = [];

  constructor(readonly resources: number) {}

  add(work: Work, after: readonly (Task | undefined)[] = []): Task {
    const task: Task = { bytes: 0, activations: 0, ...work, order: this.tasks.length, start: 0, end: 0, waiting: 0, followers: [] };
    for (const before of after) {
      if (!before) continue;
      before.followers.push(task);
      task.waiting++;
    }
    this.tasks.push(task);
    return task;
  }
}

/** Carries the plan out. Yields each piece when it starts, in the order of time; its end is known by then. */
export function* simulate({ tasks, resources }: Plan): Generator<Task, void, void> {
  const ready = Array.from({ length: resources }, () => new Heap((a, b) => a.order - b.order));
  const running = new Heap((a, b) => a.end - b.end || a.order - b.order);
  const busy = new Array<boolean>(resources).fill(false);
  /** Resources that may have something new to do at this moment. */
  const woken = new Set<number>();
  let now = 0;

  function* begin(resource: number): Generator<Task, void, void> {
    if (busy[resource]) return;
    const task = ready[resource].pop();
    if (!task) return;
    task.start = now;
    task.end = now + task.seconds;
    busy[resource] = true;
    running.push(task);
    yield task;
  }

  for (const task of tasks) if (task.waiting === 0) ready[task.resource].push(task);
  for (let resource = 0; resource < resources; resource++) yield* begin(resource);
  for (let done = running.pop(); done; done = running.pop()) {
    now = done.end;
    busy[done.resource] = false;
    woken.add(done.resource);
    for (const follower of done.followers) {
      if (--follower.waiting > 0) continue;
      ready[follower.resource].push(follower);
      woken.add(follower.resource);
    }
    // What ends at the same moment ends together, before anyone chooses what to do next.
    if (running.peek()?.end === now) continue;
    for (const resource of woken) yield* begin(resource);
    woken.clear();
  }
}

/** A binary heap, smallest first. */
class Heap {
  readonly #items: Task[] = [];
  constructor(private readonly compare: (a: Task, b: Task) => number) {}

  peek(): Task | undefined {
    return this.#items[0];
  }

  push(task: Task): void {
    const items = this.#items;
    let at = items.push(task) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.compare(items[parent], task) <= 0) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = task;
  }

  pop(): Task | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.compare(items[child + 1], items[child]) < 0) child++;
      if (this.compare(last, items[child]) <= 0) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return first;
  }
}
