/** Scatter panels: points over an optional background; several series have marks of their own, a crowded single one has dots. */
import type { Grid, PointSeries, ScatterPanel } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { width as widthOf, type Style } from '../cells.js';
import { CURSOR, drawOrder, EARLIER, seriesMark, seriesPen, seriesStyle, type DrawContext } from '../context.js';
import { Dots } from '../dots.js';
import { pointsOf } from '../inspect/cursor.js';
import { markAxisX, markAxisY } from '../inspect/draw.js';
import { gridRange, normalise } from '../grid.js';
import type { LegendEntry } from '../legend.js';
import { countOutside, openPlot } from '../plot-area.js';
import { drawRules, ruleEntries } from '../rules.js';
import { Extent, makeScale, type Scale } from '../scale.js';

export function scatterPanelEmpty(panel: ScatterPanel): boolean {
  return panel.background === undefined && !panel.series.some(({ x, y }) => y.some((value, i) => value !== null && Number.isFinite(value) && Number.isFinite(x[i])));
}

export function drawScatterPanel(canvas: Canvas, rect: Rect, panel: ScatterPanel, context: DrawContext, overlay?: ScatterPanel): void {
  const extents = [new Extent(), new Extent()];
  for (const { x, y } of [...panel.series, ...(overlay?.series ?? [])]) {
    extents[0].addAll(x);
    extents[1].addAll(y);
  }
  for (const { axis, at } of panel.rules ?? []) extents[axis === 'x' ? 0 : 1].add(at);
  const x = makeScale(panel.x, extents[0], { nice: true });
  const y = makeScale(panel.y, extents[1], { nice: true });
  const cloud = crowded(panel, rect, context);
  const entries = [...legendOf(panel, cloud, context), ...ruleEntries(panel.rules ?? [], y, context)];
  const plot = openPlot(canvas, rect, panel, x, y, entries, context);
  const { area } = plot;

  if (panel.background !== undefined) drawBackground(canvas, area, panel.background, context);
  const dots = new Dots(area, context.charset);
  drawRules(dots, panel.rules ?? [], x, y, context);
  dots.paint(canvas);
  overlay?.series.forEach((series) => drawGlyphs(canvas, dots, series, x, y, context.glyphs.dot, EARLIER));
  if (cloud) {
    const points = new Dots(area, context.charset);
    const pen = { ...seriesPen(0, panel.series[0].emphasis, context), ascii: context.glyphs.cloud };
    panel.series[0].x.forEach((value, i) => {
      const sx = x.at(value);
      const sy = y.at(panel.series[0].y[i] ?? null);
      if (sx >= 0 && sx <= 1 && sy >= 0 && sy <= 1) points.set(points.px(sx), points.py(sy), pen);
    });
    points.paint(canvas);
  } else {
    for (const i of drawOrder(panel.series)) drawGlyphs(canvas, dots, panel.series[i], x, y, pointMark(panel.series[i], i, context), seriesStyle(i, panel.series[i].emphasis));
    for (const i of drawOrder(panel.series)) drawNames(canvas, dots, panel.series[i], x, y, seriesStyle(i, panel.series[i].emphasis), context);
  }
  if (context.cursor !== undefined) drawRead(canvas, dots, panel, context.cursor.item, x, y, context);
  plot.finish(panel.series.reduce((sum, series) => sum + countOutside(series, x, y), 0));
}

/** The point that is read, turned over, and its places on both axes. */
function drawRead(canvas: Canvas, dots: Dots, panel: ScatterPanel, item: number, x: Scale, y: Scale, context: DrawContext): void {
  const { area } = dots;
  const point = pointsOf(panel)[item];
  const [sx, sy] = [x.at(point.x), y.at(point.y)];
  if (!(sx >= 0 && sx <= 1 && sy >= 0 && sy <= 1)) return;
  const [column, row] = dots.cellOf(dots.px(sx), dots.py(sy));
  canvas.put(area.x + column, area.y + row, pointMark(panel.series[point.series], point.series, context), CURSOR);
  markAxisX(canvas, area, column, context);
  markAxisY(canvas, area, row, context);
}

/** Too many points for marks: each becomes a dot. Only with one series, for dots have no shapes to tell series apart. */
export function crowded(panel: ScatterPanel, rect: Pick<Rect, 'width' | 'height'>, context: Pick<DrawContext, 'charset'>): boolean {
  return panel.series.length === 1 && context.charset !== 'ascii' && panel.series[0].x.length * 8 > rect.width * rect.height;
}

/** The mark of a series: its own glyph if it has one. */
export function pointMark({ glyph }: PointSeries, index: number, { glyphs }: Pick<DrawContext, 'glyphs'>): string {
  return glyph ?? seriesMark(index, glyphs);
}

