/** The metrics of a run as a table, in the order in which the simulation declares them. */
import { metricFamily, metricSpec, type Metrics, type Simulation } from '../../lesson/index.js';
import { metricLabel } from '../../words/labels.js';
import { formatNumber } from '../../words/numbers.js';
import type { Context } from '../context.js';
import { tableLines } from '../layout.js';
import type { Named } from '../simulation.js';

export function metricsTable(metrics: Metrics, { simulation, speaker }: Named, { words, looks, language }: Context): string[] {
  const rows = metricNames(metrics, simulation).map((name) => {
    const spec = metricSpec(simulation.metrics, name) ?? {};
    const value = formatNumber(metrics[name], spec, language);
    return [metricLabel(name, speaker), value, spec.measured ? words['run.measured'] : ''];
  });
  return tableLines([{ title: words['run.metric'] }, { title: words['run.value'], align: 'right' }, {}], rows, looks.width);
}

export function metricNames(metrics: Metrics, simulation: Simulation): string[] {
  const order = Object.keys(simulation.metrics);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.indexOf(metricFamily(name)));
  return Object.keys(metrics).sort((a, b) => rank(a) - rank(b)); // stable within a family
}
