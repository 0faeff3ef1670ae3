/**
 * A rectangle of cells to draw on. Everything outside is clipped; a wide character that is half covered or half outside
 * becomes spaces, so rows always have exactly their width.
 */
import { clusters, PLAIN, sameStyle, type Line, type Span, type Style } from './cells.js';

/** In cells; x and y from the top left. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class Canvas {
  readonly width: number;
  readonly height: number;
  /** '' marks the right half of a wide character. */
  private readonly glyphs: string[];
  private readonly styles: Style[];

  constructor(width: number, height: number) {
    this.width = Math.max(0, Math.floor(width));
    this.height = Math.max(0, Math.floor(height));
    this.glyphs = new Array<string>(this.width * this.height).fill(' ');
    this.styles = new Array<Style>(this.width * this.height).fill(PLAIN);
  }

  /** Writes text from (x, y) to the right, at most up to column `end`. @returns the column after it */
  put(x: number, y: number, text: string, style: Style = PLAIN, end = this.width): number {
    const limit = Math.min(end, this.width);
    let column = x;
    for (const cluster of clusters(text)) {
      if (column + cluster.width > limit) {
        if (column < limit) this.set(column, y, ' ', 1, style);
        return limit;
      }
      this.set(column, y, cluster.text, cluster.width, style);
      column += cluster.width;
    }
    return column;
  }

  glyph(x: number, y: number): string {
    return this.inside(x, y) ? this.glyphs[y * this.width + x] : ' ';
  }

  style(x: number, y: number): Style {
    return this.inside(x, y) ? this.styles[y * this.width + x] : PLAIN;
  }

  /** Changes the style of one cell, keeping its glyph. */
  restyle(x: number, y: number, change: (style: Style) => Style): void {
    if (this.inside(x, y)) this.styles[y * this.width + x] = change(this.styles[y * this.width + x]);
  }

  fill(rect: Rect, glyph: string, style: Style = PLAIN): void {
    for (let y = rect.y; y < rect.y + rect.height; y++) {
      for (let x = rect.x; x < rect.x + rect.width; x++) this.set(x, y, glyph, 1, style);
    }
  }

  /** Copies finished lines onto this canvas. */
  blit(x: number, y: number, lines: readonly Line[]): void {
    lines.forEach((line, row) => {
      let column = x;
      for (const { text, style } of line) column = this.put(column, y + row, text, style);
    });
  }

  toLines(): Line[] {
    const lines: Line[] = [];
    for (let y = 0; y < this.height; y++) {
      const line: Span[] = [];
      let text = '';
      let style = PLAIN;
      for (let i = y * this.width; i < (y + 1) * this.width; i++) {
        if (text !== '' && !sameStyle(style, this.styles[i])) {
          line.push({ text, style });
          text = '';
        }
        if (text === '') style = this.styles[i];
        text += this.glyphs[i];
      }
      if (text !== '') line.push({ text, style });
      lines.push(line);
    }
    return lines;
  }

  private inside(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }

  private set(x: number, y: number, glyph: string, cells: number, style: Style): void {
    if (y < 0 || y >= this.height || x >= this.width || x < 0) {
      // The visible right half of a wide character that starts left of the canvas.
      if (cells === 2 && x === -1 && y >= 0 && y < this.height) this.set(0, y, ' ', 1, style);
      return;
    }
    if (cells > 2 || x + cells > this.width) {
      this.set(x, y, ' ', 1, style);
      return;
    }
    const at = y * this.width + x;
    this.release(at, y);
    this.glyphs[at] = glyph;
    this.styles[at] = style;
    if (cells === 2) {
      this.release(at + 1, y);
      this.glyphs[at + 1] = '';
      this.styles[at + 1] = style;
    }
  }

  /** Before a cell is overwritten: the other half of a wide character there becomes a space. */
  private release(at: number, y: number): void {
    if (this.glyphs[at] === '' && at > y * this.width) this.glyphs[at - 1] = ' ';
    if (at + 1 < (y + 1) * this.width && this.glyphs[at + 1] === '') this.glyphs[at + 1] = ' ';
  }
}
