/** Bars and timelines in SVG: rows with a name at the left and lengths along one axis. */
import type { BarsPanel, TimelinePanel } from '../../../lesson/panels.js';
import { formatNumber } from '../../../words/numbers.js';
import { say } from '../../../words/say.js';
import { axisTitle, Extent, makeScale, type Scale } from '../../scale.js';
import { sayPlot } from '../../words.js';
import { color, GLYPHS, emphasisSign, fitted, label, legend, seriesColor, textWidth, type Drawing, type Key, type SvgContext } from '../canvas.js';
import { columnTicks } from '../plane.js';
import { element, short } from '../xml.js';

const ROW = 26;
const DIM = color('dim');

export function barsSvg(panel: BarsPanel, context: SvgContext): Drawing {
  const { speaker } = context;
  const extent = new Extent();
  for (const { value, interval = [] } of panel.bars) extent.addAll([value, ...interval]);
  for (const { axis, at } of panel.rules ?? []) if (axis === 'x') extent.add(at);
  const scale = makeScale(panel.value, extent, panel.value.scale === 'log' ? {} : { include: 0, nice: true });
  const names = panel.bars.map((bar) => emphasisSign(bar.emphasis) + say(bar.label, speaker));
  const values = panel.bars.map((bar) => [formatNumber(bar.value, panel.value, speaker.language), ...(bar.note === undefined ? [] : [say(bar.note, speaker)])].join('  '));
  const rows = lanes(names, context, Math.min(context.width * 0.35, values.reduce((most, text) => Math.max(most, textWidth(text)), 40) + 20));
  const zero = scale.log ? rows.left : rows.x(scale)(Math.min(scale.high, Math.max(scale.low, 0)));
  const parts = panel.bars.flatMap((bar, i) => {
    const y = rows.top + i * ROW;
    const at = rows.x(scale)(bar.value);
    const fill = seriesColor(0, bar.emphasis);
    const body = Number.isFinite(at) ? [element('rect', { x: Math.min(zero, at), y: y + 4, width: Math.max(0.5, Math.abs(at - zero)), height: ROW - 8, fill, 'fill-opacity': 0.8 })] : [];
    return [rows.name(i), ...body, ...whisker(bar.interval, y + ROW / 2, rows.x(scale)), label(rows.right + 8, y + ROW / 2 + 4, fitted(values[i], context.width - rows.right - 8), { fill: color('text') })];
  });
  const bottom = rows.top + panel.bars.length * ROW;
  const plane = { x: rows.x(scale), left: rows.left, right: rows.right, bottom };
  const rules = (panel.rules ?? []).flatMap(({ axis, at, label: name }, i) => {
    const x = rows.x(scale)(at);
    if (axis !== 'x' || !(x >= rows.left && x <= rows.right)) return [];
    return [element('line', { x1: x, x2: x, y1: rows.top, y2: bottom, stroke: color('rule'), 'stroke-dasharray': '5 4' }), label(rows.left, bottom + 56 + i * 18, `${GLYPHS.ruleX} ${say(name, speaker)} ${formatNumber(at, panel.value, speaker.language)}`, { fill: color('rule') })];
  });
  const title = label((rows.left + rows.right) / 2, bottom + 36, fitted(axisTitle(panel.value, speaker), rows.right - rows.left), { fill: DIM, 'text-anchor': 'middle' });
  return { height: bottom + 44 + (rules.length > 0 ? (rules.length / 2) * 18 : 0), parts: [...parts, ...axisLine(rows.left, rows.right, bottom), ...columnTicks({ axis: panel.value, scale }, plane, context), title, ...rules] };
}

function whisker(interval: readonly [number, number] | undefined, y: number, x: (value: number) => number): string[] {
  const [low, high] = (interval ?? []).map(x);
  if (low === undefined || !Number.isFinite(low) || !Number.isFinite(high)) return [];
  return [element('path', { d: `M${short(low)} ${short(y - 4)}v8m0 -4H${short(high)}m0 -4v8`, stroke: '#1a1a1a', 'stroke-width': 1.4, fill: 'none' })];
}

