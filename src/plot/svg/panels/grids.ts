/** Heatmaps and pictures in SVG: every value a square of its own. */
import type { Grid, HeatmapPanel, ImagePanel, Picture, Value } from '../../../lesson/panels.js';
import { formatNumber } from '../../../words/numbers.js';
import { say } from '../../../words/say.js';
import { heatmapPanelEmpty } from '../../panels/heatmap.js';
import { gridMap } from '../../panels/matrix.js';
import { gridRange, normalise } from '../../grid.js';
import { color, emphasisColor, emphasisSign, fitted, GLYPHS, label, LINE, mapped, mosaic, seriesColor, textWidth, type Drawing, type SvgContext } from '../canvas.js';
import { element } from '../xml.js';

const DIM = color('dim');
const TALLEST = 560;
/** Squares that hold a number are at least so wide. */
const ROOMY = 34;

export function heatmapSvg(panel: HeatmapPanel, context: SvgContext): Drawing {
  if (heatmapPanelEmpty(panel)) return { height: 0, parts: [] };
  const { grid } = panel;
  const { speaker } = context;
  const rowNames = (panel.rowLabels ?? []).map((name) => say(name, speaker));
  const columnNames = (panel.columnLabels ?? []).map((name) => say(name, speaker));
  const left = Math.min(context.width * 0.3, rowNames.reduce((most, name) => Math.max(most, textWidth(name, 12)), 0) + 8) + (panel.y === undefined ? 0 : LINE);
  const top = (panel.x === undefined ? 0 : LINE) + (columnNames.length > 0 ? LINE : 4);
  const room = context.width - left - 4;
  const named = rowNames.length > 0 || columnNames.length > 0 || panel.showValues === true;
  const wide = Math.min(room / grid.columns, named ? 72 : 24);
  const high = Math.min(TALLEST / grid.rows, named ? Math.max(22, Math.min(wide, 40)) : wide);
  const range = gridRange(grid);
  const paint = (index: number) => paintOf(grid, grid.values[index], range);
  const squares = mosaic(grid.rows, grid.columns, { x: left, y: top, width: grid.columns * wide, height: grid.rows * high }, (index) => paint(index)?.fill);
  const numbers = panel.showValues && wide >= ROOMY && high >= 16 ? grid.values.slice(0, grid.rows * grid.columns) : [];
  const cells = numbers.flatMap((value, i) => {
    const ink = paint(i)?.ink;
    if (value === null || ink === undefined) return [];
    const [x, y] = [left + ((i % grid.columns) + 0.5) * wide, top + (Math.floor(i / grid.columns) + 0.5) * high + 4];
    return [label(x, y, fitted(formatNumber(value, panel, speaker.language), wide - 2, 12), { fill: ink, 'font-size': 12, 'text-anchor': 'middle' })];
  });
  const bottom = top + grid.rows * high;
  const parts = [
    ...(panel.x === undefined ? [] : [label(left, LINE - 6, `${GLYPHS.arrow} ${say(panel.x, speaker)}`, { fill: DIM })]),
    ...(panel.y === undefined ? [] : [element('g', { transform: `translate(${LINE - 8} ${Math.round(top)}) rotate(90)` }, [label(0, 0, fitted(`${GLYPHS.arrow} ${say(panel.y, speaker)}`, Math.max(60, bottom - top)), { fill: DIM })])]),
    ...spaced(rowNames, high, 14).map((i) => label(left - 6, top + (i + 0.5) * high + 4, fitted(rowNames[i], left - 8, 12), { 'text-anchor': 'end', 'font-size': 12 })),
    ...spaced(columnNames, wide, columnNames.reduce((most, name) => Math.max(most, textWidth(name, 12)), 0) + 6).map((i) => label(left + (i + 0.5) * wide, top - 6, columnNames[i], { 'text-anchor': 'middle', 'font-size': 12 })),
    squares,
    element('rect', { x: left, y: top, width: wide * grid.columns, height: bottom - top, fill: 'none', stroke: color('frame'), 'stroke-width': 0.6 }),
    ...cells,
    ...colorBar(panel, bottom + 14, left, context),
  ];
  return { height: bottom + 40, parts };
}

