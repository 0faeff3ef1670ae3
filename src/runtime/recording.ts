/**
 * The frames of a run, kept for stepping back. Bounded in number and in bytes: when full, every second frame is let go and from
 * then on only every second (fourth, eighth...) is kept, so that what remains is spread evenly over the run.
 */
import type { Frame } from '../lesson/index.js';
import type { Recording } from './types.js';

export const MAX_FRAMES = 240;
export const MAX_BYTES = 16e6;

export class FrameRecording implements Recording {
  #kept: { readonly frame: Frame; readonly bytes: number }[] = [];
  /** The newest frame, where it is not among those kept. */
  #newest: Frame | undefined;
  #bytes = 0;
  #stride = 1;
  #count = 0;

  constructor(
    private readonly maxFrames = MAX_FRAMES,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  get length(): number {
    return this.#kept.length + (this.#newest ? 1 : 0);
  }

  /** @throws RangeError outside 0..length - 1 */
  at(index: number): Frame {
    const frame = index === this.#kept.length ? this.#newest : this.#kept[index]?.frame;
    if (!frame) throw new RangeError(`Recording.at: index ${index} is outside 0..${this.length - 1}`);
    return frame;
  }

  add(frame: Frame): void {
    if (this.#count++ % this.#stride !== 0) {
      this.#newest = frame;
    } else {
      const bytes = estimateBytes(frame);
      this.#kept.push({ frame, bytes });
      this.#bytes += bytes;
      this.#newest = undefined;
    }
    while (this.#kept.length > 1 && (this.length > this.maxFrames || this.#bytes > this.maxBytes)) this.#thin(frame);
  }

  #thin(newest: Frame): void {
    this.#stride *= 2;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#bytes = this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
    if (this.#kept[this.#kept.length - 1].frame !== newest) this.#newest = newest;
  }
}

/** Roughly what a frame takes in memory: eight bytes a number, two a character. */
export function estimateBytes(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length + 16;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength + 64;
  if (Array.isArray(value)) {
    // Long arrays hold numbers throughout; they need not be walked.
    if (value.length > 0 && (typeof value[0] === 'number' || value[0] === null)) return 8 * value.length + 32;
    return value.reduce<number>((sum, item) => sum + estimateBytes(item), 32);
  }
  return Object.values(value).reduce<number>((sum, item) => sum + 16 + estimateBytes(item), 32);
}
