/** What a tool is set to, as rows: label and value, the chosen one pointed at, a field where a value is typed. Like the parameter panel. */
import { pad, truncate, width, type Line } from '../../plot/index.js';
import { fieldRow } from '../components/field-view.js';
import { words as span } from '../components/lines.js';
import type { TextEdit } from '../components/text-edit.js';
import type { Signs } from '../signs.js';

export interface SettingRow {
  readonly label: string;
  readonly value: string;
  readonly help: string;
}

export interface SettingPanel {
  readonly lines: readonly Line[];
  /** Of the field being typed in. */
  readonly cursor?: { readonly x: number; readonly y: number };
}

export interface SettingView {
  readonly rows: readonly SettingRow[];
  readonly cursor: number;
  /** What is typed into the chosen row. */
  readonly field?: TextEdit;
  /** What was typed, or the setting as a whole, is refused. */
  readonly wrong?: boolean;
  /** Whether the arrows go here. */
  readonly focused: boolean;
}

export function settingPanel({ rows, cursor, field, wrong, focused }: SettingView, cells: number, signs: Signs): SettingPanel {
  const labelCells = Math.min(Math.max(...rows.map(({ label }) => width(label))), Math.floor(cells * 0.4));
  const lines = rows.map((row, index): Line => {
    const here = index === cursor;
    const role = here && wrong ? 'bad' : here && focused ? 'accent' : undefined;
    const head = [span(here ? `${signs.pointer} ` : '  ', focused ? 'accent' : 'dim'), span(pad(row.label, labelCells, 'left', signs.ellipsis), role)];
    const room = cells - labelCells - 3;
    if (here && field !== undefined) return [...head, span(' '), span(pad(fieldRow(field, room).rows[0], room), role, true)];
    const value = truncate(row.value, room - 4, signs.ellipsis);
    const [before, after] = here && focused ? [signs.less, signs.more] : [' ', ' '];
    return [...head, span(' '.repeat(1 + room - 4 - width(value))), span(`${before} `, 'accent'), span(value, role), span(` ${after}`, 'accent')];
  });
  if (field === undefined) return { lines };
  return { lines, cursor: { x: labelCells + 3 + fieldRow(field, cells - labelCells - 3).cursor.x, y: cursor } };
}

/** As read aloud. */
export function settingWords({ rows, cursor, field }: SettingView): readonly Line[] {
  return rows.map(({ label, value }, index) => [span(`${index === cursor ? '> ' : ''}${label}: ${index === cursor && field !== undefined ? field.text : value}`)]);
}
