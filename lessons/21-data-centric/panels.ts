/** The pictures of `data-centric`: what each way of spending gains, where they cross, whom confident learning suspects, and the bill. */
import { stats } from '../../src/core/index.js';
import { bars, image, line, message, raw, table, type Axis, type Bar, type Cell, type LineSeries, type Panel } from '../../src/lesson/index.js';
import type { Problem } from './problem.js';
import type { Outcome } from './spend.js';
import { SWEEPS, WAYS, type Situation, type Way } from './ways.js';

export interface Point {
  readonly at: number;
  readonly none: number;
  readonly clean: number;
  readonly add: number;
  readonly tune: number;
}

export interface Findings {
  readonly problem: Problem;
  readonly situation: Situation & { readonly sweep: (typeof SWEEPS)[number]; readonly repetitions: number };
  /** One a draw. */
  readonly outcomes: ReadonlyMap<Way, Outcome[]>;
  readonly points: Point[];
}

const SHOWN = 7;
const percent = { format: 'percent' } as const;

export function picturesOf(findings: Findings): Panel[] {
  return [gains(findings), ...crossing(findings), ...suspects(findings), bill(findings)];
}

/** Mean gain over doing nothing, on the same draws, with its 95 % interval. */
function gains({ outcomes, situation }: Findings): Panel {
  const none = (outcomes.get('none') ?? []).map(({ accuracy }) => accuracy);
  const rows = WAYS.slice(1).flatMap((way): Bar[] => {
    const list = (outcomes.get(way) ?? []).map(({ accuracy }) => accuracy);
    if (list.length === 0) return [];
    const { mean, interval } = stats.pairedDifference(list, none.slice(0, list.length));
    return [{ label: `way.${way}`, value: mean, ...(interval && { interval }), emphasis: way === 'plan' ? 'primary' : 'none', note: message('note.right', { accuracy: (100 * stats.mean(list)).toFixed(1) }) }];
  });
  const draws = outcomes.get('plan')?.length ?? 0;
  return bars({
    id: 'gains',
    title: 'panel.gains',
    caption: message('caption.gains', { draws, repetitions: situation.repetitions, none: none.length === 0 ? '–' : (100 * stats.mean(none)).toFixed(1) }),
    value: { label: 'axis.gain', ...percent, digits: 1 },
    bars: rows,
    weight: 1.1,
  });
}

function crossing({ points, situation: { sweep } }: Findings): Panel[] {
  if (sweep === 'none') return [];
  const axes: Record<'noise' | 'size' | 'hours', Axis> = {
    noise: { label: 'axis.noise', ...percent, min: 0, max: 0.4 },
    size: { label: 'axis.size', format: 'integer', scale: 'log', min: 50, max: 800 },
    hours: { label: 'axis.hours', scale: 'log', min: 0.5, max: 8 },
  };
  const series = (way: 'none' | 'clean' | 'add' | 'tune', emphasis: LineSeries['emphasis']): LineSeries => ({
    id: way,
    label: `way.${way}`,
    x: points.map(({ at }) => at),
    y: points.map((point) => point[way]),
    mark: 'both',
    emphasis,
  });
  return [
    line({
      id: 'crossing',
      title: `panel.crossing.${sweep}`,
      x: axes[sweep],
      y: { label: 'axis.accuracy', ...percent },
      series: [series('clean', 'good'), series('add', 'primary'), series('tune', 'bad'), series('none', 'muted')],
    }),
  ];
}

/** Whom confident learning suspects first, in the latest draw: what the label says and what it really is. */
function suspects({ outcomes, problem }: Findings): Panel[] {
  // The search of "clean" knew the labels as they were: the training set of "none".
  const before = outcomes.get('none')?.at(-1)?.train;
  const search = outcomes.get('clean')?.at(-1)?.search;
  if (!before || !search || search.suspects.length === 0) return [];
  const { names, side, columns, truth, x, lines } = problem;
  const first = Array.from(search.suspects.subarray(0, SHOWN));
  const about = (place: number) => ({ row: before.rows[place], given: names[before.given[place]], really: names[truth[before.rows[place]]] });
  if (side !== undefined) {
    const pictures = first.map((place) => {
      const { row, given, really } = about(place);
      return { rows: side, columns: side, pixels: Array.from(x.subarray(row * columns, (row + 1) * columns)), caption: raw(given === really ? `${given} ✓` : `${given}→${really}`) };
    });
    return [image({ id: 'suspects', title: 'panel.suspects', caption: 'caption.suspects', groups: [{ pictures }] })];
  }
  return [
    table({
      id: 'suspects',
      title: 'panel.suspects',
      columns: [{ label: 'column.line', format: 'integer', align: 'right' }, { label: 'column.given' }, { label: 'column.file' }],
      rows: first.map((place) => {
        const { row, given, really } = about(place);
        return { cells: [lines?.[row] ?? row + 1, raw(given), raw(really)], emphasis: given === really ? ('none' as const) : ('bad' as const) };
      }),
    }),
  ];
}

function bill({ outcomes }: Findings): Panel {
  const count = { digits: 0, align: 'right' } as const;
  return table({
    id: 'bill',
    title: 'panel.bill',
    columns: [
      { label: 'column.way' },
      { label: 'column.accuracy', ...percent, digits: 1, align: 'right' },
      { label: 'column.checked', ...count },
      { label: 'column.corrected', ...count },
      { label: 'column.added', ...count },
      { label: 'column.trials', ...count },
    ],
    rows: WAYS.flatMap((way) => {
      const list = outcomes.get(way) ?? [];
      if (list.length === 0) return [];
      const mean = (of: (outcome: Outcome) => number) => stats.mean(list.map(of));
      const cells: Cell[] = [`way.${way}`, mean((o) => o.accuracy), mean((o) => o.checked), mean((o) => o.corrected), mean((o) => o.added), mean((o) => o.trials)];
      return [{ cells, emphasis: way === 'plan' ? ('primary' as const) : ('none' as const) }];
    }),
  });
}
