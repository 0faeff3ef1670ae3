/**
 * What moves by the clock on a simulation: a recording that is played, and a run that goes on in slow motion, frame by frame.
 * No timer where neither does. It knows when, the session knows what.
 */
import type { Frame } from '../../lesson/index.js';
import { liveInterval, playingInterval, type Playback } from '../../runtime/playback.js';
import type { Run } from '../../runtime/types.js';

export class Player {
  /** Of the recording that is played. */
  #beat: NodeJS.Timeout | undefined;
  /** Of the run in slow motion: it stands still between its steps, but nobody has paused it. */
  #step: NodeJS.Timeout | undefined;
  #crawling: Run | undefined;
  #seen: Frame | undefined;

  /** @param tick  the recording moves on by one frame */
  constructor(private readonly tick: () => void) {}

  /** Whether a run goes on in steps: to whoever watches it is running. */
  crawls(run: Run | undefined): boolean {
    return run !== undefined && run === this.#crawling;
  }

  /** The place, the speed, or whether the recording is played has changed. */
  follow(playback: Playback): void {
    clearTimeout(this.#beat);
    this.#beat = playback.playing ? setTimeout(this.tick, playingInterval(playback)) : undefined;
  }

  /** Lets a run go on, at full speed or in steps. */
  go(run: Run, playback: Playback): void {
    this.halt();
    if (liveInterval(playback) === 0) return run.resume();
    this.#crawling = run;
    this.#seen = run.state.frame;
    run.step();
  }

  /** The run has changed: where it goes in steps, the next one follows a while after the frame has come. */
  watch(run: Run, playback: Playback): void {
    if (run !== this.#crawling) return;
    const { status, frame } = run.state;
    if (status !== 'running' && status !== 'paused') return this.halt();
    if (frame === this.#seen) return;
    this.#seen = frame;
    clearTimeout(this.#step);
    this.#step = setTimeout(() => run.step(), liveInterval(playback));
  }

  /** The run does not go on by itself any more. */
  halt(): void {
    clearTimeout(this.#step);
    this.#crawling = undefined;
  }

  close(): void {
    this.halt();
    clearTimeout(this.#beat);
  }
}
