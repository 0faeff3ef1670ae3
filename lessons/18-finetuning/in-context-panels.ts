/** What examples in the prompt changed, as metrics and pictures: log-probability and choice by number of shots, examples, own prompt. */
import { stats } from '../../src/core/index.js';
import { bars, line, message, raw, table, textPanel, type Metrics, type Panel } from '../../src/lesson/index.js';
import { TASKS, type TaskName } from './shots.js';

export interface Tally {
  readonly shots: number;
  /** By task and number of shots, one a sequence. */
  readonly logProbabilities: Readonly<Record<TaskName, readonly number[][]>>;
  /** 1 where the right answer was more probable than the other. */
  readonly right: Readonly<Record<TaskName, readonly number[][]>>;
}

/** The learner's own prompt. */
export interface Own {
  readonly prompt: string;
  readonly answer: string;
  readonly next: readonly { readonly text: string; readonly probability: number }[];
  readonly logProbability?: number;
}

export function metricsOf({ shots, logProbabilities, right }: Tally, own: Own | undefined): Metrics {
  const metrics: Record<string, number> = {};
  for (const task of TASKS) {
    const [none, most] = [logProbabilities[task][0], logProbabilities[task][shots]];
    if (most.length === 0) continue;
    metrics[`${task}Gain`] = stats.mean(most) - stats.mean(none);
    metrics[`logProbability.${task}`] = stats.mean(most);
    if (right[task][shots].length > 0) metrics[`${task}Right`] = stats.mean(right[task][shots]);
  }
  if (own?.logProbability !== undefined) metrics.ownLogProbability = own.logProbability;
  return metrics;
}

export function picturesOf(tally: Tally, own: Own | undefined): Panel[] {
  return [...(own ? [ownPanel(own)] : []), gainPanel(tally), choicePanel(tally), examplesPanel(), tablePanel(tally)];
}

/** The learner's question first: that is what was asked. */
function ownPanel({ prompt, answer, next, logProbability }: Own): Panel {
  return bars({
    id: 'own',
    title: message('panel.own', { prompt }),
    value: { label: 'axis.probability', format: 'percent', min: 0 },
    bars: next.map(({ text, probability }) => ({ label: raw(text.replace(/^ /, '_')), value: probability })),
    ...(logProbability === undefined ? {} : { caption: message('caption.own', { answer, logProbability: logProbability.toFixed(2) }) }),
  });
}

/** Numbers of shots that have at least two sequences: an interval needs two. */
const counted = (rows: readonly number[][]): number[] => rows.flatMap((values, shots) => (values.length > 1 ? [shots] : []));

function gainPanel({ shots, logProbabilities }: Tally): Panel {
  return line({
    id: 'gain',
    title: 'panel.gain',
    weight: 1.4,
    x: { label: 'axis.shots', min: 0, max: shots, format: 'integer' },
    y: { label: 'axis.logProbability' },
    series: TASKS.map((task) => {
      const x = counted(logProbabilities[task]);
      const intervals = x.map((k) => stats.meanInterval(logProbabilities[task][k]));
      return { id: task, label: `task.${task}`, mark: 'both' as const, x, y: x.map((k) => stats.mean(logProbabilities[task][k])), low: intervals.map(({ low }) => low), high: intervals.map(({ high }) => high) };
    }),
    caption: 'caption.gain',
  });
}

function choicePanel({ shots, right }: Tally): Panel {
  const tasks = TASKS.filter((task) => task !== 'format');
  return line({
    id: 'choice',
    title: 'panel.choice',
    x: { label: 'axis.shots', min: 0, max: shots, format: 'integer' },
    y: { label: 'axis.right', format: 'percent', min: 0, max: 1 },
    series: tasks.map((task) => {
      const x = counted(right[task]);
      return { id: task, label: `task.${task}`, mark: 'both' as const, x, y: x.map((k) => stats.mean(right[task][k])) };
    }),
    rules: [{ axis: 'y', at: 0.5, label: 'rule.coin' }],
  });
}

function examplesPanel(): Panel {
  return textPanel({
    id: 'examples',
    title: 'panel.examples',
    lines: TASKS.flatMap((task) => [{ text: `task.${task}`, emphasis: 'primary' as const }, { text: `example.${task}` }]),
  });
}

function tablePanel({ logProbabilities, right, shots }: Tally): Panel {
  const at = (rows: readonly number[][], k: number): number | null => (rows[k].length > 0 ? stats.mean(rows[k]) : null);
  return table({
    id: 'shots',
    title: 'panel.shots',
    columns: [{ label: 'column.shots', format: 'integer', align: 'right' }, ...TASKS.map((task) => ({ label: `task.${task}`, digits: 2, align: 'right' as const })), { label: 'column.labelsRight', format: 'percent', digits: 0, align: 'right' }],
    rows: Array.from({ length: shots + 1 }, (_, k) => ({ cells: [k, ...TASKS.map((task) => at(logProbabilities[task], k)), at(right.labels, k)] })),
  });
}
