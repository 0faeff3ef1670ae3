/** The pictures of `quantization`: accuracy by bits, the outlier, all figures, the weights on their grid, and time by width. */
import { stats } from '../../src/core/index.js';
import { bars, histogram, line, message, table, type Bar, type Emphasis, type Panel, type Value } from '../../src/lesson/index.js';
import { ARITHMETICS, WIDTHS, type SpeedJob } from './int8-speed.js';
import { OUTLIER_BITS, type QuantizationRecord } from './quantization-record.js';
import { BITS, METHODS, type Bits, type Method } from './rounding.js';
import type { Stopwatch } from './stopwatch.js';

const EMPHASES: Readonly<Record<Method, Emphasis>> = { tensor: 'bad', channel: 'none', clipped: 'primary', aware: 'good' };
const BINS = 41;
const SHARE = { format: 'percent', digits: 1, align: 'right' } as const;

export interface Scene {
  readonly repetitions: number;
  readonly batch: number;
}

const meanOf = (values: readonly number[] | undefined): Value => (values === undefined || values.length === 0 ? null : stats.mean(values));

export function picturesOf(record: QuantizationRecord, watch: Stopwatch<SpeedJob> | undefined, { repetitions, batch }: Scene): Panel[] {
  return [accuracies(record, repetitions), outlier(record), summary(record), details(record), ...grid(record), times(watch, batch)];
}

function accuracies(record: QuantizationRecord, repetitions: number): Panel {
  const float = meanOf(record.float);
  return line({
    id: 'accuracy',
    title: message('panel.accuracy', { repetitions }),
    x: { label: 'axis.bits', reversed: true, min: 2, max: 8, format: 'integer' },
    y: { label: 'axis.accuracy', format: 'percent', min: 0.2, max: 1 },
    series: METHODS.map((method) => ({
      id: method,
      label: `param.method.${method}`,
      x: BITS,
      y: BITS.map((bits) => meanOf(record.tally(method, bits).right)),
      mark: 'both' as const,
      emphasis: EMPHASES[method],
    })),
    rules: float === null ? [] : [{ axis: 'y', at: float, label: 'rule.float' }],
    weight: 1.7,
  });
}

function outlier(record: QuantizationRecord): Panel {
  const rows: readonly (readonly [label: string, value: Value, emphasis: Emphasis])[] = (['tensor', 'channel'] as const).flatMap((method) => [
    [`bar.${method}`, meanOf(record.tally(method, OUTLIER_BITS).right), 'none'] as const,
    [`bar.${method}.outlier`, meanOf(record.outlier.get(method)), method === 'tensor' ? 'bad' : 'good'] as const,
  ]);
  return bars({
    id: 'outlier',
    title: message('panel.outlier', { factor: Math.round(record.factor), bits: OUTLIER_BITS }),
    value: { label: 'axis.accuracy', format: 'percent', digits: 1, min: 0, max: 1 },
    bars: rows.flatMap(([label, value, emphasis]): Bar[] => (value === null ? [] : [{ label, value, emphasis }])),
  });
}

/** Every way at every number of bits. */
function summary(record: QuantizationRecord): Panel {
  const row = (label: string, at: (bits: Bits) => readonly number[] | undefined, emphasis: Emphasis) => ({ cells: [label, ...BITS.map((bits) => meanOf(at(bits)))], emphasis });
  return table({
    id: 'ways',
    title: 'panel.ways',
    columns: [{ label: 'column.way' }, ...BITS.map((bits) => ({ label: message('column.atBits', { bits }), ...SHARE }))],
    rows: [
      row('row.float', () => record.float, 'muted'),
      ...METHODS.map((method) => row(`param.method.${method}`, (bits) => record.tally(method, bits).right, method === record.chosen.method ? 'primary' : 'none')),
      row('row.longer', (bits) => record.longer.get(bits), 'muted'),
    ],
    caption: 'caption.longer',
  });
}

/** What else there is to know at the chosen number of bits. */
function details(record: QuantizationRecord): Panel {
  const sd = (values: readonly number[]): Value => (values.length < 2 ? null : stats.standardDeviation(values));
  const { bits, method: chosen } = record.chosen;
  return table({
    id: 'details',
    title: message('panel.details', { bits }),
    columns: [{ label: 'column.way' }, { label: 'column.bytes', align: 'right', format: 'integer' }, { label: 'column.accuracy', ...SHARE }, { label: 'column.sd', ...SHARE }, { label: 'column.agreement', ...SHARE }],
    rows: [
      { cells: ['row.float', record.bytes(), meanOf(record.float), sd(record.float), record.float.length > 0 ? 1 : null], emphasis: 'muted' },
      ...METHODS.map((method) => {
        const { right, agreeing } = record.tally(method, bits);
        return { cells: [`param.method.${method}`, record.bytes({ method, bits }), meanOf(right), sd(right), meanOf(agreeing)], emphasis: method === chosen ? ('primary' as const) : ('none' as const) };
      }),
    ],
  });
}

/** The middle layer's weights before and after: few bits leave few places. */
function grid({ weights, chosen }: QuantizationRecord): Panel[] {
  if (weights === undefined) return [];
  const top = weights.before.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const edges = Array.from({ length: BINS + 1 }, (_, i) => top * ((2 * i) / BINS - 1));
  const counts = (values: Float32Array) => {
    const bins = new Array<number>(BINS).fill(0);
    for (const value of values) bins[Math.max(0, Math.min(BINS - 1, Math.floor((value / top + 1) * (BINS / 2))))]++;
    return bins;
  };
  return [
    histogram({
      id: 'weights',
      title: message('panel.weights', { bits: chosen.bits }),
      x: { label: 'axis.weight', digits: 1 },
      y: { label: 'axis.count', format: 'integer', min: 0 },
      edges,
      series: [
        { id: 'before', label: 'series.unrounded', counts: counts(weights.before) },
        { id: 'after', label: 'series.rounded', counts: counts(weights.after) },
      ],
    }),
  ];
}

function times(watch: Stopwatch<SpeedJob> | undefined, batch: number): Panel {
  return line({
    id: 'speed',
    title: message('panel.int8', { batch }),
    x: { label: 'axis.width', scale: 'log', format: 'integer', min: WIDTHS[0], max: WIDTHS[WIDTHS.length - 1] },
    y: { label: 'axis.time', unit: 'unit.ms', scale: 'log' },
    series: ARITHMETICS.map((arithmetic) => {
      const spreads = WIDTHS.map((width) => watch?.spread(`${arithmetic} ${width}`));
      // A clock that did not tick has no place on a logarithmic axis.
      const each = (part: 'low' | 'median' | 'high') => spreads.map((spread): Value => (spread === undefined || !(spread.low > 0) ? null : spread[part]));
      return { id: arithmetic, label: `series.${arithmetic}`, x: WIDTHS, y: each('median'), low: each('low'), high: each('high'), mark: 'both' as const, emphasis: arithmetic === 'int8' ? ('primary' as const) : ('none' as const) };
    }),
    caption: 'caption.quartiles',
  });
}
