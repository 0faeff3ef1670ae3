/** What is known of the methods so far, as metrics and pictures: the table is the point. */
import { stats } from '../../src/core/index.js';
import { bars, line, message, raw, table, textPanel, type Metrics, type Panel } from '../../src/lesson/index.js';
import type { Task } from './mails.js';
import type { Method } from './methods.js';
import type { Outcome } from './tuning.js';

export interface TuningRecord {
  readonly methods: readonly Method[];
  readonly outcomes: Map<Method, Outcome>;
  readonly losses: Map<Method, number[]>;
  task?: Task;
}

export function emptyRecord(methods: readonly Method[]): TuningRecord {
  return { methods, outcomes: new Map(), losses: new Map() };
}

const isBaseline = (method: Method): boolean => method === 'words' || method === 'scratch';

/** The most accurate method that uses the pretrained model; of equals the one that trains fewer values. */
function best({ outcomes }: TuningRecord): Outcome | undefined {
  return [...outcomes].filter(([method]) => !isBaseline(method)).map(([, outcome]) => outcome)
    .sort((a, b) => b.accuracy - a.accuracy || a.trained - b.trained)[0];
}

export function metricsOf(record: TuningRecord): Metrics {
  const metrics: Record<string, number> = {};
  const top = best(record);
  if (top) {
    metrics.accuracy = top.accuracy;
    metrics.trained = top.trained;
    const scratch = record.outcomes.get('scratch');
    const words = record.outcomes.get('words');
    if (scratch) metrics.overScratch = top.accuracy - scratch.accuracy;
    if (words) metrics.overWords = top.accuracy - words.accuracy;
  }
  for (const [method, outcome] of record.outcomes) {
    metrics[`accuracy.${method}`] = outcome.accuracy;
    metrics[`trained.${method}`] = outcome.trained;
    metrics[`memory.${method}`] = outcome.bytes;
    metrics[`time.${method}`] = outcome.milliseconds / 1000;
  }
  return metrics;
}

export function picturesOf(record: TuningRecord, steps: number): Panel[] {
  return [tablePanel(record), lossPanel(record, steps), accuracyPanel(record), ...(record.task ? [mailPanel(record, record.task)] : [])];
}

function tablePanel({ methods, outcomes }: TuningRecord): Panel {
  return table({
    id: 'methods',
    title: 'panel.methods',
    weight: 1.4,
    caption: 'caption.methods',
    columns: [
      { label: 'column.method' },
      { label: 'column.accuracy', format: 'percent', digits: 0, align: 'right' },
      { label: 'column.trained', format: 'integer', align: 'right' },
      { label: 'column.memory', format: 'bytes', align: 'right' },
      { label: 'column.time', format: 'seconds', digits: 1, align: 'right' },
    ],
    rows: methods.map((method) => {
      const outcome = outcomes.get(method);
      return {
        cells: [`method.${method}`, outcome?.accuracy ?? null, outcome?.trained ?? null, outcome?.bytes ?? null, outcome ? outcome.milliseconds / 1000 : null],
        emphasis: isBaseline(method) ? ('muted' as const) : ('none' as const),
      };
    }),
  });
}

function accuracyPanel({ methods, outcomes, task }: TuningRecord): Panel {
  const words = outcomes.get('words');
  return bars({
    id: 'accuracy',
    title: 'panel.accuracy',
    value: { label: 'axis.accuracy', format: 'percent', min: 0.4, max: 1 },
    bars: methods.flatMap((method) => {
      const outcome = outcomes.get(method);
      if (!outcome || !task) return [];
      const { low, high } = stats.proportionInterval(Math.round(outcome.accuracy * task.test.length), task.test.length);
      return [{ label: `method.${method}`, value: outcome.accuracy, interval: [Math.max(0.4, low), high] as const, emphasis: isBaseline(method) ? ('muted' as const) : ('primary' as const) }];
    }),
    rules: words ? [{ axis: 'x', at: words.accuracy, label: 'method.words' }] : [],
    caption: 'caption.accuracy',
  });
}

function lossPanel({ losses }: TuningRecord, steps: number): Panel {
  return line({
    id: 'loss',
    title: 'panel.loss',
    x: { label: 'axis.step', min: 0, max: steps, format: 'integer' },
    y: { label: 'axis.loss', min: 0 },
    series: [...losses].filter(([, values]) => values.length > 0).map(([method, values]) => ({
      id: method, label: `method.${method}`, x: values.map((_, i) => i + 1), y: smooth(values), ...(method === 'scratch' ? { emphasis: 'muted' as const } : {}),
    })),
    caption: 'caption.loss',
  });
}

/** Running mean over eight steps: single batches of eight mails jump. */
function smooth(values: readonly number[]): number[] {
  return values.map((_, i) => stats.mean(values.slice(Math.max(0, i - 7), i + 1)));
}

/** Some test mails, and what the newest method makes of them. */
function mailPanel({ outcomes }: TuningRecord, { test }: Task): Panel {
  const newest = [...outcomes].at(-1);
  return textPanel({
    id: 'mails',
    title: newest ? message('panel.mails.by', { spam: test.filter((_, i) => newest[1].spam[i] > 0.5).length, mails: test.length }) : 'panel.mails',
    lines: test.slice(0, 8).flatMap((mail, i) => {
      const truth = mail.label === 1 ? 'spam' : 'ham';
      const guess = newest?.[1].spam[i];
      const verdict = guess === undefined ? `mail.${truth}` : message(`mail.${truth}.guess`, { spam: `${(guess * 100).toFixed(0)} %` });
      const wrong = guess !== undefined && guess > 0.5 !== (mail.label === 1);
      return [{ text: verdict, emphasis: wrong ? ('bad' as const) : ('primary' as const) }, { text: raw(mail.text.replace(/\s+/g, ' ').trim()) }];
    }),
  });
}
