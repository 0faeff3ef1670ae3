/** Runs a plan and reports it in the format asked for: drawn or in words for people, JSON or CSV for programs. */
import { UserError, type Frame } from '../../lesson/index.js';
import { shareCommand, type RunFailure } from '../../runtime/index.js';
import { formatNumber } from '../../words/numbers.js';
import { isOn, type Arguments, type OptionSpecs } from '../args.js';
import type { Context } from '../context.js';
import { flagError } from '../flags.js';
import { errorLines } from '../say-error.js';
import type { Named } from '../simulation.js';
import { UsageError } from '../usage-error.js';
import { execute, type ExecuteOptions, type Finished, type RunPlan } from './execute.js';
import { reportForPeople } from './people.js';
import { panelCsv } from './panel-csv.js';
import { writePicture, type PictureTarget } from './picture.js';
import { frameCsv, frameObject, FRAMES_HEADER, json, metricsCsv, resultObject } from './machine.js';

export const FORMAT_OPTIONS = {
  json: { kind: 'switch' },
  ndjson: { kind: 'switch' },
  csv: { kind: 'switch' },
  everyFrame: { kind: 'switch' },
  panel: { kind: 'value' },
} as const satisfies OptionSpecs;

export type Format = 'people' | 'json' | 'ndjson' | 'csv' | 'csv-frames';

/** Exit code of a program ended by Ctrl-C, as shells count it. */
export const INTERRUPTED = 130;

/** @throws UsageError cli.formats, cli.everyFrame, cli.panelFormat */
export function formatOf(values: Arguments['values']): Format {
  const asked = (['json', 'ndjson', 'csv'] as const).filter((name) => isOn(values, name));
  if (asked.length > 1) throw new UsageError('cli.formats', { options: asked.map((name) => `--${name}`).join(', ') });
  const [format = 'people'] = asked;
  if (values.has('panel') && (format !== 'csv' || isOn(values, 'everyFrame'))) throw new UsageError('cli.panelFormat');
  if (!isOn(values, 'everyFrame')) return format;
  if (format === 'csv') return 'csv-frames';
  if (format === 'ndjson') return format;
  throw new UsageError('cli.everyFrame');
}

export interface ReportOptions {
  /** Whether the run goes to the history. */
  readonly keep: boolean;
  /** More fields for --json. */
  readonly more?: (finished: Finished) => object;
  /** With --csv: the data of this panel in place of the metrics. */
  readonly panel?: string;
  /** The panels go there as a picture. */
  readonly picture?: PictureTarget;
  /** Said after the result, to people only. */
  readonly after?: (finished: Finished) => Promise<void>;
}

/** @returns exit code, and the run where it came to its end */
export async function runAndReport(plan: RunPlan, format: Format, context: Context, options: ReportOptions): Promise<{ code: number; finished?: Finished }> {
  const outcome = await execute(plan, context, { keep: options.keep, ...streaming(format, context) });
  if ('interrupted' in outcome) return { code: INTERRUPTED };
  if ('failed' in outcome) {
    for (const line of failureLines(outcome.failed.failure, plan, context)) context.warn(line);
    return { code: 1 };
  }
  const { finished } = outcome;
  if (options.picture) {
    const { simulation, level, params, seed, files } = plan;
    const title = context.fill(context.words['run.heading'], { simulation: simulation.id, title: level.title[context.language], seed: String(seed) });
    writePicture(options.picture, finished.frame.panels, title, shareCommand(simulation, { params, seed, files }), plan, context);
  }
  switch (format) {
    case 'people':
      await reportForPeople(finished, context);
      await options.after?.(finished);
      break;
    case 'json':
      await context.emit(json({ ...resultObject(finished), ...options.more?.(finished) }));
      break;
    case 'csv':
      await context.emit(options.panel === undefined ? metricsCsv(finished.frame) : panelCsv(finished.frame.panels, options.panel, plan.speaker));
      break;
    case 'ndjson':
    case 'csv-frames':
      break; // written as they came
    default:
      format satisfies never;
  }
  return { code: 0, finished };
}

/** Formats of all frames are written while the simulation runs; it waits for whoever reads them. */
function streaming(format: Format, { emit }: Context): Pick<ExecuteOptions, 'delivery' | 'onFrame'> {
  if (format !== 'ndjson' && format !== 'csv-frames') return {};
  let index = 0;
  return {
    delivery: 'every',
    onFrame: (frame: Frame) => {
      const header = format === 'csv-frames' && index === 0 ? FRAMES_HEADER : '';
      const text = format === 'ndjson' ? json(frameObject(frame, index)) : header + frameCsv(frame, index);
      index++;
      return emit(text);
    },
  };
}

export function failureLines(failure: RunFailure | undefined, { simulation, speaker }: Named, { words, language, fill }: Context): string[] {
  if (failure?.kind === 'user') return errorLines(flagError(new UserError(failure.key, failure.values), simulation.params, speaker.lesson), language);
  return [fill(words['run.fault'], { message: failure?.message ?? '' })];
}

/** "1.2 s" */
export function seconds(ms: number, { language }: Context): string {
  return formatNumber(ms / 1000, { format: 'seconds' }, language);
}
