/**
 * Where panels go: pages of rectangles. The first panel is the hero: it gets the largest share, and stands left where there
 * is room for two columns. What does not fit at a readable size goes to further pages.
 */
import type { Panel, PanelKind } from '../lesson/panels.js';
import type { Rect } from './canvas.js';

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
  image: 6,
  table: 4,
  tokens: 3,
  network: 8,
  timeline: 6,
  text: 2,
};
const HERO_SHARE = 0.55;
const COLUMN_MIN = 46; // cells a column needs
const COLUMN_GAP = 3;

export function layoutPanels(panels: readonly Panel[], width: number, height: number): Page[] {
  const pages: Page[] = [];
  let next = 0;
  while (next < panels.length) {
    const { page, after } = fillPage(panels, next, Math.max(1, width), Math.max(1, height));
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

function fillPage(panels: readonly Panel[], first: number, width: number, height: number): { page: Page; after: number } {
  const gap = height >= 24 ? 1 : 0;
  const columns = columnsOf(width, panels.length - first);
  let next = first;
  for (; next < panels.length; next++) {
    const hero = next === first;
    const need = minHeight(panels[next], hero, height, columns.length);
    // The first column with room; the hero's neighbours come before what would lie under it.
    const choice = hero ? columns[0] : [...columns].sort((a, b) => a.used - b.used).find(({ used }) => used + gap + need <= height);
    if (choice === undefined) break;
    choice.used += (choice.indexes.length > 0 ? gap : 0) + need;
    choice.indexes.push(next);
  }
  const used = columns.filter(({ indexes }) => indexes.length > 0);
  const widened = used.length < columns.length && used.length === 1 ? [{ ...used[0], width }] : used;
  return { page: widened.flatMap((column) => stack(panels, column, height, gap, first)), after: next };
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
function stack(panels: readonly Panel[], column: ColumnPlan, height: number, gap: number, hero: number): Placement[] {
  const { indexes } = column;
  const heights = indexes.map((index) => Math.min(height, minHeight(panels[index], index === hero, height, 1)));
  const wanted = indexes.map((index) => Math.max(naturalHeight(panels[index]), heights[indexes.indexOf(index)]));
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

function minHeight(panel: Panel, hero: boolean, height: number, columns: number): number {
  const least = Math.min(MIN_HEIGHT[panel.kind], naturalHeight(panel));
  if (!hero) return Math.min(height, least);
  const share = Math.ceil(height * HERO_SHARE * (columns > 1 ? 1.2 : 1));
  return Math.min(height, Math.max(least, Math.min(share, naturalHeight(panel))));
}

/** Rows beyond which more height adds nothing; Infinity for drawings that always gain. */
export function naturalHeight(panel: Panel): number {
  const chrome = 1 + (panel.caption === undefined ? 0 : 1);
  switch (panel.kind) {
    case 'bars':
      return chrome + 2 + Math.max(1, panel.bars.length * 2) + (panel.rules?.length ? 1 : 0);
    case 'table':
      return chrome + 2 + Math.max(1, panel.rows.length);
    case 'text': {
      let rows = 0;
      for (const { text } of panel.lines) rows += typeof text === 'object' && 'raw' in text ? Math.max(1, Math.ceil(text.raw.length / 44)) : 2;
      return chrome + Math.max(1, rows);
    }
    case 'timeline':
      return chrome + 4 + panel.lanes.length * 2;
    case 'line':
    case 'scatter':
    case 'histogram':
    case 'heatmap':
    case 'image':
    case 'tokens':
    case 'network':
      return Infinity;
  }
}
