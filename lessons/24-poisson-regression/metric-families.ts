/** Metrics that come one a term: "coef.age", "se.age". */
import type { Metrics } from '../../src/lesson/index.js';

export function metricFamily(prefix: string, names: readonly string[], values: ArrayLike<number>): Metrics {
  return Object.fromEntries(names.map((term, j) => [`${prefix}.${term}`, values[j]]));
}

/** Metrics are finite: what a degenerate table does not have is left out, not shown as a number. */
export function finiteOnly(metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)));
}
