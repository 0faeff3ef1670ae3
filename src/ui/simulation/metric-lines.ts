/** The metrics beside the plot: one row each, and while two runs are compared a column with the difference. */
import type { Frame, MetricSpec, Simulation } from '../../lesson/index.js';
import { pad, width, type Line, type Role } from '../../plot/index.js';
import { catalogue } from '../../words/index.js';
import type { Speaker } from '../../words/say.js';
import { spread, words as span } from '../components/lines.js';
import type { Signs } from '../signs.js';
import { headlines, showMetric, type NamedMetric } from './names.js';

export interface MetricView {
  readonly simulation: Simulation;
  readonly frame?: Frame;
  readonly earlier?: Frame;
  readonly speaker: Speaker;
  readonly signs: Signs;
}

export function metricLines({ simulation, frame, earlier, speaker, signs }: MetricView, cells: number): readonly Line[] {
  if (frame === undefined) return [];
  const metrics = headlines(simulation, frame.metrics, speaker);
  if (earlier === undefined) {
    return metrics.map((metric) => spread([span(pad(metric.label, Math.max(0, cells - width(shown(metric, speaker)) - 1), 'left', signs.ellipsis), 'dim')], [span(shown(metric, speaker), undefined, true)], cells));
  }
  const rows = metrics.map((metric) => ({ metric, now: shown(metric, speaker), change: difference(metric, earlier.metrics[metric.name], speaker) }));
  const nowCells = Math.max(0, ...rows.map(({ now }) => width(now)));
  const { ui } = catalogue(speaker.language);
  const changeCells = Math.max(width(ui['metrics.change']), ...rows.map(({ change }) => width(change?.text ?? '')));
  const labelCells = Math.max(6, cells - nowCells - changeCells - 2);
  const head: Line = [span(' '.repeat(labelCells)), span(pad(ui['metrics.now'], nowCells + 1, 'right', ''), 'dim'), span(pad(ui['metrics.change'], changeCells + 1, 'right', ''), 'dim')];
  return [
    head,
    ...rows.map(({ metric, now, change }): Line => [
      span(pad(metric.label, labelCells, 'left', signs.ellipsis), 'dim'),
      span(pad(now, nowCells + 1, 'right'), undefined, true),
      span(pad(change?.text ?? '-', changeCells + 1, 'right'), change?.role),
    ]),
  ];
}

function shown({ value, spec }: NamedMetric, speaker: Speaker): string {
  return showMetric(value, spec, speaker);
}

function difference({ value, spec }: NamedMetric, before: number | undefined, speaker: Speaker): { readonly text: string; readonly role?: Role } | undefined {
  if (before === undefined) return undefined;
  const change = value - before;
  const text = showMetric(change, { ...spec, measured: false }, speaker);
  return { text: change > 0 ? `+${text}` : text, role: roleOf(change, spec) };
}

function roleOf(change: number, { better }: MetricSpec): Role | undefined {
  if (change === 0 || better === undefined) return undefined;
  return change > 0 === (better === 'higher') ? 'good' : 'bad';
}
