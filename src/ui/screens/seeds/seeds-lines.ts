/** Many seeds in lines: the settings, what the runs say of the chosen metric, and how the learner's own run stands among them. */
import { metricSpec, type Metrics, type Simulation } from '../../../lesson/index.js';
import type { Line } from '../../../plot/index.js';
import type { SeedRun } from '../../../runtime/index.js';
import { summarize, valuesOf } from '../../../runtime/seed-summary.js';
import type { Catalogue } from '../../../words/index.js';
import { fill, type Speaker } from '../../../words/say.js';
import { spread, words as span } from '../../components/lines.js';
import { metricLabel, showMetric } from '../../simulation/names.js';
import type { SettingView } from '../../tools/setting-rows.js';
import type { SeedsSetup } from './seeds-state.js';

export interface SeedsView {
  readonly setup: SeedsSetup;
  readonly simulation: Simulation;
  readonly runs: readonly SeedRun[];
  /** Of the learner's own finished run with the same parameters. */
  readonly own?: Metrics;
  readonly first: number;
  readonly speaker: Speaker;
  readonly words: Catalogue;
}

export function seedsSettings({ setup, first, speaker, words: { ui } }: SeedsView): SettingView {
  const rows = [
    { label: ui['seeds.metric'], value: metricLabel(setup.metric, speaker), help: ui['seeds.metric.help'] },
    { label: ui['seeds.count'], value: String(setup.count), help: fill(ui['seeds.count.help'], { first: String(first) }) },
  ];
  return { rows, cursor: setup.row === 'metric' ? 0 : 1, field: setup.edit?.field, wrong: setup.edit?.error !== undefined, focused: setup.page === 'figures' && !setup.table };
}

/** Names and values; none before the first run is through. */
export function seedsFigures({ setup, simulation, runs, own, speaker, words: { ui } }: SeedsView): readonly (readonly [label: string, value: string])[] {
  const values = valuesOf(runs, setup.metric);
  const summary = summarize(values);
  if (summary === undefined) return [];
  const spec = metricSpec(simulation.metrics, setup.metric);
  const show = (value: number) => showMetric(value, spec, speaker);
  const { mean, standardDeviation, low, high, median, min, max } = summary;
  return [
    [ui['seeds.meanOf'], show(mean)],
    ...(standardDeviation === undefined ? [] : [[ui['seeds.spread'], show(standardDeviation)] as const]),
    ...(low === undefined || high === undefined ? [] : [[ui['seeds.interval'], `${show(low)} .. ${show(high)}`] as const]),
    [ui['seeds.median'], show(median)],
    [ui['seeds.least'], show(min)],
    [ui['seeds.most'], show(max)],
    ...(own?.[setup.metric] === undefined ? [] : [[ui['seeds.thisRun'], show(own[setup.metric])] as const]),
  ];
}

export function figureLines(figures: readonly (readonly [string, string])[], cells: number): readonly Line[] {
  return figures.map(([label, value]) => spread([span(label, 'dim')], [span(value, undefined, true)], cells));
}

/** Where the learner's own run stands: the answer to "Is this luck?" in one sentence. */
export function rankWords({ setup, simulation, runs, own, speaker, words: { ui } }: SeedsView): string | undefined {
  const value = own?.[setup.metric];
  const values = valuesOf(runs, setup.metric);
  if (value === undefined || values.length === 0) return undefined;
  const below = values.filter((other) => other <= value).length;
  return fill(ui['seeds.rank'], { value: showMetric(value, metricSpec(simulation.metrics, setup.metric), speaker), count: String(values.length), below: String(below) });
}
