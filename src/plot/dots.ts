/**
 * A raster finer than cells: 2 x 4 dots a cell in braille, 2 x 2 quadrants in block, 1 x 1 in ASCII. A cell shows the dots
 * of all curves that cross it, in the colour (ASCII: with the mark) of the one drawn last.
 */
import type { Canvas, Rect } from './canvas.js';
import type { Style } from './cells.js';
import type { Charset } from './charset.js';

export interface Pen {
  readonly style: Style;
  /** The character of this pen where a cell is one dot. */
  readonly ascii: string;
  /** Lengths in dots of drawn and skipped stretches in turn; without it the line is solid. */
  readonly pattern?: readonly number[];
}

const RESOLUTION: Record<Charset, readonly [number, number]> = { braille: [2, 4], block: [2, 2], ascii: [1, 1] };
// Bit of each braille dot, by row then column.
const BRAILLE = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
// Upper left 1, upper right 2, lower left 4, lower right 8.
const QUADRANTS = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

export class Dots {
  /** In dots. */
  readonly width: number;
  readonly height: number;
  private readonly perX: number;
  private readonly perY: number;
  private readonly columns: number;
  private readonly masks: Uint8Array;
  private readonly owners: (Pen | undefined)[];

  constructor(
    readonly area: Rect,
    readonly charset: Charset,
  ) {
    [this.perX, this.perY] = RESOLUTION[charset];
    this.columns = Math.max(0, area.width);
    this.width = this.columns * this.perX;
    this.height = Math.max(0, area.height) * this.perY;
    this.masks = new Uint8Array(this.columns * Math.max(0, area.height));
    this.owners = new Array<Pen | undefined>(this.masks.length).fill(undefined);
  }

  /** Dot column of a share 0..1 of the width. */
  px(share: number): number {
    return Math.round(share * (this.width - 1));
  }

  /** Dot row of a share 0..1 of the height, from below. */
  py(share: number): number {
    return Math.round((1 - share) * (this.height - 1));
  }

  /** Cell (relative to the area) of a dot. */
  cellOf(px: number, py: number): readonly [number, number] {
    return [Math.floor(px / this.perX), Math.floor(py / this.perY)];
  }

  set(px: number, py: number, pen: Pen): void {
    if (px < 0 || py < 0 || px >= this.width || py >= this.height) return;
    const x = Math.floor(px / this.perX);
    const y = Math.floor(py / this.perY);
    const at = y * this.columns + x;
    const bit = (py - y * this.perY) * this.perX + (px - x * this.perX);
    this.masks[at] |= this.charset === 'braille' ? BRAILLE[bit] : 1 << bit;
    this.owners[at] = pen;
  }

  /**
   * A straight stroke between two dots (ends may lie outside), clipped to the raster.
   * @param travelled dots already drawn of this curve, so that its pattern goes on
   * @returns dots drawn after this stroke
   */
  stroke(x0: number, y0: number, x1: number, y1: number, pen: Pen, travelled = 0): number {
    const clipped = clip(x0, y0, x1, y1, this.width - 1, this.height - 1);
    if (clipped === undefined) return travelled;
    let [x, y] = clipped;
    const [, , endX, endY] = clipped;
    const dx = Math.abs(endX - x);
    const dy = Math.abs(endY - y);
    const stepX = x < endX ? 1 : -1;
    const stepY = y < endY ? 1 : -1;
    let error = dx - dy;
    for (let count = travelled; ; count++) {
      if (pen.pattern === undefined || drawn(pen.pattern, count)) this.set(x, y, pen);
      if (x === endX && y === endY) return count;
      const twice = 2 * error;
      if (twice > -dy) {
        error -= dy;
        x += stepX;
      }
      if (twice < dx) {
        error += dx;
        y += stepY;
      }
    }
  }

  /** Writes the raster onto a canvas; cells without dots keep what is there, and every cell keeps its background. */
  paint(canvas: Canvas): void {
    for (let at = 0; at < this.masks.length; at++) {
      const pen = this.owners[at];
      if (pen === undefined) continue;
      const x = this.area.x + (at % this.columns);
      const y = this.area.y + Math.floor(at / this.columns);
      const under = canvas.style(x, y).bg;
      canvas.put(x, y, this.glyph(this.masks[at], pen), under === undefined ? pen.style : { ...pen.style, bg: under });
    }
  }

  private glyph(mask: number, pen: Pen): string {
    if (this.charset === 'braille') return String.fromCharCode(0x2800 + mask);
    return this.charset === 'block' ? QUADRANTS[mask] : pen.ascii;
  }
}

function drawn(pattern: readonly number[], count: number): boolean {
  let total = 0;
  for (const stretch of pattern) total += stretch;
  let at = count % total;
  for (let i = 0; i < pattern.length; i++) {
    if (at < pattern[i]) return i % 2 === 0;
    at -= pattern[i];
  }
  return true;
}

/** Liang-Barsky; whole dots. */
function clip(x0: number, y0: number, x1: number, y1: number, maxX: number, maxY: number): [number, number, number, number] | undefined {
  if (maxX < 0 || maxY < 0 || ![x0, y0, x1, y1].every(Number.isFinite)) return undefined;
  const dx = x1 - x0;
  const dy = y1 - y0;
  let enter = 0;
  let leave = 1;
  for (const [p, q] of [
    [-dx, x0],
    [dx, maxX - x0],
    [-dy, y0],
    [dy, maxY - y0],
  ]) {
    if (p === 0) {
      if (q < 0) return undefined;
      continue;
    }
    const r = q / p;
    if (p < 0) enter = Math.max(enter, r);
    else leave = Math.min(leave, r);
  }
  if (enter > leave) return undefined;
  const inside = (value: number, max: number) => Math.min(max, Math.max(0, Math.round(value)));
  return [inside(x0 + enter * dx, maxX), inside(y0 + enter * dy, maxY), inside(x0 + leave * dx, maxX), inside(y0 + leave * dy, maxY)];
}
