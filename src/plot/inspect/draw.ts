/** The reading cursor on a picture: a line through a plot, marks on its axes, a cell or a stretch of cells turned over. Nothing of it needs colour. */
import type { Canvas, Rect } from '../canvas.js';
import type { Style } from '../cells.js';
import { CURSOR, type DrawContext } from '../context.js';

const LINE: Style = { fg: 'accent', bold: true };

/** A line from top to bottom of the plot area, behind what is drawn there, and its foot on the axis. */
export function drawCursorLine(canvas: Canvas, area: Rect, column: number, context: DrawContext): void {
  if (column < 0 || column >= area.width) return;
  for (let y = area.y; y < area.y + area.height; y++) {
    if (canvas.glyph(area.x + column, y) === ' ') canvas.put(area.x + column, y, context.glyphs.cursorLine, { ...LINE, bg: canvas.style(area.x + column, y).bg });
  }
  markAxisX(canvas, area, column, context);
}

export function markAxisX(canvas: Canvas, area: Rect, column: number, context: DrawContext): void {
  const { horizontal, tickX } = context.glyphs;
  const [x, y] = [area.x + column, area.y + area.height];
  if ([horizontal, tickX].includes(canvas.glyph(x, y))) canvas.put(x, y, context.glyphs.cursorAt, LINE);
}

export function markAxisY(canvas: Canvas, area: Rect, row: number, context: DrawContext): void {
  const { vertical, tickY } = context.glyphs;
  const [x, y] = [area.x - 1, area.y + row];
  if ([vertical, tickY].includes(canvas.glyph(x, y))) canvas.put(x, y, context.glyphs.cursorAt, LINE);
}

/** One cell of a picture, whatever its colours are. */
export function markCell(canvas: Canvas, x: number, y: number, context: DrawContext): void {
  canvas.put(x, y, context.glyphs.cursorAt, CURSOR);
}

/** Words keep their letters. */
export function turnOver(canvas: Canvas, { x, y, width, height }: Rect): void {
  for (let row = y; row < y + height; row++) for (let column = x; column < x + width; column++) canvas.restyle(column, row, () => CURSOR);
}

/** First of `shown` rows out of more, so that the one the cursor stands on is among them. */
export function firstShown(shown: number, at: number | undefined): number {
  return at === undefined || at < shown ? 0 : at - shown + 1;
}
