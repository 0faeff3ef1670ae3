/** Bars: label, bar, value, note in columns; intervals lie over the bars as whiskers, an earlier run as a mark. */
import type { Bar, BarsPanel } from '../../lesson/panels.js';
import { formatNumber } from '../../words/numbers.js';
import { say, type Speaker } from '../../words/say.js';
import { columnAt } from '../axes.js';
import type { Canvas, Rect } from '../canvas.js';
import { pad, truncate, width, type Style } from '../cells.js';
import { AXIS, DIM, EARLIER, emphasisMark, emphasisStyle, RULE, sayLeftOut, seriesPaint, type DrawContext } from '../context.js';
import { firstShown, turnOver } from '../inspect/draw.js';
import { axisTitle, Extent, makeScale, type Scale } from '../scale.js';

interface Columns {
  readonly label: Rect;
  readonly bar: Rect;
  readonly value: Rect;
  readonly note: Rect;
}

export function barsPanelEmpty(panel: BarsPanel): boolean {
  return panel.bars.length === 0;
}

export function drawBarsPanel(canvas: Canvas, rect: Rect, panel: BarsPanel, context: DrawContext, overlay?: BarsPanel): void {
  const { speaker, glyphs } = context;
  const title = axisTitle(panel.value, speaker);
  const rules = panel.rules ?? [];
  const headed = rect.height >= panel.bars.length + 1 + rules.length && rect.height >= 4 && title !== '' && title !== say(panel.title, speaker);
  const footRows = rules.length > 0 && rect.height >= 5 ? 1 : 0;
  const body: Rect = { ...rect, y: rect.y + (headed ? 1 : 0), height: rect.height - (headed ? 1 : 0) - footRows };
  const room = Math.max(1, body.height);
  const shown = panel.bars.length <= room ? panel.bars.length : Math.max(1, room - 1);
  // Rows between bars only where all bars are shown: the line that says how many are not needs the row below them.
  const pitch = shown === panel.bars.length && shown * 2 <= room + 1 && shown > 1 ? 2 : 1;

  const first = firstShown(shown, context.cursor?.row);
  const bars = panel.bars.slice(first, first + shown);
  const scale = scaleOf(panel, overlay);
  const columns = columnsOf(bars, panel, body, context);
  if (headed) canvas.put(columns.bar.x, rect.y, truncate(title, rect.x + rect.width - columns.bar.x, glyphs.ellipsis), DIM);
  const zero = scale.low < 0 ? columnIn(scale.at(0), columns.bar.width) : undefined;
  const rows = (shown - 1) * pitch + 1;
  if (zero !== undefined) for (let y = body.y; y < body.y + rows; y++) canvas.put(columns.bar.x + zero, y, glyphs.vertical, AXIS);
  rules.forEach((rule) => {
    const column = columnIn(scale.at(rule.at), columns.bar.width);
    if (column === undefined) return;
    for (let y = body.y; y < body.y + rows; y++) canvas.put(columns.bar.x + column, y, glyphs.ruleY, RULE);
  });
  bars.forEach((bar, i) => {
    const earlier = overlay === undefined ? undefined : earlierBar(panel, overlay, first + i, speaker);
    drawBar(canvas, columns, body.y + i * pitch, bar, panel, scale, context, earlier);
    if (context.cursor?.row === first + i) for (const part of [columns.label, columns.value]) turnOver(canvas, { ...part, y: body.y + i * pitch, height: 1 });
  });
  const below = body.y + rows;
  if (shown < panel.bars.length) {
    canvas.put(columns.bar.x, below, sayLeftOut('more', panel.bars.length - shown, context), DIM, rect.x + rect.width);
  }
  if (footRows > 0) drawRuleFoot(canvas, rect, columns.bar, Math.min(below + (shown < panel.bars.length ? 1 : 0), rect.y + rect.height - 1), panel, scale, context);
}

/** The bar of an earlier run that a bar is to be compared with: that of the same name, or of the same place where no names are the same. */
export function earlierBar(panel: BarsPanel, earlier: BarsPanel, index: number, speaker: Speaker): Bar | undefined {
  const names = earlier.bars.map(({ label }) => say(label, speaker));
  const common = panel.bars.some(({ label }) => names.includes(say(label, speaker)));
  if (!common && names.length === panel.bars.length) return earlier.bars[index];
  return earlier.bars[names.indexOf(say(panel.bars[index].label, speaker))];
}

function scaleOf(panel: BarsPanel, overlay: BarsPanel | undefined): Scale {
  const extent = new Extent();
  for (const bar of [...panel.bars, ...(overlay?.bars ?? [])]) {
    extent.add(bar.value);
    if (bar.interval) extent.addAll(bar.interval);
  }
  for (const rule of panel.rules ?? []) extent.add(rule.at);
  return makeScale(panel.value, extent, { include: 0 });
}

function columnsOf(bars: readonly Bar[], panel: BarsPanel, rect: Rect, context: DrawContext): Columns {
  const longest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, width(text)), 0);
  const label = Math.min(longest(panel.bars.map((bar) => say(bar.label, context.speaker))), Math.floor(rect.width * 0.4));
  const marks = panel.bars.some(({ emphasis }) => emphasis !== undefined && emphasis !== 'none') ? 2 : 0;
  let value = longest(bars.map((bar) => valueText(bar, panel, context)));
  let note = Math.min(longest(bars.map((bar) => (bar.note === undefined ? '' : say(bar.note, context.speaker)))), Math.floor(rect.width * 0.3));
  const left = (extra: number) => rect.width - label - marks - 1 - extra;
  if (left(value + 1 + (note > 0 ? note + 2 : 0)) < 6) note = 0;
  if (left(value + 1) < 4) value = 0;
  const barWidth = Math.max(1, left((value > 0 ? value + 1 : 0) + (note > 0 ? note + 2 : 0)));
  const at = (x: number, cells: number): Rect => ({ x, y: rect.y, width: cells, height: rect.height });
  const barX = rect.x + label + marks + 1;
  const valueX = barX + barWidth + 1;
  return { label: at(rect.x, label + marks), bar: at(barX, barWidth), value: at(valueX, value), note: at(valueX + value + 2, note) };
}

