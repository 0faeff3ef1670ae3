/** The two lines under a simulation: what the chosen parameter means or what is wrong with it; how far the run is. */
import { UserError } from '../../lesson/index.js';
import type { Line } from '../../plot/index.js';
import type { Catalogue } from '../../words/index.js';
import { formatNumber } from '../../words/numbers.js';
import { fill, say, sayError, type Speaker } from '../../words/say.js';
import { fitLine, lineWidth, words as span } from '../components/lines.js';
import { scrubBar } from '../components/scrub-bar.js';
import type { Signs } from '../signs.js';
import { chosenRow, isLocked, type Row } from './params-state.js';
import { ranValue } from './param-lines.js';
import { changedSince, isAlive, ranWith, shownFrame, type RunView, type SessionState } from './session-state.js';
import { paramHelp } from './names.js';

export interface StatusView {
  readonly state: SessionState;
  readonly speaker: Speaker;
  readonly words: Catalogue;
  readonly signs: Signs;
  /** After a run: what it says about prediction or challenge. */
  readonly verdict?: Line;
}

const BAR_CELLS = 24;
/** What of the line the bar has for itself. */
const PAST_SHARE = 0.3;
const LIVE_SHARE = 0.2;
/** A shorter bar says nothing. */
const LEAST_BAR = 8;

/** Why the last run failed, in the learner's language. */
export function failureText(run: RunView | undefined, speaker: Speaker, words: Catalogue): string | undefined {
  if (run?.failure === undefined) return undefined;
  if (run.failure.kind === 'user') return sayError(new UserError(run.failure.key, run.failure.values), speaker);
  return fill(words.ui['run.fault'], { message: run.failure.message });
}

/** The parameter that the last run refused, if it named one. */
export function faultyParam({ run, params }: SessionState): string | undefined {
  if (run?.failure?.kind !== 'user') return undefined;
  const { name } = run.failure.values;
  return typeof name === 'string' && Object.hasOwn(params.specs, name) ? name : undefined;
}

export function helpLine({ state, speaker, words, signs }: StatusView): Line {
  const { params } = state;
  if (params.edit?.error !== undefined) return [span(sayError(params.edit.error, speaker), 'bad')];
  const row = chosenRow(params);
  const ran = ranValue({ state: params, speaker, files: state.files, ran: ranWith(state) }, row);
  const help = isLocked(params, row) ? words.ui['params.locked'] : rowHelp(row, speaker, words);
  if (ran === undefined) return [span(help, 'dim')];
  return [span(fill(words.ui['params.ran'], { value: ran }), 'warn'), ...(help === '' ? [] : [span(` ${signs.dot} `, 'frame'), span(help, 'dim')])];
}

/** Where what was written is now. */
export function exportedLine({ state, words, signs }: StatusView): Line {
  return [span(`${signs.right} ${fill(words.ui['export.written'], { file: state.exported ?? '' })}`, 'good')];
}

/** What a row of the parameter panel means. */
export function rowHelp(row: Row, speaker: Speaker, { ui }: Catalogue): string {
  switch (row.kind) {
    case 'param':
      return paramHelp(row.name, speaker) ?? '';
    case 'seed':
      return ui['params.seed.help'];
    case 'data':
      return ui['params.file.help'];
  }
}

/** One thing that is to be said about the run. Where not all fit, what matters least (the largest number) is left out. */
interface Part {
  readonly line: Line;
  readonly matters: number;
}

/** How far the run is and where one stands in it, as a bar that takes what room is left, and in words. */
export function statusLine(view: StatusView, cells: number): Line {
  const { state, signs } = view;
  const { run, past } = state;
  // The place in a run is seen at the bar: words give way to it, but for those of a run that is over.
  const reserved = Math.min(BAR_CELLS, Math.floor(cells * (past !== undefined ? PAST_SHARE : isAlive(run) ? LIVE_SHARE : 0)));
  const parts = fitting(statusParts(view), cells - reserved, signs);
  const words = joined(parts, signs);
  const room = Math.min(BAR_CELLS, cells - lineWidth(words) - 1);
  if (run === undefined || run.frame === undefined || room < LEAST_BAR) return fitLine(words, cells);
  const bar = scrubBar({ newest: run.frame.progress, past: past?.progress }, room, signs);
  return fitLine([...bar, span(' '), ...words], cells);
}

