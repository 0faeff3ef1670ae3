/** What the drawings in SVG share: sizes, fonts, colours on white, text that is measured and cut, marks and strokes of series. */
import type { Emphasis } from '../../lesson/panels.js';
import type { Speaker } from '../../words/say.js';
import { truncate, width as cellsOf, type ColorMap, type Paint } from '../cells.js';
import { glyphsOf } from '../charset.js';
import { emphasisMark, seriesPaint } from '../context.js';
import { mapColor, paintColor, readableOn, type Rgb } from '../theme.js';
import { element, short, words, type Attributes } from './xml.js';

export interface SvgContext {
  readonly speaker: Speaker;
  /** Pixels that every panel is wide. */
  readonly width: number;
  /** A name that no other part of the document has. */
  unique(): string;
}

/** A drawing below (0, 0), as wide as the context says. */
export interface Drawing {
  readonly height: number;
  readonly parts: readonly string[];
}

export const FONT = "'Noto Sans', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Helvetica Neue', Arial, sans-serif";
export const MONO = "'Noto Sans Mono', 'Noto Sans Mono CJK SC', Menlo, Consolas, monospace";
export const SIZE = 13;
export const LINE = 20;

/** Pictures have all characters. */
export const GLYPHS = glyphsOf('braille');

/** Pixels a text takes, by its cells: a little more than most fonts need. */
export function textWidth(text: string, size = SIZE): number {
  return cellsOf(text) * size * 0.56;
}

/** Cells that fit into so many pixels. */
export function cellsIn(pixels: number, size = SIZE): number {
  return Math.max(1, Math.floor(pixels / (size * 0.56)));
}

export function fitted(text: string, pixels: number, size = SIZE): string {
  return truncate(text, cellsIn(pixels, size), GLYPHS.ellipsis);
}

export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, [words(text)]);
}

export function css([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map((channel) => (256 + Math.round(channel)).toString(16).slice(1)).join('')}`;
}

export const TEXT = '#1a1a1a';

export function color(paint: Paint): string {
  const found = paintColor(paint, 'light');
  return found === undefined ? TEXT : css(found);
}

export function seriesColor(index: number, emphasis?: Emphasis): string {
  return color(seriesPaint(index, emphasis));
}

export function emphasisColor(emphasis: Emphasis = 'none'): string {
  return emphasis === 'none' ? TEXT : color(emphasis === 'primary' ? 'accent' : emphasis);
}

/** A sign before what is emphasised, so that colour is not alone in saying it. */
export function emphasisSign(emphasis: Emphasis = 'none'): string {
  return emphasis === 'none' ? '' : `${emphasisMark(emphasis, GLYPHS)} `;
}

export function mapped(map: ColorMap, value: number): { readonly fill: string; readonly ink: string } {
  const rgb = mapColor(map, value, 'light');
  return { fill: css(rgb), ink: css(readableOn(rgb)) };
}

const DASHES: readonly (string | undefined)[] = [undefined, '8 4', '2 3', '9 3 2 3', '14 5', '5 2'];

/** Strokes of a series differ in their dashes as well as in colour. */
export function stroke(index: number, emphasis?: Emphasis): Attributes {
  return { stroke: seriesColor(index, emphasis), 'stroke-width': emphasis === 'primary' ? 2.6 : emphasis === 'muted' ? 1.2 : 1.8, 'stroke-dasharray': DASHES[index % DASHES.length], fill: 'none', 'stroke-linejoin': 'round' };
}

/** The mark of a series at a point: shapes differ from series to series. */
export function mark(index: number, x: number, y: number, radius: number, attributes: Attributes): string {
  const corner = (count: number, turn: number) => Array.from({ length: count }, (_, i) => at(x, y, radius * 1.25, turn + i / count));
  switch (index % 5) {
    case 0:
      return element('circle', { cx: x, cy: y, r: radius, ...attributes });
    case 1:
      return polygon(corner(3, -0.25), attributes);
    case 2:
      return polygon(corner(4, 0.125), attributes);
    case 3:
      return polygon(corner(4, 0), attributes);
    default:
      return polygon(corner(3, 0.25), attributes);
  }
}

function at(x: number, y: number, radius: number, turn: number): [number, number] {
  return [x + radius * Math.cos(2 * Math.PI * turn), y + radius * Math.sin(2 * Math.PI * turn)];
}

function polygon(corners: readonly (readonly [number, number])[], attributes: Attributes): string {
  return element('path', { d: `M${corners.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}Z`, ...attributes });
}

/** The sample of a series in a legend: what to draw around (0, 0), 24 pixels wide. */
export interface Key {
  readonly text: string;
  readonly sample: readonly string[];
}

/** Keys side by side in as many rows as they take. */
export function legend(keys: readonly Key[], context: SvgContext, left = 0): Drawing {
  const parts: string[] = [];
  let x = left;
  let row = 0;
  for (const { text, sample } of keys) {
    const shown = fitted(text, context.width - left - 40);
    const wide = 32 + textWidth(shown) + 16;
    if (x > left && x + wide > context.width) {
      x = left;
      row++;
    }
    parts.push(element('g', { transform: `translate(${Math.round(x)} ${row * LINE + 10})` }, [...sample, label(30, 4, shown)]));
    x += wide;
  }
  return { height: keys.length === 0 ? 0 : (row + 1) * LINE + 4, parts };
}

/**
 * A grid of coloured squares as one path a colour, neighbours in a row joined: a thousandth of what single squares would take.
 * @param fillAt  the colour of a cell, row by row; undefined leaves it out
 */
export function mosaic(rows: number, columns: number, place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, fillAt: (index: number) => string | undefined): string {
  const paths = new Map<string, string[]>();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; ) {
      const fill = fillAt(row * columns + column);
      let end = column + 1;
      while (end < columns && fillAt(row * columns + end) === fill) end++;
      if (fill !== undefined) {
        const path = paths.get(fill) ?? [];
        path.push(`M${column} ${row}h${end - column}v1h${column - end}z`);
        paths.set(fill, path);
      }
      column = end;
    }
  }
  const scale = `translate(${short(place.x)} ${short(place.y)}) scale(${place.width / columns} ${place.height / rows})`;
  return element('g', { transform: scale, 'shape-rendering': 'crispEdges' }, [element('g', {}, [...paths].map(([fill, path]) => element('path', { d: path.join(''), fill })))]);
}
