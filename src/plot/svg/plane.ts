/** The plane of a plot: axes with ticks and grid lines, rules across it, a legend above; and the way from values to pixels. */
import type { Axis, Rule, Value } from '../../lesson/panels.js';
import { formatNumber } from '../../words/numbers.js';
import { say } from '../../words/say.js';
import { axisTitle, tickLabels, type Scale } from '../scale.js';
import { color, fitted, label, legend, textWidth, type Drawing, type Key, type SvgContext } from './canvas.js';
import { element, short } from './xml.js';

export interface Plane {
  /** Pixels; NaN for what has no place. */
  x(value: Value): number;
  y(value: Value): number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlaneSpec {
  readonly x: { readonly axis: Axis; readonly scale: Scale };
  readonly y: { readonly axis: Axis; readonly scale: Scale };
  readonly rules?: readonly Rule[];
  readonly keys: readonly Key[];
  /** Pixels of the plot itself. */
  readonly height?: number;
}

const HEIGHT = 260;
const TICK_SIZE = 12;
const DIM = color('dim');
const FRAME = color('frame');

/** @param draw  what lies in the plane; cut off at its edges */
export function drawPlane({ x, y, rules = [], keys, height = HEIGHT }: PlaneSpec, context: SvgContext, draw: (plane: Plane) => readonly string[]): Drawing {
  const { speaker } = context;
  const yTicks = y.scale.ticks(6);
  const yLabels = tickLabels(yTicks, y.axis, speaker);
  const margin = Math.min(context.width / 3, yLabels.reduce((most, text) => Math.max(most, textWidth(text, TICK_SIZE)), 20) + 10);
  const head = legend(keys, context, margin);
  const titled = axisTitle(y.axis, speaker);
  const top = head.height + (titled === '' ? 6 : 20);
  const plane: Plane = {
    left: margin,
    right: context.width - 14,
    top,
    bottom: top + height,
    x: (value) => margin + x.scale.at(value) * (context.width - 14 - margin),
    y: (value) => top + (1 - y.scale.at(value)) * height,
  };
  const clip = context.unique();
  const parts = [
    ...head.parts,
    label(0, top - 8, fitted(titled, context.width), { fill: DIM }),
    ...yTicks.flatMap((tick, i) => rowTick(plane, plane.y(tick), yLabels[i])),
    ...columnTicks(x, plane, context),
    element('path', { d: `M${short(plane.left)} ${plane.top}V${plane.bottom}H${plane.right}`, stroke: FRAME, fill: 'none' }),
    element('clipPath', { id: clip }, [element('rect', { x: plane.left - 1, y: plane.top - 1, width: plane.right - plane.left + 2, height: height + 2 })]),
    element('g', { 'clip-path': `url(#${clip})` }, [element('g', {}, [...rules.flatMap((rule) => drawRule(rule, plane)), ...draw(plane)])]),
    ...rules.flatMap((rule, i) => nameRule(rule, i, plane, { x: x.axis, y: y.axis }, context)),
  ];
  const named = axisTitle(x.axis, speaker);
  if (named !== '') parts.push(label((plane.left + plane.right) / 2, plane.bottom + 36, fitted(named, plane.right - plane.left), { fill: DIM, 'text-anchor': 'middle' }));
  return { height: plane.bottom + (named === '' ? 24 : 44), parts };
}

function rowTick(plane: Plane, y: number, text: string): string[] {
  if (!(y >= plane.top - 1 && y <= plane.bottom + 1)) return [];
  return [element('path', { d: `M${short(plane.left)} ${Math.round(y)}H${plane.right}`, stroke: '#e6e6e6' }), label(plane.left - 6, y + 4, text, { fill: DIM, 'font-size': TICK_SIZE, 'text-anchor': 'end' })];
}

/** Ticks of an x axis under a plane, as many as stand clear of each other. */
export function columnTicks({ axis, scale }: PlaneSpec['x'], plane: Pick<Plane, 'x' | 'left' | 'right' | 'bottom'>, context: SvgContext): string[] {
  for (let count = 8; count >= 1; count--) {
    const ticks = scale.ticks(count);
    const texts = tickLabels(ticks, axis, context.speaker);
    const placed = ticks.map((tick, i) => ({ at: plane.x(tick), text: texts[i], half: textWidth(texts[i], TICK_SIZE) / 2 })).filter(({ at }) => at >= plane.left - 1 && at <= plane.right + 1).sort((a, b) => a.at - b.at);
    if (count > 1 && placed.some(({ at, half }, i) => i > 0 && at - half < placed[i - 1].at + placed[i - 1].half + 6)) continue;
    return placed.flatMap(({ at, text }) => [element('path', { d: `M${Math.round(at)} ${plane.bottom}v4`, stroke: FRAME }), label(at, plane.bottom + 17, text, { fill: DIM, 'font-size': TICK_SIZE, 'text-anchor': 'middle' })]);
  }
  return [];
}

function drawRule({ axis, at }: Rule, plane: Plane): string[] {
  const place = axis === 'x' ? plane.x(at) : plane.y(at);
  if (!Number.isFinite(place)) return [];
  const along = axis === 'x' ? { x1: place, x2: place, y1: plane.top, y2: plane.bottom } : { x1: plane.left, x2: plane.right, y1: place, y2: place };
  return [element('line', { ...along, stroke: color('rule'), 'stroke-width': 1.4, 'stroke-dasharray': '5 4' })];
}

function nameRule(rule: Rule, index: number, plane: Plane, axes: Readonly<Record<'x' | 'y', Axis>>, { speaker }: SvgContext): string[] {
  const place = rule.axis === 'x' ? plane.x(rule.at) : plane.y(rule.at);
  if (!(rule.axis === 'x' ? place >= plane.left && place <= plane.right : place >= plane.top && place <= plane.bottom)) return [];
  const text = `${say(rule.label, speaker)} ${formatNumber(rule.at, axes[rule.axis], speaker.language)}`;
  const style = { fill: color('rule'), 'font-size': TICK_SIZE, stroke: '#ffffff', 'stroke-width': 3, 'paint-order': 'stroke' };
  if (rule.axis === 'y') return [label(plane.right - 4, place - 4, fitted(text, plane.right - plane.left, TICK_SIZE), { ...style, 'text-anchor': 'end' })];
  const toLeft = place > (plane.left + plane.right) / 2;
  return [label(place + (toLeft ? -5 : 5), plane.top + 14 + (index % 6) * 15, fitted(text, (plane.right - plane.left) / 2, TICK_SIZE), { ...style, 'text-anchor': toLeft ? 'end' : 'start' })];
}
