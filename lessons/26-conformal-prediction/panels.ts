/** The pictures of conformal prediction: coverage kept or not, for whom, at which size, and regions as they are. */
import { bars, histogram, image, line, message, raw, table, type Label, type Panel } from '../../src/lesson/index.js';
import type { Problem } from './problem.js';
import type { Shown } from './split.js';
import { baselineCoverageOf, baselineSizeOf, coverageOf, groupCoverages, sizeOf, type Tally } from './tally.js';

export function panelsOf(problem: Problem, tally: Tally, shown: Shown): Panel[] {
  return [coverageByLevel(problem, tally), coverageByGroup(problem, tally), shown.kind === 'classes' ? setsPanel(problem, shown) : intervalsPanel(shown), comparison(problem, tally), sizeByLevel(problem, tally), spread(tally)];
}

const baselineLabel = (problem: Problem): Label => (problem.kind === 'classes' ? 'series.naive' : 'series.gaussian');

/** Places of the levels in rising order; the chosen one was added at the end. */
function rising({ levels }: Tally): number[] {
  return levels.map((_, l) => l).sort((a, b) => levels[a] - levels[b]);
}

function coverageByLevel(problem: Problem, tally: Tally): Panel {
  const order = rising(tally);
  const x = order.map((l) => tally.levels[l]);
  return line({
    id: 'coverage',
    title: 'panel.coverage',
    x: { label: 'axis.level', format: 'percent', digits: 0, min: 0.5, max: 1 },
    y: { label: 'axis.coverage', format: 'percent', digits: 0, min: 0.4, max: 1 },
    series: [
      { id: 'conformal', label: 'series.conformal', x, y: order.map((l) => coverageOf(tally.byLevel[l])), mark: 'points', emphasis: 'primary' },
      { id: 'baseline', label: baselineLabel(problem), x, y: order.map((l) => baselineCoverageOf(tally.byLevel[l])), mark: 'points' },
      { id: 'promised', label: 'series.promised', x: [0.5, 1], y: [0.5, 1], mark: 'line', emphasis: 'muted' },
    ],
  });
}

function coverageByGroup(problem: Problem, tally: Tally): Panel {
  const level = tally.levels[tally.levels.length - 1];
  const names: Label[] = problem.kind === 'classes' ? problem.names.map(raw) : ['group.low', 'group.middle', 'group.high'];
  return bars({
    id: 'groups',
    title: message(problem.kind === 'classes' ? 'panel.classes' : 'panel.thirds', { level: percent(level) }),
    value: { label: 'axis.coverage', format: 'percent', digits: 0, min: 0, max: 1 },
    bars: groupCoverages(tally, names.length).flatMap((value, g) => (value === null ? [] : [{ label: names[g], value, emphasis: value < level - 0.03 ? ('bad' as const) : ('none' as const) }])).sort((a, b) => (problem.kind === 'classes' ? a.value - b.value : 0)),
    rules: [{ axis: 'x', at: level, label: 'rule.promised' }],
  });
}

const PICTURES = 12;

/** Test rows with their sets; rows of a table of one's own have their true class alone. */
function setsPanel(problem: Problem, shown: Extract<Shown, { kind: 'classes' }>): Panel {
  if (problem.kind !== 'classes') throw new Error('internal: sets of a problem without classes');
  const rows = shown.sets.slice(0, PICTURES);
  const setText = (set: readonly number[]) => `{${set.map((c) => problem.names[c]).join(',')}}`;
  if (problem.side === undefined) {
    return table({
      id: 'regions',
      title: 'panel.sets',
      columns: [{ label: 'column.truth' }, { label: 'column.set' }],
      rows: rows.map((set, i) => ({ cells: [raw(problem.names[shown.labels[i]]), raw(setText(set))], emphasis: set.includes(shown.labels[i]) ? 'none' : 'bad' })),
    });
  }
  const { side } = problem;
  const size = side * side;
  return image({
    id: 'regions',
    title: 'panel.sets',
    groups: [
      {
        pictures: rows.map((set, i) => ({
          rows: side,
          columns: side,
          pixels: Array.from(shown.x.data.subarray(i * size, (i + 1) * size), (ink) => Math.max(0, Math.min(1, ink))),
          caption: raw(setText(set)),
          emphasis: set.includes(shown.labels[i]) ? 'none' : 'bad',
        })),
      },
    ],
  });
}

