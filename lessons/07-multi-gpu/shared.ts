/** The memory that the replicas and the simulation share: where what lies, and the words by which they wait for each other. */
import { parallel } from '../../src/core/index.js';
import { parameterCount, PIXELS, type NetworkSetting } from './digit-network.js';

/** All that both sides must know before they can find anything. */
export interface SharedSetting extends NetworkSetting {
  readonly replicas: number;
  readonly images: number;
  /** Pictures of one step, over all replicas. */
  readonly batch: number;
  readonly steps: number;
}

/** What the simulation asks for. */
export interface Order {
  /** Replicas 0 to `active` - 1 do it; the others have nothing to do. */
  readonly active: number;
  readonly from: number;
  readonly to: number;
  /** Gradients are averaged over the replicas in every step. */
  readonly average: boolean;
}

/** Words of the control block. */
export const CONTROL = { number: 0, done: 1, active: 2, from: 3, to: 4, average: 5, barrier: 6 } as const;
const CONTROL_WORDS = CONTROL.barrier + parallel.Barrier.WORDS;

type Floats = Float32Array<ArrayBufferLike>;

export class SharedTask {
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly barrier: parallel.Barrier;
  /** [images, 64] and [images]. */
  readonly pixels: Floats;
  readonly labels: Int32Array;
  /** Which pictures are in which step's batch, [steps, batch]. */
  readonly rows: Int32Array;
  readonly initial: Floats;
  /** One a replica. */
  readonly gradients: readonly Floats[];
  readonly weights: readonly Floats[];
  /** The averaged gradient. */
  readonly sum: Floats;
  /** Milliseconds of the last order, by replica: computing, and exchanging or waiting for others. */
  readonly computing: Float64Array;
  readonly exchanging: Float64Array;

  constructor(readonly buffer: SharedArrayBuffer, readonly setting: SharedSetting) {
    const { replicas, images, batch, steps, hidden } = setting;
    const parameters = parameterCount(hidden);
    const place = new Place(buffer);
    this.computing = place.take(Float64Array, replicas);
    this.exchanging = place.take(Float64Array, replicas);
    this.control = new Int32Array(buffer, place.skip(4 * CONTROL_WORDS), CONTROL_WORDS);
    this.barrier = new parallel.Barrier(this.control.subarray(CONTROL.barrier));
    this.labels = place.take(Int32Array, images);
    this.rows = place.take(Int32Array, steps * batch);
    this.pixels = place.take(Float32Array, images * PIXELS);
    this.initial = place.take(Float32Array, parameters);
    this.sum = place.take(Float32Array, parameters);
    const vectors = () => Array.from({ length: replicas }, () => place.take(Float32Array, parameters));
    this.gradients = vectors();
    this.weights = vectors();
  }

  static allocate(setting: SharedSetting): SharedTask {
    const { replicas, images, batch, steps, hidden } = setting;
    const words = CONTROL_WORDS + images + steps * batch + images * PIXELS + parameterCount(hidden) * (2 + 2 * replicas);
    return new SharedTask(new SharedArrayBuffer(4 * words + 16 * replicas), setting);
  }
}

/** Hands out one stretch of a buffer after the other; the widest numbers first, so that all are aligned. */
class Place {
  #at = 0;
  constructor(private readonly buffer: SharedArrayBuffer) {}

  take<T>(view: { new (buffer: SharedArrayBuffer, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number }, length: number): T {
    return new view(this.buffer, this.skip(length * view.BYTES_PER_ELEMENT), length);
  }

  skip(bytes: number): number {
    const from = this.#at;
    this.#at += bytes;
    return from;
  }
}

/** Settings cross to a thread as numbers. */
export function toNumbers({ replicas, images, batch, steps, hidden, learningRate, adam }: SharedSetting): Record<string, number> {
  return { replicas, images, batch, steps, hidden, learningRate, adam: adam ? 1 : 0 };
}

export function fromNumbers({ replicas, images, batch, steps, hidden, learningRate, adam }: Readonly<Record<string, number>>): SharedSetting {
  return { replicas, images, batch, steps, hidden, learningRate, adam: adam === 1 };
}
