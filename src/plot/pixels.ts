/**
 * Small pictures out of cells: pixels one column wide and half a row high, which is about square. With shades a half block
 * shows two of them exactly; otherwise a character of matching density shows their mean.
 */
import type { Canvas, Rect } from './canvas.js';
import type { ColorMap, Paint, Style } from './cells.js';
import type { DrawContext } from './context.js';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly map: ColorMap;
  /** On the scale of the map; null leaves the background. */
  at(px: number, py: number): number | null;
}

export function isSigned(map: ColorMap): boolean {
  return map === 'diverging' || map === 'faintDiverging';
}

/** Draws at (x, y); takes `width` columns and half as many rows as pixels, rounded up. */
export function paintPixels(canvas: Canvas, x: number, y: number, pixels: Pixels, context: DrawContext): void {
  for (let row = 0; row * 2 < pixels.height; row++) {
    for (let column = 0; column < pixels.width; column++) {
      const upper = pixels.at(column, row * 2);
      const lower = row * 2 + 1 < pixels.height ? pixels.at(column, row * 2 + 1) : null;
      if (context.shades && context.charset !== 'ascii') paintPair(canvas, x + column, y + row, paint(pixels.map, upper), paint(pixels.map, lower), context);
      else paintMean(canvas, x + column, y + row, pixels.map, upper, lower, context);
    }
  }
}

/** Draws ink as braille dots, two columns and four rows a cell, into as many cells as the rectangle has. */
export function paintDots(canvas: Canvas, rect: Rect, ink: (px: number, py: number) => boolean, style: Style): void {
  for (let row = 0; row < rect.height; row++) {
    for (let column = 0; column < rect.width; column++) {
      let dots = 0;
      for (let i = 0; i < 8; i++) if (ink(2 * column + (i & 1), 4 * row + (i >> 1))) dots |= DOTS[i];
      if (dots !== 0) canvas.put(rect.x + column, rect.y + row, String.fromCodePoint(0x2800 + dots), style);
    }
  }
}

/** Bits of a braille cell's dots, row by row. */
const DOTS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

function paint(map: ColorMap, value: number | null): Paint | undefined {
  return value === null || !Number.isFinite(value) ? undefined : { map, value: quantise(value) };
}

/** Few steps make equal neighbours, and so shorter lines; finer ones cannot be told apart. */
export function quantise(value: number): number {
  return Math.round(value * 64) / 64;
}

function paintPair(canvas: Canvas, x: number, y: number, upper: Paint | undefined, lower: Paint | undefined, context: DrawContext): void {
  const { glyphs } = context;
  if (upper === undefined && lower === undefined) return;
  if (upper === undefined) canvas.put(x, y, glyphs.lowerHalf, { fg: lower });
  else if (lower === undefined) canvas.put(x, y, glyphs.upperHalf, { fg: upper });
  else canvas.put(x, y, glyphs.upperHalf, { fg: upper, bg: lower });
}

function paintMean(canvas: Canvas, x: number, y: number, map: ColorMap, upper: number | null, lower: number | null, context: DrawContext): void {
  const known = [upper, lower].filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  // Edges of strokes stay sharp: ink over paper is half a block, not the mean of both.
  if (!context.shades && map === 'ink' && context.charset !== 'ascii' && upper !== null && lower !== null && Math.abs(upper - lower) >= 0.5) {
    canvas.put(x, y, upper > lower ? context.glyphs.upperHalf : context.glyphs.lowerHalf);
  } else if (context.shades) canvas.put(x, y, ' ', { bg: { map, value: quantise(mean) } });
  else {
    const { glyph, style } = density(map, mean, context);
    canvas.put(x, y, glyph, style);
  }
}

/** A character whose ink tells the value; values below zero have characters of their own. */
export function density(map: ColorMap, value: number, context: DrawContext): { readonly glyph: string; readonly style: Style } {
  const signed = isSigned(map);
  const ramp = signed && value < 0 ? context.glyphs.negatives : context.glyphs.shades;
  const level = Math.round(Math.min(1, Math.abs(value)) * (ramp.length - 1));
  return { glyph: ramp[level], style: signed ? { fg: { map: 'diverging', value: Math.sign(value) } } : {} };
}
