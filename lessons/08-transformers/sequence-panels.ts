/** The pictures of `sequential-vs-parallel`: measured time, counted operations and rounds, and what is left of the first token. */
import { line, message, table, type Axis, type Cell, type LineSeries, type Panel } from '../../src/lesson/index.js';
import { LAYERS, operations, pathLength, rounds, sequentialSteps, type LayerKind } from './sequence-costs.js';

/** Milliseconds by length. */
export type Times = Readonly<Record<LayerKind, Map<number, number>>>;
/** Of each token on the last output, relative to the last token's own. */
export type Influences = Readonly<Record<LayerKind, readonly number[]>>;

/** A floor under what a logarithmic axis shows. */
const TICK = 0.001;

function series(x: readonly number[], y: (kind: LayerKind, i: number) => number | null, mark: LineSeries['mark'] = 'line'): LineSeries[] {
  return LAYERS.map((kind) => ({ id: kind, label: `series.${kind}`, mark, x, y: x.map((_, i) => y(kind, i)), emphasis: kind === 'attention' ? ('primary' as const) : ('none' as const) }));
}

function lengthAxis(lengths: readonly number[]): Axis {
  return { label: 'axis.length', scale: 'log', format: 'integer', min: lengths[0], max: lengths[lengths.length - 1] };
}

export function timePanel(times: Times, lengths: readonly number[], { batch, width }: { readonly batch: number; readonly width: number }): Panel {
  const y = (kind: LayerKind, i: number) => {
    const time = times[kind].get(lengths[i]);
    return time === undefined ? null : Math.max(TICK, time);
  };
  return line({
    id: 'time',
    title: message('panel.time', { batch, width }),
    x: lengthAxis(lengths),
    y: { label: 'axis.time', unit: 'unit.ms', scale: 'log' },
    series: series(lengths, y, 'both'),
    weight: 1.3,
  });
}

export function costPanel(lengths: readonly number[], width: number): Panel {
  const crosses = width >= lengths[0] && width <= lengths[lengths.length - 1];
  return line({
    id: 'operations',
    title: 'panel.operations',
    x: lengthAxis(lengths),
    y: { label: 'axis.operations', scale: 'log', format: 'scientific', digits: 0 },
    series: series(lengths, (kind, i) => operations(kind, lengths[i], width)),
    rules: crosses ? [{ axis: 'x', at: width, label: 'rule.width' }] : [],
  });
}

export function roundsPanel(lengths: readonly number[], width: number, multipliers: number): Panel {
  return line({
    id: 'rounds',
    title: message('panel.rounds', { multipliers }),
    x: lengthAxis(lengths),
    y: { label: 'axis.rounds', scale: 'log', format: 'integer' },
    series: series(lengths, (kind, i) => rounds(kind, lengths[i], width, multipliers)),
  });
}

export function influencePanel(influences: Influences): Panel {
  const n = influences.gru.length;
  const back = Array.from({ length: n }, (_, i) => i);
  return line({
    id: 'influence',
    title: 'panel.influence',
    x: { label: 'axis.back', min: 0, max: n - 1, format: 'integer' },
    y: { label: 'axis.influence', scale: 'log', format: 'scientific', digits: 0 },
    // A gradient that has sunk to exactly zero has no place on a logarithmic axis.
    series: series(back, (kind, i) => influences[kind][n - 1 - i] || null),
  });
}

export function summaryPanel(longest: number, width: number, multipliers: number, times: Times, influences?: Influences): Panel {
  const row = (label: string, value: (kind: LayerKind) => Cell) => ({ cells: [label, value('gru'), value('attention')] });
  return table({
    id: 'summary',
    title: message('panel.summary', { longest }),
    columns: [{ label: 'column.what' }, { label: 'series.gru' }, { label: 'series.attention' }],
    rows: [
      row('row.steps', (kind) => sequentialSteps(kind, longest)),
      row('row.operations', (kind) => operations(kind, longest, width)),
      row('row.path', (kind) => pathLength(kind, longest)),
      row('row.rounds', (kind) => rounds(kind, longest, width, multipliers)),
      row('row.time', (kind) => times[kind].get(longest) ?? null),
      row('row.influence', (kind) => influences?.[kind][0] ?? null),
    ],
  });
}
