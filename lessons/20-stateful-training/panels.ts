/** The pictures of `stateful-training`: accuracy by day, what came, the table of all methods, and how work and storage grow. */
import { stats } from '../../src/core/index.js';
import { DIGIT_PIXELS, DIGIT_SIDE } from '../../src/data/noisy-digits.js';
import { image, line, message, raw, table, type Emphasis, type LineSeries, type Panel, type Picture, type Rule } from '../../src/lesson/index.js';
import type { Tally } from './contestant.js';
import type { Method } from './plans.js';
import { BUG_DAY, DAYS, DRIFT_DAY, type Scenario, type Stream } from './stream.js';

export interface Entry {
  readonly method: Method;
  /** One a stream. */
  readonly tallies: readonly Tally[];
}

export interface Scene {
  readonly scenario: Scenario;
  /** Days that are done. */
  readonly days: number;
  readonly stream: Stream | undefined;
}

export const last = (values: readonly number[]): number => values[values.length - 1];

/** Days over which the curve is smoothed: 40 guesses a day make a shaky line. */
const SMOOTH = 3;
const PICTURES = 12;
const EMPHASES: Partial<Record<Method, Emphasis>> = { never: 'muted', all: 'bad', update: 'primary', replay: 'good' };

export function picturesOf(entries: readonly Entry[], scene: Scene): Panel[] {
  return [
    accuracies(entries, scene),
    summary(entries, scene.days),
    ...(scene.stream ? [pictures(scene.stream, scene.days)] : []),
    totals('work', entries, scene.days, 'work', 1e-6),
    totals('storage', entries, scene.days, 'bytes', 1),
  ];
}

/** Mean over the streams by day, of those days all streams have had. */
function byDay(tallies: readonly Tally[], part: keyof Tally, days: number): number[] {
  return Array.from({ length: days }, (_, day) => stats.mean(tallies.map((tally) => tally[part][day])));
}

const dayAxis = { label: 'axis.day', format: 'integer', min: 1, max: DAYS } as const;
const dayNumbers = (days: number): number[] => Array.from({ length: days }, (_, day) => day + 1);

function accuracies(entries: readonly Entry[], { scenario, days }: Scene): Panel {
  const { drift, course, bug } = scenario;
  const rules: Rule[] = drift !== 'none' && drift !== 'writers' && course !== 'recurring' ? [{ axis: 'x', at: DRIFT_DAY + 1, label: 'rule.drift' }] : [];
  if (bug > 0) rules.push({ axis: 'x', at: BUG_DAY + 1, label: 'rule.bug' });
  return line({
    id: 'accuracy',
    title: 'panel.accuracy',
    x: dayAxis,
    y: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    series: entries.map(({ method, tallies }): LineSeries => {
      const daily = byDay(tallies, 'accuracy', days);
      const smooth = daily.map((_, day) => stats.mean(daily.slice(Math.max(0, day + 1 - SMOOTH), day + 1)));
      return { id: method, label: `method.${method}`, x: dayNumbers(days), y: smooth, emphasis: EMPHASES[method] ?? 'none', mark: 'line' };
    }),
    rules,
  });
}

function summary(entries: readonly Entry[], days: number): Panel {
  const share = { format: 'percent', digits: 1, align: 'right' } as const;
  return table({
    id: 'summary',
    title: 'panel.summary',
    columns: [
      { label: 'column.method' },
      { label: 'column.accuracy', ...share },
      { label: 'column.lastDays', ...share },
      { label: 'column.work', format: 'integer', align: 'right' },
      { label: 'column.storage', format: 'bytes', align: 'right' },
    ],
    rows: days === 0 ? [] : entries.map(({ method, tallies }) => {
      const daily = byDay(tallies, 'accuracy', days);
      const total = (part: keyof Tally) => last(byDay(tallies, part, days));
      return {
        cells: [`method.${method}`, stats.mean(daily), stats.mean(daily.slice(-8)), total('work') / 1e6, Math.max(...byDay(tallies, 'bytes', days))],
        emphasis: EMPHASES[method] ?? 'none',
      };
    }),
    weight: 1.2, // every method in sight
  });
}

/** What came on the first day and on the latest, with the labels that came with it. */
function pictures({ days: batches }: Stream, days: number): Panel {
  const of = (day: number): Picture[] =>
    Array.from({ length: PICTURES }, (_, i) => ({
      rows: DIGIT_SIDE,
      columns: DIGIT_SIDE,
      pixels: Array.from(batches[day].pixels.subarray(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS)),
      caption: raw(batches[day].given[i]),
    }));
  const latest = Math.max(0, days - 1);
  const group = (day: number) => ({ label: message('group.day', { day: day + 1 }), pictures: of(day) });
  return image({ id: 'pictures', title: 'panel.pictures', groups: latest === 0 ? [group(0)] : [group(0), group(latest)] });
}

function totals(id: 'work' | 'storage', entries: readonly Entry[], days: number, part: 'work' | 'bytes', unit: number): Panel {
  return line({
    id,
    title: `panel.${id}`,
    x: dayAxis,
    y: { label: `axis.${id}`, scale: 'log', ...(id === 'storage' && { format: 'bytes' }) },
    series: entries
      .filter(({ method }) => method !== 'never')
      .map(({ method, tallies }): LineSeries => ({
        id: method,
        label: `method.${method}`,
        x: dayNumbers(days),
        // On a logarithmic axis nothing can be 0.
        y: byDay(tallies, part, days).map((value) => (value > 0 ? value * unit : null)),
        emphasis: EMPHASES[method] ?? 'none',
        mark: 'line',
      })),
  });
}
