/** `sweep SIMULATION`: one parameter or two over a range against a metric, each point over several seeds, on all cores. */
import { stringify } from 'csv-stringify/sync';
import { kebab } from '../../lesson/flags.js';
import { metricSpec, UserError, type Simulation } from '../../lesson/index.js';
import { planSweep, runPlan, seedsFrom, sweepCommand, sweepValues, type PlanPoint, type SeedPlan, type Variation } from '../../runtime/index.js';
import { summarizePoints, sweepPanel } from '../../runtime/sweep-panel.js';
import { metricLabel, paramLabel, paramValue } from '../../words/labels.js';
import { formatNumber } from '../../words/numbers.js';
import type { Arguments, OptionSpecs } from '../args.js';
import type { Command, Context } from '../context.js';
import { flagError, paramOptions } from '../flags.js';
import { heading, tableLines } from '../layout.js';
import { dataFrom, PLAN_OPTIONS, planFrom } from '../plan.js';
import { metricIn, onPool, SEED_OPTIONS, seedCountIn } from '../run/batch.js';
import { json } from '../run/machine.js';
import { showPanels } from '../run/people.js';
import { pictureTarget, SVG_OPTIONS, writePicture } from '../run/picture.js';
import { failureLines, formatOf, INTERRUPTED, seconds } from '../run/report.js';
import { findSimulation, type Named } from '../simulation.js';
import { suggest, UsageError } from '../usage-error.js';

const SEEDS = 5;

export const sweep: Command = {
  name: 'sweep',
  usage: 'sweep SIMULATION --vary PARAMETER=FROM:TO:STEP [--vary ...] [--seeds COUNT] [--metric NAME] [--PARAMETER VALUE ...] [--json | --csv] [--svg FILE]',
  options: { vary: { kind: 'value', repeated: true }, ...PLAN_OPTIONS, ...SEED_OPTIONS, json: { kind: 'switch' }, csv: { kind: 'switch' }, ...SVG_OPTIONS },
  positionals: 1,
  examples: ['sweep lottery-ticket --vary pruneRate=0.1:0.5:0.1 --seeds 5 --csv', 'sweep token-sampling --vary temperature=0.25:2:x2 --vary strategy=all'],

  async moreOptions([typed], context): Promise<OptionSpecs> {
    const { simulation } = await findSimulation(typed, context, sweep);
    return paramOptions(simulation.id, simulation.params);
  },

  async run({ positionals, values }, context) {
    const format = formatOf(values);
    const named = await findSimulation(positionals[0], context, sweep);
    const { plan, files, seed } = planOf(named, values, context);
    const picture = pictureTarget(values);
    const { result, elapsedMs } = await onPool(named.simulation.id, context, (pool, show) => runPlan(pool, plan, show));
    if (result.status === 'cancelled') return INTERRUPTED;
    if (result.status === 'failed') {
      for (const line of failureLines(result.failure, named, context)) context.warn(line);
      return 1;
    }
    const { points } = result;
    const varied = plan.vary.map(({ param }) => paramLabel(param, named.speaker)).join(', ');
    const title = context.fill(context.words['sweep.heading'], { simulation: named.simulation.id, metric: metricLabel(plan.metric, named.speaker), params: varied });
    if (picture) {
      const ranges = (values.get('vary') ?? []).map((typed) => paramAndRange(typed, named.simulation));
      const command = sweepCommand(named.simulation, { params: plan.points[0], seed, files }, ranges, plan.seeds.length, plan.metric);
      writePicture(picture, [sweepPanel(plan, points)], title, command, named, context);
    }
    if (format === 'json') await context.emit(json(resultObject(plan, points, files, elapsedMs)));
    else if (format === 'csv') await context.emit(csv(plan, points));
    else await tell(plan, points, title, elapsedMs, named, context);
    return 0;
  },
};

