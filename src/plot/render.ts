/** A panel to exactly as many lines of exactly as many cells as asked for: title, drawing, caption. Pure. */
import type { Panel } from '../lesson/panels.js';
import type { Speaker } from '../words/say.js';
import { say } from '../words/say.js';
import { Canvas, type Rect } from './canvas.js';
import { truncate, width as widthOf, type Line } from './cells.js';
import type { Charset } from './charset.js';
import { DIM, drawContext, EARLIER, earlierMark, type DrawContext } from './context.js';
import { settle, type Cursor } from './inspect/cursor.js';
import { comparable, drawPanelBody, panelEmpty } from './panels/index.js';
import type { ColorMode } from './theme.js';
import { sayPlot } from './words.js';

export interface RenderOptions {
  /** In cells. */
  readonly width: number;
  readonly height: number;
  readonly charset: Charset;
  /** Where there are few colours, densities of characters and textures carry the meaning. */
  readonly color: ColorMode;
  readonly speaker: Speaker;
  /** The same panel of an earlier run, drawn behind this one for comparison; ignored where kinds differ or cannot be compared. */
  readonly overlay?: Panel;
  /** How to see what a panel has no room for ("t shows all"); said where something is left out. */
  readonly seeAll?: string;
  /** Where values are read. */
  readonly cursor?: Cursor;
}

export function renderPanel(panel: Panel, options: RenderOptions): Line[] {
  const canvas = new Canvas(options.width, options.height);
  drawPanel(canvas, { x: 0, y: 0, width: canvas.width, height: canvas.height }, panel, options);
  return canvas.toLines();
}

/** Draws a panel into a rectangle of a canvas. */
export function drawPanel(canvas: Canvas, rect: Rect, panel: Panel, options: Omit<RenderOptions, 'width' | 'height'>): void {
  if (rect.width <= 0 || rect.height <= 0) return;
  const cursor = options.cursor === undefined ? undefined : settle(panel, options.cursor);
  const context = { ...drawContext(options.charset, options.color, options.speaker), seeAll: options.seeAll, cursor };
  const overlay = options.overlay !== undefined && comparable(panel, options.overlay) ? options.overlay : undefined;
  const title = say(panel.title, context.speaker);
  const caption = panel.caption === undefined ? '' : say(panel.caption, context.speaker);
  const titled = rect.height >= 3 && title !== '';
  const captioned = caption !== '' && rect.height >= 6;
  if (titled) drawTitle(canvas, rect, title, overlay === undefined ? '' : `${earlierMark(panel.kind, context.glyphs)} ${sayPlot('earlier', {}, context.speaker)}`, context);
  if (captioned) canvas.put(rect.x, rect.y + rect.height - 1, truncate(caption, rect.width, context.glyphs.ellipsis), DIM);
  const body: Rect = { ...rect, y: rect.y + (titled ? 1 : 0), height: rect.height - (titled ? 1 : 0) - (captioned ? 1 : 0) };
  drawPanelBody(canvas, body, panel, context, overlay);
  if (panelEmpty(panel)) drawEmptyWord(canvas, body, context);
}

function drawTitle(canvas: Canvas, rect: Rect, title: string, remark: string, context: DrawContext): void {
  const after = canvas.put(rect.x, rect.y, truncate(title, rect.width, context.glyphs.ellipsis), { fg: 'title' }, rect.x + rect.width);
  const start = rect.x + rect.width - widthOf(remark);
  if (after + 2 <= start) canvas.put(start, rect.y, remark, EARLIER);
}

function drawEmptyWord(canvas: Canvas, body: Rect, context: DrawContext): void {
  const word = truncate(sayPlot('empty', {}, context.speaker), body.width, context.glyphs.ellipsis);
  canvas.put(body.x + ((body.width - widthOf(word)) >> 1), body.y + Math.max(0, (body.height - 1) >> 1), word, DIM);
}
