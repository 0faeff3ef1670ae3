/** A sweep as a panel: a line with its spread for one number, bars for one choice, a heatmap for two parameters. */
import { bars, heatmap, line, message, metricSpec, raw, type Axis, type Label, type Panel, type ParamSpec, type ParamValue } from '../lesson/index.js';
import { metricAxis, metricName, summarize, valuesOf, type SeedSummary } from './seed-summary.js';
import type { PlanPoint, SeedPlan } from './seed-plan.js';

export interface PointSummary {
  readonly values: readonly ParamValue[];
  /** Undefined where no run reported the metric. */
  readonly summary: SeedSummary | undefined;
}

export function summarizePoints(points: readonly PlanPoint[], metric: string): readonly PointSummary[] {
  return points.map(({ values, runs }) => ({ values, summary: summarize(valuesOf(runs, metric)) }));
}

/** @param metric  that of the plan unless another is to be looked at */
export function sweepPanel(plan: SeedPlan, points: readonly PlanPoint[], metric = plan.metric): Panel {
  const summaries = summarizePoints(points, metric);
  if (plan.vary.length === 2) return heatmapOf(plan, summaries, metric);
  const spec = plan.simulation.params[plan.vary[0].param];
  return spec.kind === 'real' || spec.kind === 'integer' ? lineOf(plan, summaries, metric) : barsOf(plan, summaries, metric);
}

function base({ seeds, vary }: SeedPlan, metric: string) {
  return {
    id: `sweep.${metric}.${vary.map(({ param }) => param).join('.')}`,
    title: metricName(metric),
    // A map has no room for the spread.
    caption: message(seeds.length === 1 ? 'sweep.captionOne' : vary.length === 2 ? 'sweep.captionMap' : 'sweep.caption', { count: seeds.length }),
  };
}

function lineOf(plan: SeedPlan, summaries: readonly PointSummary[], metric: string): Panel {
  const spread = (sign: 1 | -1) => summaries.map(({ summary }) => (summary ? summary.mean + sign * (summary.standardDeviation ?? 0) : null));
  return line({
    ...base(plan, metric),
    x: paramAxis(plan.vary[0].param, plan.simulation.params[plan.vary[0].param]),
    y: metricAxis(plan.simulation, metric),
    series: [
      {
        id: metric,
        label: metricName(metric),
        mark: 'both',
        x: summaries.map(({ values }) => Number(values[0])),
        y: summaries.map(({ summary }) => summary?.mean ?? null),
        ...(plan.seeds.length > 1 ? { low: spread(-1), high: spread(1) } : {}),
      },
    ],
  });
}

function barsOf(plan: SeedPlan, summaries: readonly PointSummary[], metric: string): Panel {
  const [{ param }] = plan.vary;
  return bars({
    ...base(plan, metric),
    value: metricAxis(plan.simulation, metric),
    bars: summaries.flatMap(({ values: [value], summary }) => {
      if (!summary) return [];
      const { mean, standardDeviation } = summary;
      const interval = standardDeviation === undefined ? {} : { interval: [mean - standardDeviation, mean + standardDeviation] as const };
      return [{ label: valueLabel(param, value), value: mean, ...interval }];
    }),
  });
}

/** The first parameter from left to right, the second from bottom to top. */
function heatmapOf(plan: SeedPlan, summaries: readonly PointSummary[], metric: string): Panel {
  const [across, up] = plan.vary;
  const { format, digits } = metricSpec(plan.simulation.metrics, metric) ?? {};
  const rows = up.values.map((_, row) => up.values.length - 1 - row);
  return heatmap({
    ...base(plan, metric),
    ...(format ? { format } : {}),
    ...(digits === undefined ? {} : { digits }),
    x: `param.${across.param}`,
    y: `param.${up.param}`,
    columnLabels: across.values.map((value) => valueLabel(across.param, value)),
    rowLabels: rows.map((row) => valueLabel(up.param, up.values[row])),
    grid: {
      rows: up.values.length,
      columns: across.values.length,
      values: rows.flatMap((row) => across.values.map((_, column) => summaries[column * up.values.length + row].summary?.mean ?? null)),
    },
    showValues: true,
  });
}

function paramAxis(name: string, spec: ParamSpec): Axis {
  const label = `param.${name}`;
  if (spec.kind !== 'real' && spec.kind !== 'integer') return { label };
  return { label, ...(spec.format ? { format: spec.format } : spec.kind === 'integer' ? { format: 'integer' } : {}), ...(spec.scale === 'log' ? { scale: 'log' } : {}) };
}

/** Options by their words, numbers as one would type them. */
function valueLabel(param: string, value: ParamValue): Label {
  if (typeof value === 'boolean') return value ? 'sweep.on' : 'sweep.off';
  return typeof value === 'string' ? `param.${param}.${value}` : raw(String(value));
}
