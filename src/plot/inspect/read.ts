/** What stands under the reading cursor, in words and figures on one line: the place first, then its exact values. */
import type { Axis, Panel, Value } from '../../lesson/panels.js';
import type { Formatted } from '../../lesson/format.js';
import { formatExact } from '../../words/numbers.js';
import { say, type Speaker } from '../../words/say.js';
import { withoutControls } from '../cells.js';
import { emphasisWord } from '../describe/body.js';
import { earlierBar } from '../panels/bars.js';
import { cellText } from '../panels/table.js';
import { plotWords, sayPlot } from '../words.js';
import { picturesOf, placesOf, pointsOf, settle, spansOf, type Cursor } from './cursor.js';

type Kind<K extends Panel['kind']> = Extract<Panel, { kind: K }>;

interface Reading {
  readonly place: string;
  /** What matters most first: a narrow window cuts the end. */
  readonly values: readonly string[];
}

/**
 * One line; undefined where there is nothing to read.
 * @param earlier  the same panel of an earlier run, drawn behind this one: its value at the same place is told as well
 */
export function readPanel(panel: Panel, cursor: Cursor, speaker: Speaker, earlier?: Panel): string | undefined {
  const at = settle(panel, cursor);
  if (at === undefined) return undefined;
  const { place, values } = readAt(panel, at, speaker);
  const [first = '', ...others] = values;
  const said = [first, earlier === undefined ? '' : readEarlier(panel, at, earlier, speaker), ...others].filter((value) => value !== '');
  // Names come from data: what is in them must stay on its line.
  return withoutControls(said.length === 0 ? place : sayPlot('read', { place, values: said.join(plotWords(speaker).listSeparator) }, speaker));
}

function readAt(panel: Panel, at: Cursor, speaker: Speaker): Reading {
  switch (panel.kind) {
    case 'line':
      return readLine(panel, at, speaker);
    case 'scatter':
      return readPoint(panel, at, speaker);
    case 'bars':
      return readBar(panel, at, speaker);
    case 'histogram':
      return readBin(panel, at, speaker);
    case 'heatmap':
      return readCell(panel, at, speaker);
    case 'image':
      return readPixel(panel, at, speaker);
    case 'table':
      return readEntry(panel, at, speaker);
    case 'tokens':
      return readToken(panel, at, speaker);
    case 'network':
      return readUnit(panel, at, speaker);
    case 'timeline':
      return readSpan(panel, at, speaker);
    case 'text':
      return { place: counted('readLine', at.row, panel.lines.length, speaker), values: [say(panel.lines[at.row].text, speaker), emphasisWord(panel.lines[at.row].emphasis, speaker)] };
  }
}

/** Of the same curve at the same x, of the bar of the same name, of the same bin; empty where there is no such. */
function readEarlier(panel: Panel, at: Cursor, earlier: Panel, speaker: Speaker): string {
  const [value, axis] = earlierValue(panel, at, earlier, speaker);
  return value === undefined || value === null || axis === undefined ? '' : sayPlot('readEarlier', { value: exact(value, axis, speaker) }, speaker);
}

function earlierValue(panel: Panel, at: Cursor, earlier: Panel, speaker: Speaker): readonly [Value?, Axis?] {
  if (panel.kind === 'line' && earlier.kind === 'line') {
    const series = earlier.series.find(({ id }) => id === panel.series[at.row].id);
    return [series?.y[series.x.lastIndexOf(placesOf(panel)[at.column])], panel.y];
  }
  if (panel.kind === 'bars' && earlier.kind === 'bars') {
    return [earlierBar(panel, earlier, at.row, speaker)?.value, panel.value];
  }
  if (panel.kind === 'histogram' && earlier.kind === 'histogram') {
    const same = earlier.edges[at.column] === panel.edges[at.column] && earlier.edges[at.column + 1] === panel.edges[at.column + 1];
    return [same ? earlier.series.find(({ id }) => id === panel.series[at.row].id)?.counts[at.column] : undefined, panel.y];
  }
  return [];
}

