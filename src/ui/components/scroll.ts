/** Scrolling: how far a page may go, and what is seen of it. Pure. */
import type { Line } from '../../plot/index.js';
import { fill } from '../../words/say.js';
import type { Catalogue } from '../../words/index.js';
import { plainLine } from './lines.js';

/** The furthest offset at which the page is still full; one row is the note that there is more. */
export function lastOffset(count: number, height: number): number {
  return count <= height ? 0 : count - (height - 1);
}

export function scrollBy(offset: number, by: number, count: number, height: number): number {
  return Math.min(lastOffset(count, height), Math.max(0, offset + by));
}

/** The lines seen from an offset; where not all fit, the last row says how far one has come. */
export function scrolled(lines: readonly Line[], offset: number, height: number, words: Catalogue): readonly Line[] {
  if (lines.length <= height) return lines;
  const room = height - 1;
  const start = Math.min(offset, lastOffset(lines.length, height));
  const shown = String(Math.min(lines.length, start + room));
  return [...lines.slice(start, start + room), plainLine(fill(words.ui['scroll.more'], { shown, total: String(lines.length) }), 'dim')];
}

/** The offset nearest to `offset` from which a row is seen; the last row of the window may be the note that there is more. */
export function revealing(offset: number, row: number, height: number): number {
  if (row < offset) return row;
  return row > offset + height - 2 ? row - height + 2 : offset;
}
