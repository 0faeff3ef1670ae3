/** Descriptions of the drawings with two axes: curves, points, histograms. */
import type { HistogramPanel, LinePanel, LineSeries, ScatterPanel, Value } from '../../lesson/panels.js';
import { say, type Speaker } from '../../words/say.js';
import { axisTitle, Extent } from '../scale.js';
import { sayPlot } from '../words.js';
import { clauses, number, ruleSentence, thinned, type Body } from './body.js';

export function describeCurves(panel: LinePanel, speaker: Speaker): Body {
  const header = [axisTitle(panel.x, speaker), ...panel.series.flatMap((series) => columnsOf(series, speaker))];
  const values = new Map<number, string[]>();
  const widths = panel.series.map((series) => columnsOf(series, speaker).length);
  panel.series.forEach((series, s) => {
    const before = widths.slice(0, s).reduce((sum, count) => sum + count, 0);
    series.x.forEach((x, i) => {
      const row = values.get(x) ?? new Array<string>(header.length - 1).fill('');
      row[before] = number(series.y[i], panel.y, speaker);
      if (widths[s] === 3) {
        row[before + 1] = number(series.low?.[i], panel.y, speaker);
        row[before + 2] = number(series.high?.[i], panel.y, speaker);
      }
      values.set(x, row);
    });
  });
  const all = [...values.entries()].sort(([a], [b]) => a - b).map(([x, row]) => [number(x, panel.x, speaker), ...row]);
  const { rows, remark } = thinned(all, speaker);
  return {
    sentences: [
      sayPlot('describeLine', { x: say(panel.x.label, speaker), y: say(panel.y.label, speaker) }, speaker),
      ...clauses(panel.series.map((series) => curve(series, panel, speaker)), speaker),
      ...ruleSentence(panel.rules, (rule) => (rule.axis === 'x' ? panel.x : panel.y), speaker),
      ...remark,
    ],
    header,
    rows,
  };
}

function columnsOf(series: LineSeries, speaker: Speaker): string[] {
  const label = say(series.label, speaker);
  if (series.low === undefined || series.high === undefined) return [label];
  return [label, `${label} ${sayPlot('columnLow', {}, speaker)}`, `${label} ${sayPlot('columnHigh', {}, speaker)}`];
}

function curve(series: LineSeries, panel: LinePanel, speaker: Speaker): string {
  const label = say(series.label, speaker);
  const known = series.y.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return sayPlot('describeNone', { label }, speaker);
  const extent = new Extent();
  extent.addAll(known);
  const show = (value: Value) => number(value, panel.y, speaker);
  return sayPlot('describeCurve', { label, first: show(known[0]), last: show(known[known.length - 1]), low: show(extent.low), high: show(extent.high) }, speaker);
}

export function describeScatter(panel: ScatterPanel, speaker: Speaker): Body {
  const named = panel.series.flatMap(({ label, x, y, names = [] }) => names.map((name, i) => [say(label, speaker), say(name, speaker), number(x[i], panel.x, speaker), number(y[i], panel.y, speaker)]));
  const series = panel.series.map(({ label, x, y }) => {
    const points = x.flatMap((value, i) => {
      const other = y[i];
      return other !== null && other !== undefined && Number.isFinite(other) && Number.isFinite(value) ? [[value, other] as const] : [];
    });
    const mean = (axis: 0 | 1) => (points.length === 0 ? null : points.reduce((sum, point) => sum + point[axis], 0) / points.length);
    return { label: say(label, speaker), count: points.length, x: number(mean(0), panel.x, speaker), y: number(mean(1), panel.y, speaker) };
  });
  const total = series.reduce((sum, { count }) => sum + count, 0);
  return {
    sentences: [
      sayPlot('describeScatter', { count: total, x: say(panel.x.label, speaker), y: say(panel.y.label, speaker) }, speaker),
      ...clauses(series.map(({ label, count, x, y }) => sayPlot('describeCentre', { label, count, x, y }, speaker)), speaker),
      ...ruleSentence(panel.rules, (rule) => (rule.axis === 'x' ? panel.x : panel.y), speaker),
    ],
    header:
      named.length > 0
        ? [sayPlot('columnSeries', {}, speaker), sayPlot('columnName', {}, speaker), say(panel.x.label, speaker), say(panel.y.label, speaker)]
        : [
            sayPlot('columnSeries', {}, speaker),
            sayPlot('columnCount', {}, speaker),
            sayPlot('columnMean', { label: say(panel.x.label, speaker) }, speaker),
            sayPlot('columnMean', { label: say(panel.y.label, speaker) }, speaker),
          ],
    rows: named.length > 0 ? named : series.map(({ label, count, x, y }) => [label, String(count), x, y]),
  };
}

export function describeHistogram(panel: HistogramPanel, speaker: Speaker): Body {
  const bins = Math.max(0, panel.edges.length - 1);
  const edge = (bin: number) => number(panel.edges[bin], panel.x, speaker);
  const total = panel.series.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);
  const most = panel.series.flatMap(({ label, counts }) => {
    let top = -1;
    counts.forEach((count, bin) => {
      if (count > 0 && (top < 0 || count > counts[top])) top = bin;
    });
    return top < 0 ? [] : [sayPlot('describeMost', { label: say(label, speaker), from: edge(top), to: edge(top + 1) }, speaker)];
  });
  const all = Array.from({ length: bins }, (_, bin) => [edge(bin), edge(bin + 1), ...panel.series.map(({ counts }) => number(counts[bin] ?? null, panel.y, speaker))]);
  const { rows, remark } = thinned(all, speaker);
  return {
    sentences: [
      sayPlot('describeHistogram', { x: say(panel.x.label, speaker), count: number(total, panel.y, speaker), bins }, speaker),
      ...clauses(most, speaker),
      ...ruleSentence(panel.rules, (rule) => (rule.axis === 'x' ? panel.x : panel.y), speaker),
      ...remark,
    ],
    header: [sayPlot('columnFrom', {}, speaker), sayPlot('columnTo', {}, speaker), ...panel.series.map(({ label }) => say(label, speaker))],
    rows,
  };
}
