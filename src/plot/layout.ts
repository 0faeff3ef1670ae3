/**
 * Where panels go: pages of rectangles. The first panel is the hero: it gets the largest share, and stands left where there
 * is room for two columns. What does not fit at a readable size goes to further pages.
 */
import type { Panel, PanelKind } from '../lesson/panels.js';
import { say, type Speaker } from '../words/say.js';
import type { Rect } from './canvas.js';
import { width as widthOf } from './cells.js';
import { wrapText } from './wrap.js';

export interface Placement {
  /** Place in the list of panels. */
  readonly index: number;
  readonly panel: Panel;
  readonly rect: Rect;
}
export type Page = readonly Placement[];

/** Fewest rows at which a kind can be read, title included. */
const MIN_HEIGHT: Record<PanelKind, number> = {
  line: 8,
  scatter: 9,
  bars: 4,
  histogram: 7,
  heatmap: 6,
  image: 5,
  table: 4,
  tokens: 3,
  network: 8,
  timeline: 6,
  text: 2,
};
const HERO_SHARE = 0.55;
const COLUMN_MIN = 46; // cells a column needs
const COLUMN_GAP = 3;

/** @param speaker measures text panels exactly; without one their height is a guess */
export function layoutPanels(panels: readonly Panel[], width: number, height: number, speaker?: Speaker): Page[] {
  const pages: Page[] = [];
  let next = 0;
  while (next < panels.length) {
    const { page, after } = fillPage(panels, next, Math.max(1, width), Math.max(1, height), speaker);
    pages.push(page);
    next = after;
  }
  return pages;
}

interface ColumnPlan {
  readonly x: number;
  readonly width: number;
  readonly indexes: number[];
  used: number;
}

function fillPage(panels: readonly Panel[], first: number, width: number, height: number, speaker: Speaker | undefined): { page: Page; after: number } {
  const gap = height >= 24 ? 1 : 0;
  const columns = columnsOf(width, panels.length - first);
  let next = first;
  for (; next < panels.length; next++) {
    const hero = next === first;
    const need = minHeight(panels[next], hero, height, { width: columns[hero ? 0 : columns.length - 1].width, count: columns.length, speaker });
    // The first column with room; the hero's neighbours come before what would lie under it.
    const choice = hero ? columns[0] : [...columns].sort((a, b) => a.used - b.used).find(({ used }) => used + gap + need <= height);
    if (choice === undefined) break;
    choice.used += (choice.indexes.length > 0 ? gap : 0) + need;
    choice.indexes.push(next);
  }
  const used = columns.filter(({ indexes }) => indexes.length > 0);
  const widened = used.length < columns.length && used.length === 1 ? [{ ...used[0], width }] : used;
  return { page: widened.flatMap((column) => stack(panels, column, height, gap, first, speaker)), after: next };
}

function columnsOf(width: number, panels: number): ColumnPlan[] {
  const count = Math.min(panels, 3, Math.floor((width + COLUMN_GAP) / (COLUMN_MIN + COLUMN_GAP)));
  if (count <= 1) return [{ x: 0, width, indexes: [], used: 0 }];
  const room = width - COLUMN_GAP * (count - 1);
  const heroWidth = Math.max(COLUMN_MIN, Math.min(Math.ceil(room * (count === 2 ? 0.56 : 0.42)), room - COLUMN_MIN * (count - 1)));
  const other = Math.floor((room - heroWidth) / (count - 1));
  return Array.from({ length: count }, (_, i) => ({
    x: i === 0 ? 0 : heroWidth + COLUMN_GAP + (i - 1) * (other + COLUMN_GAP),
    width: i === 0 ? heroWidth : other,
    indexes: [],
    used: 0,
  }));
}

