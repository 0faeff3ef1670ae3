/** The parameter panel as lines: one row a parameter, the chosen one pointed at, a field where a value is typed. */
import { pad, truncate, width, type Line } from '../../plot/index.js';
import type { Speaker } from '../../words/say.js';
import { catalogue } from '../../words/index.js';
import { fill } from '../../words/say.js';
import { fieldRow } from '../components/field-view.js';
import { words as span } from '../components/lines.js';
import type { Signs } from '../signs.js';
import { paramLabel, showValue } from './names.js';
import { isLocked, sameValue, type ParamsState, type Row } from './params-state.js';
import type { OwnFile, Ran } from './session-state.js';

export interface ParamView {
  readonly state: ParamsState;
  readonly files: readonly (OwnFile | undefined)[];
  /** What the run that is shown was made with. */
  readonly ran?: Ran;
  /** Whether the arrows go here. */
  readonly focused: boolean;
  /** A parameter that the last run refused. */
  readonly faulty?: string;
  readonly speaker: Speaker;
  readonly signs: Signs;
}

export interface ParamPanel {
  readonly lines: readonly Line[];
  /** Of the field being typed in. */
  readonly cursor?: { readonly x: number; readonly y: number };
}

const FIELD_CELLS = 13;

/** At most `height` rows; where there are more parameters, those around the chosen one. */
export function paramPanel(view: ParamView, cells: number, height: number): ParamPanel {
  const { rows, cursor: chosen, edit } = view.state;
  const first = Math.max(0, Math.min(chosen - Math.floor(height / 2), rows.length - height));
  const shown = rows.slice(first, first + height);
  const lines = shown.map((row, index) => paramLine(view, row, first + index === chosen, cells));
  const hidden = { above: first, below: rows.length - first - shown.length };
  const { ui } = catalogue(view.speaker.language);
  const more = (count: number): Line => [span(`  ${fill(ui['params.more'], { count: String(count) })}`, 'dim')];
  if (hidden.above > 0 && lines.length > 2) lines[0] = more(hidden.above + 1);
  if (hidden.below > 0 && lines.length > 2) lines[lines.length - 1] = more(hidden.below + 1);
  if (edit === undefined || !typedInRow(view.state, rows[chosen])) return { lines };
  const field = fieldRow(edit.field, FIELD_CELLS);
  return { lines, cursor: { x: cells - FIELD_CELLS + field.cursor.x, y: chosen - first } };
}

/** Numbers and the seed are typed in their row; texts and paths need more room. */
export function typedInRow({ specs }: ParamsState, row: Row): boolean {
  if (row.kind === 'data') return false;
  if (row.kind === 'seed') return true;
  const { kind } = specs[row.name];
  return kind === 'real' || kind === 'integer';
}

function paramLine(view: ParamView, row: Row, chosen: boolean, cells: number): Line {
  const { state, focused, faulty, signs } = view;
  const here = chosen && focused;
  const pointer = span(chosen ? `${signs.pointer} ` : '  ', focused ? 'accent' : 'dim');
  const wrong = (row.kind === 'param' && row.name === faulty) || (chosen && state.edit?.error !== undefined);
  const role = wrong ? 'bad' : here ? 'accent' : undefined;
  if (chosen && state.edit !== undefined && typedInRow(state, row)) {
    const field = fieldRow(state.edit.field, FIELD_CELLS).rows[0];
    return [pointer, span(pad(rowLabel(view, row), cells - 3 - FIELD_CELLS), role), span(' '), span(pad(field, FIELD_CELLS), wrong ? 'bad' : undefined, true)];
  }
  const locked = isLocked(state, row);
  const [before, after] = locked ? ['=', ' '] : here ? [signs.less, signs.more] : [' ', ' '];
  // A short label leaves its room to the value.
  const label = rowLabel(view, row);
  const room = cells - 6 - Math.min(width(label), Math.floor(cells * 0.45));
  const value = truncate(withRan(rowValue(view, row), ranValue(view, row), room, signs), room, signs.ellipsis);
  const changed = row.kind === 'param' && !sameValue(state.setting.values[row.name], state.initial.values[row.name]);
  const labelCells = cells - 2 - width(value) - 4;
  return [
    pointer,
    span(pad(label, labelCells, 'left', signs.ellipsis), locked ? 'dim' : role),
    span(`${before} `, here ? 'accent' : 'dim'),
    span(value, locked ? 'dim' : role, changed),
    span(` ${after}`, here ? 'accent' : 'dim'),
  ];
}

/** "20 → 31": of the run that is shown, then as set; where both do not fit, the arrow says that there was another. */
function withRan(value: string, ran: string | undefined, room: number, { becomes }: Signs): string {
  if (ran === undefined) return value;
  const both = `${ran} ${becomes} ${value}`;
  return width(both) <= room ? both : `${becomes} ${value}`;
}

/** What the run that is shown was made with, where it is not what is set now. */
export function ranValue({ speaker, files, state, ran }: Pick<ParamView, 'speaker' | 'files' | 'state' | 'ran'>, row: Row): string | undefined {
  if (ran === undefined) return undefined;
  const same = row.kind === 'data' ? ran.files[row.index]?.path === files[row.index]?.path : row.kind === 'seed' ? ran.setting.seed === state.setting.seed : sameValue(ran.setting.values[row.name], state.setting.values[row.name]);
  return same ? undefined : rowValue({ speaker, files: ran.files, state: { ...state, setting: ran.setting } }, row);
}

export function rowLabel({ speaker, files }: Pick<ParamView, 'speaker' | 'files'>, row: Row): string {
  const { ui } = catalogue(speaker.language);
  switch (row.kind) {
    case 'param':
      return paramLabel(row.name, speaker);
    case 'seed':
      return paramLabel('seed', speaker);
    case 'data':
      return files.length > 1 ? fill(ui['params.file.of'], { number: String(row.index + 1) }) : ui['params.file'];
  }
}

export function rowValue({ speaker, files, state }: Pick<ParamView, 'speaker' | 'files' | 'state'>, row: Row): string {
  switch (row.kind) {
    case 'param':
      return showValue(row.name, state.specs[row.name], state.setting.values[row.name], speaker);
    case 'seed':
      return String(state.setting.seed);
    case 'data':
      return files[row.index]?.name ?? catalogue(speaker.language).ui['params.nofile'];
  }
}
