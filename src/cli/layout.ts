/** Tables and paragraphs of words, measured in cells, so that Chinese columns stand straight. */
import { pad, width, wrapText } from '../plot/index.js';

export interface ColumnSpec {
  readonly title?: string;
  readonly align?: 'left' | 'right';
}

const GAP = '  ';
/** Cells that the last column needs to be worth wrapping. */
const NARROWEST = 12;

/**
 * Rows under their titles; the last column takes what is left of the line and wraps.
 * @param cells      of the whole table
 * @param alongside  rows of other tables that are to have the same columns
 */
export function tableLines(columns: readonly ColumnSpec[], rows: readonly (readonly string[])[], cells: number, indent = 0, alongside: readonly (readonly string[])[] = []): string[] {
  const titled = columns.some(({ title }) => title !== undefined);
  const all = titled ? [columns.map(({ title }) => title ?? ''), ...rows] : rows;
  const last = columns.length - 1;
  const widths = columns.map((_, i) => [...all, ...alongside].reduce((most, row) => Math.max(most, width(row[i] ?? '')), 0));
  const before = indent + widths.slice(0, last).reduce((sum, one) => sum + one + GAP.length, 0);
  // A table that is too wide anyway stays one row a line: broken up it would be harder to read, and to cut.
  const room = cells - before < NARROWEST ? Infinity : cells - before;
  return all.flatMap((row) => {
    const head = columns.slice(0, last).map(({ align }, i) => pad(row[i] ?? '', widths[i], align));
    const text = row[last] ?? '';
    const wrapped = columns[last].align === 'right' ? [pad(text, widths[last], 'right')] : wrapText(text, room);
    return wrapped.map((line, i) => (' '.repeat(indent) + (i === 0 ? [...head, line].join(GAP) : ' '.repeat(before - indent) + line)).trimEnd());
  });
}

export function paragraph(text: string, cells: number, indent = 0): string[] {
  return wrapText(text, cells - indent).map((line) => ' '.repeat(indent) + line);
}

/** A title with a line under it. */
export function heading(text: string, cells: number): string[] {
  const lines = wrapText(text, cells);
  return [...lines, '-'.repeat(Math.max(1, ...lines.map(width)))];
}