/** @throws UserError for everything that can be found wrong before the first run */
function planOf(named: Named, values: Arguments['values'], context: Context): { readonly plan: SeedPlan; readonly files: readonly string[]; readonly seed: number } {
  const { simulation, speaker } = named;
  const vary = (values.get('vary') ?? []).map((typed) => variation(typed, named, values));
  // The other parameters may fit only together with what varies: the rules between them are checked point by point.
  const { params, seed } = planFrom({ ...named, simulation: { ...simulation, check: undefined } }, values, context);
  const { data, files } = dataFrom(simulation, values);
  try {
    const plan = planSweep({ simulation, params, vary, seeds: seedsFrom(seed, seedCountIn(values, simulation) ?? SEEDS), metric: metricIn(values, simulation), data });
    return { plan, files, seed };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const meant = error.key === 'metric.unknown' ? suggest(String(error.values.metric), Object.keys(simulation.metrics)) : undefined;
    throw meant === undefined ? flagError(error, simulation.params, speaker.lesson) : new UsageError(error.key, error.values, meant);
  }
}

/** "prune-rate=0.1:0.5:0.1" in two. @throws UsageError sweep.form, param.unknown */
function paramAndRange(typed: string, { params }: Pick<Simulation, 'params'>): readonly [param: string, range: string] {
  const [, name = '', range = ''] = /^\s*(?:--)?([^=\s]+)\s*=(.*)$/s.exec(typed) ?? [];
  if (name === '') throw new UsageError('sweep.form', { value: typed }, undefined, 'sweep');
  const known = Object.keys(params);
  const param = known.find((candidate) => candidate === name || kebab(candidate) === name);
  if (param === undefined) throw new UsageError('param.unknown', { name, known: known.join(', ') }, suggest(name, known));
  return [param, range];
}

/** @throws UsageError sweep.form, sweep.fixed, sweep.range, sweep.kind, param.* */
function variation(typed: string, { simulation, speaker }: Named, values: Arguments['values']): Variation {
  const [param, range] = paramAndRange(typed, simulation);
  if (values.has(param)) throw new UsageError('sweep.fixed', { name: `--${kebab(param)}` });
  try {
    return { param, values: sweepValues(param, simulation.params[param], range) };
  } catch (error) {
    throw error instanceof UserError ? flagError(error, simulation.params, speaker.lesson) : error;
  }
}

function resultObject(plan: SeedPlan, points: readonly PlanPoint[], files: readonly string[], elapsedMs: number) {
  const { simulation, vary, metric, seeds } = plan;
  const summaries = summarizePoints(points, metric);
  return {
    simulation: simulation.id,
    version: simulation.version,
    metric,
    vary,
    seeds,
    ...(files.length > 0 ? { data: files } : {}),
    points: points.map(({ runs }, index) => ({ params: plan.points[index], ...(summaries[index].summary ?? { count: 0 }), values: runs.map(({ metrics }) => metrics[metric] ?? null) })),
    panel: sweepPanel(plan, points),
    elapsedMs: Math.round(elapsedMs),
  };
}

/** A row a run. */
function csv({ vary, metric }: SeedPlan, points: readonly PlanPoint[]): string {
  const rows = points.flatMap(({ values, runs }) => runs.map(({ seed, metrics }) => [...values.map(String), seed, metrics[metric] ?? '']));
  return stringify([[...vary.map(({ param }) => param), 'seed', metric], ...rows]);
}

async function tell(plan: SeedPlan, points: readonly PlanPoint[], title: string, elapsedMs: number, named: Named, context: Context): Promise<void> {
  const { words, looks, language } = context;
  const { simulation, vary, metric } = plan;
  for (const line of heading(title, looks.width)) await context.print(line);
  await context.print();
  await showPanels([sweepPanel(plan, points)], named, context);
  const show = (value: number | undefined) => (value === undefined ? '-' : formatNumber(value, metricSpec(simulation.metrics, metric), language));
  const right = { align: 'right' as const };
  const columns = [...vary.map(({ param }) => ({ title: paramLabel(param, named.speaker), ...right })), { title: words['sweep.mean'], ...right }, { title: words['sweep.sd'], ...right }, { title: words['sweep.runs'], ...right }];
  const rows = summarizePoints(points, metric).map(({ values, summary }) => [...values.map((value, i) => paramValue(vary[i].param, simulation.params[vary[i].param], value, named.speaker)), show(summary?.mean), show(summary?.standardDeviation), String(summary?.count ?? 0)]);
  for (const line of tableLines(columns, rows, looks.width)) await context.print(line);
  await context.print();
  await context.print(context.fill(words['sweep.elapsed'], { count: points.reduce((sum, { runs }) => sum + runs.length, 0), time: seconds(elapsedMs, context) }));
}
