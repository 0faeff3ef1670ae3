/** The two lines under a simulation: what the chosen parameter means or what is wrong with it; how far the run is. */
import { UserError } from '../../lesson/index.js';
import type { Line } from '../../plot/index.js';
import type { Catalogue } from '../../words/index.js';
import { fill, sayError, type Speaker } from '../../words/say.js';
import { fitLine, lineWidth, words as span } from '../components/lines.js';
import { scrubBar } from '../components/scrub-bar.js';
import type { Signs } from '../signs.js';
import { chosenRow, isLocked, type Row } from './params-state.js';
import { ranValue } from './param-lines.js';
import { statusWords } from './status-words.js';
import { isAlive, ranWith, type RunView, type SessionState } from './session-state.js';
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

/** How far the run is and where one stands in it, as a bar that takes what room is left, and in words. */
export function statusLine(view: StatusView, cells: number): Line {
  const { run, past } = view.state;
  // The place in a run is seen at the bar: words give way to it, but for those of a run that is over.
  const reserved = Math.min(BAR_CELLS, Math.floor(cells * (past !== undefined ? PAST_SHARE : isAlive(run) ? LIVE_SHARE : 0)));
  const words = statusWords(view, cells - reserved);
  const room = Math.min(BAR_CELLS, cells - lineWidth(words) - 1);
  if (run?.frame === undefined || room < LEAST_BAR) return fitLine(words, cells);
  const bar = scrubBar({ newest: run.frame.progress, past: past?.progress }, room, view.signs);
  return fitLine([...bar, span(' '), ...words], cells);
}
