/**
 * Names of series and rules on the picture: beside the ends of their lines in a gutter where there is room, else in rows above.
 * The width of the gutter depends on the names alone, so the picture keeps still while a run goes on.
 */
import type { Canvas, Rect } from './canvas.js';
import { truncate, width, type Style } from './cells.js';
import type { DrawContext } from './context.js';
import { sayPlot } from './words.js';

export interface LegendEntry {
  readonly mark: string;
  readonly label: string;
  readonly style: Style;
  /** Share of the height (from below) that the name belongs to; without one it goes where there is room. */
  readonly at?: number;
}

export interface LegendPlan {
  readonly place: 'gutter' | 'rows' | 'none';
  /** Columns of the gutter or rows above. */
  readonly size: number;
}

const GAP = 3;

export function planLegend(entries: readonly LegendEntry[], rect: Rect): LegendPlan {
  if (entries.length === 0) return { place: 'none', size: 0 };
  let longest = 0;
  for (const { mark, label } of entries) longest = Math.max(longest, width(mark) + 1 + width(label));
  const gutter = Math.min(longest + 1, Math.floor(rect.width * 0.4));
  const room = rect.height >= entries.length + 2 && rect.width - gutter >= 26;
  if (room && gutter >= Math.min(longest + 1, 8)) return { place: 'gutter', size: gutter };
  if (rect.height < 6) return { place: 'none', size: 0 };
  return { place: 'rows', size: Math.min(legendRows(entries, rect.width), Math.max(1, Math.floor(rect.height / 5))) };
}

/** Names at the right of the plot area, each as near to its height as the others let it. */
export function drawGutter(canvas: Canvas, area: Rect, entries: readonly LegendEntry[], size: number, context: DrawContext): void {
  const rows = spread(
    entries.map(({ at }) => (at === undefined ? 0 : Math.round((1 - Math.min(1, Math.max(0, at))) * (area.height - 1)))),
    area.height,
  );
  entries.forEach((entry, i) => {
    const x = area.x + area.width + 1;
    const after = canvas.put(x, area.y + rows[i], entry.mark, entry.style);
    canvas.put(after + 1, area.y + rows[i], truncate(entry.label, size - 1 - width(entry.mark) - 1, context.glyphs.ellipsis), entry.style);
  });
}

/** Rows of "mark name" above the plot. */
export function drawLegendRows(canvas: Canvas, rect: Rect, entries: readonly LegendEntry[], rows: number, context: DrawContext): void {
  const lines = flow(entries, rect.width);
  const left = lines.slice(rows).reduce((sum, line) => sum + line.length, 0);
  const more = left === 0 ? '' : `${context.glyphs.ellipsis} ${sayPlot('more', { count: left }, context.speaker)}`;
  lines.slice(0, rows).forEach((line, row) => {
    const end = rect.x + rect.width - (row === rows - 1 && more !== '' ? width(more) + 1 : 0);
    let x = rect.x;
    for (const entry of line) {
      if (end - x < width(entry.mark) + 2) break;
      x = canvas.put(x, rect.y + row, entry.mark, entry.style, end) + 1;
      x = canvas.put(x, rect.y + row, truncate(entry.label, end - x, context.glyphs.ellipsis), wordsStyle(entry.style), end) + GAP;
    }
  });
  if (more !== '') canvas.put(rect.x + rect.width - width(more), rect.y + rows - 1, more, { fg: 'dim' });
}

/** A name in the colour of its mark; beside a filled mark in the default colour. */
function wordsStyle(style: Style): Style {
  return style.bg === undefined ? style : {};
}

/** Rows that the names take side by side. */
export function legendRows(entries: readonly LegendEntry[], cells: number): number {
  return entries.length === 0 ? 0 : flow(entries, cells).length;
}

function flow(entries: readonly LegendEntry[], cells: number): LegendEntry[][] {
  const lines: LegendEntry[][] = [[]];
  let used = 0;
  for (const entry of entries) {
    const size = width(entry.mark) + 1 + width(entry.label);
    if (used > 0 && used + size > cells) {
      lines.push([]);
      used = 0;
    }
    lines[lines.length - 1].push(entry);
    used += size + GAP;
  }
  return lines;
}

/** Moves wished rows apart, keeping their order, so that no two share one; `count` rows there are. */
export function spread(wished: readonly number[], count: number): number[] {
  const order = wished.map((_, i) => i).sort((a, b) => wished[a] - wished[b] || a - b);
  const rows = new Array<number>(wished.length).fill(0);
  let next = 0;
  for (const i of order) {
    rows[i] = Math.max(next, wished[i]);
    next = rows[i] + 1;
  }
  let limit = count - 1;
  for (const i of order.reverse()) {
    rows[i] = Math.max(0, Math.min(limit, rows[i]));
    limit = rows[i] - 1;
  }
  return rows;
}
