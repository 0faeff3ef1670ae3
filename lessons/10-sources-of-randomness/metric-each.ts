/** Metrics of one kind for each of several names: "sd.split", "sd.order". */
import type { MetricSpec } from '../../src/lesson/index.js';

export function each(names: readonly string[], kind: string, spec: MetricSpec): Record<string, MetricSpec> {
  return Object.fromEntries(names.map((name) => [`${kind}.${name}`, spec]));
}
