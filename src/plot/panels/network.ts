/**
 * Networks: a column of units a layer, strokes for weights. Strong ones are solid, middling ones broken, weak ones sparse;
 * negative ones have the other colour and longer gaps. Layers with more units than rows show an even sample and say so.
 */
import type { NetworkPanel } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { truncate, width, type Style } from '../cells.js';
import { CURSOR, DIM, type DrawContext } from '../context.js';
import { Dots, type Pen } from '../dots.js';
import { quantise } from '../pixels.js';
import { sayPlot } from '../words.js';

export function networkPanelEmpty(panel: NetworkPanel): boolean {
  return panel.layers.length === 0;
}

interface LayerPlan {
  readonly x: number; // of its column of units, in cells
  /** Units shown and the rows they stand in. */
  readonly units: readonly { readonly unit: number; readonly y: number }[];
  /** Row of the sign that units are left out, if any. */
  readonly gap?: number;
}

export function drawNetworkPanel(canvas: Canvas, rect: Rect, panel: NetworkPanel, context: DrawContext): void {
  const { glyphs } = context;
  const count = panel.layers.length;
  if (count === 0) return;
  const named = rect.height >= 4;
  const area: Rect = { ...rect, height: Math.max(1, rect.height - (named ? 1 : 0)) };
  const column = (layer: number) => (count === 1 ? rect.x + (rect.width >> 1) : rect.x + Math.round(margin(rect, count) + (layer * (rect.width - 1 - 2 * margin(rect, count))) / (count - 1)));
  const plans = panel.layers.map(({ units }, layer) => planLayer(units, column(layer), area, context.cursor?.column === layer ? context.cursor.row : undefined));
  const dots = new Dots(area, context.charset);
  drawWeights(dots, panel, plans, context);
  dots.paint(canvas);
  plans.forEach((plan, layer) => {
    drawLayer(canvas, rect, plan, panel.layers[layer], { rect: area, named, slot: rect.width / count }, context);
    const read = context.cursor?.column === layer ? plan.units.find(({ unit }) => unit === context.cursor?.row) : undefined;
    // A ring around it: the sign of a unit alone is too small to be found.
    if (read !== undefined) canvas.put(plan.x - 1, read.y, `${glyphs.brackets[0]}${canvas.glyph(plan.x, read.y)}${glyphs.brackets[1]}`, CURSOR);
  });
}

/** Room left and right so that the names of the outer layers are centred under them. */
function margin(rect: Rect, layers: number): number {
  return Math.min(Math.floor(rect.width / 8), Math.floor(rect.width / (2 * layers)));
}

/** @param read  the unit that is read: it takes the place of its nearest neighbour where not all are shown */
function planLayer(units: number, x: number, area: Rect, read: number | undefined): LayerPlan {
  const whole = Math.max(0, Math.floor(units));
  if (whole <= area.height) {
    const pitch = whole <= 1 ? 0 : Math.min(3, Math.floor((area.height - 1) / (whole - 1)));
    const top = area.y + Math.floor((area.height - 1 - pitch * (whole - 1)) / 2);
    return { x, units: Array.from({ length: whole }, (_, unit) => ({ unit, y: top + unit * pitch })) };
  }
  const shown = Math.max(1, area.height - 1);
  const above = Math.ceil(shown / 2);
  const sample = Array.from({ length: shown }, (_, i) => (shown === 1 ? 0 : Math.round((i * (whole - 1)) / (shown - 1))));
  if (read !== undefined && !sample.includes(read)) sample[sample.reduce((best, unit, i) => (Math.abs(unit - read) < Math.abs(sample[best] - read) ? i : best), 0)] = read;
  return {
    x,
    units: sample.map((unit, i) => ({ unit, y: area.y + i + (i >= above ? 1 : 0) })),
    gap: area.height > 1 ? area.y + above : undefined,
  };
}