/** Series whose glyph is their name need no entry. */
function legendOf(panel: ScatterPanel, cloud: boolean, context: DrawContext): LegendEntry[] {
  const named = panel.series
    .map((series, i) => ({ mark: cloud ? context.glyphs.cloud : pointMark(series, i, context), label: say(series.label, context.speaker), style: seriesStyle(i, series.emphasis) }))
    .filter(({ mark, label }) => mark !== label);
  return named.length === 1 && named[0].label === say(panel.title, context.speaker) ? [] : named;
}

function drawGlyphs(canvas: Canvas, dots: Dots, series: ScatterPanel['series'][number], x: Scale, y: Scale, mark: string, style: Style): void {
  const { area } = dots;
  series.x.forEach((value, i) => {
    const sx = x.at(value);
    const sy = y.at(series.y[i] ?? null);
    if (!(sx >= 0 && sx <= 1 && sy >= 0 && sy <= 1)) return;
    const [column, row] = dots.cellOf(dots.px(sx), dots.py(sy));
    const under = canvas.style(area.x + column, area.y + row).bg;
    canvas.put(area.x + column, area.y + row, mark, under === undefined ? style : { ...style, bg: under }, area.x + area.width);
  });
}

/** Names beside their marks, right or else left, where nothing stands yet; a name without room is left out. */
function drawNames(canvas: Canvas, dots: Dots, { names, x: xs, y: ys }: PointSeries, x: Scale, y: Scale, style: Style, { speaker }: DrawContext): void {
  const { area } = dots;
  names?.forEach((label, i) => {
    const name = say(label, speaker);
    const [sx, sy] = [x.at(xs[i]), y.at(ys[i] ?? null)];
    const cells = widthOf(name);
    if (!(sx >= 0 && sx <= 1 && sy >= 0 && sy <= 1) || cells === 0) return;
    const [column, row] = dots.cellOf(dots.px(sx), dots.py(sy));
    const free = (from: number, count: number) => from >= 0 && from + count <= area.width && Array.from({ length: count }, (_, k) => canvas.glyph(area.x + from + k, area.y + row)).every((glyph) => glyph === ' ');
    // One cell more than the name, so that two names never run together.
    const start = free(column + 1, Math.min(cells + 1, area.width - column - 1)) && column + 1 + cells <= area.width ? column + 1 : free(column - cells - 1, cells + 1) ? column - cells : undefined;
    if (start !== undefined) canvas.put(area.x + start, area.y + row, name, { ...style, bold: false }, area.x + area.width);
  });
}

/** A density or decision boundary behind the points: faint shades, or the lightest of textures where shades are few. */
function drawBackground(canvas: Canvas, area: Rect, grid: Grid, context: DrawContext): void {
  if (grid.rows <= 0 || grid.columns <= 0) return;
  const range = gridRange(grid);
  const sample = (x: number, y: number): number | null => {
    const row = Math.min(grid.rows - 1, Math.floor(y * grid.rows));
    const column = Math.min(grid.columns - 1, Math.floor(x * grid.columns));
    return grid.values[row * grid.columns + column] ?? null;
  };
  for (let row = 0; row < area.height; row++) {
    for (let column = 0; column < area.width; column++) {
      const value = sample((column + 0.5) / area.width, (row + 0.5) / area.height);
      if (value === null || !Number.isFinite(value)) continue;
      const x = area.x + column;
      const y = area.y + row;
      if (grid.scale === 'categories') {
        const kind = Math.max(0, Math.round(value));
        canvas.put(x, y, TEXTURE[kind % TEXTURE.length], { fg: { series: kind }, dim: true });
      } else if (context.shades) {
        const map = grid.scale === 'diverging' ? 'faintDiverging' : 'faint';
        canvas.put(x, y, ' ', { bg: { map, value: quantise(normalise(value, range)) } });
      } else {
        const share = normalise(value, range);
        const strength = grid.scale === 'diverging' ? Math.abs(share) : share;
        const level = Math.min(2, Math.floor(strength * 3));
        // Of the shades only the lightest: the points must stand out.
        canvas.put(x, y, context.glyphs.haze[level], grid.scale === 'diverging' ? { fg: { map: 'diverging', value: share }, dim: true } : { fg: 'muted', dim: true });
      }
    }
  }
}

/** Regions of classes: nothing, a dot, two dots, a stroke; the same characters in all charsets. */
export const TEXTURE: readonly string[] = [' ', '.', ':', '-', "'", '"', '~', ','];

const quantise = (value: number) => Math.round(value * 24) / 24;
