/** Axis lines, ticks and titles around a plot area: the title of y above its axis, that of x below, units in both. */
import type { Axis } from '../lesson/panels.js';
import type { Canvas, Rect } from './canvas.js';
import { pad, truncate, width } from './cells.js';
import { AXIS, DIM, type DrawContext } from './context.js';
import { axisTitle, tickLabels, type Scale } from './scale.js';

export interface AxesSpec {
  readonly x: { readonly axis: Axis; readonly scale: Scale };
  readonly y: { readonly axis: Axis; readonly scale: Scale };
  /** Columns kept free at the right, for names. */
  readonly gutter?: number;
  /** Said already, by the panel's title. */
  readonly hideYTitle?: boolean;
}

interface Tick {
  readonly label: string;
  readonly at: number; // cell relative to the area
}

/** Whether the title of y has a row above the area. */
export function hasTitleRow({ height }: Pick<Rect, 'height'>, title: string, hidden = false): boolean {
  return height >= 8 && !hidden && title !== '';
}

/** Draws the axes inside `rect`. @returns the plot area within them */
export function drawAxes(canvas: Canvas, rect: Rect, spec: AxesSpec, context: DrawContext): Rect {
  const { speaker, glyphs } = context;
  const yTitle = axisTitle(spec.y.axis, speaker);
  const showYTitle = hasTitleRow(rect, yTitle, spec.hideYTitle);
  const showAxis = rect.height >= 5;
  const xTitle = axisTitle(spec.x.axis, speaker);
  const xTitleRow = rect.height >= 11 && xTitle !== '';
  const top = rect.y + (showYTitle ? 1 : 0);
  const height = Math.max(1, rect.height - (showYTitle ? 1 : 0) - (showAxis ? 2 : 0) - (xTitleRow ? 1 : 0));

  const yTicks = height >= 2 ? ticksOfY(spec.y.axis, spec.y.scale, height, context) : [];
  let margin = 0;
  for (const { label } of yTicks) margin = Math.max(margin, width(label));
  if (margin > rect.width / 3) margin = 0;
  const gutter = spec.gutter ?? 0;
  const area: Rect = { x: rect.x + margin + 1, y: top, width: Math.max(1, rect.width - margin - 1 - gutter), height };

  if (showYTitle) canvas.put(rect.x, rect.y, truncate(yTitle, rect.width, glyphs.ellipsis), DIM);
  for (let y = 0; y < height; y++) canvas.put(area.x - 1, top + y, glyphs.vertical, AXIS);
  for (const { label, at } of yTicks) {
    if (margin > 0) canvas.put(rect.x, top + at, pad(label, margin, 'right', glyphs.ellipsis), DIM);
    canvas.put(area.x - 1, top + at, glyphs.tickY, AXIS);
  }
  if (showAxis) drawXAxis(canvas, rect, area, spec.x, xTitleRow, context);
  return area;
}

/** The x axis under an area; its title on a row of its own or, where it fits, behind the ticks. */
export function drawXAxis(canvas: Canvas, rect: Rect, area: Rect, x: AxesSpec['x'], ownRow: boolean, context: DrawContext): void {
  const { glyphs } = context;
  const title = axisTitle(x.axis, context.speaker);
  const y = area.y + area.height;
  canvas.put(area.x - 1, y, glyphs.corner, AXIS);
  canvas.fill({ x: area.x, y, width: area.width, height: 1 }, glyphs.horizontal, AXIS);
  const right = rect.x + rect.width;
  let free = rect.x;
  for (const { label, at } of ticksOfX(x.axis, x.scale, area.width, context)) {
    const wished = area.x + at - (width(label) >> 1);
    const start = Math.max(rect.x, Math.min(wished, right - width(label)));
    if (start < free) continue;
    canvas.put(area.x + at, y, glyphs.tickX, AXIS);
    free = canvas.put(start, y + 1, label, DIM) + 1;
  }
  if (title === '') return;
  if (ownRow) {
    const start = area.x + Math.max(0, (area.width - width(title)) >> 1);
    canvas.put(Math.max(rect.x, Math.min(start, right - width(title))), y + 2, truncate(title, right - rect.x, glyphs.ellipsis), DIM);
  } else if (free + 1 + width(title) <= right) canvas.put(right - width(title), y + 1, title, DIM);
}

/** The cell row (from the top) of a share of the height: the one that holds the dot drawn there. */
export function rowAt(share: number, rows: number): number {
  return Math.floor(Math.round((1 - share) * (rows * 4 - 1)) / 4);
}

/** The cell column of a share of the width. */
export function columnAt(share: number, columns: number): number {
  return Math.floor(Math.round(share * (columns * 2 - 1)) / 2);
}

function ticksOfY(axis: Axis, scale: Scale, rows: number, context: DrawContext): Tick[] {
  // Two rows apart at least, or rounding to rows makes equal steps look unequal.
  const apart = (ticks: readonly number[]) => ticks.every((tick, i) => i === 0 || rowAt(scale.at(ticks[i - 1]), rows) - rowAt(scale.at(tick), rows) >= 2);
  let wanted = Math.min(6, Math.max(2, Math.ceil(rows / 3)));
  while (wanted > 2 && !apart(scale.ticks(wanted))) wanted--;
  const found: Tick[] = [];
  const values = scale.ticks(wanted);
  const labels = tickLabels(values, axis, context.speaker);
  let last = Infinity;
  values.forEach((value, i) => {
    const at = rowAt(scale.at(value), rows);
    if (!(at >= 0 && at < rows) || at >= last || found.some((tick) => tick.label === labels[i])) return;
    found.push({ label: labels[i], at });
    last = at;
  });
  return found;
}

function ticksOfX(axis: Axis, scale: Scale, columns: number, context: DrawContext): Tick[] {
  // As many as fit with two cells between them, at most eight.
  for (let wanted = Math.min(8, Math.max(2, Math.floor(columns / 6))); wanted >= 1; wanted--) {
    const values = scale.ticks(wanted);
    const labels = tickLabels(values, axis, context.speaker);
    let longest = 0;
    for (const label of labels) longest = Math.max(longest, width(label));
    const placed = values.map((value, i) => ({ label: labels[i], at: columnAt(scale.at(value), columns) })).filter(({ at }) => at >= 0 && at < columns);
    if (wanted > 1 && placed.some(({ at }, i) => i > 0 && at - placed[i - 1].at < longest + 2)) continue;
    return placed;
  }
  return [];
}
