/** What many seeds say of a metric: mean, spread, interval, and their histogram as a panel. */
import { mean, meanInterval, median, standardDeviation } from '../core/stats/index.js';
import { histogram, message, metricFamily, metricSpec, type Axis, type HistogramPanel, type Label, type Simulation } from '../lesson/index.js';
import type { SeedRun } from './seed-plan.js';

export interface SeedSummary {
  /** Runs that reported the metric. */
  readonly count: number;
  readonly mean: number;
  /** Of the sample; undefined with one run. */
  readonly standardDeviation?: number;
  /** Of the mean, 95 %, by Student's t; undefined with one run. */
  readonly low?: number;
  readonly high?: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @returns undefined where no run reported the metric */
export function summarize(values: readonly number[]): SeedSummary | undefined {
  if (values.length === 0) return undefined;
  const [min, max] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const summary = { count: values.length, mean: mean(values), median: median(values), min, max };
  if (values.length < 2) return summary;
  const { low, high } = meanInterval(values);
  return { ...summary, standardDeviation: standardDeviation(values), low, high };
}

export function valuesOf(runs: readonly SeedRun[], metric: string): readonly number[] {
  return runs.flatMap(({ metrics }) => (Object.hasOwn(metrics, metric) ? [metrics[metric]] : []));
}

/** Share of the values that are not above this one: 0.95 says that few do better (where higher is better). */
export function shareAtMost(values: readonly number[], value: number): number {
  return values.length === 0 ? Number.NaN : values.filter((other) => other <= value).length / values.length;
}

/**
 * The histogram of a metric over seeds, its mean marked.
 * @param own  the learner's own result, marked as well
 */
export function seedHistogram(simulation: Pick<Simulation, 'metrics'>, metric: string, runs: readonly SeedRun[], own?: number): HistogramPanel {
  const values = valuesOf(runs, metric);
  const edges = binEdges(own === undefined ? values : [...values, own]);
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  for (const value of values) counts[binOf(value, edges)]++;
  const summary = summarize(values);
  const rules = [
    ...(summary ? [{ axis: 'x' as const, at: summary.mean, label: 'seeds.mean' }] : []),
    ...(own === undefined ? [] : [{ axis: 'x' as const, at: own, label: 'seeds.own' }]),
  ];
  return histogram({
    id: `seeds.${metric}`,
    title: metricName(metric),
    caption: message('seeds.caption', { count: values.length }),
    x: metricAxis(simulation, metric),
    y: { label: 'seeds.runs', format: 'integer', min: 0 },
    edges,
    series: [{ id: 'runs', label: 'seeds.runs', counts }],
    rules,
  });
}

/** The name of a metric as a label; families fill in the name of the member. */
export function metricName(metric: string): Label {
  const family = metricFamily(metric);
  return family === metric ? `metric.${metric}` : message(`metric.${family}`, { name: metric.slice(metric.indexOf('.') + 1) });
}

export function metricAxis(simulation: Pick<Simulation, 'metrics'>, metric: string): Axis {
  const { format, digits } = metricSpec(simulation.metrics, metric) ?? {};
  return { label: metricName(metric), ...(format ? { format } : {}), ...(digits === undefined ? {} : { digits }) };
}

const MOST_BINS = 20;

/** Bins of equal width over the values, as many as Sturges (1926) has for their number, at least five where they differ. */
function binEdges(values: readonly number[]): number[] {
  const summary = summarize(values);
  if (!summary) return [];
  const { min, max } = summary;
  if (min === max) {
    const half = min === 0 ? 0.5 : Math.abs(min) * 0.01;
    return [min - half, min + half];
  }
  const bins = Math.min(MOST_BINS, Math.max(5, Math.ceil(Math.log2(values.length)) + 1));
  return Array.from({ length: bins + 1 }, (_, index) => (index === bins ? max : min + ((max - min) * index) / bins));
}

/** The last bin holds its upper edge. */
function binOf(value: number, edges: readonly number[]): number {
  let bin = 0;
  while (bin < edges.length - 2 && value >= edges[bin + 1]) bin++;
  return bin;
}