/** The words alone, to be read aloud. While a run goes on nothing in them changes more often than every quarter of it. */
export function spokenStatus(view: StatusView): Line {
  return statusParts(view, true).flatMap(({ line }, index) => (index === 0 ? line : [span('; '), ...line]));
}

function statusParts({ state, speaker, words, signs, verdict }: StatusView, spoken = false): readonly Part[] {
  const { ui } = words;
  const { run, past, playback } = state;
  if (run === undefined) return [{ line: [span(ui['run.idle'], 'dim')], matters: 0 }];
  const shown = shownFrame(state);
  const note: readonly Part[] = shown?.note === undefined ? [] : [{ line: [span(say(shown.note, speaker), past === undefined ? undefined : 'dim')], matters: 3 }];
  const changed: readonly Part[] = changedSince(state) ? [{ line: [span(ui['run.changed'], 'warn')], matters: 1 }] : [];
  const speed: readonly Part[] = Number.isFinite(playback.speed) ? [{ line: [span(fill(ui['run.speed'], { speed: String(playback.speed) }))], matters: 2 }] : [];
  const frames: readonly Part[] = run.recorded === 0 ? [] : [{ line: [span(fill(ui['run.frame'], { index: String(run.recorded), total: String(run.recorded) }), 'dim')], matters: 5 }];
  if (past !== undefined) {
    const at = typeof playback.at === 'number' ? playback.at : run.recorded - 1;
    const place = fill(ui[spoken && isAlive(run) ? 'run.pastSpoken' : 'run.past'], { index: String(at + 1), total: String(run.recorded) });
    const playing: readonly Part[] = playback.playing ? [{ line: [span(`${signs.playing} ${Number.isFinite(playback.speed) ? fill(ui['run.speed'], { speed: String(playback.speed) }) : ui['run.fullSpeed']}`, 'accent')], matters: 1 }] : speed;
    return [{ line: [span(place, 'warn')], matters: 0 }, ...playing, ...note, { line: [span(onTheRun(run, words, spoken ? 25 : 1), 'dim')], matters: isAlive(run) ? 2 : 5 }, ...changed];
  }
  switch (run.status) {
    case 'running': {
      const left: readonly Part[] = run.remainingMs === undefined || speed.length > 0 ? [] : [{ line: [span(fill(ui['run.left'], { time: seconds(run.remainingMs, speaker) }), 'dim')], matters: 4 }];
      return [{ line: [span(ui['run.live'], 'accent')], matters: 2 }, ...(note.length > 0 ? note : [{ line: [span(ui['run.running'])], matters: 0 }]), ...speed, ...left, ...changed];
    }
    case 'paused':
      return [{ line: [span(ui['run.paused'], 'warn')], matters: 0 }, ...note, ...speed, ...frames, ...changed];
    case 'done':
      return [
        { line: [span(`${signs.right} ${fill(ui['run.done'], { time: seconds(run.elapsedMs, speaker) })}`, 'good')], matters: 0 },
        ...(verdict === undefined ? [] : [{ line: verdict, matters: 1 }]),
        ...frames,
        ...changed,
      ];
    case 'cancelled':
      return [{ line: [span(ui['run.cancelled'], 'warn')], matters: 0 }, ...frames, ...changed];
    case 'failed':
      return [{ line: [span(`${signs.wrong} ${ui['run.failed']}`, 'bad')], matters: 0 }, ...changed];
  }
}

/** What the run does while an earlier frame of it is looked at. */
function onTheRun(run: RunView, { ui }: Catalogue, step: number): string {
  if (run.status === 'running') return fill(ui['run.goesOn'], { percent: String(Math.floor(((run.frame?.progress ?? 0) * 100) / step) * step) });
  return run.status === 'paused' ? ui['run.paused'] : ui['run.over'];
}

function fitting(parts: readonly Part[], cells: number, signs: Signs): readonly Part[] {
  let kept = parts;
  while (kept.length > 1 && lineWidth(joined(kept, signs)) > cells) {
    const least = kept.reduce((most, { matters }) => Math.max(most, matters), 0);
    const cut = kept.findLastIndex(({ matters }) => matters === least);
    kept = kept.filter((_, index) => index !== cut);
  }
  return kept;
}

function joined(parts: readonly Part[], signs: Signs): Line {
  return parts.flatMap(({ line }, index) => (index === 0 ? line : [span(` ${signs.dot} `, 'frame'), ...line]));
}

export function seconds(ms: number, speaker: Speaker): string {
  return formatNumber(ms / 1000, { format: 'seconds' }, speaker.language);
}
