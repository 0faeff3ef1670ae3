/** A text field as cells: the text broken by cells, the cursor's place for the terminal's own cursor (input methods draw there). */
import { clusters } from '../../plot/cells.js';
import type { TextEdit } from './text-edit.js';

export interface FieldView {
  readonly rows: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number };
}

/** One row that scrolls sideways so that the cursor is always seen. */
export function fieldRow(edit: TextEdit, cells: number): FieldView {
  const room = Math.max(2, cells) - 1;
  const pieces = clusters(edit.text.slice(0, edit.cursor));
  let used = 0;
  let first = pieces.length;
  while (first > 0 && used + pieces[first - 1].width <= room) used += pieces[--first].width;
  let shown = pieces
    .slice(first)
    .map((piece) => piece.text)
    .join('');
  let width = used;
  for (const piece of clusters(edit.text.slice(edit.cursor))) {
    if (width + piece.width > room) break;
    shown += piece.text;
    width += piece.width;
  }
  return { rows: [shown], cursor: { x: used, y: 0 } };
}

/** Several rows: broken at line breaks and where a row is full; at most `height` of them, those around the cursor. */
export function fieldRows(edit: TextEdit, cells: number, height: number): FieldView {
  const rows: string[] = [''];
  let width = 0;
  let index = 0;
  let cursor = { x: 0, y: 0 };
  const place = () => {
    if (index === edit.cursor) cursor = { x: width, y: rows.length - 1 };
  };
  for (const part of edit.text.split(/(\n)/)) {
    if (part === '\n') {
      place();
      rows.push('');
      width = 0;
      index += 1;
      continue;
    }
    for (const { segment } of segmenter.segment(part)) {
      const cellsNeeded = clusters(segment).reduce((sum, piece) => sum + piece.width, 0);
      if (width + cellsNeeded > cells) {
        rows.push('');
        width = 0;
      }
      place();
      rows[rows.length - 1] += segment;
      width += cellsNeeded;
      index += segment.length;
    }
  }
  if (width >= cells && index === edit.cursor) {
    rows.push('');
    width = 0;
  }
  place();
  const top = Math.max(0, Math.min(cursor.y - height + 1, rows.length - height));
  const start = Math.max(0, cursor.y < top ? cursor.y : cursor.y >= top + height ? cursor.y - height + 1 : top);
  return { rows: rows.slice(start, start + height), cursor: { x: cursor.x, y: cursor.y - start } };
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
