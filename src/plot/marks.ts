/**
 * Every mark on a picture with its meaning, for the help: series, bands, rules, kinds, emphasis, shades. The samples are
 * drawn with the same pens, textures and ramps as the picture.
 */
import type { Axis, Emphasis, Grid, Panel, Rule, ScatterPanel, Series, TokensPanel } from '../lesson/panels.js';
import { formatNumber } from '../words/numbers.js';
import { say, type Speaker } from '../words/say.js';
import { span, type ColorMap, type Line, type Style } from './cells.js';
import type { Charset } from './charset.js';
import { CURSOR, DIM, drawContext, EARLIER, earlierMark, emphasisMark, emphasisStyle, RULE, seriesMark, seriesPaint, seriesStyle, type DrawContext } from './context.js';
import { gridRange } from './grid.js';
import { comparable } from './panels/index.js';
import { gridMap } from './panels/matrix.js';
import { pointMark, TEXTURE } from './panels/scatter.js';
import { timelineLegend } from './panels/timeline.js';
import { HEAVY, weighted } from './panels/tokens.js';
import { density, isSigned } from './pixels.js';
import type { ColorMode } from './theme.js';
import { sayPlot } from './words.js';

export interface Mark {
  /** As drawn; a few cells. */
  readonly sample: Line;
  readonly meaning: string;
}

export interface MarkOptions {
  readonly charset: Charset;
  readonly color: ColorMode;
  readonly speaker: Speaker;
  readonly overlay?: Panel;
}

export function marksOf(panel: Panel, options: MarkOptions): Mark[] {
  const context = drawContext(options.charset, options.color, options.speaker);
  const marks = ownMarks(panel, context);
  if (options.overlay !== undefined && comparable(panel, options.overlay)) marks.push(mark(earlierMark(panel.kind, context.glyphs), EARLIER, sayPlot('markEarlier', {}, context.speaker)));
  return marks;
}

/** The reading cursor: a line, a place, words turned over. */
export function cursorMark({ charset, color, speaker }: MarkOptions): Mark {
  const { glyphs } = drawContext(charset, color, speaker);
  return { sample: [span(`${glyphs.cursorLine} ${glyphs.cursorAt} `, { fg: 'accent', bold: true }), span('12', CURSOR)], meaning: sayPlot('markCursor', {}, speaker) };
}

function mark(text: string, style: Style, meaning: string): Mark {
  return { sample: [span(text, style)], meaning };
}

function ownMarks(panel: Panel, context: DrawContext): Mark[] {
  const { glyphs, speaker } = context;
  switch (panel.kind) {
    case 'line':
      return [
        ...seriesMarks(panel.series, context),
        ...panel.series.flatMap((series, i) =>
          series.low === undefined || series.high === undefined ? [] : [mark(glyphs.band, { fg: seriesPaint(i, series.emphasis), dim: true }, sayPlot('markBand', { label: say(series.label, speaker) }, speaker))],
        ),
        ...ruleMarks(panel.rules, panel.x, panel.y, context),
      ];
    case 'scatter':
      return [...pointMarks(panel, context), ...(panel.background === undefined ? [] : backgroundMarks(panel.background, context)), ...ruleMarks(panel.rules, panel.x, panel.y, context)];
    case 'bars':
      return [
        mark(glyphs.full, seriesStyle(0), sayPlot('markBar', { label: say(panel.value.label, speaker) }, speaker)),
        ...(panel.bars.some(({ interval }) => interval !== undefined) ? [mark(glyphs.veilOver + glyphs.veil, seriesStyle(0), sayPlot('markInterval', {}, speaker))] : []),
        ...emphasisMarks(panel.bars, context),
        ...ruleMarks(panel.rules, panel.value, panel.value, context),
      ];
    case 'histogram':
      return [
        ...panel.series.map(({ label }, i) => mark(panel.series.length === 1 ? glyphs.full : seriesMark(i, glyphs), seriesStyle(i), say(label, speaker))),
        ...ruleMarks(panel.rules, panel.x, panel.y, context),
      ];
    case 'heatmap':
      return gridMarks(panel.grid, panel, context);
    case 'image':
      return [{ sample: context.charset === 'braille' ? [...ramp('ink', context), span(` ${glyphs.cloud}`)] : ramp('ink', context), meaning: sayPlot(context.charset === 'braille' ? 'markInkDots' : 'markInk', {}, speaker) }, ...emphasisMarks(panel.groups.flatMap(({ pictures }) => pictures), context)];
    case 'table':
      return [
        ...emphasisMarks(panel.rows, context),
        ...(panel.rows.some(({ cells }) => panel.columns.some((_, i) => (cells[i] ?? null) === null)) ? [mark('-', {}, sayPlot('markGap', {}, speaker))] : []),
      ];
    case 'tokens':
      return tokenMarks(panel, context);
    case 'network':
      return networkMarks(context, panel.weights !== undefined, panel.layers.some(({ values }) => values !== undefined));
    case 'timeline':
      return [
        ...timelineLegend(panel, context).map((entry) => ({ sample: [span(entry.mark, entry.style)], meaning: entry.label })),
        mark(glyphs.spanEnd, {}, sayPlot('markTouch', {}, speaker)),
      ];
    case 'text':
      return emphasisMarks(panel.lines, context);
  }
}