/** Shares the height of a column: the least for each, the rest by weight, no panel more than it can use while another can. */
function stack(panels: readonly Panel[], column: ColumnPlan, height: number, gap: number, hero: number, speaker: Speaker | undefined): Placement[] {
  const { indexes } = column;
  const room: ColumnRoom = { width: column.width, count: 1, speaker };
  const heights = indexes.map((index) => minHeight(panels[index], index === hero, height, room));
  const wanted = indexes.map((index, i) => Math.max(naturalHeight(panels[index], room), heights[i]));
  let free = height - gap * (indexes.length - 1) - heights.reduce((sum, rows) => sum + rows, 0);
  while (free > 0) {
    let best = -1;
    let bestNeed = -Infinity;
    for (let i = 0; i < indexes.length; i++) {
      if (heights[i] >= wanted[i]) continue;
      const need = (panels[indexes[i]].weight ?? 1) / heights[i];
      if (need > bestNeed) [best, bestNeed] = [i, need];
    }
    if (best < 0) break;
    heights[best]++;
    free--;
  }
  let y = 0;
  return indexes.map((index, i) => {
    const rect: Rect = { x: column.x, y, width: column.width, height: Math.max(1, Math.min(heights[i], height - y)) };
    y += heights[i] + gap;
    return { index, panel: panels[index], rect };
  });
}

interface ColumnRoom {
  readonly width: number;
  /** Columns side by side. */
  readonly count: number;
  readonly speaker?: Speaker;
}

function minHeight(panel: Panel, hero: boolean, height: number, room: ColumnRoom): number {
  const natural = naturalHeight(panel, room);
  const least = Math.min(leastHeight(panel), natural);
  if (!hero) return Math.min(height, panel.kind === 'text' ? Math.min(natural, TEXT_MOST) : least);
  const share = Math.ceil(height * HERO_SHARE * (room.count > 1 ? 1.2 : 1));
  return Math.min(height, Math.max(least, Math.min(share, natural)));
}

/** Pictures want one row of each group at their own size. */
function leastHeight(panel: Panel): number {
  if (panel.kind !== 'image') return MIN_HEIGHT[panel.kind];
  let rows = 1;
  for (const { pictures } of panel.groups) {
    let tallest = 0;
    for (const picture of pictures) tallest = Math.max(tallest, Math.ceil(picture.rows / 2) + (picture.caption === undefined ? 0 : 1));
    rows += tallest;
  }
  return Math.max(MIN_HEIGHT.image, Math.min(rows, IMAGE_MOST));
}

/** Beyond this, pictures are made smaller instead. */
const IMAGE_MOST = 18;

/** A text is shown whole up to this many rows before others grow. */
const TEXT_MOST = 6;

/** Rows beyond which more height adds nothing; Infinity for drawings that always gain. */
function naturalHeight(panel: Panel, { width, speaker }: ColumnRoom): number {
  const chrome = 1 + (panel.caption === undefined ? 0 : 1);
  switch (panel.kind) {
    case 'bars':
      return chrome + 2 + Math.max(1, panel.bars.length * 2) + (panel.rules?.length ? 1 : 0);
    case 'table':
      return chrome + 2 + Math.max(1, panel.rows.length);
    case 'text': {
      let rows = 0;
      for (const { text } of panel.lines) rows += speaker === undefined ? 2 : wrapText(say(text, speaker), width - 2).length;
      return chrome + Math.max(1, rows);
    }
    case 'tokens': {
      let cells = 0;
      let breaks = 0;
      for (const { text } of panel.tokens) {
        cells += widthOf(text);
        if (text.includes('\n')) breaks++;
      }
      // A tenth is lost where lines break.
      return chrome + 2 + breaks + Math.ceil((cells * 1.1) / Math.max(1, width));
    }
    case 'heatmap':
      return chrome + 3 + heatmapRows(panel.grid.rows, panel.grid.columns, panel.grid.scale === 'binary', width);
    case 'timeline':
      return chrome + 4 + panel.lanes.length * 2;
    case 'line':
    case 'scatter':
    case 'histogram':
    case 'image':
    case 'network':
      return Infinity;
  }
}

/** Rows of cells a grid takes at the largest square cells its width allows; a mask takes one dot a weight if it can. */
function heatmapRows(rows: number, columns: number, binary: boolean, width: number): number {
  if (binary && columns <= width * 2 && columns > width / 2) return Math.ceil(rows / 4);
  const pixels = Math.min(width / Math.max(1, columns), 8);
  return Math.ceil((rows * (pixels >= 1 ? Math.floor(pixels) : pixels)) / 2);
}
