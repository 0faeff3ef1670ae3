/**
 * `replay RUN`: a run from the history once more, and whether it gives the same figures; it is not put into the history again.
 * `replay CODE`: a run that somebody shared; it is new here, and kept.
 */
import { metricSpec, resolveParams, UserError, type Metrics, type Simulation } from '../../lesson/index.js';
import { readLearnerData } from '../../data/learner/read.js';
import { findRun, type RunRecord } from '../../progress/index.js';
import { looksLikeCode, readShareCode } from '../../runtime/index.js';
import { metricLabel } from '../../words/labels.js';
import { valueIn, type Arguments } from '../args.js';
import type { Command, Context } from '../context.js';
import { flagError } from '../flags.js';
import { tableLines } from '../layout.js';
import { checkTogether, dataFrom, PLAN_OPTIONS } from '../plan.js';
import { pictureTarget, SVG_OPTIONS, type PictureTarget } from '../run/picture.js';
import { runNamed } from '../run-record.js';
import type { Finished, RunPlan } from '../run/execute.js';
import { FORMAT_OPTIONS, formatOf, runAndReport, type Format } from '../run/report.js';
import { findSimulation } from '../simulation.js';
import { UsageError } from '../usage-error.js';

export const replay: Command = {
  name: 'replay',
  usage: 'replay RUN | CODE [--data FILE] [--json | --ndjson | --csv] [--svg FILE]',
  options: { data: PLAN_OPTIONS.data, ...FORMAT_OPTIONS, ...SVG_OPTIONS },
  positionals: 1,
  examples: ['replay 4kx9', 'replay 4kx9 --json', 'replay 1B7K-0M3X-52ZD-90'],

  async run({ positionals: [id], values }, context) {
    const format = formatOf(values);
    if (id === undefined) throw new UsageError('cli.missing', { usage: replay.usage }, undefined, 'replay');
    const picture = pictureTarget(values);
    if (!findRun(context.progress.refresh(), id) && looksLikeCode(id)) return replayCode(id, values, format, picture, context);
    const record = runNamed(id, context, replay);
    const plan = await planOf(record, context);
    const { simulation } = plan;
    if (simulation.version !== record.version) context.warn(context.fill(context.words['replay.version'], { then: record.version, now: simulation.version }));

    const { code, finished } = await runAndReport(plan, format, context, {
      keep: false,
      picture,
      panel: valueIn(values, 'panel'),
      more: ({ frame }) => ({ replayOf: record.id, same: differences(record.metrics, frame.metrics, simulation).length === 0 }),
      after: (run) => tell(record, run, context),
    });
    if (!finished) return code;
    return differences(record.metrics, finished.frame.metrics, simulation).length === 0 ? 0 : 1;
  },
};

/** @throws UserError share.* */
async function replayCode(code: string, values: Arguments['values'], format: Format, picture: PictureTarget | undefined, context: Context): Promise<number> {
  const shared = await readShareCode(code);
  const named = await findSimulation(shared.simulation.id, context, replay);
  const { simulation } = named;
  if (shared.data && !values.has('data')) throw new UserError('share.data', { simulation: simulation.id });
  const { data, files } = dataFrom(simulation, values);
  checkTogether(named, shared.params, data);
  if (simulation.version !== shared.version) context.warn(context.fill(context.words['replay.version'], { then: shared.version, now: simulation.version }));
  return (await runAndReport({ ...named, params: shared.params, seed: shared.seed, data, files }, format, context, { keep: true, picture, panel: valueIn(values, 'panel') })).code;
}

/** @throws UserError where the simulation no longer takes these parameters, or a file is gone */
async function planOf(record: RunRecord, context: Context): Promise<RunPlan> {
  const named = await findSimulation(record.simulation, context, replay);
  const { simulation } = named;
  const files = record.data ?? [];
  try {
    const params = resolveParams(simulation.params, record.params);
    const data = simulation.data && files.length > 0 ? readLearnerData(files, simulation.data.kind) : undefined;
    simulation.check?.(params, data);
    return { ...named, params, seed: record.seed, data, files };
  } catch (error) {
    throw error instanceof UserError ? flagError(error, simulation.params, named.speaker.lesson) : error;
  }
}

/** Names of the metrics that are not the same, bit for bit; those that measure time are not compared. */
function differences(then: Metrics, now: Metrics, simulation: Simulation): string[] {
  const names = new Set([...Object.keys(then), ...Object.keys(now)]);
  return [...names].filter((name) => !metricSpec(simulation.metrics, name)?.measured && !Object.is(then[name], now[name]));
}

async function tell(record: RunRecord, { plan, frame }: Finished, context: Context): Promise<void> {
  const { words, looks } = context;
  const { simulation, speaker } = plan;
  const different = differences(record.metrics, frame.metrics, simulation);
  const measured = Object.keys(frame.metrics).filter((name) => metricSpec(simulation.metrics, name)?.measured);
  if (different.length === 0) {
    await context.print(context.fill(words['replay.same'], { count: Object.keys(frame.metrics).length - measured.length }));
  } else {
    await context.print(record.version === simulation.version ? words['replay.different'] : words['replay.versionFigures']);
    const digits = (value: number | undefined) => (value === undefined ? '-' : String(value)); // every digit: that is what differs
    const rows = different.map((name) => [metricLabel(name, speaker), digits(record.metrics[name]), digits(frame.metrics[name])]);
    const columns = [{ title: words['run.metric'] }, { title: words['replay.then'] }, { title: words['replay.now'] }];
    for (const line of tableLines(columns, rows, looks.width)) await context.print(line);
  }
  if (measured.length > 0) {
    const names = measured.map((name) => metricLabel(name, speaker)).join(', ');
    await context.print(context.fill(words['replay.measured'], { metrics: names }));
  }
}
