/** Metrics and pictures of `data-parallel`, made from the history of a run. */
import { bars, line, message, table, type Frame, type LineSeries, type Metrics, type Panel, type Value } from '../../src/lesson/index.js';
import type { History, Point, Timing } from './history.js';

/** Below this a difference cannot be drawn on the logarithmic axis; exactly zero is said in words. */
const LOWEST = 1e-9;

export function dataPanels(history: History): Pick<Frame, 'metrics' | 'panels'> {
  return { metrics: metricsOf(history), panels: [differences(history), times(history), comparison(history), accuracies(history)] };
}

function metricsOf({ points, timings, replicas, steps }: History): Metrics {
  const last = points.at(-1);
  const metrics: Record<string, number> = {};
  if (last) {
    metrics.bigBatchDifference = last.bigBatch;
    metrics.accumulatedDifference = last.accumulated;
    metrics.replicaDifference = last.replicas;
    metrics.weightChange = last.change;
    metrics.accuracy = last.accuracies[0];
    metrics.worstAccuracy = Math.min(...last.accuracies);
    metrics.bigBatchAccuracy = last.bigBatchAccuracy;
  }
  for (const timing of timings) metrics[`stepTime.${timing.replicas}`] = total(timing);
  const one = timings.find((timing) => timing.replicas === 1);
  const all = timings.find((timing) => timing.replicas === replicas);
  if (one && all && last?.step === steps) {
    metrics.measuredSpeedup = total(one) / total(all);
    metrics.exchangeShare = all.exchanging / total(all);
  }
  return metrics;
}

const total = ({ computing, exchanging }: Timing): number => computing + exchanging;

/** How far the weights are apart, by step. */
function differences({ points, steps, average }: History): Panel {
  const series = (id: keyof Point & ('bigBatch' | 'accumulated' | 'replicas' | 'change'), emphasis: LineSeries['emphasis']): LineSeries => ({
    id,
    label: `difference.${id}`,
    x: points.map(({ step }) => step),
    y: points.map((point): Value => (point[id] >= LOWEST ? point[id] : null)),
    mark: 'both',
    emphasis,
  });
  const last = points.at(-1);
  const zero = last ? (['accumulated', 'replicas'] as const).filter((id) => points.every((point) => point[id] === 0)) : [];
  return line({
    id: 'differences',
    title: 'panel.differences',
    x: { label: 'axis.step', format: 'integer', min: 0, max: steps },
    y: { label: 'axis.difference', format: 'scientific', digits: 0, scale: 'log', min: LOWEST, max: 10 },
    series: [series('change', 'muted'), series('bigBatch', 'primary'), ...(average ? [] : [series('replicas', 'bad')])],
    caption: zero.length === 2 ? 'caption.bothZero' : average ? 'caption.difference' : 'caption.apart',
    weight: 1.4,
  });
}

/** Measured on this machine. */
function times({ timings }: History): Panel {
  return bars({
    id: 'times',
    title: 'panel.times',
    value: { label: 'axis.milliseconds', min: 0, digits: 2 },
    caption: 'caption.times',
    bars: [...timings]
      .sort((a, b) => a.replicas - b.replicas)
      .map((timing) => ({
        label: message('bar.replicas', { count: timing.replicas }),
        value: total(timing),
        note: message('bar.exchange', { share: Math.round((100 * timing.exchanging) / total(timing)) }),
        emphasis: timing.replicas === 1 ? ('muted' as const) : ('primary' as const),
      })),
  });
}

/** The three trainings at the last checkpoint. */
function comparison({ points, replicas }: History): Panel {
  const last = points.at(-1);
  return table({
    id: 'comparison',
    title: 'panel.endpoints',
    columns: [{ label: 'column.replica' }, { label: 'column.fromFirst', format: 'scientific' }, { label: 'column.accuracy', format: 'percent', digits: 1 }],
    rows: last
      ? [
          { cells: ['row.bigBatch', last.bigBatch, last.bigBatchAccuracy], emphasis: 'muted' },
          { cells: ['row.accumulated', last.accumulated, null], emphasis: 'muted' },
          ...last.accuracies.map((accuracy, i) => ({ cells: [message('row.replica', { number: i + 1 }), i === 0 ? 0 : last.distances[i], accuracy] })),
        ]
      : [],
    caption: message('caption.endpoints', { replicas }),
  });
}

function accuracies({ points, replicas, steps }: History): Panel {
  const curve = (id: string, label: LineSeries['label'], y: (point: Point) => number, emphasis: LineSeries['emphasis']): LineSeries => ({
    id,
    label,
    x: points.map(({ step }) => step),
    y: points.map(y),
    emphasis,
  });
  return line({
    id: 'accuracy',
    title: 'panel.accuracy',
    x: { label: 'axis.step', format: 'integer', min: 0, max: steps },
    y: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    series: [
      curve('bigBatch', 'row.bigBatch', ({ bigBatchAccuracy }) => bigBatchAccuracy, 'muted'),
      curve('first', message('row.replica', { number: 1 }), ({ accuracies }) => accuracies[0], 'primary'),
      curve('last', message('row.replica', { number: replicas }), ({ accuracies }) => accuracies[replicas - 1], 'none'),
    ],
  });
}
