/**
 * Time travel over the frames of a run, as pure state: live at the newest frame, or standing at an earlier one; playing or not, at a speed.
 * Steps are by recorded frames. The screen keeps the state and paints what `shownIndex` says.
 */
import type { Recording } from './types.js';

export interface Playback {
  /** Index into the recording; `live` follows the newest frame as it comes. */
  readonly at: number | 'live';
  /** Moves on by itself through what is recorded. */
  readonly playing: boolean;
  /** Frames a second; Infinity as fast as they are computed and painted. */
  readonly speed: number;
}

export const SPEEDS: readonly number[] = [1, 2, 4, 8, Infinity];
/** Frames a second at which a recording is played where the speed has no limit of its own. */
const FASTEST = 15;
/** Of the whole run. */
const LEAP = 0.1;

export const LIVE: Playback = { at: 'live', playing: false, speed: Infinity };

/** The frame to paint; -1 while there is none. */
export function shownIndex({ at }: Playback, { length }: Pick<Recording, 'length'>): number {
  return at === 'live' ? length - 1 : Math.min(at, length - 1);
}

/**
 * `count` frames back (negative) or forth; stepping past the newest is live again.
 * The recording thins itself while a run goes on, so indexes are only good until the next frame comes: `reanchor`.
 */
export function stepBy(playback: Playback, recording: Pick<Recording, 'length'>, count: number): Playback {
  const index = shownIndex(playback, recording) + count;
  if (recording.length === 0 || index >= recording.length) return { ...playback, at: 'live', playing: false };
  const at = Math.max(0, index);
  return { ...playback, at: at === recording.length - 1 && count > 0 ? 'live' : at, playing: false };
}

export function toStart(playback: Playback, { length }: Pick<Recording, 'length'>): Playback {
  return { ...playback, at: length > 0 ? 0 : 'live', playing: false };
}

export function toLive(playback: Playback): Playback {
  return { ...playback, at: 'live', playing: false };
}

/** To the frame nearest to a progress of 0 to 1; at the newest frame, live. */
export function scrubTo(playback: Playback, recording: Recording, progress: number): Playback {
  const index = nearestFrame(recording, progress);
  return { ...playback, at: index < 0 || index === recording.length - 1 ? 'live' : index };
}

/** A tenth of the run back or forth, and one frame at least where they lie further apart than that. */
export function leap(playback: Playback, recording: Recording, direction: 1 | -1): Playback {
  const index = shownIndex(playback, recording);
  if (index < 0) return playback;
  const next = scrubTo(playback, recording, recording.at(index).progress + direction * LEAP);
  return shownIndex(next, recording) === index && next.at !== 'live' ? stepBy(playback, recording, direction) : next;
}

/** The same moment after the recording has grown or thinned. @param progress of the frame that was shown */
export function reanchor(playback: Playback, recording: Recording, progress: number): Playback {
  if (playback.at === 'live') return playback;
  const index = nearestFrame(recording, progress);
  return index < 0 ? playback : { ...playback, at: index };
}

/** Index of the frame whose progress is nearest; of equally near ones the earlier. -1 where there is none. */
export function nearestFrame(recording: Recording, progress: number): number {
  let low = 0;
  let high = recording.length - 1;
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (recording.at(middle).progress < progress) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const before = progress - recording.at(low - 1).progress;
  const after = Math.abs(recording.at(low).progress - progress);
  return before <= after ? nearestFirst(recording, low - 1) : low;
}

/** Starts or stops playing; from the newest frame playing begins at the start. */
export function togglePlaying(playback: Playback, { length }: Pick<Recording, 'length'>): Playback {
  if (playback.playing || length < 2) return { ...playback, playing: false };
  return { ...playback, playing: true, at: playback.at === 'live' ? 0 : playback.at };
}

/** One frame on while playing; the end is live, and stops. */
export function tick(playback: Playback, recording: Pick<Recording, 'length'>): Playback {
  if (!playback.playing) return playback;
  const next = stepBy(playback, recording, 1);
  return { ...next, playing: next.at !== 'live' };
}

/** @param direction  1 faster, -1 slower; stops at the ends */
export function changeSpeed(playback: Playback, direction: 1 | -1): Playback {
  const place = SPEEDS.findIndex((speed) => speed >= playback.speed);
  const next = Math.max(0, Math.min(SPEEDS.length - 1, (place < 0 ? SPEEDS.length - 1 : place) + direction));
  return { ...playback, speed: SPEEDS[next] };
}

/** Milliseconds from one frame of a recording to the next. */
export function playingInterval({ speed }: Pick<Playback, 'speed'>): number {
  return 1000 / Math.min(FASTEST, speed);
}

/** Milliseconds that a run going on waits after each frame (delivery `every`); 0 at full speed. */
export function liveInterval({ speed }: Pick<Playback, 'speed'>): number {
  return Number.isFinite(speed) ? 1000 / speed : 0;
}

/** Of frames with one progress the first. */
function nearestFirst(recording: Recording, index: number): number {
  let first = index;
  while (first > 0 && recording.at(first - 1).progress === recording.at(index).progress) first--;
  return first;
}
