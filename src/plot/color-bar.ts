/** The legend of a colour map: low end, a bar of shades (or the characters that stand for them), high end, and a remark. */
import { formatNumber } from '../words/numbers.js';
import type { Formatted } from '../lesson/format.js';
import type { Canvas, Rect } from './canvas.js';
import { truncate, width, type ColorMap } from './cells.js';
import { DIM, type DrawContext } from './context.js';
import { density, isSigned, quantise } from './pixels.js';

export interface ColorBar {
  readonly map: ColorMap;
  readonly low: number;
  readonly high: number;
  readonly format: Formatted;
  readonly remark?: string;
}

/** Draws it on one row, as much as fits. */
export function drawColorBar(canvas: Canvas, rect: Rect, bar: ColorBar, context: DrawContext): void {
  const { language } = context.speaker;
  const end = rect.x + rect.width;
  const low = formatNumber(bar.low, bar.format, language);
  const high = formatNumber(bar.high, bar.format, language);
  const free = rect.width - width(low) - width(high) - 2;
  const cells = Math.min(16, Math.max(8, free - 2 - width(bar.remark ?? '')), free);
  let x = rect.x;
  if (cells >= 5) {
    x = canvas.put(x, rect.y, `${low} `, DIM, end);
    for (let i = 0; i < cells; i++) {
      const share = i / (cells - 1);
      const value = isSigned(bar.map) ? share * 2 - 1 : share;
      if (context.shades) x = canvas.put(x, rect.y, ' ', { bg: { map: bar.map, value: quantise(value) } }, end);
      else {
        const { glyph, style } = density(bar.map, value, context);
        x = canvas.put(x, rect.y, glyph, style, end);
      }
    }
    x = canvas.put(x, rect.y, ` ${high}`, DIM, end) + 2;
  }
  if (bar.remark !== undefined && end - x >= 8) canvas.put(x, rect.y, truncate(bar.remark, end - x, context.glyphs.ellipsis), DIM, end);
}