export function timelineSvg(panel: TimelinePanel, context: SvgContext): Drawing {
  const { speaker } = context;
  const extent = new Extent();
  for (const { start, end } of panel.spans) extent.addAll([start, end]);
  const scale = makeScale(panel.x, extent, panel.x.scale === 'log' ? {} : { include: panel.x.min ?? 0 });
  const clip = context.unique();
  const keys = panel.kinds.map(({ label: name }, i): Key => ({ text: `${i + 1} ${say(name, speaker)}`, sample: [element('rect', { x: 2, y: -7, width: 20, height: 14, fill: seriesColor(i) })] }));
  const head = legend([...keys, { text: sayPlot('idle', {}, speaker), sample: [element('path', { d: 'M2 0H22', stroke: color('frame'), 'stroke-dasharray': '1 4' })] }], context);
  const rows = lanes(panel.lanes.map((lane) => say(lane.label, speaker)), context, 14, head.height + 4);
  const bottom = rows.top + panel.lanes.length * ROW;
  const x = rows.x(scale);
  const spans = panel.spans.flatMap((span) => {
    const lane = panel.lanes.findIndex(({ id }) => id === span.lane);
    const [from, to] = [x(span.start), x(span.end)];
    if (lane < 0 || !Number.isFinite(from) || !Number.isFinite(to)) return [];
    const kind = panel.kinds.findIndex(({ id }) => id === span.kind);
    const [left, wide, y] = [Math.min(from, to), Math.abs(to - from), rows.top + lane * ROW];
    const words = span.label === undefined ? String(kind + 1) : say(span.label, speaker);
    // A number for the kind where the words do not fit: colour is not alone in telling kinds apart.
    const shown = textWidth(words, 11) < wide - 4 ? words : textWidth(String(kind + 1), 11) < wide - 2 ? String(kind + 1) : '';
    const box = element('rect', { x: left, y: y + 3, width: Math.max(0.8, wide), height: ROW - 6, fill: seriesColor(Math.max(0, kind)), stroke: '#ffffff', 'stroke-width': 0.6 });
    return shown === '' || kind < 0 ? [box] : [box, label(left + wide / 2, y + ROW / 2 + 4, shown, { fill: '#ffffff', 'font-size': 11, 'text-anchor': 'middle' })];
  });
  const idle = panel.lanes.map((_, i) => element('path', { d: `M${short(rows.left)} ${rows.top + i * ROW + ROW / 2}H${short(rows.right)}`, stroke: color('frame'), 'stroke-dasharray': '1 4' }));
  const title = label((rows.left + rows.right) / 2, bottom + 36, fitted(axisTitle(panel.x, speaker), rows.right - rows.left), { fill: DIM, 'text-anchor': 'middle' });
  const inside = [element('clipPath', { id: clip }, [element('rect', { x: rows.left, y: rows.top, width: rows.right - rows.left, height: Math.max(1, bottom - rows.top) })]), element('g', { 'clip-path': `url(#${clip})` }, [element('g', {}, [...idle, ...spans])])];
  return { height: bottom + 44, parts: [...head.parts, ...panel.lanes.map((_, i) => rows.name(i)), ...inside, ...axisLine(rows.left, rows.right, bottom), ...columnTicks({ axis: panel.x, scale }, { x, left: rows.left, right: rows.right, bottom }, context), title] };
}

interface Lanes {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  x(scale: Scale): (value: number | null) => number;
  name(row: number): string;
}

/** @param behind  pixels kept free behind the lengths */
function lanes(names: readonly string[], context: SvgContext, behind: number, top = 4): Lanes {
  const left = Math.min(context.width * 0.35, names.reduce((most, name) => Math.max(most, textWidth(name)), 20) + 10);
  const right = context.width - behind;
  return {
    left,
    right,
    top,
    x: (scale) => (value) => left + scale.at(value) * (right - left),
    name: (row) => label(left - 8, top + row * ROW + ROW / 2 + 4, fitted(names[row], left - 10), { 'text-anchor': 'end' }),
  };
}

function axisLine(left: number, right: number, y: number): string[] {
  return [element('path', { d: `M${short(left)} ${short(y)}H${short(right)}`, stroke: color('frame') })];
}