function paintOf(grid: Grid, value: Value | undefined, range: ReturnType<typeof gridRange>): { readonly fill: string; readonly ink: string } | undefined {
  if (value === null || value === undefined || !Number.isFinite(value)) return undefined;
  if (grid.scale === 'categories') return { fill: seriesColor(Math.max(0, Math.round(value))), ink: '#ffffff' };
  if (grid.scale === 'binary') return value === 0 ? { fill: '#f2f2f2', ink: '#1a1a1a' } : { fill: seriesColor(0), ink: '#ffffff' };
  return mapped(gridMap(grid), normalise(value, range));
}

/** Which names stand clear of each other. */
function spaced(names: readonly string[], pitch: number, need: number): number[] {
  const every = Math.max(1, Math.ceil(need / Math.max(0.01, pitch)));
  return names.map((_, i) => i).filter((i) => i % every === 0);
}

const STEPS = 40;

function colorBar(panel: HeatmapPanel, y: number, left: number, { speaker }: SvgContext): string[] {
  const { grid } = panel;
  if (grid.scale === 'categories' || grid.scale === 'binary') return [];
  const range = gridRange(grid);
  const [low, high] = [range.low, range.high].map((value) => formatNumber(value, panel, speaker.language));
  const start = left + textWidth(low) + 8;
  const shades = Array.from({ length: STEPS }, (_, i) => element('rect', { x: start + i * 4, y, width: 4.4, height: 12, fill: mapped(gridMap(grid), range.diverging ? (2 * i) / (STEPS - 1) - 1 : i / (STEPS - 1)).fill }));
  return [label(left, y + 11, low), ...shades, label(start + STEPS * 4 + 8, y + 11, high)];
}

const GAP = 14;

export function imageSvg(panel: ImagePanel, context: SvgContext): Drawing {
  const parts: string[] = [];
  let y = 0;
  for (const { label: name, pictures } of panel.groups) {
    const shown = pictures.filter(({ rows, columns }) => rows > 0 && columns > 0);
    if (shown.length === 0) continue;
    if (name !== undefined) {
      parts.push(label(0, y + 14, fitted(say(name, context.speaker), context.width), { fill: DIM }));
      y += LINE;
    }
    const zoom = Math.max(1, Math.min(4, Math.floor(84 / shown.reduce((most, { columns }) => Math.max(most, columns), 1))));
    let x = 0;
    let tallest = 0;
    for (const picture of shown) {
      const caption = picture.caption === undefined ? '' : emphasisSign(picture.emphasis) + say(picture.caption, context.speaker);
      const wide = Math.max(picture.columns * zoom, Math.min(96, textWidth(caption, 12)));
      if (x > 0 && x + wide > context.width) {
        x = 0;
        y += tallest + GAP;
        tallest = 0;
      }
      parts.push(...drawPicture(picture, x, y, zoom, caption, wide));
      tallest = Math.max(tallest, picture.rows * zoom + (caption === '' ? 0 : 16));
      x += wide + GAP;
    }
    y += tallest + GAP;
  }
  return { height: y, parts };
}

function drawPicture({ rows, columns, pixels, emphasis }: Picture, x: number, y: number, zoom: number, caption: string, wide: number): string[] {
  const [width, height] = [columns * zoom, rows * zoom];
  const frame = element('rect', { x: x - 0.5, y: y - 0.5, width: width + 1, height: height + 1, fill: mapped('ink', 0).fill, stroke: emphasis === undefined || emphasis === 'none' ? '#d0d0d0' : emphasisColor(emphasis), 'stroke-width': emphasis === undefined || emphasis === 'none' ? 0.6 : 2 });
  // Paper needs no square of its own.
  const ink = mosaic(rows, columns, { x, y, width, height }, (i) => (pixels[i] > 0.02 ? mapped('ink', Math.min(1, pixels[i])).fill : undefined));
  const words = caption === '' ? [] : [label(x, y + height + 13, fitted(caption, wide, 12), { 'font-size': 12, fill: emphasisColor(emphasis) })];
  return [frame, ink, ...words];
}
