/** How both policies do, iteration by iteration, as metrics and pictures: the two scores, the texts themselves, the distance, a table. */
import { stats } from '../../src/core/index.js';
import { line, message, table, textPanel, type LineSeries, type Metrics, type Panel } from '../../src/lesson/index.js';

export type ArmName = 'leashed' | 'free';

export interface Point {
  readonly proxy: number;
  readonly truth: number;
  readonly kl: number;
  readonly written: readonly { readonly text: string; readonly proxy: number; readonly truth: number }[];
}

export interface Arms {
  readonly leashed: Point[];
  readonly free: Point[];
  readonly beta: number;
  readonly iterations: number;
  agreement?: number;
  startTruth?: number;
}

/** Single iterations are few texts: figures are means of the last ones. */
const LAST = 4;

export function emptyArms({ beta, iterations }: { readonly beta: number; readonly iterations: number }): Arms {
  return { leashed: [], free: [], beta, iterations };
}

const recent = (points: readonly Point[], key: 'proxy' | 'truth' | 'kl'): number => stats.mean(points.slice(-LAST).map((point) => point[key]));

export function metricsOf({ leashed, free, agreement, startTruth }: Arms): Metrics {
  const metrics: Record<string, number> = {};
  if (agreement !== undefined && startTruth !== undefined) Object.assign(metrics, { agreement, startTruth });
  if (leashed.length > 0) {
    const truth = recent(leashed, 'truth');
    Object.assign(metrics, { truth, proxy: recent(leashed, 'proxy'), kl: recent(leashed, 'kl'), ...(startTruth === undefined ? {} : { truthGain: truth - startTruth }) });
  }
  if (free.length > 0) {
    const best = free.reduce((most, _, i) => Math.max(most, recent(free.slice(0, i + 1), 'truth')), -Infinity);
    Object.assign(metrics, { freeTruth: recent(free, 'truth'), freeProxy: recent(free, 'proxy'), freeKl: recent(free, 'kl'), bestFreeTruth: best });
  }
  return metrics;
}

export function picturesOf(arms: Arms): Panel[] {
  return [scoresPanel(arms), textsPanel(arms), distancePanel(arms), summaryPanel(arms)];
}

const x = (points: readonly Point[]): number[] => points.map((_, i) => i + 1);

/** Running mean over three iterations. */
function smooth(points: readonly Point[], key: 'proxy' | 'truth'): number[] {
  return points.map((_, i) => stats.mean(points.slice(Math.max(0, i - 2), i + 1).map((point) => point[key])));
}

function scoresPanel(arms: Arms): Panel {
  const series = (name: ArmName, key: 'proxy' | 'truth'): LineSeries[] =>
    arms[name].length === 0 ? [] : [{ id: `${name}.${key}`, label: message(`series.${name}.${key}`, { beta: arms.beta }), x: x(arms[name]), y: smooth(arms[name], key), emphasis: name === 'leashed' ? (key === 'truth' ? 'good' : 'muted') : key === 'truth' ? 'bad' : 'none' }];
  return line({
    id: 'scores',
    title: 'panel.scores',
    weight: 1.5,
    x: { label: 'axis.iteration', min: 1, max: arms.iterations, format: 'integer' },
    y: { label: 'axis.score' },
    series: [...series('leashed', 'truth'), ...series('free', 'truth'), ...series('leashed', 'proxy'), ...series('free', 'proxy')],
    rules: arms.startTruth === undefined ? [] : [{ axis: 'y', at: arms.startTruth, label: 'rule.start' }],
  });
}

function textsPanel(arms: Arms): Panel {
  const lines = (name: ArmName) => {
    const written = arms[name].at(-1)?.written ?? [];
    const heading = { text: message(`texts.${name}`, { beta: arms.beta }), emphasis: 'primary' as const };
    return written.length === 0 ? [] : [heading, ...written.slice(0, 3).map(({ text, proxy, truth }) => ({ text: message('texts.line', { text: text.replace(/\s+/g, ' ').trim(), proxy: proxy.toFixed(1), truth: truth.toFixed(0) }) }))];
  };
  const all = [...lines('leashed'), ...lines('free')];
  return textPanel({ id: 'texts', title: 'panel.texts', lines: all.length > 0 ? all : [{ text: 'texts.none', emphasis: 'muted' }] });
}

function distancePanel(arms: Arms): Panel {
  const series = (name: ArmName): LineSeries[] => (arms[name].length === 0 ? [] : [{ id: name, label: message(`series.${name}`, { beta: arms.beta }), x: x(arms[name]), y: arms[name].map(({ kl }) => kl), emphasis: name === 'leashed' ? 'good' : 'bad' }]);
  return line({
    id: 'distance',
    title: 'panel.distance',
    x: { label: 'axis.iteration', min: 1, max: arms.iterations, format: 'integer' },
    y: { label: 'axis.kl', unit: 'unit.nats' },
    series: [...series('leashed'), ...series('free')],
  });
}

function summaryPanel(arms: Arms): Panel {
  const row = (name: ArmName) => (arms[name].length === 0 ? [] : [{ cells: [message(`series.${name}`, { beta: arms.beta }), recent(arms[name], 'proxy'), recent(arms[name], 'truth'), recent(arms[name], 'kl')] }]);
  return table({
    id: 'summary',
    title: 'panel.summary',
    columns: [{ label: 'column.policy' }, { label: 'column.proxy', digits: 2, align: 'right' }, { label: 'column.truth', digits: 2, align: 'right' }, { label: 'column.kl', digits: 1, align: 'right' }],
    rows: [...(arms.startTruth === undefined ? [] : [{ cells: ['series.reference', 0, arms.startTruth, 0] }]), ...row('leashed'), ...row('free')],
    ...(arms.agreement === undefined ? {} : { caption: message('caption.agreement', { share: (arms.agreement * 100).toFixed(0) }) }),
  });
}
