/** A sweep in lines: what it is set to, and the points that are through. */
import { metricSpec, type ParamValues, type Simulation } from '../../../lesson/index.js';
import type { Line } from '../../../plot/index.js';
import type { PlanPoint, SeedPlan } from '../../../runtime/index.js';
import { summarizePoints } from '../../../runtime/sweep-panel.js';
import type { Catalogue } from '../../../words/index.js';
import { fill, type Speaker } from '../../../words/say.js';
import { spread, words as span } from '../../components/lines.js';
import { metricLabel, paramLabel, showMetric, showValue } from '../../simulation/names.js';
import type { SettingRow, SettingView } from '../../tools/setting-rows.js';
import { sweepRows, type SweepRow, type SweepSetup } from './sweep-state.js';

export function sweepSettings(setup: SweepSetup, first: number, speaker: Speaker, { ui }: Catalogue): SettingView {
  const { first: one, second, metric, seeds } = setup;
  const rows: Readonly<Record<SweepRow, SettingRow>> = {
    param: { label: ui['sweep.param'], value: paramLabel(one.param, speaker), help: ui['sweep.param.help'] },
    values: { label: ui['sweep.values'], value: one.typed, help: ui['sweep.values.help'] },
    second: { label: ui['sweep.second'], value: second === undefined ? ui['sweep.none'] : paramLabel(second.param, speaker), help: ui['sweep.second.help'] },
    secondValues: { label: ui['sweep.values'], value: second?.typed ?? '', help: ui['sweep.values.help'] },
    metric: { label: ui['seeds.metric'], value: metricLabel(metric, speaker), help: ui['seeds.metric.help'] },
    seeds: { label: ui['seeds.count'], value: String(seeds), help: fill(ui['sweep.seeds.help'], { first: String(first) }) },
  };
  const order = sweepRows(setup);
  return { rows: order.map((row) => rows[row]), cursor: order.indexOf(setup.row), field: setup.edit?.field, wrong: setup.edit?.error !== undefined, focused: !setup.table };
}

/** The point with the largest and the one with the smallest mean, as far as they are known. */
export function extremes(plan: Pick<SeedPlan, 'vary'>, points: readonly PlanPoint[], metric: string, simulation: Simulation, speaker: Speaker, { ui }: Catalogue): readonly (readonly [label: string, value: string])[] {
  const known = summarizePoints(points, metric).flatMap(({ values, summary }) => (summary === undefined ? [] : [{ values, mean: summary.mean }]));
  if (known.length < 2) return [];
  const spec = metricSpec(simulation.metrics, metric);
  const where = (values: PlanPoint['values']) => values.map((value, index) => showValue(plan.vary[index].param, simulation.params[plan.vary[index].param], value, speaker)).join(speaker.language === 'zh' ? '，' : ', ');
  const pick = (better: (a: number, b: number) => boolean) => known.reduce((best, one) => (better(one.mean, best.mean) ? one : best));
  const highest = pick((a, b) => a > b);
  const lowest = pick((a, b) => a < b);
  return [
    [fill(ui['sweep.at'], { what: ui['seeds.most'], where: where(highest.values) }), showMetric(highest.mean, spec, speaker)],
    [fill(ui['sweep.at'], { what: ui['seeds.least'], where: where(lowest.values) }), showMetric(lowest.mean, spec, speaker)],
  ];
}

export function extremeLines(found: readonly (readonly [string, string])[], cells: number): readonly Line[] {
  return found.map(([label, value]) => spread([span(label, 'dim')], [span(` ${value}`, undefined, true)], cells));
}

/** Whether what was run is what is set now; the metric may be looked at in any run. */
export function sameRuns(plan: SeedPlan, present: { readonly values: ParamValues; readonly vary: SeedPlan['vary']; readonly seeds: readonly number[] }): boolean {
  const varied = plan.vary.map(({ param }) => param);
  const fixed = (values: ParamValues) => JSON.stringify(Object.entries(values).filter(([name]) => !varied.includes(name)).sort());
  return JSON.stringify([plan.vary, plan.seeds]) === JSON.stringify([present.vary, present.seeds]) && fixed(plan.points[0]) === fixed(present.values);
}
