/** Tables: columns as wide as their words where there is room, cut by cells where there is not; numbers stand right. */
import type { Cell, Column, TablePanel } from '../../lesson/panels.js';
import { formatNumber } from '../../words/numbers.js';
import { say, type Speaker } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { pad, width, type Align, type Style } from '../cells.js';
import { firstShown, turnOver } from '../inspect/draw.js';
import { AXIS, DIM, emphasisMark, emphasisStyle, sayLeftOut, type DrawContext } from '../context.js';

export function tablePanelEmpty(panel: TablePanel): boolean {
  return panel.rows.length === 0 || panel.columns.length === 0;
}


export function drawTablePanel(canvas: Canvas, rect: Rect, panel: TablePanel, context: DrawContext): void {
  const { glyphs, speaker } = context;
  const emphasised = panel.rows.some(({ emphasis }) => emphasis !== undefined && emphasis !== 'none');
  const indent = emphasised ? 2 : 0;
  const natural = naturalWidths(panel, speaker);
  // Two blanks between columns, one where it is tight.
  const gap = total(natural, 2) <= rect.width - indent ? 2 : 1;
  const widths = fitWidths(natural, rect.width - indent, gap);
  const aligns = panel.columns.map((column, i) => column.align ?? (panel.rows.every(({ cells }) => typeof cells[i] !== 'object' || cells[i] === null ? typeof cells[i] !== 'string' : false) ? 'right' : 'left'));
  const headed = rect.height >= 2;
  const ruled = rect.height >= 5;
  if (headed) putRow(canvas, rect, rect.y, indent, panel.columns.map(({ label }) => say(label, speaker)), widths, gap, aligns, DIM, context);
  if (ruled) canvas.fill({ x: rect.x, y: rect.y + 1, width: Math.min(rect.width, indent + total(widths, gap)), height: 1 }, glyphs.horizontal, AXIS);
  const top = rect.y + (headed ? 1 : 0) + (ruled ? 1 : 0);
  const room = Math.max(0, rect.y + rect.height - top);
  const shown = panel.rows.length <= room ? panel.rows.length : Math.max(0, room - 1);
  const first = firstShown(shown, context.cursor?.row);
  panel.rows.slice(first, first + shown).forEach((row, i) => {
    const style = emphasisStyle(row.emphasis);
    if (emphasised) canvas.put(rect.x, top + i, emphasisMark(row.emphasis, glyphs), style);
    putRow(canvas, rect, top + i, indent, panel.columns.map((column, c) => cellText(row.cells[c] ?? null, column, speaker)), widths, gap, aligns, style, context);
    if (context.cursor?.row === first + i) turnOver(canvas, { ...placeOf(context.cursor.column, rect.x + indent, widths, gap), y: top + i, height: 1 });
  });
  if (shown < panel.rows.length && room > 0) {
    canvas.put(rect.x + indent, top + shown, sayLeftOut('more', panel.rows.length - shown, context), DIM, rect.x + rect.width);
  }
}

function putRow(canvas: Canvas, rect: Rect, y: number, indent: number, texts: readonly string[], widths: readonly number[], gap: number, aligns: readonly Align[], style: Style, context: DrawContext): void {
  let x = rect.x + indent;
  texts.forEach((text, i) => {
    if (widths[i] <= 0) return;
    canvas.put(x, y, pad(text, widths[i], aligns[i], context.glyphs.ellipsis), style, rect.x + rect.width);
    x += widths[i] + gap;
  });
}

/** Where a column stands; one that is left out has no cells. */
function placeOf(column: number, left: number, widths: readonly number[], gap: number): { readonly x: number; readonly width: number } {
  const before = widths.slice(0, column).filter((cells) => cells > 0);
  return { x: left + before.reduce((sum, cells) => sum + cells + gap, 0), width: Math.max(0, widths[column] ?? 0) };
}

/** A number in its column's format, a label in its language, a missing value as a dash. */
export function cellText(cell: Cell, column: Column, speaker: Speaker): string {
  if (cell === null) return '-';
  return typeof cell === 'number' ? formatNumber(cell, column, speaker.language) : say(cell, speaker);
}

function total(widths: readonly number[], gap: number): number {
  const kept = widths.filter((cells) => cells > 0);
  return kept.reduce((sum, cells) => sum + cells, 0) + gap * Math.max(0, kept.length - 1);
}

function naturalWidths(panel: TablePanel, speaker: Speaker): number[] {
  return panel.columns.map((column, i) => {
    let most = width(say(column.label, speaker));
    for (const { cells } of panel.rows) most = Math.max(most, width(cellText(cells[i] ?? null, column, speaker)));
    return most;
  });
}

/** The widest columns give way first; when even four cells each are too many, the last columns are left out. */
function fitWidths(natural: readonly number[], room: number, gap: number): number[] {
  const widths = [...natural];
  while (total(widths, gap) > room) {
    let widest = 0;
    for (let i = 1; i < widths.length; i++) if (widths[i] > widths[widest]) widest = i;
    if (widths[widest] > 4) widths[widest]--;
    else {
      const last = widths.findLastIndex((cells) => cells > 0);
      if (last <= 0) break;
      widths[last] = 0;
    }
  }
  return widths;
}
