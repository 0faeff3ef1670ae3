/** What every drawing is told, and how series and emphasis look: marks and textures first, colour on top. */
import type { Emphasis, PanelKind } from '../lesson/panels.js';
import type { Speaker } from '../words/say.js';
import type { Paint, Role, Style } from './cells.js';
import type { Cursor } from './inspect/cursor.js';
import { glyphsOf, type Charset, type Glyphs } from './charset.js';
import type { Pen } from './dots.js';
import type { ColorMode } from './theme.js';
import { hasShades } from './theme.js';
import { sayPlot } from './words.js';

export interface DrawContext {
  readonly charset: Charset;
  readonly glyphs: Glyphs;
  readonly speaker: Speaker;
  /** Whether cells can be told apart by shades of colour; if not, by the density of characters. */
  readonly shades: boolean;
  /** How to see what is left out; part of the remark that something is. */
  readonly seeAll?: string;
  /** Where values are read; on the panel that is drawn, within what it has. */
  readonly cursor?: Cursor;
}

export function drawContext(charset: Charset, color: ColorMode, speaker: Speaker): DrawContext {
  return { charset, glyphs: glyphsOf(charset), speaker, shades: hasShades(color) };
}

/** "… 13 more lines (t shows all)" */
export function sayLeftOut(key: 'more' | 'moreLines', count: number, { glyphs, speaker, seeAll }: DrawContext): string {
  const words = `${glyphs.ellipsis} ${sayPlot(key, { count }, speaker)}`;
  return seeAll === undefined ? words : sayPlot('leftOut', { words, how: seeAll }, speaker);
}

export const AXIS: Style = { fg: 'frame' };
export const DIM: Style = { fg: 'dim' };
export const RULE: Style = { fg: 'rule' };
/** What the reading cursor stands on: seen without colour. */
export const CURSOR: Style = { inverse: true, bold: true };
/** An earlier run, behind the present one. */
export const EARLIER: Style = { fg: 'muted', dim: true };

// In dots: solid, dashed, dotted, dash-dot, long dashes.
const PATTERNS: readonly (readonly number[] | undefined)[] = [undefined, [8, 4], [3, 3], [9, 3, 3, 3], [14, 5], [5, 2]];

const EMPHASIS: Record<Emphasis, Role | undefined> = { none: undefined, primary: undefined, good: 'good', bad: 'bad', muted: 'muted' };

/** Colour of a series: its own unless the emphasis says more. */
export function seriesPaint(index: number, emphasis: Emphasis = 'none'): Paint {
  return EMPHASIS[emphasis] ?? { series: index };
}

export function seriesStyle(index: number, emphasis: Emphasis = 'none'): Style {
  return { fg: seriesPaint(index, emphasis), ...(emphasis === 'primary' ? { bold: true } : {}) };
}

/** Style of a word or a row with an emphasis. */
export function emphasisStyle(emphasis: Emphasis = 'none'): Style {
  switch (emphasis) {
    case 'none':
      return {};
    case 'primary':
      return { fg: 'accent', bold: true };
    default:
      return { fg: emphasis };
  }
}

/** A sign before what is emphasised, so that colour is not alone in saying it; blank where there is none. */
export function emphasisMark(emphasis: Emphasis = 'none', glyphs: Glyphs): string {
  switch (emphasis) {
    case 'primary':
      return glyphs.pointer;
    case 'good':
      return glyphs.check;
    case 'bad':
      return glyphs.cross;
    case 'muted':
      return glyphs.dot;
    case 'none':
      return ' ';
  }
}

export function seriesMark(index: number, glyphs: Glyphs): string {
  return glyphs.markers[index % glyphs.markers.length];
}

/** Strokes of a series. Lines are solid where colours tell them apart (marks do so too), textured where there are few or none. */
export function seriesPen(index: number, emphasis: Emphasis | undefined, context: DrawContext): Pen {
  return {
    style: seriesStyle(index, emphasis),
    ascii: seriesMark(index, context.glyphs),
    pattern: context.shades || context.charset === 'ascii' ? undefined : PATTERNS[index % PATTERNS.length],
  };
}

export function earlierPen(context: DrawContext): Pen {
  return { style: EARLIER, ascii: context.glyphs.dot, pattern: [2, 3] };
}

/** How an earlier run shows in a kind of drawing: ends of bars, dots for points, broken lines. */
export function earlierMark(kind: PanelKind, glyphs: Glyphs): string {
  return kind === 'bars' ? glyphs.earlier : kind === 'scatter' ? glyphs.dot : glyphs.ruleX;
}

/** Muted first, then in order, primary last and so on top. */
export function drawOrder(series: readonly { readonly emphasis?: Emphasis }[]): number[] {
  const rank = (index: number) => (series[index].emphasis === 'muted' ? 0 : series[index].emphasis === 'primary' ? 2 : 1);
  return series.map((_, index) => index).sort((a, b) => rank(a) - rank(b) || a - b);
}
