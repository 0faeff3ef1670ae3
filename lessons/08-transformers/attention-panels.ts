/** The pictures of `attention-maps`: the map of one head, what the newest token looks at, habits of all heads, the worth of context. */
import { heatmap, line, message, raw, table, tokens, type Panel } from '../../src/lesson/index.js';
import type { Habits, Passage } from './reading.js';

export interface Worth {
  /** Tokens the model may see. */
  readonly window: number;
  /** Per token. */
  readonly bits: number;
}

/** Row by row what each token attends to; later tokens do not exist for it. */
export function mapPanel({ tokens: words }: Passage, rows: readonly Float64Array[], layer: number, head: number): Panel {
  const n = words.length;
  const labels = words.map((word) => raw(word.trim() || '·'));
  return heatmap({
    id: 'map',
    title: message('panel.map', { layer, head }),
    grid: { rows: n, columns: n, values: Array.from({ length: n * n }, (_, k) => rows[Math.floor(k / n)]?.[k % n] ?? null), min: 0, max: 1 },
    rowLabels: labels,
    columnLabels: labels,
    x: 'axis.attendedTo',
    y: 'axis.attending',
    format: 'percent',
    digits: 0,
    weight: 2.2,
  });
}

export function newestPanel({ tokens: words }: Passage, rows: readonly Float64Array[]): Panel {
  const newest = rows.length - 1;
  return tokens({
    id: 'newest',
    title: message('panel.newest', { token: words[newest].trim() }),
    tokens: words.slice(0, rows.length).map((word, i) => ({ text: word, weight: rows[newest][i], emphasis: i === newest ? ('primary' as const) : ('none' as const) })),
    weightLabel: 'panel.newest.weight',
    weight: 0.8,
  });
}

export function habitsPanel(habits: readonly Habits[], heads: number, layer: number, head: number): Panel {
  return table({
    id: 'habits',
    title: 'panel.habits',
    columns: [
      { label: 'column.head' },
      { label: 'column.previous', format: 'percent', digits: 0 },
      { label: 'column.start', format: 'percent', digits: 0 },
      { label: 'column.own', format: 'percent', digits: 0 },
      { label: 'column.entropy', digits: 1 },
      { label: 'column.reach', digits: 1 },
    ],
    rows: habits.map(({ previous, start, own, entropy, reach }, i) => ({
      cells: [raw(`${Math.floor(i / heads) + 1}.${(i % heads) + 1}`), previous, start, own, entropy, reach],
      emphasis: i === (layer - 1) * heads + head - 1 ? ('primary' as const) : ('none' as const),
    })),
  });
}

export function worthPanel(worth: readonly Worth[]): Panel {
  return line({
    id: 'worth',
    title: 'panel.worth',
    x: { label: 'axis.window', scale: 'log', min: 1, max: 16, format: 'integer' },
    y: { label: 'axis.bits', unit: 'unit.bits', digits: 1 },
    series: [{ id: 'worth', label: 'series.worth', mark: 'both', x: worth.map(({ window }) => window), y: worth.map(({ bits }) => bits) }],
  });
}
