/** Line panels: curves with bands and rules; crossing curves keep their colours, missing values leave gaps. */
import type { LinePanel, LineSeries, Rule } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import type { Style } from '../cells.js';
import { CURSOR, drawOrder, earlierPen, seriesMark, seriesPen, seriesStyle, type DrawContext } from '../context.js';
import { Dots, type Pen } from '../dots.js';
import type { LegendEntry } from '../legend.js';
import { countOutside, openPlot } from '../plot-area.js';
import { drawCursorLine } from '../inspect/draw.js';
import { placesOf, type Cursor } from '../inspect/cursor.js';
import { drawRules, ruleEntries } from '../rules.js';
import { Extent, makeScale, type Scale } from '../scale.js';

export function drawLinePanel(canvas: Canvas, rect: Rect, panel: LinePanel, context: DrawContext, overlay?: LinePanel): void {
  const shown = overlay === undefined ? panel.series : [...panel.series, ...overlay.series];
  const x = makeScale(panel.x, extentX(shown, panel.rules));
  const y = makeScale(panel.y, extentY(shown, panel.rules), { nice: true });
  const entries = legendOf(panel, y, context);
  const plot = openPlot(canvas, rect, panel, x, y, entries, context);
  const { area } = plot;

  const dots = new Dots(area, context.charset);
  panel.series.forEach((series, i) => drawBand(dots, series, x, y, seriesPen(i, series.emphasis, context)));
  drawRules(dots, panel.rules ?? [], x, y, context);
  overlay?.series.forEach((series) => drawCurve(dots, series, x, y, earlierPen(context)));
  const order = drawOrder(panel.series);
  for (const i of order) {
    if (panel.series[i].mark !== 'points') drawCurve(dots, panel.series[i], x, y, seriesPen(i, panel.series[i].emphasis, context));
  }
  dots.paint(canvas);
  const { cursor } = context;
  const read = cursor === undefined ? undefined : placesOf(panel)[cursor.column];
  const column = read === undefined ? undefined : onAxis(x.at(read));
  if (column !== undefined) drawCursorLine(canvas, area, dots.cellOf(dots.px(column), 0)[0], context);
  for (const i of order) drawMarks(canvas, dots, panel.series[i], i, panel.series.length, x, y, context);
  if (cursor !== undefined && read !== undefined) drawRead(canvas, dots, panel, cursor, read, x, y, context);
  plot.finish(panel.series.reduce((sum, series) => sum + (series.mark === 'points' ? countOutside(series, x, y) : 0), 0));
}

/** The mark of every curve where it is read, that of the chosen one turned over and on top. */
function drawRead(canvas: Canvas, dots: Dots, panel: LinePanel, cursor: Cursor, at: number, x: Scale, y: Scale, context: DrawContext): void {
  const order = panel.series.map((_, index) => index).sort((a, b) => Number(a === cursor.row) - Number(b === cursor.row));
  for (const i of order) {
    const { x: xs, y: ys, emphasis } = panel.series[i];
    const [column, height] = [onAxis(x.at(at)), onAxis(y.at(ys[xs.lastIndexOf(at)] ?? null))];
    if (column === undefined || height === undefined) continue;
    stamp(canvas, dots.area, dots.cellOf(dots.px(column), dots.py(height)), seriesMark(i, context.glyphs), i === cursor.row ? CURSOR : { ...seriesStyle(i, emphasis), bold: true });
  }
}

/** A value at the very end of an axis may lie a hair beyond it. */
const SLACK = 0.005;
const onAxis = (share: number) => (share >= -SLACK && share <= 1 + SLACK ? Math.min(1, Math.max(0, share)) : undefined);

export function linePanelEmpty(panel: LinePanel): boolean {
  return !panel.series.some(({ x, y }) => y.some((value, i) => value !== null && Number.isFinite(value) && Number.isFinite(x[i])));
}

function extentX(series: readonly LineSeries[], rules: readonly Rule[] = []): Extent {
  const extent = new Extent();
  for (const { x } of series) extent.addAll(x);
  for (const { axis, at } of rules) if (axis === 'x') extent.add(at);
  return extent;
}

function extentY(series: readonly LineSeries[], rules: readonly Rule[] = []): Extent {
  const extent = new Extent();
  for (const { y, low, high } of series) {
    extent.addAll(y);
    if (low) extent.addAll(low);
    if (high) extent.addAll(high);
  }
  for (const { axis, at } of rules) if (axis === 'y') extent.add(at);
  return extent;
}

/** One entry a series, at the height where its curve ends, then one a horizontal rule. */
function legendOf(panel: LinePanel, y: Scale, context: DrawContext): LegendEntry[] {
  const alone = panel.series.length === 1 && (panel.rules ?? []).every(({ axis }) => axis !== 'y');
  const named = panel.series.map((series, i) => ({
    mark: seriesMark(i, context.glyphs),
    label: say(series.label, context.speaker),
    style: seriesStyle(i, series.emphasis),
    at: endHeight(series, y),
  }));
  if (alone && (named[0].label === say(panel.y.label, context.speaker) || named[0].label === say(panel.title, context.speaker))) return [];
  return [...named, ...ruleEntries(panel.rules ?? [], y, context)];
}