/** Test rows in order of their prediction, their intervals as a band. */
function intervalsPanel(shown: Extract<Shown, { kind: 'numbers' }>): Panel {
  const order = Array.from(shown.predicted.keys()).sort((a, b) => shown.predicted[a] - shown.predicted[b] || a - b).filter((_, i) => i % 2 === 0);
  const x = order.map((i) => shown.predicted[i]);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return line({
    id: 'regions',
    title: 'panel.intervals',
    x: { label: 'axis.predicted' },
    y: { label: 'axis.truth' },
    series: [
      { id: 'interval', label: 'series.interval', x, y: x, low: order.map((i) => finite(shown.low[i])), high: order.map((i) => finite(shown.high[i])), mark: 'line', emphasis: 'primary' },
      { id: 'truth', label: 'series.truth', x, y: order.map((i) => shown.y[i]), mark: 'points' },
    ],
  });
}

function comparison(problem: Problem, tally: Tally): Panel {
  const last = tally.byLevel[tally.byLevel.length - 1];
  const worst = groupCoverages(tally, tally.groupRows.length).reduce<number>((low, value) => Math.min(low, value ?? 1), 1);
  return table({
    id: 'comparison',
    title: message('panel.comparison', { level: percent(tally.levels[tally.levels.length - 1]) }),
    columns: [
      { label: 'column.method' },
      { label: 'column.coverage', align: 'right', format: 'percent', digits: 1 },
      { label: 'column.worst', align: 'right', format: 'percent', digits: 1 },
      { label: problem.kind === 'classes' ? 'column.size' : 'column.width', align: 'right', digits: 2 },
    ],
    rows: [
      { cells: ['series.conformal', coverageOf(last), worst, sizeOf(last)], emphasis: 'primary' },
      { cells: [baselineLabel(problem), baselineCoverageOf(last), null, baselineSizeOf(last)] },
    ],
  });
}

function sizeByLevel(problem: Problem, tally: Tally): Panel {
  const order = rising(tally);
  const x = order.map((l) => tally.levels[l]);
  return line({
    id: 'size',
    title: problem.kind === 'classes' ? 'panel.size' : 'panel.width',
    x: { label: 'axis.level', format: 'percent', digits: 0, min: 0.5, max: 1 },
    y: { label: problem.kind === 'classes' ? 'axis.size' : 'axis.width', min: 0 },
    series: [
      { id: 'conformal', label: 'series.conformal', x, y: order.map((l) => sizeOf(tally.byLevel[l])), mark: 'both', emphasis: 'primary' },
      { id: 'baseline', label: baselineLabel(problem), x, y: order.map((l) => baselineSizeOf(tally.byLevel[l])), mark: 'both' },
    ],
  });
}

/** The promise holds over all splits; one split may well lie below. */
function spread({ coverages, levels }: Tally): Panel {
  const edges = Array.from({ length: 21 }, (_, i) => 0.6 + 0.02 * i);
  const counts = edges.slice(1).map((high, i) => coverages.filter((c) => (i === 0 || c >= edges[i] - 1e-9) && (c < high - 1e-9 || i === edges.length - 2)).length);
  return histogram({
    id: 'spread',
    title: 'panel.spread',
    x: { label: 'axis.coverage', format: 'percent', digits: 0 },
    y: { label: 'axis.splits', format: 'integer', min: 0 },
    edges,
    series: [{ id: 'splits', label: 'axis.splits', counts }],
    rules: [{ axis: 'x', at: levels[levels.length - 1], label: 'rule.promised' }],
  });
}

function percent(level: number): string {
  return `${Number((100 * level).toFixed(1))} %`;
}
