/** Names and values of parameters and metrics in the learner's language. */
import { metricFamily, metricSpec, type Metrics, type MetricSpec, type ParamSpec, type ParamValue, type Simulation } from '../../lesson/index.js';
import { formatNumber } from '../../words/numbers.js';
import { metricLabel, optionLabel } from '../../words/labels.js';
import { fill, type Speaker } from '../../words/say.js';
import { catalogue } from '../../words/index.js';

export { metricLabel, optionLabel, paramHelp, paramLabel } from '../../words/labels.js';

/** A value as the parameter panel shows it, on one line. */
export function showValue(name: string, spec: ParamSpec, value: ParamValue, speaker: Speaker): string {
  const { ui } = catalogue(speaker.language);
  switch (spec.kind) {
    case 'real':
    case 'integer':
      return typeof value === 'number' ? formatNumber(value, { format: spec.format ?? (spec.kind === 'integer' ? 'integer' : undefined), digits: spec.digits }, speaker.language) : String(value);
    case 'choice':
      return optionLabel(name, String(value), speaker);
    case 'toggle':
      return value === true ? ui['value.on'] : ui['value.off'];
    case 'text':
      return value === '' ? ui['value.empty'] : String(value).replace(/\s*\n\s*/g, ' ');
    case 'texts': {
      const items = Array.isArray(value) ? value : [];
      if (items.length === 0) return ui['value.empty'];
      return items.length === 1 ? String(items[0]) : fill(ui['value.texts'], { count: String(items.length) });
    }
  }
}

export interface NamedMetric {
  readonly name: string;
  readonly label: string;
  readonly spec: MetricSpec;
  readonly value: number;
}

/** The headline metrics that a frame reports, in the order declared; families in the order reported. */
export function headlines(simulation: Simulation, metrics: Metrics, speaker: Speaker): readonly NamedMetric[] {
  return Object.entries(simulation.metrics).flatMap(([declared, spec]) => {
    if (spec.headline === false) return [];
    const names = declared.endsWith('.*') ? Object.keys(metrics).filter((name) => metricFamily(name) === declared && !Object.hasOwn(simulation.metrics, name)) : [declared];
    return names.flatMap((name) => (metrics[name] === undefined ? [] : [{ name, label: metricLabel(name, speaker), spec, value: metrics[name] }]));
  });
}

/** A number measured in time is marked: another machine gives another. */
export function showMetric(value: number, spec: MetricSpec | undefined, speaker: Speaker): string {
  const text = formatNumber(value, spec, speaker.language);
  return spec?.measured ? `~${text}` : text;
}

export function specOf(simulation: Simulation, name: string): MetricSpec | undefined {
  return metricSpec(simulation.metrics, name);
}