/** Every curve that has a value here, the chosen one first. */
function readLine(panel: Kind<'line'>, at: Cursor, speaker: Speaker): Reading {
  const places = placesOf(panel);
  const x = places[at.column];
  const order = panel.series.map((_, index) => index).sort((a, b) => Number(b === at.row) - Number(a === at.row));
  const values = order.map((index) => {
    const { label, x: xs, y, low, high } = panel.series[index];
    const found = xs.lastIndexOf(x);
    if (found < 0) return index === at.row ? pair(say(label, speaker), '-', speaker) : '';
    const range = low === undefined || high === undefined ? '' : sayPlot('readBetween', { from: exact(low[found], panel.y, speaker), to: exact(high[found], panel.y, speaker) }, speaker);
    return pair(say(label, speaker), `${exact(y[found], panel.y, speaker)}${range}`, speaker);
  });
  return { place: sayPlot('readAt', { label: say(panel.x.label, speaker), value: exact(x, panel.x, speaker), index: String(at.column + 1), count: String(places.length) }, speaker), values };
}

function readPoint(panel: Kind<'scatter'>, at: Cursor, speaker: Speaker): Reading {
  const points = pointsOf(panel);
  const { series, index, x, y } = points[at.item];
  const name = panel.series[series].names?.[index];
  const own = points.filter((point) => point.series === series);
  const background = backgroundAt(panel, x, y, speaker);
  return {
    place: sayPlot('readPoint', { label: say(panel.series[series].label, speaker), index: String(own.indexOf(points[at.item]) + 1), count: String(own.length) }, speaker),
    values: [name === undefined ? '' : say(name, speaker), pair(say(panel.x.label, speaker), exact(x, panel.x, speaker), speaker), pair(say(panel.y.label, speaker), exact(y, panel.y, speaker), speaker), background],
  };
}

/** The value behind a point; backgrounds lie over axes with fixed ends. */
function backgroundAt({ background: grid, x: xAxis, y: yAxis }: Kind<'scatter'>, x: number, y: number, speaker: Speaker): string {
  if (grid === undefined || xAxis.min === undefined || xAxis.max === undefined || yAxis.min === undefined || yAxis.max === undefined) return '';
  const share = ({ reversed }: Axis, value: number, low: number, high: number) => (reversed ? high - value : value - low) / (high - low);
  const column = Math.floor(share(xAxis, x, xAxis.min, xAxis.max) * grid.columns);
  const row = Math.floor((1 - share(yAxis, y, yAxis.min, yAxis.max)) * grid.rows);
  const cell = Math.min(row, grid.rows - 1) * grid.columns + Math.min(column, grid.columns - 1);
  const value = row < 0 || column < 0 || row > grid.rows || column > grid.columns ? undefined : grid.values[cell];
  return value === undefined || value === null ? '' : sayPlot('readBackground', { value: gridValue(value, grid.scale, {}, speaker) }, speaker);
}

function readBar(panel: Kind<'bars'>, at: Cursor, speaker: Speaker): Reading {
  const bar = panel.bars[at.row];
  const range = bar.interval === undefined ? '' : sayPlot('readBetween', { from: exact(bar.interval[0], panel.value, speaker), to: exact(bar.interval[1], panel.value, speaker) }, speaker);
  return {
    place: sayPlot('readItem', { label: say(bar.label, speaker), index: String(at.row + 1), count: String(panel.bars.length) }, speaker),
    values: [pair(say(panel.value.label, speaker), `${exact(bar.value, panel.value, speaker)}${range}`, speaker), bar.note === undefined ? '' : say(bar.note, speaker), emphasisWord(bar.emphasis, speaker)],
  };
}

