/** The pictures of `scaling`: loss against size with the fitted law, learning curves, and the ladder in figures. */
import { stats } from '../../src/core/index.js';
import { line, message, raw, table, type LineSeries, type Panel } from '../../src/lesson/index.js';

/** A model of the ladder; without losses while it is being trained. */
export interface Trained {
  readonly width: number;
  readonly parameters: number;
  readonly curve: { readonly steps: number[]; readonly losses: number[] };
  /** Nats a letter, on held-out and on training text. */
  loss?: number;
  trainingLoss?: number;
}

/** Places at which the fitted curve is drawn. */
const CURVE = 40;

export function lossPanel(trained: readonly Trained[], law: stats.PowerLawFit | undefined, lone: number, { models, steps }: { readonly models: number; readonly steps: number }): Panel {
  const judged = trained.filter(({ loss }) => loss !== undefined);
  const largest = trained[trained.length - 1];
  const forecast = trained.length === models && largest.loss === undefined && law;
  const series: LineSeries[] = [
    { id: 'models', label: 'series.models', mark: 'points', emphasis: 'primary', x: judged.map(({ parameters }) => parameters), y: judged.map(({ loss = null }) => loss) },
  ];
  if (law) {
    const [from, to] = [trained[0].parameters, Math.max(largest.parameters, trained[0].parameters + 1)];
    const x = Array.from({ length: CURVE }, (_, i) => from + (to - from) * (i / (CURVE - 1)) ** 2);
    series.push({ id: 'law', label: trained.length === models ? 'series.lawBefore' : 'series.law', x, y: x.map((value) => stats.powerLawAt(law, value)) });
  }
  if (forecast) series.push({ id: 'forecast', label: 'series.forecast', mark: 'points', x: [largest.parameters], y: [stats.powerLawAt(law, largest.parameters)] });
  return line({
    id: 'loss',
    title: message('panel.loss', { steps }),
    caption: law ? message('caption.law', { floor: law.floor.toFixed(2), scale: law.scale.toFixed(1), exponent: law.exponent.toFixed(2), residual: law.residual.toFixed(3) }) : 'caption.noLaw',
    x: { label: 'axis.parameters', scale: 'log', min: 400, format: 'integer' },
    y: { label: 'axis.loss', unit: 'unit.nats', digits: 1 },
    series,
    rules: [{ axis: 'y', at: lone, label: 'rule.frequency' }],
    weight: 1.5,
  });
}

export function curvesPanel(trained: readonly Trained[], steps: number): Panel {
  return line({
    id: 'curves',
    title: 'panel.curves',
    x: { label: 'axis.steps', min: 0, max: steps, format: 'integer' },
    y: { label: 'axis.trainingLoss', unit: 'unit.nats', digits: 1 },
    series: trained.map(({ width, parameters, curve }, i) => ({
      id: String(width),
      label: raw(parameters),
      x: [...curve.steps],
      y: [...curve.losses],
      emphasis: i === trained.length - 1 ? ('primary' as const) : ('muted' as const),
    })),
  });
}

export function ladderPanel(trained: readonly Trained[], forecastLaw: stats.PowerLawFit | undefined): Panel {
  return table({
    id: 'ladder',
    title: 'panel.ladder',
    columns: [
      { label: 'column.width', format: 'integer' },
      { label: 'column.parameters', format: 'integer' },
      { label: 'column.trainingLoss', digits: 3 },
      { label: 'column.loss', digits: 3 },
      { label: 'column.law', digits: 3 },
    ],
    rows: trained.map(({ width, parameters, loss, trainingLoss }) => ({
      cells: [width, parameters, trainingLoss ?? null, loss ?? null, forecastLaw ? stats.powerLawAt(forecastLaw, parameters) : null],
    })),
  });
}
