/** Timelines (Gantt): lanes of spans by kind, each kind a texture and a colour; idle time stays visible as dots. */
import type { TimelinePanel } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import { drawXAxis } from '../axes.js';
import type { Canvas, Rect } from '../canvas.js';
import { pad, width, type Style } from '../cells.js';
import { AXIS, CURSOR, DIM, type DrawContext } from '../context.js';
import { spansOf } from '../inspect/cursor.js';
import { firstShown, turnOver } from '../inspect/draw.js';
import { drawLegendRows, legendRows, type LegendEntry } from '../legend.js';
import { Extent, makeScale, type Scale } from '../scale.js';
import { sayPlot } from '../words.js';

export function timelinePanelEmpty(panel: TimelinePanel): boolean {
  return panel.spans.length === 0;
}

type TimelineSpan = TimelinePanel['spans'][number];

export function drawTimelinePanel(canvas: Canvas, rect: Rect, panel: TimelinePanel, context: DrawContext): void {
  const { glyphs, speaker } = context;
  const extent = new Extent();
  for (const { start, end } of panel.spans) {
    extent.add(start);
    extent.add(end);
  }
  const scale = makeScale(panel.x, extent, panel.x.scale === 'log' ? {} : { include: panel.x.min ?? 0 });
  const entries = timelineLegend(panel, context);
  const spare = rect.height - panel.lanes.length - 2;
  const legend = Math.min(legendRows(entries, rect.width), Math.max(rect.height >= 6 ? 1 : 0, Math.min(2, spare)));
  if (legend > 0) drawLegendRows(canvas, rect, entries, legend, context);
  const axisRows = rect.height - legend >= 4 ? 2 : 0;
  const room = Math.max(1, rect.height - legend - axisRows);
  let labels = 0;
  for (const { label } of panel.lanes) labels = Math.max(labels, width(say(label, speaker)));
  labels = Math.min(labels, Math.floor(rect.width / 3));
  const pitch = Math.max(1, Math.min(2, Math.floor((room + 1) / Math.max(1, panel.lanes.length))));
  const shown = panel.lanes.length * pitch - (pitch - 1) <= room ? panel.lanes.length : Math.max(0, room - 1);
  const rows = shown < panel.lanes.length ? room : shown * pitch - (pitch - 1);
  const area: Rect = { x: rect.x + labels + 1, y: rect.y + legend, width: Math.max(1, rect.width - labels - 1), height: Math.max(1, rows) };

  for (let y = 0; y < area.height; y++) canvas.put(area.x - 1, area.y + y, glyphs.vertical, AXIS);
  const first = firstShown(shown, context.cursor?.row);
  panel.lanes.slice(first, first + shown).forEach((lane, i) => {
    const y = area.y + i * pitch;
    canvas.put(rect.x, y, pad(say(lane.label, speaker), labels, 'left', glyphs.ellipsis), context.cursor?.row === first + i ? CURSOR : {});
    drawLane(canvas, area, y, spansOf(panel, first + i), panel, scale, context, context.cursor?.row === first + i ? context.cursor.column : undefined);
  });
  if (shown < panel.lanes.length) canvas.put(area.x, area.y + area.height - 1, `${glyphs.ellipsis} ${sayPlot('more', { count: panel.lanes.length - shown }, speaker)}`, DIM, rect.x + rect.width);
  if (axisRows > 0) drawXAxis(canvas, rect, area, { axis: panel.x, scale }, rect.y + rect.height - area.y - area.height >= 3, context);
}

export function timelineLegend(panel: TimelinePanel, context: DrawContext): LegendEntry[] {
  const { glyphs, speaker } = context;
  const kinds = panel.kinds.map(({ label }, kind) => ({ mark: fillOf(kind, context).glyph.repeat(2), label: say(label, speaker), style: fillOf(kind, context).style }));
  return [...kinds, { mark: glyphs.dot.repeat(2), label: sayPlot('idle', {}, speaker), style: DIM }];
}

/** Kinds differ in texture: a hatch on their colour, or a filling where there are few colours. */
function fillOf(kind: number, context: DrawContext): { readonly glyph: string; readonly style: Style } {
  const at = Math.max(0, kind);
  if (context.shades) return { glyph: HATCHES[at % HATCHES.length], style: { fg: 'contrast', bg: { series: at } } };
  return { glyph: context.glyphs.textures[at % context.glyphs.textures.length], style: { fg: { series: at } } };
}

const HATCHES: readonly string[] = [' ', '/', '.', '\\', '-', 'x', ':', '+'];

function drawLane(canvas: Canvas, area: Rect, y: number, spans: readonly TimelineSpan[], panel: TimelinePanel, scale: Scale, context: DrawContext, read: number | undefined): void {
  let busyUntil = -Infinity;
  for (const { end } of panel.spans) busyUntil = Math.max(busyUntil, end);
  const last = Math.min(area.width, edge(scale.at(busyUntil), area.width) ?? 0);
  canvas.fill({ x: area.x, y, width: Math.max(0, last), height: 1 }, context.glyphs.dot, { fg: 'frame' });
  spans.forEach((span, i) => {
    const from = edge(scale.at(span.start), area.width);
    const to = edge(scale.at(span.end), area.width);
    if (from === undefined || to === undefined || to < 0 || from > area.width) return;
    const start = Math.max(0, Math.min(from, area.width - 1));
    const end = Math.max(start + 1, Math.min(to, area.width));
    const next = spans[i + 1];
    const touches = next !== undefined && edge(scale.at(next.start), area.width) === to && next.kind === span.kind;
    drawSpan(canvas, area.x + start, y, end - start, span, touches, panel, context);
    if (i === read) readSpan(canvas, area.x + start, y, end - start, context);
  });
}

/** Its words turned over, or a mark in its middle. */
function readSpan(canvas: Canvas, x: number, y: number, cells: number, context: DrawContext): void {
  turnOver(canvas, { x, y, width: cells, height: 1 });
  const middle = x + (cells >> 1);
  if (!/[\p{L}\p{N}]/u.test(canvas.glyph(middle, y)) && canvas.glyph(middle, y) !== '') canvas.put(middle, y, context.glyphs.cursorAt, CURSOR);
}

function drawSpan(canvas: Canvas, x: number, y: number, cells: number, span: TimelineSpan, touches: boolean, panel: TimelinePanel, context: DrawContext): void {
  const { glyphs, speaker } = context;
  const kind = panel.kinds.findIndex(({ id }) => id === span.kind);
  const { glyph, style } = fillOf(kind, context);
  canvas.fill({ x, y, width: cells, height: 1 }, glyph, style);
  // Two spans of one kind that touch are told apart by a thin gap.
  if (touches) canvas.put(x + cells - 1, y, glyphs.spanEnd, { fg: { series: Math.max(0, kind) } });
  const label = span.label === undefined ? '' : say(span.label, speaker);
  const room = cells - (touches ? 1 : 0);
  if (label === '' || width(label) > room) return;
  // On a solid filling the words take its colour as their ground; into a texture they cut a hole.
  const solid = !context.shades && glyph === glyphs.full && context.charset !== 'ascii';
  canvas.put(x + ((room - width(label)) >> 1), y, label, { ...style, bold: true, inverse: solid });
}

/** Column boundary nearest to a share of the width. */
function edge(share: number, columns: number): number | undefined {
  return Number.isNaN(share) ? undefined : Math.round(Math.min(2, Math.max(-1, share)) * columns);
}