function readBin(panel: Kind<'histogram'>, at: Cursor, speaker: Speaker): Reading {
  const edge = (bin: number) => exact(panel.edges[bin], panel.x, speaker);
  const order = panel.series.map((_, index) => index).sort((a, b) => Number(b === at.row) - Number(a === at.row));
  return {
    place: sayPlot('readBin', { label: say(panel.x.label, speaker), from: edge(at.column), to: edge(at.column + 1), index: String(at.column + 1), count: String(panel.edges.length - 1) }, speaker),
    values: order.map((index) => pair(say(panel.series[index].label, speaker), exact(panel.series[index].counts[at.column] ?? null, panel.y, speaker), speaker)),
  };
}

function readCell(panel: Kind<'heatmap'>, at: Cursor, speaker: Speaker): Reading {
  const { grid } = panel;
  const named = (key: 'readRow' | 'readColumn', index: number, labels: Kind<'heatmap'>['rowLabels']) => {
    const label = labels?.[index];
    const place = sayPlot(key, { index: String(index + 1) }, speaker);
    return label === undefined ? place : sayPlot('readNamed', { place, label: say(label, speaker) }, speaker);
  };
  const value = grid.values[at.row * grid.columns + at.column] ?? null;
  return {
    place: sayPlot('readCell', { row: named('readRow', at.row, panel.rowLabels), column: named('readColumn', at.column, panel.columnLabels) }, speaker),
    values: [gridValue(value, grid.scale, panel, speaker)],
  };
}

function gridValue(value: Value, scale: Kind<'heatmap'>['grid']['scale'], how: Formatted, speaker: Speaker): string {
  if (value === null || !Number.isFinite(value)) return sayPlot('markGap', {}, speaker);
  if (scale === 'categories') return sayPlot('markClass', { number: Math.max(0, Math.round(value)) }, speaker);
  if (scale === 'binary') return sayPlot(value === 0 ? 'readOff' : 'markOn', {}, speaker);
  return exact(value, how, speaker);
}

function readPixel(panel: Kind<'image'>, at: Cursor, speaker: Speaker): Reading {
  const pictures = picturesOf(panel);
  const { label, picture } = pictures[at.item];
  const names = [...(label === undefined ? [] : [say(label, speaker)]), counted('readPicture', at.item, pictures.length, speaker), ...(picture.caption === undefined ? [] : [say(picture.caption, speaker)])];
  const pixel = sayPlot('readCell', { row: sayPlot('readRow', { index: String(at.row + 1) }, speaker), column: sayPlot('readColumn', { index: String(at.column + 1) }, speaker) }, speaker);
  return {
    place: sayPlot('readCell', { row: names.join(' '), column: pixel }, speaker),
    values: [pair(sayPlot('readInk', {}, speaker), exact(picture.pixels[at.row * picture.columns + at.column] ?? null, {}, speaker), speaker), emphasisWord(picture.emphasis, speaker)],
  };
}

function readEntry(panel: Kind<'table'>, at: Cursor, speaker: Speaker): Reading {
  const { cells, emphasis } = panel.rows[at.row];
  const column = panel.columns[at.column];
  const cell = cells[at.column] ?? null;
  const [first] = cells;
  // A row that begins with words is called by them.
  const name = at.column > 0 && first !== null && first !== undefined && typeof first !== 'number' ? ` ${say(first, speaker)}` : '';
  const row = `${sayPlot('readRow', { index: `${at.row + 1}/${panel.rows.length}` }, speaker)}${name}`;
  return {
    place: sayPlot('readCell', { row, column: say(column.label, speaker) }, speaker),
    values: [typeof cell === 'number' ? exact(cell, column, speaker) : cellText(cell, column, speaker), emphasisWord(emphasis, speaker)],
  };
}