function seriesMarks(series: readonly Series[], context: DrawContext): Mark[] {
  return series.map(({ label, emphasis }, i) => mark(seriesMark(i, context.glyphs), seriesStyle(i, emphasis), say(label, context.speaker)));
}

/** A single series is drawn with marks, or with dots where it is crowded. */
function pointMarks(panel: ScatterPanel, context: DrawContext): Mark[] {
  const marks = panel.series.map((series, i) => mark(pointMark(series, i, context), seriesStyle(i, series.emphasis), say(series.label, context.speaker)));
  if (panel.series.length !== 1 || context.charset === 'ascii') return marks;
  return marks.map(({ sample, meaning }) => ({ sample: [...sample, span(` ${context.glyphs.cloud}`, seriesStyle(0, panel.series[0].emphasis))], meaning }));
}

function ruleMarks(rules: readonly Rule[] = [], x: Axis, y: Axis, context: DrawContext): Mark[] {
  return rules.map((rule) => {
    const axis = rule.axis === 'x' ? x : y;
    return mark(
      rule.axis === 'x' ? context.glyphs.ruleY : context.glyphs.ruleX,
      RULE,
      sayPlot('markRule', { label: say(rule.label, context.speaker), value: formatNumber(rule.at, axis, context.speaker.language) }, context.speaker),
    );
  });
}

function emphasisMarks(items: readonly { readonly emphasis?: Emphasis }[], context: DrawContext): Mark[] {
  const order: readonly Exclude<Emphasis, 'none'>[] = ['primary', 'good', 'bad', 'muted'];
  return order.filter((emphasis) => items.some((item) => item.emphasis === emphasis)).map((emphasis) => mark(emphasisMark(emphasis, context.glyphs), emphasisStyle(emphasis), sayPlot(emphasis, {}, context.speaker)));
}

function gridMarks(grid: Grid, format: Parameters<typeof formatNumber>[1], context: DrawContext): Mark[] {
  const { glyphs, speaker } = context;
  const missing = grid.values.some((value) => value === null) ? [mark(glyphs.dot, DIM, sayPlot('markGap', {}, speaker))] : [];
  if (grid.scale === 'categories') return [...kindsIn(grid).map((kind) => mark(glyphs.textures[kind % glyphs.textures.length], { fg: { series: kind } }, sayPlot('markClass', { number: kind }, speaker))), ...missing];
  if (grid.scale === 'binary') return [mark(context.charset === 'ascii' ? glyphs.full : glyphs.cloud, { fg: { series: 0 } }, sayPlot('markOn', {}, speaker)), { sample: ramp('ink', context), meaning: sayPlot('markShare', {}, speaker) }, ...missing];
  return [{ sample: ramp(gridMap(grid), context), meaning: sayPlot('markScale', ends(grid, format, context), speaker) }, ...missing];
}