function valueText(bar: Bar, panel: BarsPanel, context: DrawContext): string {
  return formatNumber(bar.value, panel.value, context.speaker.language);
}

function drawBar(canvas: Canvas, columns: Columns, y: number, bar: Bar, panel: BarsPanel, scale: Scale, context: DrawContext, earlier: Bar | undefined): void {
  const { glyphs, speaker } = context;
  const words = emphasisStyle(bar.emphasis);
  const marked = columns.label.width > 0 && panel.bars.some(({ emphasis }) => emphasis !== undefined && emphasis !== 'none');
  const labelCells = columns.label.width - (marked ? 2 : 0);
  if (marked) canvas.put(columns.label.x, y, emphasisMark(bar.emphasis, glyphs), words);
  canvas.put(columns.label.x + (marked ? 2 : 0), y, pad(say(bar.label, speaker), labelCells, 'left', glyphs.ellipsis), words);
  fillBar(canvas, columns.bar, y, bar, scale, context);
  if (earlier !== undefined) {
    const column = columnIn(scale.at(earlier.value), columns.bar.width);
    if (column !== undefined) canvas.put(columns.bar.x + column, y, glyphs.earlier, EARLIER);
  }
  if (columns.value.width > 0) canvas.put(columns.value.x, y, pad(valueText(bar, panel, context), columns.value.width, 'right', glyphs.ellipsis), bar.emphasis === 'muted' ? DIM : words);
  if (columns.note.width > 0 && bar.note !== undefined) canvas.put(columns.note.x, y, truncate(say(bar.note, speaker), columns.note.width, glyphs.ellipsis), { ...DIM, ...words });
}

function fillBar(canvas: Canvas, area: Rect, y: number, bar: Bar, scale: Scale, context: DrawContext): void {
  const { glyphs } = context;
  const style: Style = { fg: seriesPaint(0, bar.emphasis) };
  const clamp = (share: number) => Math.min(1, Math.max(0, share));
  const zero = scale.log ? 0 : clamp(scale.at(0));
  const value = scale.at(bar.value);
  if (Number.isNaN(value)) return;
  const eighths = area.width * 8;
  const from = Math.round(Math.min(zero, clamp(value)) * eighths);
  const to = Math.round(Math.max(zero, clamp(value)) * eighths);
  for (let column = 0; column < area.width; column++) {
    const start = Math.max(from, column * 8) - column * 8;
    const end = Math.min(to, column * 8 + 8) - column * 8;
    if (end <= start) continue;
    const x = area.x + column;
    if (start === 0) canvas.put(x, y, glyphs.eighthsRight[end], style);
    // The left part of such a cell is empty: the same eighth, with foreground and background exchanged.
    else if (end === 8 && context.charset !== 'ascii') canvas.put(x, y, glyphs.eighthsRight[start], { ...style, inverse: true });
    else canvas.put(x, y, end - start >= 4 ? glyphs.full : ' ', style);
  }
  // A value that is there but rounds to nothing still leaves a trace.
  if (from === to && bar.value !== 0) canvas.put(area.x + Math.min(area.width - 1, Math.floor(from / 8)), y, context.charset === 'ascii' ? glyphs.vertical : glyphs.eighthsRight[1], style);
  drawInterval(canvas, area, y, bar, scale, context, [from / 8, to / 8], style);
}

/** An interval as a veil from end to end: half shade where it lies over the bar, light shade beyond, so that bar and end stay visible without colour. */
function drawInterval(canvas: Canvas, area: Rect, y: number, bar: Bar, scale: Scale, context: DrawContext, filled: readonly [number, number], style: Style): void {
  if (bar.interval === undefined) return;
  const { glyphs } = context;
  const low = scale.at(Math.min(...bar.interval));
  const high = scale.at(Math.max(...bar.interval));
  if (Number.isNaN(low) || Number.isNaN(high) || high < 0 || low > 1) return;
  const first = columnAt(Math.max(0, low), area.width);
  const last = columnAt(Math.min(1, high), area.width);
  for (let column = first; column <= last; column++) {
    const covered = column + 0.5 >= filled[0] && column + 0.5 <= filled[1];
    canvas.put(area.x + column, y, covered ? glyphs.veilOver : glyphs.veil, style);
  }
}

function drawRuleFoot(canvas: Canvas, rect: Rect, bar: Rect, y: number, panel: BarsPanel, scale: Scale, context: DrawContext): void {
  let free = rect.x;
  for (const rule of [...(panel.rules ?? [])].sort((a, b) => a.at - b.at)) {
    const column = columnIn(scale.at(rule.at), bar.width);
    if (column === undefined) continue;
    const words = `${context.glyphs.ruleY} ${say(rule.label, context.speaker)}`;
    const start = Math.max(free, Math.min(bar.x + column, rect.x + rect.width - width(words)));
    free = canvas.put(start, y, words, RULE, rect.x + rect.width) + 2;
  }
}

function columnIn(share: number, columns: number): number | undefined {
  return share >= 0 && share <= 1 ? columnAt(share, columns) : undefined;
}
