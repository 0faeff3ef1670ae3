/** Running text in tokens, shaded by weight; without shades heavy tokens stand in brackets with their number. */
import type { Emphasis, Token, TokensPanel } from '../../lesson/panels.js';
import { formatNumber } from '../../words/numbers.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { span, truncate, width, withoutControls, type Span, type Style } from '../cells.js';
import { drawColorBar } from '../color-bar.js';
import { CURSOR, DIM, emphasisMark, emphasisStyle, sayLeftOut, type DrawContext } from '../context.js';
import { firstShown } from '../inspect/draw.js';
import { quantise } from '../pixels.js';
import { sayPlot } from '../words.js';
import { wrapSpans } from '../wrap.js';

/** From this share on a token gets brackets and its number where there are no shades; from half of it on an underline. */
export const HEAVY = 0.5;

export function tokensPanelEmpty(panel: TokensPanel): boolean {
  return panel.tokens.length === 0;
}

export function weighted(panel: TokensPanel): boolean {
  return panel.tokens.some(({ weight }) => weight !== undefined);
}

export function drawTokensPanel(canvas: Canvas, rect: Rect, panel: TokensPanel, context: DrawContext): void {
  const legend = weighted(panel) && rect.height >= 3 ? 1 : 0;
  const room = Math.max(1, rect.height - legend);
  const lines = wrapSpans(panel.tokens.flatMap((token, i) => tokenSpans(token, panel.tokens[i - 1], panel.signed === true, i === context.cursor?.column, context)), rect.width);
  const last = panel.tokens[panel.tokens.length - 1];
  // What grows at its end (a continuation) is followed; what is fixed is read from the start.
  const follow = last?.emphasis !== undefined && last.emphasis !== 'none';
  const left = lines.length - room;
  if (left <= 0) canvas.blit(rect.x, rect.y, lines);
  else {
    const note = sayLeftOut('moreLines', left + 1, context);
    const read = context.cursor === undefined ? -1 : lines.findIndex((line) => line.some(({ style }) => style === CURSOR));
    const first = read < 0 ? (follow ? lines.length - room + 1 : 0) : firstShown(room - 1, read);
    canvas.put(rect.x, follow ? rect.y : rect.y + room - 1, truncate(note, rect.width, context.glyphs.ellipsis), DIM);
    canvas.blit(rect.x, rect.y + (follow ? 1 : 0), lines.slice(first, first + room - 1));
  }
  if (legend > 0) drawWeightLegend(canvas, { ...rect, y: rect.y + Math.min(lines.length, room), height: 1 }, panel, context);
}

function tokenSpans(token: Token, before: Token | undefined, signed: boolean, read: boolean, context: DrawContext): Span[] {
  const { glyphs } = context;
  // A line break is shown, then done.
  const text = token.text.split(/\r?\n/).map(withoutControls).join(`${glyphs.newline}\n`);
  const emphasis: Emphasis = token.emphasis ?? 'none';
  const opens = emphasis !== 'none' && emphasis !== 'muted' && (before?.emphasis ?? 'none') !== emphasis;
  const style: Style = read ? CURSOR : { ...emphasisStyle(emphasis), ...weightStyle(token.weight, signed, context) };
  const mark = opens ? [span(emphasisMark(emphasis, glyphs), emphasisStyle(emphasis))] : [];
  if (context.shades || token.weight === undefined || Math.abs(token.weight) < HEAVY) return [...mark, span(text, style)];
  const [open, close] = glyphs.brackets;
  const number = formatNumber(token.weight, { digits: 2 }, context.speaker.language);
  return [...mark, span(open, DIM), span(text, style), span(` ${number}${close}`, DIM)];
}

function weightStyle(weight: number | undefined, signed: boolean, context: DrawContext): Style {
  if (weight === undefined || !Number.isFinite(weight)) return {};
  const size = Math.abs(weight);
  if (!context.shades) return { bold: size >= HEAVY, underline: size >= HEAVY / 2, ...(signed && size >= HEAVY / 2 ? { fg: { map: 'diverging', value: Math.sign(weight) } } : {}) };
  if (size < 0.03) return {};
  return { fg: 'contrast', bg: signed ? { map: 'diverging', value: quantise(weight) } : { map: 'weight', value: quantise(weight) } };
}

function drawWeightLegend(canvas: Canvas, rect: Rect, panel: TokensPanel, context: DrawContext): void {
  const label = panel.weightLabel === undefined ? sayPlot('weight', {}, context.speaker) : say(panel.weightLabel, context.speaker);
  const x = canvas.put(rect.x, rect.y, truncate(`${label}  `, rect.width, context.glyphs.ellipsis), DIM);
  const room: Rect = { ...rect, x, width: rect.x + rect.width - x };
  const low = panel.signed ? -1 : 0;
  if (context.shades) drawColorBar(canvas, room, { map: panel.signed ? 'diverging' : 'weight', low, high: 1, format: {} }, context);
  else {
    const key = `${context.glyphs.brackets.join(context.glyphs.ellipsis)} ${sayPlot('atLeast', { bound: HEAVY }, context.speaker)}`;
    if (width(key) <= room.width) canvas.put(x, rect.y, key, DIM);
  }
}
