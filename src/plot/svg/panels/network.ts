/** Networks in SVG: a column of circles a layer, strokes for weights: the thicker, the larger; negative ones dashed. */
import type { NetworkPanel } from '../../../lesson/panels.js';
import { say } from '../../../words/say.js';
import { sayPlot } from '../../words.js';
import { color, fitted, label, mapped, type Drawing, type SvgContext } from '../canvas.js';
import { element } from '../xml.js';

const HEIGHT = 300;
/** Units drawn of a layer; of more an even sample. */
const MOST_UNITS = 20;
/** Strokes between two layers; the strongest are drawn. */
const MOST_STROKES = 240;

interface Unit {
  readonly unit: number;
  readonly x: number;
  readonly y: number;
}

export function networkSvg(panel: NetworkPanel, context: SvgContext): Drawing {
  const count = panel.layers.length;
  if (count === 0) return { height: 0, parts: [] };
  const columns = panel.layers.map(({ units }, layer) => unitsOf(units, (context.width * (layer + 0.5)) / count));
  const parts = [
    ...(panel.weights ?? []).slice(0, count - 1).flatMap((weights, layer) => strokes(weights, columns[layer], columns[layer + 1], Math.max(1, Math.floor(panel.layers[layer + 1].units)))),
    ...panel.layers.flatMap((layer, i) => circles(layer.values, columns[i])),
    ...panel.layers.map((layer, i) => {
      const shown = columns[i].length;
      const units = shown < layer.units ? sayPlot('unitsOf', { shown, units: layer.units }, context.speaker) : String(layer.units);
      const text = sayPlot('layerUnits', { label: say(layer.label, context.speaker), units }, context.speaker);
      return label((context.width * (i + 0.5)) / count, HEIGHT + 18, fitted(text, context.width / count - 6), { fill: color('dim'), 'text-anchor': 'middle' });
    }),
  ];
  return { height: HEIGHT + 28, parts };
}

function unitsOf(units: number, x: number): readonly Unit[] {
  const whole = Math.max(0, Math.floor(units));
  const shown = Math.min(whole, MOST_UNITS);
  const pitch = Math.min(40, HEIGHT / Math.max(1, shown));
  return Array.from({ length: shown }, (_, i) => ({
    unit: shown === whole ? i : Math.round((i * (whole - 1)) / Math.max(1, shown - 1)),
    x,
    y: HEIGHT / 2 + (i - (shown - 1) / 2) * pitch,
  }));
}

function strokes(weights: readonly (number | null)[], from: readonly Unit[], to: readonly Unit[], next: number): string[] {
  const all = from.flatMap((a) => to.map((b) => ({ a, b, weight: weights[a.unit * next + b.unit] ?? null }))).flatMap(({ a, b, weight }) => (weight !== null && Number.isFinite(weight) && weight !== 0 ? [{ a, b, weight }] : []));
  const largest = all.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0);
  return all
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .slice(0, MOST_STROKES)
    .reverse()
    .map(({ a, b, weight }) => {
      const size = Math.abs(weight) / largest;
      return element('line', { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: mapped('diverging', Math.sign(weight) * (0.4 + 0.6 * size)).fill, 'stroke-width': 0.4 + 2.6 * size, 'stroke-dasharray': weight < 0 ? '6 3' : undefined });
    });
}

function circles(values: readonly number[] | undefined, units: readonly Unit[]): string[] {
  const largest = (values ?? []).reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  return units.map(({ unit, x, y }) => {
    const value = values?.[unit];
    const known = value !== undefined && Number.isFinite(value) && largest > 0;
    return element('circle', { cx: x, cy: y, r: units.length > 12 ? 5 : 8, fill: known ? mapped('diverging', value / largest).fill : '#ffffff', stroke: '#4a4a4a', 'stroke-width': 1.2 });
  });
}
