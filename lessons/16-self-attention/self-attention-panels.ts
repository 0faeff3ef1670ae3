/** The findings of `self-attention` as pictures: entropy by size with and without scaling, what order does, the heads in figures. */
import { line, raw, table, type Panel } from '../../src/lesson/index.js';
import type { Mask } from './attention-steps.js';
import { SIZES, type Gaze, type Sharpness } from './findings.js';

/** One way to attend, and how far shuffling the tokens changes its results. */
export interface OrderRow {
  readonly id: 'set' | 'positions' | 'causal';
  readonly positions: boolean;
  readonly mask: Mask;
  readonly effect: number;
}

/** Of an even share among all keys. */
const MOST_BITS = 4;

export function entropyPanel(sharpness: readonly Sharpness[]): Panel {
  const x = sharpness.map(({ size }) => size);
  return line({
    id: 'entropy',
    title: 'panel.entropy',
    x: { label: 'axis.size', scale: 'log', min: SIZES[0], max: SIZES[SIZES.length - 1], format: 'integer' },
    y: { label: 'axis.entropy', unit: 'unit.bits', min: 0, max: MOST_BITS, digits: 1 },
    series: [
      { id: 'scaled', label: 'series.scaled', mark: 'both', emphasis: 'primary', x, y: sharpness.map(({ scaled }) => scaled) },
      { id: 'unscaled', label: 'series.unscaled', mark: 'both', x, y: sharpness.map(({ unscaled }) => unscaled) },
    ],
  });
}

export function orderPanel(rows: readonly OrderRow[]): Panel {
  return table({
    id: 'order',
    title: 'panel.order',
    columns: [{ label: 'column.attention' }, { label: 'column.change', format: 'percent', digits: 0 }],
    rows: rows.map(({ id, effect }) => ({ cells: [`row.${id}`, effect], emphasis: id === 'set' ? ('primary' as const) : ('none' as const) })),
  });
}

export function headsPanel(gazes: readonly Gaze[], chosen: number): Panel {
  return table({
    id: 'heads',
    title: 'panel.heads',
    columns: [
      { label: 'column.head' },
      { label: 'column.entropy', digits: 2 },
      { label: 'column.largest', format: 'percent', digits: 0 },
      { label: 'column.own', format: 'percent', digits: 0 },
      { label: 'column.future', format: 'percent', digits: 0 },
      { label: 'column.padding', format: 'percent', digits: 0 },
    ],
    rows: gazes.map(({ entropy, largest, own, future, padding }, head) => ({
      cells: [raw(head + 1), entropy, largest, own, future, padding],
      emphasis: head === chosen ? ('primary' as const) : ('none' as const),
    })),
  });
}
