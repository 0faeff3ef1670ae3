/** The two lines under a simulation: what the chosen parameter means or what is wrong with it; how far the run is. */
import { UserError } from '../../lesson/index.js';
import type { Line } from '../../plot/index.js';
import type { Catalogue } from '../../words/index.js';
import { formatNumber } from '../../words/numbers.js';
import { fill, say, sayError, type Speaker } from '../../words/say.js';
import { bar, words as span } from '../components/lines.js';
import type { Signs } from '../signs.js';
import { chosenRow, isLocked, type Row } from './params-state.js';
import { changedSince, shownFrame, type RunView, type SessionState } from './session-state.js';
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

export function helpLine({ state, speaker, words }: StatusView): Line {
  const { params } = state;
  if (params.edit?.error !== undefined) return [span(sayError(params.edit.error, speaker), 'bad')];
  const row = chosenRow(params);
  return [span(isLocked(params, row) ? words.ui['params.locked'] : rowHelp(row, speaker, words), 'dim')];
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

export function statusLine({ state, speaker, words, signs, verdict }: StatusView): Line {
  const { ui } = words;
  const { run, at } = state;
  if (run === undefined) return [span(ui['run.idle'], 'dim')];
  const frame = shownFrame(state);
  const note = frame?.note === undefined ? '' : say(frame.note, speaker);
  const dot = span(` ${signs.dot} `, 'frame');
  const progress = bar(frame?.progress ?? 0, BAR_CELLS, signs);
  if (at !== undefined) {
    const place = fill(ui['run.recording'], { index: String(at.index + 1), total: String(run.recorded) });
    return [...progress, span(` ${place}`), ...(note === '' ? [] : [dot, span(note, 'dim')])];
  }
  const changed = changedSince(state) ? [dot, span(ui['run.changed'], 'warn')] : [];
  switch (run.status) {
    case 'running': {
      // Where both do not fit, the time gives way.
      const left = run.remainingMs === undefined || changed.length > 0 ? [] : [dot, span(fill(ui['run.left'], { time: seconds(run.remainingMs, speaker) }), 'dim')];
      return [...progress, span(` ${note === '' ? ui['run.running'] : note}`), ...left, ...changed];
    }
    case 'paused':
      return [...progress, span(` ${ui['run.paused']}`, 'warn'), ...(note === '' ? [] : [dot, span(note)]), ...changed];
    case 'done':
      return [span(`${signs.right} ${fill(ui['run.done'], { time: seconds(run.elapsedMs, speaker) })}`, 'good'), ...(verdict === undefined ? [] : [dot, ...verdict]), ...changed];
    case 'cancelled':
      return [span(ui['run.cancelled'], 'warn'), ...changed];
    case 'failed':
      return [span(`${signs.wrong} ${ui['run.failed']}`, 'bad'), ...changed];
  }
}

export function seconds(ms: number, speaker: Speaker): string {
  return formatNumber(ms / 1000, { format: 'seconds' }, speaker.language);
}
