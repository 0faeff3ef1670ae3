/**
 * Styled terminal cells: what every drawing is made of, and the one place that measures text. A style names a meaning
 * (a role, a series, a value on a colour map), never a colour; ansi.ts turns meanings into codes. Widths are cells as
 * `string-width` counts them: a Han character is two.
 */
import stringWidth from 'string-width';
import { ASCII, characterWidth, SIMPLE } from './simple-text.js';

/** What a piece of text or a stroke means. Every role has a look in every colour mode (theme.ts). */
export type Role =
  | 'text' // default foreground
  | 'title'
  | 'dim' // secondary words: captions, axis titles, tick labels
  | 'frame' // axis lines, grid, separators
  | 'accent' // the one accent colour: selection, the primary series
  | 'good'
  | 'bad'
  | 'warn'
  | 'muted' // present, but not what to look at
  | 'rule' // a threshold across a plot
  | 'code'
  | 'term' // a word the glossary explains
  | 'contrast'; // black or white, whichever reads on this cell's background

/** sequential: 0 to 1. diverging: -1 to 1. ink: 0 paper to 1 ink. weight: 0 is the paper itself, 1 the accent of a text. The faint ones lie behind points and must not drown them. */
export type ColorMap = 'sequential' | 'diverging' | 'ink' | 'weight' | 'faint' | 'faintDiverging';

export type Paint = Role | { readonly series: number } | { readonly map: ColorMap; readonly value: number };

export interface Style {
  readonly fg?: Paint;
  readonly bg?: Paint;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

export interface Span {
  readonly text: string;
  readonly style: Style;
}
export type Line = readonly Span[];

export const PLAIN: Style = {};

let segmenter: Intl.Segmenter | undefined;
// Escape sequences and other controls in data (tokens, column names) must never reach the terminal.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A character as the reader sees it (grapheme cluster). */
export interface Cluster {
  readonly text: string;
  /** In cells: 1 or 2. */
  readonly width: number;
  /** Where it ends in the text, in UTF-16 units. */
  readonly end: number;
}

const clusterWidths = new Map<string, number>();
const CACHE_LIMIT = 8192;

/** The clusters of a text that take cells; controls become blanks, what takes no cell is dropped. */
export function clusters(text: string): Cluster[] {
  if (ASCII.test(text)) return Array.from(text, (char, i) => ({ text: char, width: 1, end: i + 1 }));
  if (SIMPLE.test(text)) return Array.from(text, (char, i) => ({ text: char, width: characterWidth(char), end: i + 1 }));
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const found: Cluster[] = [];
  for (const { segment, index } of segmenter.segment(withoutControls(text))) {
    let cells = clusterWidths.get(segment);
    if (cells === undefined) {
      cells = stringWidth(segment);
      if (clusterWidths.size >= CACHE_LIMIT) clusterWidths.clear();
      clusterWidths.set(segment, cells);
    }
    if (cells > 0) found.push({ text: segment, width: cells, end: index + segment.length });
  }
  return found;
}

export function withoutControls(text: string): string {
  return text.replace(CONTROL, ' ');
}

/** Width in cells. */
export function width(text: string): number {
  if (ASCII.test(text)) return text.length;
  let total = 0;
  for (const cluster of clusters(text)) total += cluster.width;
  return total;
}

/** Cuts a text to at most `cells` cells; what is cut shows as `ellipsis`. */
export function truncate(text: string, cells: number, ellipsis = '…'): string {
  if (cells <= 0) return '';
  if (width(text) <= cells) return text;
  const room = cells - width(ellipsis);
  if (room < 0) return '';
  let kept = '';
  let used = 0;
  for (const cluster of clusters(text)) {
    if (used + cluster.width > room) break;
    kept += cluster.text;
    used += cluster.width;
  }
  return kept.trimEnd() + ellipsis;
}

export type Align = 'left' | 'right' | 'center';

/** Cuts or fills a text to exactly `cells` cells. */
export function pad(text: string, cells: number, align: Align = 'left', ellipsis = '…'): string {
  const cut = truncate(text, cells, ellipsis);
  const free = Math.max(0, cells - width(cut));
  const before = align === 'left' ? 0 : align === 'right' ? free : free >> 1;
  return ' '.repeat(before) + cut + ' '.repeat(free - before);
}

export function span(text: string, style: Style = PLAIN): Span {
  return { text, style };
}

export function lineWidth(line: Line): number {
  let total = 0;
  for (const { text } of line) total += width(text);
  return total;
}

/** The words alone. */
export function toText(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** Cuts or fills a styled line to exactly `cells` cells. */
export function fitLine(line: Line, cells: number, align: Align = 'left', ellipsis = '…'): Line {
  const total = lineWidth(line);
  if (total === cells) return line;
  if (total < cells) {
    const before = align === 'left' ? 0 : align === 'right' ? cells - total : (cells - total) >> 1;
    const after = cells - total - before;
    return [...(before > 0 ? [span(' '.repeat(before))] : []), ...line, ...(after > 0 ? [span(' '.repeat(after))] : [])];
  }
  const kept: Span[] = [];
  let used = 0;
  for (const piece of line) {
    const cut = truncate(piece.text, cells - used, used + width(piece.text) > cells || kept.length === line.length - 1 ? ellipsis : '');
    kept.push(span(cut, piece.style));
    used += width(cut);
    if (used >= cells || cut !== piece.text) break;
  }
  return used < cells ? [...kept, span(' '.repeat(cells - used))] : kept;
}

export function blankLine(cells: number): Line {
  return cells > 0 ? [span(' '.repeat(cells))] : [];
}

export function samePaint(a: Paint | undefined, b: Paint | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if ('series' in a) return 'series' in b && a.series === b.series;
  return 'map' in b && a.map === b.map && a.value === b.value;
}

export function sameStyle(a: Style, b: Style): boolean {
  return (
    a === b ||
    (samePaint(a.fg, b.fg) &&
      samePaint(a.bg, b.bg) &&
      !a.bold === !b.bold &&
      !a.dim === !b.dim &&
      !a.italic === !b.italic &&
      !a.underline === !b.underline &&
      !a.inverse === !b.inverse)
  );
}
