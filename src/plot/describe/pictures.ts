/** Descriptions of pictures: grids, images, networks, timelines. */
import type { HeatmapPanel, ImagePanel, NetworkPanel, TimelinePanel } from '../../lesson/panels.js';
import { formatNumber } from '../../words/numbers.js';
import { say, type Speaker } from '../../words/say.js';
import { blockSize, coarsen } from '../grid.js';
import { Extent } from '../scale.js';
import { sayPlot } from '../words.js';
import { emphasisWord, number, thinned, withoutEmptyColumns, type Body } from './body.js';

/** A grid of more rows or columns than this is told in blocks. */
const MOST_CELLS = 16;

export function describeHeatmap(panel: HeatmapPanel, speaker: Speaker): Body {
  const { grid } = panel;
  const { rows, columns } = grid;
  const known = grid.values.filter((value): value is number => value !== null && Number.isFinite(value));
  const extent = new Extent();
  extent.addAll(known);
  const binary = grid.scale === 'binary';
  const show = (value: number | null) => number(value, panel, speaker);
  const mean = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  const on = known.filter((value) => value !== 0).length;
  const sentence = binary
    ? sayPlot('describeMask', { rows, columns, on, total: known.length }, speaker)
    : sayPlot('describeHeatmap', { rows, columns, low: show(extent.empty ? null : extent.low), high: show(extent.empty ? null : extent.high), mean: show(mean) }, speaker);
  const coarse = rows > 0 && columns > 0 ? coarsen(grid, MOST_CELLS, MOST_CELLS) : grid;
  const whole = coarse === grid;
  const block = { rows: blockSize(rows, MOST_CELLS), columns: blockSize(columns, MOST_CELLS) };
  const name = (labels: HeatmapPanel['rowLabels'], at: number) => (whole && labels?.[at] !== undefined ? say(labels[at], speaker) : String(at + 1));
  return {
    sentences: [sentence, ...(whole || grid.scale === 'categories' ? [] : [sayPlot('describeCoarse', block, speaker)])],
    header: [sayPlot('columnRow', {}, speaker), ...Array.from({ length: coarse.columns }, (_, column) => name(panel.columnLabels, column))],
    rows: Array.from({ length: coarse.rows }, (_, row) => [
      name(panel.rowLabels, row),
      ...Array.from({ length: coarse.columns }, (_, column) => {
        const value = coarse.values[row * coarse.columns + column] ?? null;
        return binary && !whole ? number(value, { format: 'percent', digits: 0 }, speaker) : show(value);
      }),
    ]),
  };
}

export function describeImage(panel: ImagePanel, speaker: Speaker): Body {
  const pictures = panel.groups.flatMap(({ label, pictures: list }) => list.map((picture) => ({ group: label === undefined ? '' : say(label, speaker), picture })));
  const { rows, remark } = thinned(pictures, speaker);
  return {
    sentences: [sayPlot('describeImage', { count: pictures.length, groups: panel.groups.length }, speaker), ...remark],
    ...withoutEmptyColumns(
      [sayPlot('columnGroup', {}, speaker), sayPlot('columnPicture', {}, speaker), sayPlot('columnSize', {}, speaker), sayPlot('columnSign', {}, speaker)],
      rows.map(({ group, picture }) => [group, picture.caption === undefined ? '' : say(picture.caption, speaker), `${picture.rows} x ${picture.columns}`, emphasisWord(picture.emphasis, speaker)]),
    ),
  };
}

export function describeNetwork(panel: NetworkPanel, speaker: Speaker): Body {
  const count = (value: number) => formatNumber(value, { format: 'integer' }, speaker.language);
  let kept = 0;
  let total = 0;
  const perLayer = panel.layers.map((_, layer) => {
    const weights = panel.weights?.[layer];
    if (weights === undefined) return '';
    const there = weights.filter((weight) => weight !== null).length;
    kept += there;
    total += weights.length;
    return count(there);
  });
  const units = panel.layers.reduce((sum, layer) => sum + layer.units, 0);
  return {
    sentences: [sayPlot('describeNetwork', { layers: panel.layers.length, units: count(units) }, speaker), ...(total === 0 ? [] : [sayPlot('describeKept', { kept: count(kept), total: count(total) }, speaker)])],
    ...withoutEmptyColumns(
      [sayPlot('columnLayer', {}, speaker), sayPlot('columnUnits', {}, speaker), sayPlot('columnWeights', {}, speaker)],
      panel.layers.map((layer, i) => [say(layer.label, speaker), count(layer.units), perLayer[i]]),
    ),
  };
}

export function describeTimeline(panel: TimelinePanel, speaker: Speaker): Body {
  const extent = new Extent();
  for (const { start, end } of panel.spans) {
    extent.add(start);
    extent.add(end);
  }
  const length = extent.empty ? 0 : extent.high - Math.min(0, extent.low);
  const show = (value: number) => number(value, panel.x, speaker);
  const share = (value: number) => number(length > 0 ? value / length : 0, { format: 'percent' }, speaker);
  const lanes = panel.lanes.map(({ id, label }) => {
    const spans = panel.spans.filter(({ lane }) => lane === id);
    const kinds = panel.kinds.map((kind) => spans.filter((span) => span.kind === kind.id).reduce((sum, { start, end }) => sum + end - start, 0));
    return { label: say(label, speaker), kinds, idle: Math.max(0, length - busyTime(spans)) };
  });
  const idle = lanes.length === 0 ? 0 : lanes.reduce((sum, lane) => sum + lane.idle, 0) / lanes.length;
  const unit = panel.x.unit === undefined ? '' : ` ${say(panel.x.unit, speaker)}`;
  return {
    sentences: [sayPlot('describeTimeline', { lanes: lanes.length, length: show(length) + unit, idle: share(idle) }, speaker)],
    header: [sayPlot('columnLane', {}, speaker), ...panel.kinds.map(({ label }) => say(label, speaker)), sayPlot('idle', {}, speaker)],
    rows: lanes.map(({ label, kinds, idle: free }) => [label, ...kinds.map(show), share(free)]),
  };
}

/** Time in which at least one span runs. */
function busyTime(spans: readonly { readonly start: number; readonly end: number }[]): number {
  let busy = 0;
  let until = -Infinity;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    busy += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return busy;
}
