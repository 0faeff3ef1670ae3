/** Histograms: one series as filled columns in eighths, several as outlines with marks so that none hides another. */
import type { HistogramPanel } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { earlierPen, seriesMark, seriesPen, seriesStyle, type DrawContext } from '../context.js';
import { Dots, type Pen } from '../dots.js';
import type { LegendEntry } from '../legend.js';
import { openPlot } from '../plot-area.js';
import { drawCursorLine } from '../inspect/draw.js';
import { drawRules, ruleEntries } from '../rules.js';
import { Extent, makeScale, type Scale } from '../scale.js';

type HistogramSeries = HistogramPanel['series'][number];

export function histogramPanelEmpty(panel: HistogramPanel): boolean {
  return !panel.series.some(({ counts }) => counts.some((count) => count > 0));
}

export function drawHistogramPanel(canvas: Canvas, rect: Rect, panel: HistogramPanel, context: DrawContext, overlay?: HistogramPanel): void {
  const xExtent = new Extent();
  const yExtent = new Extent();
  xExtent.addAll(panel.edges);
  if (overlay !== undefined) xExtent.addAll(overlay.edges);
  for (const { counts } of [...panel.series, ...(overlay?.series ?? [])]) yExtent.addAll(counts);
  for (const { axis, at } of panel.rules ?? []) (axis === 'x' ? xExtent : yExtent).add(at);
  const x = makeScale(panel.x, xExtent);
  const y = makeScale(panel.y, yExtent, panel.y.scale === 'log' ? {} : { include: 0, nice: true });

  const entries = [...legendOf(panel, context), ...ruleEntries(panel.rules ?? [], y, context)];
  const plot = openPlot(canvas, rect, panel, x, y, entries, context);
  const { area } = plot;

  if (panel.series.length === 1) fillColumns(canvas, area, panel.edges, panel.series[0], x, y, context);
  const dots = new Dots(area, context.charset);
  drawRules(dots, panel.rules ?? [], x, y, context);
  overlay?.series.forEach((series) => outline(dots, overlay.edges, series, x, y, earlierPen(context)));
  if (panel.series.length > 1) panel.series.forEach((series, i) => outline(dots, panel.edges, series, x, y, seriesPen(i, undefined, context)));
  dots.paint(canvas);
  if (panel.series.length > 1) panel.series.forEach((series, i) => markPeak(canvas, dots, panel.edges, series, i, x, y, context));
  if (context.cursor !== undefined) {
    const { column } = context.cursor;
    const middle = (x.at(panel.edges[column]) + x.at(panel.edges[column + 1])) / 2;
    if (middle >= 0 && middle <= 1) drawCursorLine(canvas, area, dots.cellOf(dots.px(middle), 0)[0], context);
  }
  plot.finish();
}

function legendOf(panel: HistogramPanel, context: DrawContext): LegendEntry[] {
  const { glyphs, speaker } = context;
  const names = panel.series.map(({ label }) => say(label, speaker));
  if (names.length === 1 && [say(panel.title, speaker), say(panel.y.label, speaker), say(panel.x.label, speaker)].includes(names[0])) return [];
  return names.map((label, i) => ({ mark: names.length === 1 ? glyphs.full : seriesMark(i, glyphs), label, style: seriesStyle(i) }));
}

/** Each column of cells shows the bin at its middle; where bins are narrower than cells, the highest of those it covers. */
function fillColumns(canvas: Canvas, area: Rect, edges: readonly number[], series: HistogramSeries, x: Scale, y: Scale, context: DrawContext): void {
  const style = seriesStyle(0);
  for (let column = 0; column < area.width; column++) {
    const count = highest(edges, series.counts, x, column / area.width, (column + 1) / area.width);
    if (count === undefined || !(count > 0)) continue;
    const share = Math.min(1, Math.max(0, y.at(count)));
    const eighths = Math.max(1, Math.round(share * area.height * 8));
    for (let row = 0; row < area.height && eighths > row * 8; row++) {
      canvas.put(area.x + column, area.y + area.height - 1 - row, context.glyphs.eighthsUp[Math.min(8, eighths - row * 8)], style);
    }
  }
}

function highest(edges: readonly number[], counts: readonly number[], x: Scale, left: number, right: number): number | undefined {
  const middle = (left + right) / 2;
  let most: number | undefined;
  for (let bin = 0; bin < counts.length; bin++) {
    const from = x.at(edges[bin]);
    const to = x.at(edges[bin + 1]);
    if (!((from <= middle && middle < to) || (from >= left && to <= right))) continue;
    if (most === undefined || counts[bin] > most) most = counts[bin];
  }
  return most;
}

function outline(dots: Dots, edges: readonly number[], series: HistogramSeries, x: Scale, y: Scale, pen: Pen): void {
  let last: readonly [number, number] = [dots.px(clampShare(x.at(edges[0]))), dots.py(0)];
  let travelled = 0;
  series.counts.forEach((count, bin) => {
    const from = x.at(edges[bin]);
    const to = x.at(edges[bin + 1]);
    if (Number.isNaN(from) || Number.isNaN(to)) return;
    const height = y.at(count);
    const row = dots.py(Number.isNaN(height) ? 0 : clampShare(height));
    travelled = dots.stroke(last[0], last[1], dots.px(clampShare(from)), row, pen, travelled);
    travelled = dots.stroke(dots.px(clampShare(from)), row, dots.px(clampShare(to)), row, pen, travelled);
    last = [dots.px(clampShare(to)), row];
  });
  dots.stroke(last[0], last[1], last[0], dots.py(0), pen, travelled);
}

const clampShare = (share: number) => (Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share)));

/** The mark of a series at the top of its highest bin and of every fourth or so. */
function markPeak(canvas: Canvas, dots: Dots, edges: readonly number[], series: HistogramSeries, index: number, x: Scale, y: Scale, context: DrawContext): void {
  if (context.charset === 'ascii') return;
  let peak = -1;
  series.counts.forEach((count, bin) => {
    if (count > 0 && (peak < 0 || count > series.counts[peak])) peak = bin;
  });
  if (peak < 0) return;
  const share = (x.at(edges[peak]) + x.at(edges[peak + 1])) / 2;
  const height = y.at(series.counts[peak]);
  if (!(share >= 0 && share <= 1 && height >= 0 && height <= 1)) return;
  const [column, row] = dots.cellOf(dots.px(share), dots.py(height));
  canvas.put(dots.area.x + column, dots.area.y + row, seriesMark(index, context.glyphs), seriesStyle(index), dots.area.x + dots.area.width);
}
