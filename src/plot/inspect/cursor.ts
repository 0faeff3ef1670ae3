/**
 * The reading cursor on a panel: where it may stand, and where an arrow takes it. A place is three whole numbers whose meaning
 * depends on the kind of panel; every value of every kind can be reached. Pure; knows no picture and no words.
 */
import type { Panel, ScatterPanel } from '../../lesson/panels.js';

/**
 * line: row = series, column = place among all x. histogram: row = series, column = bin. bars, text: row. heatmap, table: row and
 * column. image: item = picture, then row and column of a pixel. scatter: item = point. tokens: column. network: column = layer,
 * row = unit. timeline: row = lane, column = span by its start.
 */
export interface Cursor {
  readonly item: number;
  readonly row: number;
  readonly column: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';
export interface Move {
  readonly to: Direction | 'first' | 'last';
  /** Steps; 1 unless told. */
  readonly by?: number;
}

/** At the end of a curve, wherever that will be: a cursor there follows a run that goes on. */
const END = Number.MAX_SAFE_INTEGER;

/** Where reading begins; undefined where there is nothing to read. */
export function startCursor(panel: Panel): Cursor | undefined {
  const start: Cursor = { item: 0, row: 0, column: 0 };
  switch (panel.kind) {
    case 'line':
      return settle(panel, start) && { ...start, row: Math.max(0, panel.series.findIndex(({ emphasis }) => emphasis === 'primary')), column: END };
    case 'scatter':
      return settle(panel, { ...start, item: byPlace(panel, 'x')[0] ?? 0 });
    case 'histogram': {
      const counts = panel.series[0]?.counts ?? [];
      return settle(panel, { ...start, column: Math.max(0, counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0))) });
    }
    default:
      return settle(panel, start);
  }
}

/** The same place on the panel as it is now, within what is there; undefined where nothing is. */
export function settle(panel: Panel, cursor: Cursor): Cursor | undefined {
  const item = within(cursor.item, itemsOf(panel));
  const column = panel.kind === 'network' ? within(cursor.column, panel.layers.length) : cursor.column;
  const rows = rowsOf(panel, item, column);
  const row = within(cursor.row, rows);
  const columns = columnsOf(panel, item, row);
  // A lane without a span can be stood on as well: it is idle.
  if (itemsOf(panel) === 0 || rows === 0 || (columns === 0 && panel.kind !== 'timeline')) return undefined;
  return { item, row, column: within(cursor.column, columns) };
}

export function moveCursor(panel: Panel, from: Cursor, move: Move): Cursor {
  const at = settle(panel, from);
  if (at === undefined) return from;
  if (panel.kind === 'scatter') return moveAmongPoints(panel, at, move);
  if (move.to === 'first' || move.to === 'last') return followed(panel, settle(panel, toEnd(panel, at, move.to)) ?? at);
  const by = move.by ?? 1;
  const direction = turned(panel, move.to);
  const [down, right] = [direction === 'down' ? by : direction === 'up' ? -by : 0, direction === 'right' ? by : direction === 'left' ? -by : 0];
  if (panel.kind === 'image') return movePixel(panel, at, down, right, by);
  return followed(panel, settle(panel, { ...at, row: Math.max(0, at.row + down), column: Math.max(0, at.column + right) }) ?? at);
}

/** A list has one direction, whatever way it is drawn. */
function turned(panel: Panel, to: Direction): Direction {
  if (panel.kind === 'bars' || panel.kind === 'text') return to === 'left' ? 'up' : to === 'right' ? 'down' : to;
  if (panel.kind === 'tokens') return to === 'up' ? 'left' : to === 'down' ? 'right' : to;
  return to;
}

function toEnd(panel: Panel, at: Cursor, end: 'first' | 'last'): Cursor {
  const place = end === 'first' ? 0 : END;
  return panel.kind === 'bars' || panel.kind === 'text' || panel.kind === 'network' ? { ...at, row: place } : { ...at, column: place };
}

/** Past the edge of a picture comes the next one; a large step goes there at once. */
function movePixel(panel: Panel, at: Cursor, down: number, right: number, by: number): Cursor {
  const beside = (step: number) => settle(panel, { ...at, item: Math.max(0, at.item + step), column: by > 1 ? at.column : step > 0 ? 0 : END }) ?? at;
  const column = at.column + right;
  const outside = column < 0 || column >= columnsOf(panel, at.item, at.row);
  if (right !== 0 && (by > 1 || outside)) {
    const next = beside(Math.sign(right));
    return next.item === at.item ? (settle(panel, { ...at, column: Math.max(0, column) }) ?? at) : next;
  }
  return settle(panel, { ...at, row: Math.max(0, at.row + down), column }) ?? at;
}

