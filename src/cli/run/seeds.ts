/** `run --seeds N`: the same parameters over many seeds, each metric summed up, one of them as a histogram. "Is this luck?" */
import { stringify } from 'csv-stringify/sync';
import { metricSpec } from '../../lesson/index.js';
import { planSeeds, runPlan, seedsCommand, seedsFrom, type SeedRun } from '../../runtime/index.js';
import { seedHistogram, summarize, valuesOf } from '../../runtime/seed-summary.js';
import { metricLabel } from '../../words/labels.js';
import { formatNumber } from '../../words/numbers.js';
import type { Arguments } from '../args.js';
import type { Context } from '../context.js';
import { heading, tableLines } from '../layout.js';
import { UsageError } from '../usage-error.js';
import { metricIn, onPool } from './batch.js';
import type { RunPlan } from './execute.js';
import { json } from './machine.js';
import { metricNames } from './metrics-table.js';
import { showPanels } from './people.js';
import { writePicture, type PictureTarget } from './picture.js';
import { failureLines, INTERRUPTED, seconds, type Format } from './report.js';

/** @returns exit code */
export async function runOverSeeds(plan: RunPlan, count: number, values: Arguments['values'], format: Format, picture: PictureTarget | undefined, context: Context): Promise<number> {
  if (format === 'ndjson' || format === 'csv-frames') throw new UsageError('cli.seedsFormat', { option: format === 'ndjson' ? '--ndjson' : '--every-frame' });
  if (values.has('panel')) throw new UsageError('cli.seedsFormat', { option: '--panel' });
  const { simulation, params, seed, data, files, speaker } = plan;
  const seeds = seedsFrom(seed, count);
  const seedPlan = planSeeds({ simulation, params, seeds, metric: metricIn(values, simulation), data });
  const { metric } = seedPlan;
  const { result, elapsedMs } = await onPool(simulation.id, context, (pool, show) => runPlan(pool, seedPlan, show));
  if (result.status === 'cancelled') return INTERRUPTED;
  if (result.status === 'failed') {
    for (const line of failureLines(result.failure, plan, context)) context.warn(line);
    return 1;
  }
  const [{ runs }] = result.points;
  const panel = seedHistogram(simulation, metric, runs);
  const title = context.fill(context.words['seeds.heading'], { simulation: simulation.id, count, first: String(seeds[0]), last: String(seeds[count - 1]) });
  if (picture) writePicture(picture, [panel], title, seedsCommand(simulation, { params, seed, files }, count, metric), plan, context);
  const names = namesIn(runs, plan);
  if (format === 'json') {
    const summary = Object.fromEntries(names.map((name) => [name, summarize(valuesOf(runs, name))]));
    await context.emit(json({ simulation: simulation.id, version: simulation.version, params, ...(files.length > 0 ? { data: files } : {}), metric, seeds, summary, runs, panel, elapsedMs: Math.round(elapsedMs) }));
  } else if (format === 'csv') {
    await context.emit(stringify([['seed', 'metric', 'value'], ...runs.flatMap((run) => Object.entries(run.metrics).map(([name, value]) => [run.seed, name, value]))]));
  } else {
    for (const line of heading(title, context.looks.width)) await context.print(line);
    await context.print();
    await showPanels([panel], plan, context);
    const { words, language, looks } = context;
    const rows = names.map((name) => {
      const summary = summarize(valuesOf(runs, name));
      const show = (value: number | undefined) => (value === undefined ? '-' : formatNumber(value, metricSpec(simulation.metrics, name), language));
      const interval = summary?.low === undefined ? '-' : `${show(summary.low)} .. ${show(summary.high)}`;
      return [metricLabel(name, speaker), show(summary?.mean), show(summary?.standardDeviation), interval, show(summary?.min), show(summary?.max)];
    });
    const right = { align: 'right' as const };
    const columns = [{ title: words['run.metric'] }, { title: words['sweep.mean'], ...right }, { title: words['sweep.sd'], ...right }, { title: words['sweep.interval'], ...right }, { title: words['seeds.min'], ...right }, { title: words['seeds.max'], ...right }];
    for (const line of tableLines(columns, rows, looks.width)) await context.print(line);
    await context.print();
    await context.print(context.fill(words['sweep.elapsed'], { count: runs.length, time: seconds(elapsedMs, context) }));
  }
  return 0;
}

/** All that any run reported, in the order the simulation declares. */
function namesIn(runs: readonly SeedRun[], { simulation }: RunPlan): string[] {
  return metricNames(Object.assign({}, ...runs.map(({ metrics }) => metrics)), simulation);
}
