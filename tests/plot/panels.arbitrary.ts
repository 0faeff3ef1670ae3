/** Random panels of every kind: also empty, constant, ill-shaped and huge ones, with labels in any script. */
import fc from 'fast-check';
import { raw, type Emphasis, type Label, type Panel } from '../../src/lesson/index.js';

export interface ArbitraryOptions {
  /** Only printable ASCII in labels. */
  readonly ascii?: boolean;
  /** Only finite numbers. */
  readonly finite?: boolean;
}

export function arbitraryPanel({ ascii = false, finite = false }: ArbitraryOptions = {}): fc.Arbitrary<Panel> {
  const text = ascii
    ? fc.string({ maxLength: 24 }).filter((words) => !words.includes('~'))
    : fc.oneof(fc.string({ unit: 'grapheme', maxLength: 16 }), fc.constantFrom('准确率', 'accuracy', '训练 loss（平均）', '', '👩‍🔬', 'é', 'a\u001b[31mb', '\t\n', '한국어'), fc.string({ unit: 'binary', maxLength: 6 }));
  const label: fc.Arbitrary<Label> = text.map(raw);
  const number = finite
    ? fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 }))
    : fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double(), fc.constantFrom(0, -0, 1e-300, 1e308, -1e308, NaN, Infinity, Number.MIN_VALUE, Number.MAX_VALUE));
  const value = fc.option(number, { freq: 6 });
  const numbers = fc.oneof(fc.array(number, { maxLength: 12 }), fc.array(number, { maxLength: 300 }), number.map((constant) => new Array<number>(9).fill(constant)));
  const values = fc.oneof(fc.array(value, { maxLength: 12 }), fc.array(value, { maxLength: 300 }));
  const emphasis = fc.option(fc.constantFrom<Emphasis>('none', 'primary', 'good', 'bad', 'muted'), { nil: undefined });
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const formats = { format: optional(fc.constantFrom('number', 'integer', 'percent', 'scientific', 'seconds', 'bytes')), digits: optional(fc.integer({ min: 0, max: 6 })) };
  const axis = fc.record({ label, unit: optional(label), scale: optional(fc.constantFrom('linear', 'log')), min: optional(number), max: optional(number), ...formats });
  const rules = optional(fc.array(fc.record({ axis: fc.constantFrom('x', 'y'), at: number, label }), { maxLength: 4 }));
  const base = { id: fc.constant('p'), title: label, caption: optional(label), weight: optional(fc.constantFrom(1, 2, 3)) };
  const series = { id: fc.constant('s'), label, x: numbers, y: values, emphasis };
  const count = fc.integer({ min: 0, max: 30 });
  const grid = fc.tuple(count, count, fc.constantFrom(undefined, 'sequential', 'diverging', 'binary', 'categories'), fc.array(value, { maxLength: 900 }), optional(number), optional(number)).map(([rows, columns, scale, cells, min, max]) => ({
    rows,
    columns,
    scale,
    min,
    max,
    values: Array.from({ length: rows * columns }, (_, i) => (cells.length === 0 ? null : cells[i % cells.length])),
  }));
  const labels = optional(fc.array(label, { maxLength: 30 }));
  const picture = fc.record({ rows: fc.integer({ min: 0, max: 30 }), columns: fc.integer({ min: 0, max: 30 }), pixels: numbers, caption: optional(label), emphasis });
  return fc.oneof(
    fc.record({ kind: fc.constant('line' as const), ...base, x: axis, y: axis, rules, series: fc.array(fc.record({ ...series, mark: optional(fc.constantFrom('line', 'points', 'both', 'steps')), low: optional(values), high: optional(values) }), { maxLength: 12 }) }),
    fc.record({ kind: fc.constant('scatter' as const), ...base, x: axis, y: axis, rules, background: optional(grid), series: fc.array(fc.record({ ...series, glyph: optional(fc.constantFrom('7', 'a')), names: optional(fc.array(label, { maxLength: 8 })) }), { maxLength: 6 }) }),
    fc.record({ kind: fc.constant('bars' as const), ...base, value: axis, rules, bars: fc.array(fc.record({ label, value: number, interval: optional(fc.tuple(number, number)), emphasis, note: optional(label) }), { maxLength: 40 }) }),
    fc.record({ kind: fc.constant('histogram' as const), ...base, x: axis, y: axis, edges: numbers, rules, series: fc.array(fc.record({ id: fc.constant('h'), label, counts: numbers }), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('heatmap' as const), ...base, grid, rowLabels: labels, columnLabels: labels, x: optional(label), y: optional(label), showValues: optional(fc.boolean()), ...formats }),
    fc.record({ kind: fc.constant('image' as const), ...base, groups: fc.array(fc.record({ label: optional(label), pictures: fc.array(picture, { maxLength: 12 }) }), { maxLength: 5 }) }),
    fc.record({
      kind: fc.constant('table' as const),
      ...base,
      columns: fc.array(fc.record({ label, align: optional(fc.constantFrom('left', 'right')), ...formats }), { maxLength: 9 }),
      rows: fc.array(fc.record({ cells: fc.array(fc.oneof(number, label, fc.constant(null)), { maxLength: 10 }), emphasis }), { maxLength: 30 }),
    }),
    fc.record({ kind: fc.constant('tokens' as const), ...base, signed: optional(fc.boolean()), weightLabel: optional(label), tokens: fc.array(fc.record({ text, weight: optional(number), emphasis }), { maxLength: 80 }) }),
    fc.record({
      kind: fc.constant('network' as const),
      ...base,
      layers: fc.array(fc.record({ label, units: fc.integer({ min: 0, max: 40 }), values: optional(numbers) }), { maxLength: 6 }),
      weights: optional(fc.array(values, { maxLength: 6 })),
    }),
    fc.record({
      kind: fc.constant('timeline' as const),
      ...base,
      x: axis,
      lanes: fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), label }), { maxLength: 12 }),
      kinds: fc.array(fc.record({ id: fc.constantFrom('f', 'g', 'h'), label }), { maxLength: 9 }),
      spans: fc.array(fc.record({ lane: fc.constantFrom('a', 'b', 'c', 'z'), kind: fc.constantFrom('f', 'g', 'h', 'z'), start: number, end: number, label: optional(label) }), { maxLength: 40 }),
    }),
    fc.record({ kind: fc.constant('text' as const), ...base, lines: fc.array(fc.record({ text: label, emphasis }), { maxLength: 20 }) }),
  );
}
