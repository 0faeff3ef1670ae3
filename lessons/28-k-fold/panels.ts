/** The pictures of this level: the estimate by k against the truth, how it scatters, what it costs, how alike the training sets are. */
import { stats } from '../../src/core/index.js';
import { bars, histogram, line, message, raw, table, type Label, type LineSeries, type Panel } from '../../src/lesson/index.js';
import { findingsOf, type Column, type Findings, type History } from './record.js';

export interface Scene {
  readonly chosen: number;
  readonly sampleSize: number;
}

interface Found {
  readonly column: Column;
  readonly found: Findings;
}

export function picturesOf(history: History, scene: Scene): Panel[] {
  const all = history.columns.flatMap((column): Found[] => {
    const found = findingsOf(history, column);
    return found ? [{ column, found }] : [];
  });
  return [estimateByK(history, all, scene), spreadByK(all, scene), costBars(all, scene), overlapBars(all, scene), distribution(history, scene), summary(all, scene)];
}

const kLabel = ({ k, leaveOneOut }: Column): Label => (leaveOneOut ? message('k.loo', { k }) : raw(`k = ${k}`));
const xAxis = (scene: Scene) => ({ label: 'axis.k', format: 'integer', scale: 'log', min: 2, max: scene.sampleSize }) as const;

/** The main result: what each k says on average, one standard deviation up and down, and the truth. */
function estimateByK({ truths }: History, all: readonly Found[], scene: Scene): Panel {
  const ends = all.flatMap(({ found: { mean, spread } }) => [mean - (spread ?? 0), mean + (spread ?? 0)]);
  const low = Math.max(0, Math.floor(10 * Math.min(0.7, ...ends) + 1e-9) / 10);
  return line({
    id: 'estimate',
    title: 'panel.estimate',
    caption: message('caption.estimate', { samples: truths.length }),
    x: xAxis(scene),
    y: { label: 'axis.accuracy', format: 'percent', min: low, max: Math.min(1, Math.ceil(10 * Math.max(0.9, ...ends) - 1e-9) / 10) },
    series: [
      {
        id: 'estimate',
        label: 'series.estimate',
        x: all.map(({ column }) => column.k),
        y: all.map(({ found }) => found.mean),
        low: all.map(({ found }) => (found.spread === null ? null : found.mean - found.spread)),
        high: all.map(({ found }) => (found.spread === null ? null : found.mean + found.spread)),
        mark: 'both',
        emphasis: 'primary',
      },
    ],
    rules: truths.length === 0 ? [] : [{ axis: 'y', at: stats.mean(truths), label: 'rule.truth' }],
    weight: 1.2,
  });
}

/** Where the scatter comes from, and what the folds themselves would make one believe. */
function spreadByK(all: readonly Found[], scene: Scene): Panel {
  const series = (id: 'spread' | 'splitSpread' | 'naiveError', emphasis: LineSeries['emphasis']): LineSeries => ({
    id,
    label: `series.${id}`,
    x: all.map(({ column }) => column.k),
    y: all.map(({ found }) => found[id]),
    mark: 'both',
    emphasis,
  });
  return line({
    id: 'spread',
    title: 'panel.spread',
    x: xAxis(scene),
    y: { label: 'axis.points', format: 'percent', min: 0 },
    series: [series('spread', 'primary'), series('naiveError', 'none'), series('splitSpread', 'muted')],
  });
}

function costBars(all: readonly Found[], { chosen }: Scene): Panel {
  return bars({
    id: 'cost',
    title: 'panel.cost',
    value: { label: 'axis.fits', format: 'integer', min: 0 },
    bars: all.map(({ column, found }) => ({
      label: kLabel(column),
      value: column.fits,
      note: message('cost.time', { milliseconds: Math.round(10 * found.milliseconds) / 10 }),
      emphasis: column.k === chosen ? 'primary' : 'none',
    })),
  });
}

function overlapBars(all: readonly Found[], { chosen }: Scene): Panel {
  return bars({
    id: 'overlap',
    title: 'panel.overlap',
    value: { label: 'axis.overlap', format: 'percent', min: 0, max: 1 },
    bars: all.map(({ column }) => ({ label: kLabel(column), value: column.overlap, emphasis: column.k === chosen ? 'primary' : 'none' })),
  });
}

/** Estimates less the truth of the same sample: two folds, the chosen k, leave-one-out. */
function distribution({ columns, truths }: History, { chosen }: Scene): Panel {
  const edges = Array.from({ length: 21 }, (_, i) => (i - 10) / 40);
  const shown = columns.filter((column) => column.k === 2 || column.k === chosen || column.leaveOneOut);
  return histogram({
    id: 'distribution',
    title: 'panel.distribution',
    x: { label: 'axis.error', format: 'percent' },
    y: { label: 'axis.samples', format: 'integer' },
    edges,
    series: shown.map((column) => ({
      id: `k${column.k}`,
      label: kLabel(column),
      counts: column.estimates.reduce((counts, estimate, r) => {
        const bin = Math.floor((estimate - truths[r]) * 40) + 10;
        counts[Math.max(0, Math.min(19, bin))]++;
        return counts;
      }, new Array<number>(20).fill(0)),
    })),
    rules: [{ axis: 'x', at: 0, label: 'rule.truth' }],
  });
}

function summary(all: readonly Found[], { chosen }: Scene): Panel {
  const points = { format: 'percent', digits: 1, align: 'right' } as const;
  return table({
    id: 'summary',
    title: 'panel.summary',
    columns: [{ label: 'column.k' }, { label: 'column.bias', ...points }, { label: 'column.spread', ...points }, { label: 'column.rmse', ...points }, { label: 'column.fits', format: 'integer', align: 'right' }],
    rows: all.map(({ column, found }) => ({
      cells: [kLabel(column), found.bias, found.spread, found.rmse, column.fits],
      emphasis: column.k === chosen ? 'primary' : 'none',
    })),
  });
}