/** Left and right by x, up and down by y. */
function moveAmongPoints(panel: ScatterPanel, at: Cursor, move: Move): Cursor {
  const order = byPlace(panel, move.to === 'up' || move.to === 'down' ? 'y' : 'x');
  if (move.to === 'first' || move.to === 'last') return { ...at, item: order[move.to === 'first' ? 0 : order.length - 1] };
  const by = (move.by ?? 1) * (move.to === 'right' || move.to === 'up' ? 1 : -1);
  return { ...at, item: order[within(order.indexOf(at.item) + by, order.length)] };
}

function followed(panel: Panel, cursor: Cursor): Cursor {
  return panel.kind === 'line' && cursor.column === columnsOf(panel, 0, cursor.row) - 1 ? { ...cursor, column: END } : cursor;
}

export interface Point {
  readonly series: number;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The points of a scatter panel that have a place, series by series. */
export function pointsOf({ series }: ScatterPanel): readonly Point[] {
  return series.flatMap(({ x, y }, s) =>
    x.flatMap((value, index): Point[] => {
      const other = y[index];
      return other === null || other === undefined || !Number.isFinite(other) || !Number.isFinite(value) ? [] : [{ series: s, index, x: value, y: other }];
    }),
  );
}

/** Indexes of the points in the order of their places on an axis as it is drawn. */
function byPlace(panel: ScatterPanel, axis: 'x' | 'y'): readonly number[] {
  const points = pointsOf(panel);
  const other = axis === 'x' ? 'y' : 'x';
  const sign = panel[axis].reversed ? -1 : 1;
  return points.map((_, index) => index).sort((a, b) => sign * (points[a][axis] - points[b][axis]) || points[a][other] - points[b][other] || a - b);
}

/** Every x at which some curve has a value, in order as drawn. */
export function placesOf({ series, x: axis }: Extract<Panel, { kind: 'line' }>): readonly number[] {
  const places = new Set<number>();
  for (const { x, y } of series) x.forEach((value, i) => Number.isFinite(value) && y[i] !== undefined && places.add(value));
  const ordered = [...places].sort((a, b) => a - b);
  return axis.reversed ? ordered.reverse() : ordered;
}

/** The spans of a lane by their start. */
export function spansOf({ lanes, spans }: Extract<Panel, { kind: 'timeline' }>, lane: number) {
  const id = lanes[lane]?.id;
  return spans.filter((span) => span.lane === id).sort((a, b) => a.start - b.start);
}

export function picturesOf({ groups }: Extract<Panel, { kind: 'image' }>) {
  return groups.flatMap(({ label, pictures }) => pictures.map((picture) => ({ label, picture })));
}

function itemsOf(panel: Panel): number {
  return panel.kind === 'scatter' ? pointsOf(panel).length : panel.kind === 'image' ? picturesOf(panel).length : 1;
}

function rowsOf(panel: Panel, item: number, column: number): number {
  switch (panel.kind) {
    case 'line':
    case 'histogram':
      return panel.series.length;
    case 'bars':
      return panel.bars.length;
    case 'heatmap':
      return panel.grid.rows;
    case 'image':
      return picturesOf(panel)[item]?.picture.rows ?? 0;
    case 'table':
      return panel.rows.length;
    case 'network':
      return Math.floor(panel.layers[column]?.units ?? 0);
    case 'timeline':
      return panel.lanes.length;
    case 'text':
      return panel.lines.length;
    case 'scatter':
    case 'tokens':
      return 1;
  }
}

function columnsOf(panel: Panel, item: number, row: number): number {
  switch (panel.kind) {
    case 'line':
      return placesOf(panel).length;
    case 'histogram':
      return Math.max(0, panel.edges.length - 1);
    case 'heatmap':
      return panel.grid.columns;
    case 'image':
      return picturesOf(panel)[item]?.picture.columns ?? 0;
    case 'table':
      return panel.columns.length;
    case 'tokens':
      return panel.tokens.length;
    case 'network':
      return panel.layers.length;
    case 'timeline':
      return spansOf(panel, row).length;
    case 'scatter':
    case 'bars':
    case 'text':
      return 1;
  }
}

function within(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, place));
}