function readToken(panel: Kind<'tokens'>, at: Cursor, speaker: Speaker): Reading {
  const { text, weight, emphasis } = panel.tokens[at.column];
  const label = panel.weightLabel === undefined ? sayPlot('weight', {}, speaker) : say(panel.weightLabel, speaker);
  return {
    place: sayPlot('readToken', { index: String(at.column + 1), count: String(panel.tokens.length), text: text.replace(/\r?\n/g, '\\n') }, speaker),
    values: [weight === undefined ? '' : pair(label, exact(weight, {}, speaker), speaker), emphasisWord(emphasis, speaker)],
  };
}

function readUnit(panel: Kind<'network'>, at: Cursor, speaker: Speaker): Reading {
  const layer = panel.layers[at.column];
  const value = layer.values?.[at.row];
  const before = panel.weights?.[at.column - 1];
  const after = panel.weights?.[at.column];
  const next = panel.layers[at.column + 1]?.units ?? 0;
  const incoming = before === undefined || at.column === 0 ? undefined : Array.from({ length: panel.layers[at.column - 1].units }, (_, unit) => before[unit * layer.units + at.row] ?? null);
  const outgoing = after === undefined || next === 0 ? undefined : Array.from({ length: next }, (_, unit) => after[at.row * next + unit] ?? null);
  return {
    place: sayPlot('readUnit', { label: say(layer.label, speaker), index: String(at.row + 1), count: String(layer.units) }, speaker),
    values: [value === undefined ? '' : pair(sayPlot('readValue', {}, speaker), exact(value, {}, speaker), speaker), largest('readIncoming', incoming, speaker), largest('readOutgoing', outgoing, speaker)],
  };
}

/** "weights in 40 of 64, largest -0.8 from unit 3" */
function largest(key: 'readIncoming' | 'readOutgoing', weights: readonly Value[] | undefined, speaker: Speaker): string {
  if (weights === undefined) return '';
  let top = -1;
  let kept = 0;
  weights.forEach((weight, unit) => {
    if (weight === null || !Number.isFinite(weight)) return;
    kept++;
    if (top < 0 || Math.abs(weight) > Math.abs(weights[top] ?? 0)) top = unit;
  });
  if (top < 0) return sayPlot(key === 'readIncoming' ? 'readNoneIn' : 'readNoneOut', {}, speaker);
  return sayPlot(key, { kept: String(kept), total: String(weights.length), value: exact(weights[top], {}, speaker), unit: String(top + 1) }, speaker);
}

function readSpan(panel: Kind<'timeline'>, at: Cursor, speaker: Speaker): Reading {
  const spans = spansOf(panel, at.row);
  const lane = say(panel.lanes[at.row].label, speaker);
  const span = spans[at.column];
  if (span === undefined) return { place: lane, values: [sayPlot('idle', {}, speaker)] };
  const kind = panel.kinds.find(({ id }) => id === span.kind);
  const name = span.label === undefined ? '' : ` ${say(span.label, speaker)}`;
  const show = (value: number) => exact(value, panel.x, speaker);
  return {
    place: sayPlot('readSpan', { label: lane, index: String(at.column + 1), count: String(spans.length) }, speaker),
    values: [`${kind === undefined ? span.kind : say(kind.label, speaker)}${name}`, sayPlot('readTime', { from: show(span.start), to: show(span.end), length: show(span.end - span.start) }, speaker)],
  };
}

function counted(key: 'readLine' | 'readPicture', index: number, count: number, speaker: Speaker): string {
  return sayPlot(key, { index: String(index + 1), count: String(count) }, speaker);
}

function pair(label: string, value: string, speaker: Speaker): string {
  return sayPlot('readPair', { label, value }, speaker);
}

/** A value in full, with the unit of its axis; a missing one is a dash. */
function exact(value: Value | undefined, how: Formatted & { readonly unit?: Axis['unit'] }, speaker: Speaker): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '-';
  const text = formatExact(value, how, speaker.language);
  const unit = how.unit === undefined ? '' : say(how.unit, speaker);
  return unit === '' || text.endsWith(unit) ? text : `${text} ${unit}`;
}
