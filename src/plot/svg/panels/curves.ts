/** Line, scatter and histogram panels in SVG: all that lies in a plane of two axes. */
import type { Grid, HistogramPanel, LinePanel, LineSeries, ScatterPanel, Value } from '../../../lesson/panels.js';
import { say } from '../../../words/say.js';
import { drawOrder } from '../../context.js';
import { gridRange, normalise } from '../../grid.js';
import { Extent, makeScale } from '../../scale.js';
import { css, label, mapped, mark, mosaic, seriesColor, stroke, type Drawing, type Key, type SvgContext } from '../canvas.js';
import { drawPlane, type Plane } from '../plane.js';
import { element, points, type Attributes } from '../xml.js';
import { mapColor } from '../../theme.js';

/** Marks at every point where there are few of them; of many, some. */
const MOST_MARKS = 24;

export function lineSvg(panel: LinePanel, context: SvgContext): Drawing {
  const [xs, ys] = [new Extent(), new Extent()];
  for (const { x, y, low = [], high = [] } of panel.series) {
    xs.addAll(x);
    ys.addAll([...y, ...low, ...high]);
  }
  addRules(panel, xs, ys);
  const keys = panel.series.map((series, i): Key => ({ text: say(series.label, context.speaker), sample: [element('path', { d: 'M0 0H24', ...strokeOf(series, i) }), mark(i, 12, 0, 3.5, { fill: seriesColor(i, series.emphasis) })] }));
  const spec = { x: { axis: panel.x, scale: makeScale(panel.x, xs) }, y: { axis: panel.y, scale: makeScale(panel.y, ys, { nice: true }) }, rules: panel.rules, keys };
  return drawPlane(spec, context, (plane) => drawOrder(panel.series).flatMap((i) => curve(panel.series[i], i, plane)));
}

function strokeOf({ mark: kind, emphasis }: LineSeries, index: number): Attributes {
  return kind === 'points' ? { stroke: 'none' } : stroke(index, emphasis);
}

function curve(series: LineSeries, index: number, plane: Plane): string[] {
  const place = (values: readonly Value[]) => values.map((value, i): [number, number] => [plane.x(series.x[i] ?? null), plane.y(value)]);
  const runs = unbroken(place(series.y));
  const paint = seriesColor(index, series.emphasis);
  const band = series.low && series.high ? bands(place(series.low), place(series.high)).map((edge) => element('polygon', { points: points(edge), fill: paint, 'fill-opacity': 0.16 })) : [];
  const lines = series.mark === 'points' ? [] : runs.map((run) => element('polyline', { points: points(series.mark === 'steps' ? steps(run) : run), ...stroke(index, series.emphasis) }));
  const all = runs.flat();
  const every = series.mark === 'points' || series.mark === 'both' ? 1 : Math.max(1, Math.ceil(all.length / MOST_MARKS));
  const marks = all.filter((_, i) => i % every === 0).map(([x, y]) => mark(index, x, y, 3.2, { fill: paint }));
  return [...band, ...lines, ...marks];
}

/** Pieces between missing values. */
function unbroken(path: readonly (readonly [number, number])[]): (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = [[]];
  for (const point of path) {
    if (point.every(Number.isFinite)) runs[runs.length - 1].push(point);
    else if (runs[runs.length - 1].length > 0) runs.push([]);
  }
  return runs.filter(({ length }) => length > 0);
}

function bands(low: readonly (readonly [number, number])[], high: readonly (readonly [number, number])[]): (readonly [number, number])[][] {
  const both = low.map((point, i): readonly [number, number] => (point.every(Number.isFinite) && high[i]?.every(Number.isFinite) ? [i, 0] : [Number.NaN, 0]));
  return unbroken(both).map((run) => [...run.map(([i]) => low[i]), ...run.map(([i]) => high[i]).reverse()]);
}

function steps(run: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return run.flatMap(([x, y], i): (readonly [number, number])[] => (i === 0 ? [[x, y]] : [[x, run[i - 1][1]], [x, y]]));
}

