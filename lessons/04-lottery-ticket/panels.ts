/** The pictures of this level, made from the history of a run. */
import { bars, heatmap, line, message, type LineSeries, type Panel, type Value } from '../../src/lesson/index.js';
import { currentRound, finalAccuracy, type Contestant, type History, type Round } from './history.js';
import type { LearningCurve } from './network.js';
import type { LayerValues } from './values.js';

export function picturesOf(history: History, steps: number, finalKept: number): Panel[] {
  const round = currentRound(history);
  return [
    accuracyBySparsity(history, finalKept),
    learningCurves(history, round, steps),
    ...round.masks.map((mask, layer) => maskPicture(mask, layer, layer === round.masks.length - 1)),
    pixelPicture(round.masks[0]),
    costBars(history),
  ];
}

/** The main result: how good each network is after the same training, by what is left of it. */
function accuracyBySparsity({ rounds, contestants }: History, finalKept: number): Panel {
  const dense = finalAccuracy(rounds[0].curves.ticket);
  const finished = rounds.filter((round) => round.complete);
  const series = contestants.map((who): LineSeries => {
    const shown = finished.filter((round) => round.curves[who]);
    return {
      id: who,
      label: `contestant.${who}`,
      x: shown.map((round) => round.kept),
      y: shown.map((round) => finalAccuracy(round.curves[who]) ?? null),
      mark: 'both',
      emphasis: who === 'ticket' ? 'primary' : 'none',
    };
  });
  const lowest = Math.min(1, ...series.flatMap(({ y }) => y.map((value: Value) => value ?? 1)));
  return line({
    id: 'accuracy',
    title: 'panel.accuracy',
    x: { label: 'axis.kept', format: 'percent', scale: 'log', reversed: true, min: Math.min(finalKept, 0.5), max: 1 },
    // In steps of ten points, so that the picture stands still.
    y: { label: 'axis.accuracy', format: 'percent', min: Math.min(0.8, Math.floor(lowest * 10) / 10), max: 1 },
    series,
    rules: dense === undefined || !rounds[0].complete ? [] : [{ axis: 'y', at: dense, label: 'rule.dense' }],
    weight: 1.4,
  });
}

/** How fast each network of this round learns. Those still to be trained have their empty places, so that marks never change. */
function learningCurves({ rounds, contestants }: History, round: Round, steps: number): Panel {
  const isDense = round === rounds[0];
  const curve = (id: Contestant | 'dense', learned: LearningCurve | undefined, emphasis: LineSeries['emphasis']): LineSeries => ({
    id,
    label: `contestant.${id}`,
    x: [...(learned?.steps ?? [])],
    y: [...(learned?.accuracy ?? [])],
    emphasis,
  });
  return line({
    id: 'learning',
    title: message('panel.learning', { kept: percent(round.kept) }),
    x: { label: 'axis.step', format: 'integer', min: 0, max: steps },
    y: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    series: [
      ...contestants.map((who) => curve(who, isDense ? undefined : round.curves[who], who === 'ticket' ? 'primary' : 'none')),
      curve('dense', rounds[0].curves.ticket, isDense ? 'primary' : 'muted'),
    ],
  });
}

/** One layer's mask. The neurons of the first hidden layer are columns in both layers they belong to. */
function maskPicture(mask: LayerValues, layer: number, isOutput: boolean): Panel {
  const { inputs, outputs, weight } = mask;
  const across = layer === 0;
  const [rows, columns] = across ? [inputs, outputs] : [outputs, inputs];
  const kept = weight.reduce((sum, m) => sum + m, 0);
  return heatmap({
    id: `mask${layer + 1}`,
    title: message('panel.mask', { layer: layer + 1, inputs, outputs }),
    caption: message('caption.mask', { kept, all: weight.length, share: percent(kept / weight.length) }),
    grid: {
      rows,
      columns,
      values: Array.from({ length: rows * columns }, (_, i) => (across ? weight[(i % columns) * inputs + Math.floor(i / columns)] : weight[i])),
      min: 0,
      max: 1,
      scale: 'binary',
    },
    x: layer === 0 ? 'mask.hidden1' : layer === 1 ? 'mask.hidden1' : 'mask.hidden2',
    y: layer === 0 ? 'mask.pixels' : isOutput ? 'mask.digits' : 'mask.hidden2',
    weight: 0.8,
  });
}

/** Which pixels the ticket looks at: the share of each pixel's connections that are left. */
function pixelPicture({ inputs, outputs, weight }: LayerValues): Panel {
  const side = Math.sqrt(inputs);
  const kept = Array.from({ length: inputs }, (_, pixel) => {
    let sum = 0;
    for (let o = 0; o < outputs; o++) sum += weight[o * inputs + pixel];
    return sum / outputs;
  });
  return heatmap({
    id: 'pixels',
    title: 'panel.pixels',
    grid: { rows: side, columns: side, values: kept, min: 0, max: Math.max(...kept), scale: 'sequential' },
    format: 'percent',
    weight: 0.8,
  });
}

/** The notes' point: what the ticket cost, in trainings of the dense network. */
function costBars({ rounds, cost }: History): Panel {
  return bars({
    id: 'cost',
    title: 'panel.cost',
    value: { label: 'axis.trainings', digits: 1, min: 0 },
    bars: [
      { label: 'cost.dense', value: 1, emphasis: 'muted' },
      { label: 'cost.search', value: cost.ratio, emphasis: 'bad' },
      { label: 'cost.ideal', value: cost.idealRatio, emphasis: 'primary' },
      { label: 'cost.alone', value: rounds[rounds.length - 1].kept, emphasis: 'good' },
    ],
    weight: 0.8,
  });
}

/** 0.0512 -> 5.1 */
function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}
