/**
 * The frame of a plot with two axes, one for curves, points and histograms: names at the side or above, axes, and what is
 * written last, over the drawing: names of rules, and how many points lie outside of axes with fixed ends.
 */
import type { Axis, Rule } from '../lesson/panels.js';
import type { Label } from '../lesson/label.js';
import { say } from '../words/say.js';
import { drawAxes, hasTitleRow } from './axes.js';
import type { Canvas, Rect } from './canvas.js';
import { width } from './cells.js';
import { DIM, type DrawContext } from './context.js';
import { drawGutter, drawLegendRows, planLegend, type LegendEntry } from './legend.js';
import { drawRuleNames } from './rules.js';
import { axisTitle, type Scale } from './scale.js';
import { sayPlot } from './words.js';

/** Kept free in the row of the title of y, for how many points lie outside. */
const REMARK = 20;

interface PlotPanel {
  readonly title: Label;
  readonly x: Axis;
  readonly y: Axis;
  readonly rules?: readonly Rule[];
}

export interface Plot {
  /** Cells to draw on. */
  readonly area: Rect;
  /** To be called when all is drawn. @param outside points that the fixed ends of an axis leave out */
  finish(outside?: number): void;
}

export function openPlot(canvas: Canvas, rect: Rect, panel: PlotPanel, x: Scale, y: Scale, entries: readonly LegendEntry[], context: DrawContext): Plot {
  const yTitle = axisTitle(panel.y, context.speaker);
  const hideYTitle = yTitle === say(panel.title, context.speaker);
  const alone = entries.length === 1 && hasTitleRow(rect, yTitle, hideYTitle) && width(yTitle) + 5 + width(entries[0].label) + REMARK <= rect.width;
  const plan = planLegend(alone ? [] : entries, rect);
  const rows = plan.place === 'rows' ? plan.size : 0;
  if (rows > 0) drawLegendRows(canvas, rect, entries, rows, context);
  const inner: Rect = { ...rect, y: rect.y + rows, height: rect.height - rows };
  const gutter = plan.place === 'gutter' ? plan.size : 0;
  const area = drawAxes(canvas, inner, { x: { axis: panel.x, scale: x }, y: { axis: panel.y, scale: y }, gutter, hideYTitle }, context);
  // A single name needs no height to be told by: it stands behind the title of y and takes no room of its own.
  if (alone) drawLegendRows(canvas, { ...rect, x: rect.x + width(yTitle) + 3, width: rect.width - width(yTitle) - 3 }, entries, 1, context);
  return {
    area,
    finish(outside = 0) {
      drawRuleNames(canvas, area, panel.rules ?? [], x, context);
      if (gutter > 0) drawGutter(canvas, area, entries, gutter, context);
      if (outside > 0) {
        const words = sayPlot('outside', { count: outside }, context.speaker);
        // In the row of the title of y where there is one, else in the first row of the plot.
        canvas.put(Math.max(area.x, area.x + area.width - width(words)), Math.max(inner.y, area.y - 1), words, DIM, area.x + area.width);
      }
    },
  };
}

/** How many of the points have a place on both scales, but beyond their ends. */
export function countOutside(points: { readonly x: readonly number[]; readonly y: readonly (number | null)[] }, x: Scale, y: Scale): number {
  let count = 0;
  points.x.forEach((value, i) => {
    const sx = x.at(value);
    const sy = y.at(points.y[i] ?? null);
    if (sx < 0 || sx > 1 ? !Number.isNaN(sy) : sy < 0 || sy > 1 ? !Number.isNaN(sx) : false) count++;
  });
  return count;
}
