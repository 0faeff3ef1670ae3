// Mini-batches of row numbers, shuffled by seed, and stopping early.

import type { Random } from '../random/index.js';

/**
 * One epoch: the numbers 0 .. count-1 in random order, cut into batches. The last one is shorter unless dropped.
 * @throws RangeError unless size is a positive integer
 */
export function* batches(count: number, size: number, random: Random, { dropLast = false }: { dropLast?: boolean } = {}): Generator<Int32Array, void> {
  if (!(Number.isInteger(size) && size >= 1)) throw new RangeError(`batches: the size must be a positive integer, got ${size}`);
  const order = random.permutation(count);
  for (let start = 0; start < count; start += size) {
    if (start + size > count && dropLast) return;
    yield order.slice(start, start + size);
  }
}

/** Epoch after epoch of {@link batches} for ever, each in a new order, its incomplete rest dropped. @throws RangeError unless 1 <= size <= count */
export function* endlessBatches(count: number, size: number, random: Random): Generator<Int32Array, never, void> {
  if (!(size <= count)) throw new RangeError(`endlessBatches: a batch of ${size} cannot be drawn from ${count} rows; take a smaller one`);
  for (;;) yield* batches(count, size, random, { dropLast: true });
}

/** Says when a validation loss has not improved by `minDelta` for `patience` looks in a row. */
export class EarlyStopping {
  best = Infinity;
  /** Looks since the best. */
  waited = 0;

  constructor(readonly patience: number, readonly minDelta = 0) {}

  /** @returns true if training should stop */
  look(loss: number): boolean {
    if (loss < this.best - this.minDelta) {
      this.best = loss;
      this.waited = 0;
    } else {
      this.waited++;
    }
    return this.waited >= this.patience;
  }
}