/** Where the curve ends: the mean of its last values, so that the name does not tremble with noise. */
function endHeight(series: LineSeries, y: Scale): number | undefined {
  let sum = 0;
  let count = 0;
  const window = Math.max(1, Math.ceil(series.y.length / 20));
  for (let i = series.y.length - 1; i >= 0 && count < window; i--) {
    const at = y.at(series.y[i]);
    if (Number.isNaN(at)) continue;
    sum += at;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}

function drawCurve(dots: Dots, series: LineSeries, x: Scale, y: Scale, pen: Pen): void {
  let last: readonly [number, number] | undefined;
  let travelled = 0;
  for (let i = 0; i < Math.min(series.x.length, series.y.length); i++) {
    const point = place(dots, x.at(series.x[i]), y.at(series.y[i]));
    if (point === undefined) {
      last = undefined;
      continue;
    }
    if (last === undefined) dots.set(point[0], point[1], pen);
    else if (series.mark === 'steps') {
      travelled = dots.stroke(last[0], last[1], point[0], last[1], pen, travelled);
      travelled = dots.stroke(point[0], last[1], point[0], point[1], pen, travelled);
    } else travelled = dots.stroke(last[0], last[1], point[0], point[1], pen, travelled);
    last = point;
  }
}

function place(dots: Dots, x: number, y: number): readonly [number, number] | undefined {
  if (Number.isNaN(x) || Number.isNaN(y)) return undefined;
  // Far outside the axes is as good as just outside, and keeps the arithmetic of strokes exact.
  return [dots.px(Math.min(50, Math.max(-50, x))), dots.py(Math.min(50, Math.max(-50, y)))];
}

/** Sparse dots between low and high: a texture, so that it needs no colour and hides nothing. */
function drawBand(dots: Dots, series: LineSeries, x: Scale, y: Scale, pen: Pen): void {
  const { low, high } = series;
  if (low === undefined || high === undefined) return;
  const band: Pen = { style: { ...pen.style, bold: false, dim: true }, ascii: ':' };
  let last: readonly [number, number, number] | undefined;
  for (let i = 0; i < series.x.length; i++) {
    const from = place(dots, x.at(series.x[i]), y.at(low[i] ?? null));
    const to = place(dots, x.at(series.x[i]), y.at(high[i] ?? null));
    if (from === undefined || to === undefined) {
      last = undefined;
      continue;
    }
    const now = [from[0], from[1], to[1]] as const;
    fillBetween(dots, last ?? now, now, band);
    last = now;
  }
}

function fillBetween(dots: Dots, a: readonly [number, number, number], b: readonly [number, number, number], pen: Pen): void {
  const first = Math.max(0, Math.min(a[0], b[0]));
  const end = Math.min(dots.width - 1, Math.max(a[0], b[0]));
  for (let px = first; px <= end; px++) {
    const share = b[0] === a[0] ? 1 : (px - a[0]) / (b[0] - a[0]);
    const bottom = Math.round(a[1] + share * (b[1] - a[1]));
    const top = Math.round(a[2] + share * (b[2] - a[2]));
    for (let py = Math.max(0, Math.min(top, bottom)); py <= Math.min(dots.height - 1, Math.max(top, bottom)); py++) {
      if (dots.charset === 'ascii' || (px + 2 * py) % 4 === 0) dots.set(px, py, pen);
    }
  }
}

/** Marks on the curve: at its points where they are few, else at even distances, set off from those of the other curves. */
function drawMarks(canvas: Canvas, dots: Dots, series: LineSeries, index: number, of: number, x: Scale, y: Scale, context: DrawContext): void {
  const { area } = dots;
  const everyPoint = series.mark === 'points' || series.mark === 'both';
  if (context.charset === 'ascii' && !everyPoint) return; // the curve is made of its mark
  const mark = seriesMark(index, context.glyphs);
  const style = seriesStyle(index, series.emphasis);
  const few = series.x.length * 4 <= area.width;
  const distance = Math.max(12, Math.floor(area.width / 4));
  let nextColumn = Math.floor((distance * (index + 0.5)) / Math.max(1, of));
  let lastCell: readonly [number, number] | undefined;
  for (let i = 0; i < Math.min(series.x.length, series.y.length); i++) {
    const sx = x.at(series.x[i]);
    const sy = y.at(series.y[i]);
    if (!(sx >= 0 && sx <= 1 && sy >= 0 && sy <= 1)) continue;
    const cell = dots.cellOf(dots.px(sx), dots.py(sy));
    if (series.mark === 'points' || few || (series.mark === 'both' && series.x.length * 2 <= area.width)) stamp(canvas, area, cell, mark, style);
    else if (cell[0] >= nextColumn) {
      stamp(canvas, area, cell, mark, style);
      nextColumn = cell[0] + distance;
    }
    lastCell = cell;
  }
  if (lastCell !== undefined) stamp(canvas, area, lastCell, mark, style);
}

function stamp(canvas: Canvas, area: Rect, [column, row]: readonly [number, number], mark: string, style: Style): void {
  canvas.put(area.x + column, area.y + row, mark, style, area.x + area.width);
}