export function scatterSvg(panel: ScatterPanel, context: SvgContext): Drawing {
  const [xs, ys] = [new Extent(), new Extent()];
  for (const { x, y } of panel.series) {
    xs.addAll(x);
    ys.addAll(y);
  }
  addRules(panel, xs, ys);
  const paint = (i: number): Attributes => ({ fill: seriesColor(i, panel.series[i].emphasis), 'fill-opacity': 0.75, stroke: '#ffffff', 'stroke-width': 0.5 });
  const point = (i: number, x: number, y: number, radius: number): string => {
    const { glyph } = panel.series[i];
    return glyph === undefined ? mark(i, x, y, radius, paint(i)) : label(x, y + 4, glyph, { 'text-anchor': 'middle', 'font-size': 11, fill: paint(i).fill });
  };
  // Series whose glyph is their name need no entry.
  const keys = panel.series.flatMap(({ label: name, glyph }, i): Key[] => (glyph === say(name, context.speaker) ? [] : [{ text: say(name, context.speaker), sample: [point(i, 12, 0, 4)] }]));
  const spec = { x: { axis: panel.x, scale: makeScale(panel.x, xs, { nice: true }) }, y: { axis: panel.y, scale: makeScale(panel.y, ys, { nice: true }) }, rules: panel.rules, keys, height: 340 };
  return drawPlane(spec, context, (plane) => [
    ...(panel.background ? background(panel.background, plane) : []),
    ...drawOrder(panel.series).flatMap((i) => {
      const { x, y } = panel.series[i];
      const radius = x.length > 400 ? 2 : 3.6;
      return unbroken(x.map((value, n): [number, number] => [plane.x(value), plane.y(y[n] ?? null)])).flat().map(([px, py]) => point(i, px, py, radius));
    }),
    ...panel.series.flatMap(({ x, y, names = [] }) =>
      names.flatMap((name, n) => {
        const [px, py] = [plane.x(x[n] ?? null), plane.y(y[n] ?? null)];
        return Number.isFinite(px) && Number.isFinite(py) ? [label(px + 6, py + 4, say(name, context.speaker), { 'font-size': 11 })] : [];
      }),
    ),
  ]);
}

function background(grid: Grid, plane: Plane): string[] {
  const range = gridRange(grid);
  const classes = grid.scale === 'categories';
  const squares = mosaic(grid.rows, grid.columns, { x: plane.left, y: plane.top, width: plane.right - plane.left, height: plane.bottom - plane.top }, (index) => {
    const value = grid.values[index];
    if (value === null || value === undefined || !Number.isFinite(value)) return undefined;
    return classes ? seriesColor(Math.max(0, Math.round(value))) : mapped(range.diverging ? 'faintDiverging' : 'faint', normalise(value, range)).fill;
  });
  return grid.rows > 0 && grid.columns > 0 ? [element('g', { 'fill-opacity': classes ? 0.18 : undefined }, [squares])] : [];
}

export function histogramSvg(panel: HistogramPanel, context: SvgContext): Drawing {
  const [xs, ys] = [new Extent(), new Extent()];
  xs.addAll(panel.edges);
  for (const { counts } of panel.series) ys.addAll(counts);
  addRules(panel, xs, ys);
  const log = panel.y.scale === 'log';
  const one = panel.series.length === 1;
  const keys = panel.series.map(({ label }, i): Key => ({ text: say(label, context.speaker), sample: one ? [element('rect', { x: 4, y: -6, width: 16, height: 12, fill: seriesColor(0), 'fill-opacity': 0.7 })] : [element('path', { d: 'M0 0H24', ...stroke(i) })] }));
  const spec = { x: { axis: panel.x, scale: makeScale(panel.x, xs) }, y: { axis: panel.y, scale: makeScale(panel.y, ys, log ? {} : { include: 0, nice: true }) }, rules: panel.rules, keys };
  return drawPlane(spec, context, (plane) => {
    const floor = log ? plane.bottom : plane.y(0);
    return panel.series.flatMap(({ counts }, i) => (one ? columns(panel.edges, counts, floor, plane) : outline(panel.edges, counts, floor, i, plane)));
  });
}

function columns(edges: readonly number[], counts: readonly number[], floor: number, plane: Plane): string[] {
  return counts.slice(0, Math.max(0, edges.length - 1)).flatMap((count, i) => {
    const [left, right, top] = [plane.x(edges[i]), plane.x(edges[i + 1]), plane.y(count)];
    if (![left, right, top].every(Number.isFinite) || count === 0) return [];
    return [element('rect', { x: Math.min(left, right) + 0.5, y: Math.min(top, floor), width: Math.max(0.5, Math.abs(right - left) - 1), height: Math.abs(floor - top), fill: css(mapColor('sequential', 0.35, 'light')), 'fill-opacity': 0.8 })];
  });
}

function outline(edges: readonly number[], counts: readonly number[], floor: number, index: number, plane: Plane): string[] {
  const path = counts.slice(0, Math.max(0, edges.length - 1)).flatMap((count, i): [number, number][] => {
    const top = plane.y(count);
    return [plane.x(edges[i]), plane.x(edges[i + 1])].map((x) => [x, Number.isFinite(top) ? top : floor]);
  });
  return unbroken(path).map((run) => element('polyline', { points: points([[run[0][0], floor], ...run, [run[run.length - 1][0], floor]]), ...stroke(index) }));
}

function addRules({ rules = [] }: LinePanel | ScatterPanel | HistogramPanel, xs: Extent, ys: Extent): void {
  for (const { axis, at } of rules) (axis === 'x' ? xs : ys).add(at);
}
