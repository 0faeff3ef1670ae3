/** The pictures of the Poisson regression: each says one thing, and keeps its place from frame to frame. */
import * as math from '../../src/core/math/index.js';
import * as stats from '../../src/core/stats/index.js';
import { bars, histogram, line, message, raw, table, type Bar, type Label, type Panel } from '../../src/lesson/index.js';
import type { CountShares, Group, HeldOut } from './beside.js';
import type { DatasetName } from './problem.js';

/** Beyond this the bars show coefficients, not ratios: e^3 is twenty times as many, and no picture holds both. */
const MAX_RATIO_LOG = 3;

export interface CoefficientView {
  readonly names: readonly string[];
  readonly coefficients: ArrayLike<number>;
  /** While the fit runs, those of the current iteration. */
  readonly intervals: readonly (readonly [number, number])[];
}

/** What each predictor does to the rate, as a change against 1, with its interval. */
export function effects(view: CoefficientView, dataset: DatasetName, references: readonly string[]): Panel {
  const terms = view.names.map((name, j) => ({ name, value: view.coefficients[j], interval: view.intervals[j] })).slice(1);
  const asRatio = terms.every(({ value, interval }) => Math.max(Math.abs(value), ...interval.map(Math.abs)) <= MAX_RATIO_LOG);
  const shown = asRatio ? math.expm1 : (value: number) => value;
  return bars({
    id: 'effects',
    weight: 2,
    title: 'panel.effects',
    value: asRatio ? { label: 'axis.rateChange', format: 'percent', digits: 1 } : { label: 'axis.coefficient', digits: 3 },
    bars: terms.map(({ name, value, interval: [low, high] }): Bar => {
      const clear = low > 0 || high < 0;
      return { label: labelOf(name, dataset), value: shown(value), interval: [shown(low), shown(high)], emphasis: clear ? 'primary' : 'muted' };
    }),
    rules: [{ axis: 'x', at: 0, label: 'rule.noChange' }],
    caption: references.length > 0 ? message('caption.references', { references: references.join(', ') }) : 'caption.unit',
  });
}

/** How fast the fit settles: the greatest change of a linear predictor, on a log scale, falls like a stone (Newton's method). */
export function convergence(changes: readonly number[]): Panel {
  return line({
    id: 'convergence',
    title: 'panel.convergence',
    x: { label: 'axis.iteration', format: 'integer', min: 1, max: Math.max(6, changes.length) },
    y: { label: 'axis.change', scale: 'log', format: 'scientific', digits: 0 },
    series: [{ id: 'change', label: 'series.change', x: changes.map((_, i) => i + 1), y: changes.map((change) => (change > 0 ? change : null)), mark: 'both', emphasis: 'primary' }],
  });
}

/** The counts there were, beside the counts that Poisson variables with the fitted means would give. */
export function counts({ observed, expected }: CountShares): Panel {
  return histogram({
    id: 'counts',
    title: 'panel.counts',
    x: { label: 'axis.count', format: 'integer' },
    y: { label: 'axis.share', format: 'percent', digits: 0, min: 0 },
    edges: Array.from({ length: observed.length + 1 }, (_, i) => i - 0.5),
    series: [
      { id: 'observed', label: 'series.observed', counts: observed },
      { id: 'expected', label: 'series.expected', counts: expected },
    ],
    caption: message('caption.counts', { zeros: percent(observed[0]), expected: percent(expected[0]), top: observed.length - 1 }),
  });
}

/** Fitted against observed means; on the diagonal the model is right on average. Below 0 no count can be. */
export function fittedAgainstObserved(groups: readonly Group[], single: boolean): Panel {
  const top = groups.reduce((most, { observed, poisson, ols }) => Math.max(most, observed, poisson, ols), 0);
  const x = groups.map(({ observed }) => observed);
  return line({
    id: 'fitted',
    title: single ? 'panel.fittedRows' : 'panel.fittedGroups',
    x: { label: 'axis.observed', min: 0, max: top },
    y: { label: 'axis.fitted' },
    series: [
      { id: 'poisson', label: 'series.poisson', x, y: groups.map(({ poisson }) => poisson), mark: 'points', emphasis: 'primary' },
      { id: 'ols', label: 'series.ols', x, y: groups.map(({ ols }) => ols), mark: 'points', emphasis: 'bad' },
      { id: 'right', label: 'series.right', x: [0, top], y: [0, top], mark: 'line', emphasis: 'muted' },
    ],
    rules: [{ axis: 'y', at: 0, label: 'rule.zero' }],
  });
}

/** Poisson, least squares and the plain mean on rows held out, and what each predicts that cannot be. */
export function comparison(held: HeldOut | undefined, poisson: ArrayLike<number>, ols: ArrayLike<number>, observedMean: number): Panel {
  const least = (values: ArrayLike<number>) => Array.from(values).reduce((low, value) => Math.min(low, value), Infinity);
  const negative = (values: ArrayLike<number>) => Array.from(values).filter((value) => value < 0).length;
  return table({
    id: 'comparison',
    title: 'panel.comparison',
    columns: [
      { label: 'column.model' },
      { label: 'column.heldOut', align: 'right' },
      { label: 'column.negative', align: 'right', format: 'integer' },
      { label: 'column.least', align: 'right', digits: 2 },
    ],
    rows: [
      { cells: ['series.poisson', held?.poisson ?? null, negative(poisson), least(poisson)], emphasis: 'primary' },
      { cells: ['series.ols', held?.ols ?? null, negative(ols), least(ols)] },
      { cells: ['model.mean', held?.mean ?? null, 0, observedMean], emphasis: 'muted' },
    ],
    caption: 'caption.heldOut',
  });
}

/** All the figures, as a statistics package prints them. */
export function coefficientTable(fit: stats.GlmFit, inference: stats.Inference, ols: stats.GlmFit): Panel {
  return table({
    id: 'table',
    title: 'panel.table',
    columns: [
      { label: 'column.term' },
      { label: 'column.coefficient', align: 'right', digits: 4 },
      { label: 'column.standardError', align: 'right', digits: 4 },
      { label: inference.tDegrees === undefined ? 'column.z' : 'column.t', align: 'right', digits: 2 },
      { label: 'column.p', align: 'right', digits: 4 },
      { label: 'column.ols', align: 'right', digits: 3 },
    ],
    rows: fit.names.map((name, j) => ({
      cells: [
        raw(name),
        fit.coefficients[j],
        inference.standardErrors[j],
        finite(inference.zValues[j]),
        finite(inference.pValues[j]),
        ols.coefficients[j],
      ],
    })),
  });
}

/** Columns of the built-in doctor visits have words; every other name is data. */
function labelOf(name: string, dataset: DatasetName): Label {
  return dataset === 'doctor-visits' ? `term.${name}` : raw(name);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
