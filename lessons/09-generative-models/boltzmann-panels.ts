/** The pictures of `boltzmann`: dreams, the distance sweep by sweep, halves filled in, and what single hidden units look for. */
import { bars, image, line, type Panel, type Picture } from '../../src/lesson/index.js';
import type { Matrix } from '../../src/core/linalg/index.js';
import type { BoltzmannMachine } from './boltzmann-machine.js';
import type { Filled } from './dreaming.js';

const SIDE = 8;
/** Pictures in a panel. */
const SHOWN = 8;
const FILLED = 4;
const FILTERS = 20;

export interface Story {
  readonly machine: BoltzmannMachine;
  readonly epochs: number[];
  readonly reconstruction: number[];
  readonly sweeps: number[];
  readonly distance: number[];
  /** Energy distances to compare with. */
  yardsticks?: { readonly real: number; readonly independent: number };
  /** What chains show now, [n, 64]. */
  fantasies?: Matrix;
  filled?: Filled;
}

export function boltzmannPictures(story: Story): Panel[] {
  return [
    fantasyPanel(story),
    ...(story.yardsticks ? [measurePanel(story.yardsticks, story.distance.at(-1))] : []),
    ...(story.sweeps.length > 0 ? [distancePanel(story), reconstructionPanel(story)] : [reconstructionPanel(story)]),
    ...(story.filled ? [filledPanel(story.filled)] : []),
    filterPanel(story.machine),
  ];
}

function picture(values: ArrayLike<number>, from = 0): Picture {
  return { rows: SIDE, columns: SIDE, pixels: Array.from({ length: SIDE * SIDE }, (_, i) => values[from + i]) };
}

function pictures({ data, cols }: Matrix, count = SHOWN): Picture[] {
  return Array.from({ length: Math.min(count, data.length / cols) }, (_, i) => picture(data, i * cols));
}

function fantasyPanel({ fantasies, sweeps }: Story): Panel {
  return image({
    id: 'fantasies',
    title: sweeps.length > 0 ? 'panel.dreams' : 'panel.chains',
    groups: [{ pictures: fantasies ? pictures(fantasies) : [] }],
  });
}

/** Where the dreams stand between nothing learnt and real digits; bars are not drawn below 0, where chance alone takes them. */
function measurePanel({ real, independent }: NonNullable<Story['yardsticks']>, dreams: number | undefined): Panel {
  return bars({
    id: 'measure',
    title: 'panel.measure',
    value: { label: 'axis.distance', min: 0, digits: 3 },
    bars: [
      { label: 'rule.independent', value: Math.max(0, independent), emphasis: 'muted' },
      ...(dreams === undefined ? [] : [{ label: 'series.dreams', value: Math.max(0, dreams), emphasis: 'primary' as const }]),
      { label: 'rule.real', value: Math.max(0, real), emphasis: 'muted' },
    ],
  });
}

function distancePanel({ sweeps, distance, yardsticks }: Story): Panel {
  return line({
    id: 'sweeps',
    title: 'panel.sweeps',
    x: { label: 'axis.sweeps', scale: 'log', format: 'integer' },
    y: { label: 'axis.distance', min: 0 },
    series: [{ id: 'distance', label: 'series.dreams', x: [...sweeps], y: [...distance], mark: 'both' }],
    rules: yardsticks ? [{ axis: 'y', at: yardsticks.independent, label: 'rule.independent' }, { axis: 'y', at: yardsticks.real, label: 'rule.real' }] : [],
  });
}

function reconstructionPanel({ epochs, reconstruction }: Story): Panel {
  return line({
    id: 'reconstruction',
    title: 'panel.reconstruction',
    x: { label: 'axis.epoch', format: 'integer' },
    y: { label: 'axis.squaredError' },
    series: [{ id: 'reconstruction', label: 'series.reconstruction', x: [...epochs], y: [...reconstruction] }],
  });
}

/** The hidden half is paper in the first row, dreamt in the second, true in the third. */
function filledPanel({ truth, result, given }: Filled): Panel {
  const masked = { ...truth, data: truth.data.map((value, at) => value * given[at % given.length]) };
  return image({
    id: 'filled',
    title: 'panel.filled',
    groups: [
      { label: 'group.given', pictures: pictures(masked, FILLED) },
      { label: 'group.filled', pictures: pictures(result, FILLED) },
      { label: 'group.truth', pictures: pictures(truth, FILLED) },
    ],
  });
}

/** Weights of the first hidden units, each scaled to 0 to 1; grey is no weight. */
function filterPanel({ weights, units }: BoltzmannMachine): Panel {
  const all = weights[0].toArray();
  const hidden = units[1];
  const filters = Array.from({ length: Math.min(FILTERS, hidden) }, (_, unit) => {
    const own = Float32Array.from({ length: units[0] }, (_, pixel) => all[pixel * hidden + unit]);
    const most = own.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-9);
    return picture(own.map((value) => 0.5 + value / (2 * most)));
  });
  return image({ id: 'filters', title: 'panel.filters', groups: [{ pictures: filters }] });
}
