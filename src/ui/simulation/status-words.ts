/** What is to be said about a run, most important parts first to stay where not all fit: live, paused, done, or looked at in the past. */
import type { Line, Role } from '../../plot/index.js';
import type { Catalogue } from '../../words/index.js';
import { formatNumber } from '../../words/numbers.js';
import { fill, say, type Speaker } from '../../words/say.js';
import { lineWidth, words as span } from '../components/lines.js';
import type { Signs } from '../signs.js';
import { changedSince, isAlive, shownFrame, type RunView } from './session-state.js';
import type { StatusView } from './status-lines.js';

interface Part {
  readonly line: Line;
  /** Where not all fit, the part with the largest number is left out first. */
  readonly rank: number;
}

/** As much of it as fits into the cells, parts set off by dots. */
export function statusWords(view: StatusView, cells: number): Line {
  let kept = parts(view, false);
  while (kept.length > 1 && lineWidth(joined(kept, view.signs)) > cells) {
    const most = kept.reduce((rank, part) => Math.max(rank, part.rank), 0);
    const cut = kept.findLastIndex(({ rank }) => rank === most);
    kept = kept.filter((_, index) => index !== cut);
  }
  return joined(kept, view.signs);
}

/** All of it, to be read aloud. While a run goes on nothing in it changes more often than every quarter of the run. */
export function spokenStatus(view: StatusView): Line {
  return parts(view, true).flatMap(({ line }, index) => (index === 0 ? line : [span('; '), ...line]));
}

function joined(kept: readonly Part[], signs: Signs): Line {
  return kept.flatMap(({ line }, index) => (index === 0 ? line : [span(` ${signs.dot} `, 'frame'), ...line]));
}

function parts(view: StatusView, spoken: boolean): readonly Part[] {
  const { state, words, signs, speaker, verdict } = view;
  const { ui } = words;
  const { run, past } = state;
  const speed = speedPart(view);
  if (run === undefined) return [part(0, ui['run.idle'], 'dim'), ...speed];
  if (past !== undefined) return pastParts(view, run, spoken);
  const changed = changedPart(view);
  const frames = run.recorded === 0 ? [] : [part(5, fill(ui['run.frame'], { index: String(run.recorded), total: String(run.recorded) }), 'dim')];
  const note = notePart(view);
  switch (run.status) {
    case 'running': {
      const left = run.remainingMs === undefined || speed.length > 0 ? [] : [part(4, fill(ui['run.left'], { time: seconds(run.remainingMs, speaker) }), 'dim')];
      return [part(2, ui['run.live'], 'accent'), ...(note.length > 0 ? note : [part(0, ui['run.running'])]), ...speed, ...left, ...changed];
    }
    case 'paused':
      return [part(0, ui['run.paused'], 'warn'), ...note, ...speed, ...frames, ...changed];
    case 'done': {
      const done = part(0, `${signs.right} ${fill(ui['run.done'], { time: seconds(run.elapsedMs, speaker) })}`, 'good');
      return [done, ...(verdict === undefined ? [] : [{ line: verdict, rank: 1 }]), ...speed, ...frames, ...changed];
    }
    case 'cancelled':
      return [part(0, ui['run.cancelled'], 'warn'), ...speed, ...frames, ...changed];
    case 'failed':
      return [part(0, `${signs.wrong} ${ui['run.failed']}`, 'bad'), ...speed, ...changed];
  }
}

/** Where one stands in the recording, whether it is played, and what the run does meanwhile. */
function pastParts(view: StatusView, run: RunView, spoken: boolean): readonly Part[] {
  const { state, words, signs } = view;
  const { ui } = words;
  const { playback } = state;
  const at = typeof playback.at === 'number' ? playback.at : run.recorded - 1;
  const place = fill(ui[spoken && isAlive(run) ? 'run.pastSpoken' : 'run.past'], { index: String(at + 1), total: String(run.recorded) });
  const pace = paceWords(playback.speed, words);
  const playing = playback.playing ? [part(1, `${signs.playing} ${pace}`, 'accent')] : speedPart(view);
  return [part(0, place, 'warn'), ...playing, ...notePart(view), part(isAlive(run) ? 2 : 5, meanwhile(run, words, spoken ? 25 : 1), 'dim'), ...changedPart(view)];
}

/** @param step  percent in which the progress is told */
function meanwhile({ status, frame }: RunView, { ui }: Catalogue, step: number): string {
  if (status === 'running') return fill(ui['run.goesOn'], { percent: String(Math.floor(((frame?.progress ?? 0) * 100) / step) * step) });
  return status === 'paused' ? ui['run.paused'] : ui['run.over'];
}

/** What the simulation says of the frame that is shown. */
function notePart({ state, speaker }: StatusView): readonly Part[] {
  const note = shownFrame(state)?.note;
  return note === undefined ? [] : [part(3, say(note, speaker), state.past === undefined ? undefined : 'dim')];
}

/** Full speed goes without saying. */
function speedPart({ state, words }: StatusView): readonly Part[] {
  const { speed } = state.playback;
  return Number.isFinite(speed) ? [part(2, paceWords(speed, words))] : [];
}

function paceWords(speed: number, { ui }: Catalogue): string {
  if (!Number.isFinite(speed)) return ui['run.fullSpeed'];
  return speed === 1 ? ui['run.speedOne'] : fill(ui['run.speed'], { speed: String(speed) });
}

function changedPart({ state, words }: StatusView): readonly Part[] {
  return changedSince(state) ? [part(1, words.ui['run.changed'], 'warn')] : [];
}

function part(rank: number, text: string, role?: Role): Part {
  return { line: [span(text, role)], rank };
}

export function seconds(ms: number, speaker: Speaker): string {
  return formatNumber(ms / 1000, { format: 'seconds' }, speaker.language);
}
