/**
 * The worker's side of one run: drives the generator, posts frames as far as they are paid for, and stops to listen
 * every few milliseconds, so that pause, step and cancel take effect at the next frame.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Frame, Simulation } from '../lesson/index.js';
import { failureOf } from './failure.js';
import { checkedFrames } from './frames.js';
import { FRAMES_IN_FLIGHT, type FromWorker, type ToWorker } from './messages.js';

/** Longest time without listening to messages, as far as frames allow. */
const LISTEN_EVERY_MS = 4;

type Start = Extract<ToWorker, { type: 'start' }>;

export class RunLoop {
  #mode: 'running' | 'stepping' | 'paused' | 'cancelled';
  #credit = FRAMES_IN_FLIGHT;
  /** The newest frame, while it is not posted. */
  #pending: Frame | undefined;
  #elapsedMs = 0;
  #wake: () => void = () => {};

  constructor(
    private readonly start: Start,
    private readonly post: (message: FromWorker) => void,
    private readonly clock: () => number,
  ) {
    this.#mode = start.paused ? 'paused' : 'running';
  }

  steer(order: 'acknowledge' | 'pause' | 'resume' | 'step' | 'cancel'): void {
    switch (order) {
      case 'acknowledge':
        this.#credit++;
        if (this.#pending) this.#postPending();
        break;
      case 'pause':
        if (this.#mode !== 'cancelled') this.#mode = 'paused';
        break;
      case 'resume':
        if (this.#mode !== 'cancelled') this.#mode = 'running';
        break;
      case 'step':
        if (this.#mode !== 'cancelled') this.#mode = 'stepping';
        break;
      case 'cancel':
        this.#mode = 'cancelled';
        break;
      default:
        order satisfies never;
    }
    this.#wake();
  }

  /** Runs to the end; settles when the closing message is posted, and never rejects. */
  async run(load: (id: string) => Promise<Simulation>): Promise<void> {
    const { run, request } = this.start;
    try {
      const simulation = await load(request.simulation);
      const completed = await this.#drive(simulation);
      if (completed && this.#pending) this.#post(this.#pending);
      this.post({ type: completed ? 'done' : 'cancelled', run, elapsedMs: this.#elapsedMs });
    } catch (error) {
      this.post({ type: 'failed', run, failure: failureOf(error), elapsedMs: this.#elapsedMs });
    }
  }

  /** @returns whether the simulation came to its end */
  async #drive(simulation: Simulation): Promise<boolean> {
    const { request, delivery } = this.start;
    const frames = checkedFrames(simulation, { ...request, clock: this.clock });
    let listened = this.clock();
    for (;;) {
      while (this.#mode === 'paused' || (delivery === 'every' && this.#pending && this.#mode !== 'cancelled')) {
        // Whoever pauses wants to see where the run stands.
        if (this.#pending && this.#mode === 'paused') this.#post(this.#pending);
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
      if (this.#mode === 'cancelled') {
        frames.return();
        return false;
      }

      const began = this.clock();
      const next = frames.next();
      const now = this.clock();
      this.#elapsedMs += now - began;
      if (next.done) return true;

      this.#pending = next.value;
      if (this.#mode === 'stepping') {
        this.#mode = 'paused';
        this.#post(next.value);
      } else if (this.#credit > 0) this.#postPending();
      if (now - listened >= LISTEN_EVERY_MS) {
        await nextTurn();
        listened = this.clock();
      }
    }
  }

  #postPending(): void {
    if (this.#credit > 0 && this.#pending) this.#post(this.#pending);
  }

  #post(frame: Frame): void {
    this.#pending = undefined;
    this.#credit--;
    this.post({ type: 'frame', run: this.start.run, frame, elapsedMs: this.#elapsedMs });
  }
}