function backgroundMarks(grid: Grid, context: DrawContext): Mark[] {
  if (grid.scale === 'categories') return kindsIn(grid).map((kind) => mark(TEXTURE[kind % TEXTURE.length], { fg: { series: kind }, dim: true }, sayPlot('markRegion', { number: kind }, context.speaker)));
  const map: ColorMap = grid.scale === 'diverging' ? 'faintDiverging' : 'faint';
  const sample = context.shades ? ramp(map, context) : context.glyphs.haze.map((glyph) => span(glyph, { fg: 'muted', dim: true }));
  return [{ sample, meaning: sayPlot('markBackground', ends(grid, {}, context), context.speaker) }];
}

function kindsIn(grid: Grid): number[] {
  const kinds = new Set<number>();
  for (const value of grid.values) if (value !== null && Number.isFinite(value)) kinds.add(Math.max(0, Math.round(value)));
  return [...kinds].sort((a, b) => a - b);
}

function ends(grid: Grid, format: Parameters<typeof formatNumber>[1], context: DrawContext): { low: string; high: string } {
  const { low, high } = gridRange(grid);
  return { low: formatNumber(low, format, context.speaker.language), high: formatNumber(high, format, context.speaker.language) };
}

/** Low to high in five cells. */
function ramp(map: ColorMap, context: DrawContext): Line {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const value = isSigned(map) ? share * 2 - 1 : share;
    if (context.shades) return span(' ', { bg: { map, value } });
    const { glyph, style } = density(map, value, context);
    return span(glyph, style);
  });
}

function tokenMarks(panel: TokensPanel, context: DrawContext): Mark[] {
  const { glyphs, speaker } = context;
  const label = panel.weightLabel === undefined ? sayPlot('weight', {}, speaker) : say(panel.weightLabel, speaker);
  const marks: Mark[] = [];
  if (weighted(panel)) {
    if (context.shades) marks.push({ sample: ramp(panel.signed ? 'diverging' : 'weight', context), meaning: sayPlot('markWeight', { label, low: panel.signed ? '-1' : '0', high: '1' }, speaker) });
    else {
      marks.push(mark(glyphs.brackets.join(glyphs.ellipsis), { bold: true, underline: true }, sayPlot('markHeavy', { label, bound: HEAVY }, speaker)));
      marks.push(mark(glyphs.ellipsis, { underline: true }, sayPlot('markMiddling', { label, bound: HEAVY / 2 }, speaker)));
      for (const [value, key] of [[1, 'markAbove'], [-1, 'markBelow']] as const) {
        if (panel.signed) marks.push(mark(glyphs.ellipsis, { underline: true, fg: { map: 'diverging', value } }, sayPlot(key, { label }, speaker)));
      }
    }
  }
  if (panel.tokens.some(({ text }) => text.includes('\n'))) marks.push(mark(glyphs.newline, {}, sayPlot('markNewline', {}, speaker)));
  return [...marks, ...emphasisMarks(panel.tokens, context)];
}

function networkMarks(context: DrawContext, weights: boolean, values: boolean): Mark[] {
  const { glyphs, speaker } = context;
  return [
    mark(glyphs.unit, {}, sayPlot('markUnit', {}, speaker)),
    ...(values ? [mark(glyphs.unitOff, {}, sayPlot('markUnitOff', {}, speaker))] : []),
    ...(weights
      ? [
          mark(glyphs.positive, { fg: { map: 'diverging', value: 1 } }, sayPlot('markPositive', {}, speaker)),
          mark(glyphs.negative, { fg: { map: 'diverging', value: -1 } }, sayPlot('markNegative', {}, speaker)),
          mark(' ', {}, sayPlot('markCut', {}, speaker)),
        ]
      : []),
  ];
}