interface Stroke {
  readonly size: number;
  readonly weight: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

function drawWeights(dots: Dots, panel: NetworkPanel, plans: readonly LayerPlan[], context: DrawContext): void {
  panel.weights?.slice(0, plans.length - 1).forEach((weights, layer) => {
    let largest = 0;
    for (const weight of weights) if (weight !== null && Number.isFinite(weight)) largest = Math.max(largest, Math.abs(weight));
    if (largest === 0) return;
    const next = Math.max(1, Math.floor(panel.layers[layer + 1].units));
    const strokes: Stroke[] = [];
    for (const a of plans[layer].units) {
      for (const b of plans[layer + 1].units) {
        const weight = weights[a.unit * next + b.unit];
        if (weight === null || weight === undefined || !Number.isFinite(weight) || weight === 0) continue;
        strokes.push({ size: Math.abs(weight) / largest, weight, from: [plans[layer].x, a.y], to: [plans[layer + 1].x, b.y] });
      }
    }
    // Many weights: only the strongest, or nothing can be seen.
    strokes.sort((a, b) => b.size - a.size);
    const most = dots.area.height * (dots.charset === 'braille' ? 3 : 1);
    for (const stroke of strokes.slice(0, most).reverse()) {
      const [x0, y0] = centre(dots, stroke.from);
      const [x1, y1] = centre(dots, stroke.to);
      dots.stroke(x0, y0, x1, y1, penOf(stroke, context));
    }
  });
}

function centre(dots: Dots, [x, y]: readonly [number, number]): [number, number] {
  const perX = dots.width / Math.max(1, dots.area.width);
  const perY = dots.height / Math.max(1, dots.area.height);
  return [Math.floor((x - dots.area.x + 0.5) * perX), Math.floor((y - dots.area.y + 0.5) * perY)];
}

function penOf({ size, weight }: Stroke, context: DrawContext): Pen {
  const negative = weight < 0;
  const style: Style = { fg: { map: 'diverging', value: (negative ? -1 : 1) * quantise(0.4 + 0.6 * size) } };
  if (context.charset === 'ascii') return { style, ascii: negative ? '-' : size > 2 / 3 ? '+' : '.' };
  const pattern = size > 2 / 3 ? (negative ? [6, 3] : undefined) : size > 1 / 3 ? (negative ? [4, 3] : [3, 2]) : negative ? [1, 3] : [1, 2];
  return { style, ascii: '.', pattern };
}

function drawLayer(canvas: Canvas, rect: Rect, plan: LayerPlan, layer: NetworkPanel['layers'][number], place: { rect: Rect; named: boolean; slot: number }, context: DrawContext): void {
  const { glyphs, speaker } = context;
  let largest = 0;
  for (const value of layer.values ?? []) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  for (const { unit, y } of plan.units) {
    const value = layer.values?.[unit];
    canvas.put(plan.x, y, unitGlyph(value, largest, context), unitStyle(value, largest, context));
  }
  if (plan.gap !== undefined) canvas.put(plan.x, plan.gap, glyphs.ellipsisDown, DIM);
  if (!place.named) return;
  const shown = plan.units.length;
  const units = shown < layer.units ? sayPlot('unitsOf', { shown, units: layer.units }, speaker) : String(layer.units);
  const words = truncate(sayPlot('layerUnits', { label: say(layer.label, speaker), units }, speaker), Math.max(1, Math.floor(place.slot) - 1), glyphs.ellipsis);
  const start = Math.max(rect.x, Math.min(plan.x - (width(words) >> 1), rect.x + rect.width - width(words)));
  canvas.put(start, place.rect.y + place.rect.height, words, DIM, rect.x + rect.width);
}

function unitGlyph(value: number | undefined, largest: number, context: DrawContext): string {
  if (value === undefined || !Number.isFinite(value) || largest === 0) return context.glyphs.unit;
  // Silent units are hollow, so that activity shows without colour.
  return Math.abs(value) / largest < 0.15 ? context.glyphs.unitOff : context.glyphs.unit;
}

function unitStyle(value: number | undefined, largest: number, context: DrawContext): Style {
  if (value === undefined || !Number.isFinite(value) || largest === 0) return {};
  if (!context.shades) return { fg: { map: 'diverging', value: Math.sign(value) } };
  const share = value / largest;
  return { fg: { map: 'diverging', value: quantise(Math.sign(share) * (0.35 + 0.65 * Math.abs(share))) } };
}
