/** The pictures of `generative-zoo`: samples over the data, the table of all families, and how the distance fell. */
import { heatmap, line, message, raw, scatter, table, type Cell, type Grid, type Panel } from '../../src/lesson/index.js';
import type { Matrix } from '../../src/core/linalg/index.js';
import { largestRise, type Trace } from './training.js';
import type { LikelihoodScore, Score } from './score.js';
import type { Task } from './task.js';

/** Smallest distance drawn: less is noise. */
const FLOOR = 0.001;
const GRID = { rows: 20, columns: 40 };
/** Landscape values this far below the best place look all the same. */
const DEPTH = 8;

export interface Yardstick {
  readonly id: 'real' | 'gaussian';
  readonly score: Score;
  readonly likelihood?: LikelihoodScore;
}

export interface Zoo {
  readonly task: Task;
  readonly yardsticks: readonly Yardstick[];
  readonly traces: readonly Trace[];
  /** Only one family is trained. */
  readonly alone: boolean;
  /** Of the current model, if it has one; at {@link landscapePoints}. */
  readonly landscape?: Float64Array;
  readonly finished: boolean;
}

export function zooPictures(zoo: Zoo): Panel[] {
  const current = zoo.traces.at(-1);
  if (!current) return [dataPanel(zoo.task)];
  const samples = samplesPanel(zoo.task, current);
  const scores = scoresPanel(zoo);
  return [
    // What seven trainings come to is the table; what one comes to is the picture.
    ...(zoo.finished && !zoo.alone ? [scores, samples] : [samples, scores]),
    distancePanel(zoo.traces),
    ...(zoo.landscape ? [landscapePanel(zoo.landscape)] : []),
    lossPanel(current),
    dataPanel(zoo.task),
  ];
}

function samplesPanel(task: Task, { family, samples }: Trace): Panel {
  return scatter({
    id: 'samples',
    title: message(`panel.samples.${family}`, { count: samples.rows }),
    x: axis(task, 'axis.x'),
    y: axis(task, 'axis.y'),
    series: [{ id: 'samples', label: 'series.samples', ...points(samples), emphasis: 'primary' }],
    background: densityOf(task),
  });
}

function dataPanel(task: Task): Panel {
  return scatter({
    id: 'data',
    title: message('panel.data', { count: task.train.rows }),
    x: axis(task, 'axis.x'),
    y: axis(task, 'axis.y'),
    series: [{ id: 'data', label: 'series.data', ...points(task.train) }],
  });
}

function axis({ range: [min, max] }: Task, label: string) {
  return { label, min, max };
}

function points({ rows, data }: Matrix) {
  return { x: Array.from({ length: rows }, (_, i) => data[2 * i]), y: Array.from({ length: rows }, (_, i) => data[2 * i + 1]) };
}

/** Where the real points are: their number in each cell, by the square root, so that thin places show too. */
function densityOf({ all, range: [low, high] }: Task): Grid {
  const counts = new Float64Array(GRID.rows * GRID.columns);
  for (let i = 0; i < all.rows; i++) {
    const column = Math.min(GRID.columns - 1, Math.floor(((all.data[2 * i] - low) / (high - low)) * GRID.columns));
    const row = Math.min(GRID.rows - 1, Math.floor(((high - all.data[2 * i + 1]) / (high - low)) * GRID.rows));
    counts[row * GRID.columns + column]++;
  }
  return { ...GRID, values: Array.from(counts, (count) => (count === 0 ? null : Math.sqrt(count))), min: 0 };
}

/** Centres of the cells of the landscape, [rows * columns, 2], from the top. */
export function landscapePoints({ range: [low, high] }: Task): Float32Array {
  const out = new Float32Array(GRID.rows * GRID.columns * 2);
  for (let i = 0; i < GRID.rows * GRID.columns; i++) {
    out[2 * i] = low + (((i % GRID.columns) + 0.5) / GRID.columns) * (high - low);
    out[2 * i + 1] = high - ((Math.floor(i / GRID.columns) + 0.5) / GRID.rows) * (high - low);
  }
  return out;
}

function landscapePanel(values: Float64Array): Panel {
  const top = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return heatmap({
    id: 'landscape',
    title: 'panel.landscape',
    caption: 'caption.landscape',
    grid: { ...GRID, values: Array.from(values, (value) => Math.max(value, top - DEPTH)) },
  });
}

function scoresPanel({ yardsticks, traces, finished }: Zoo): Panel {
  const current = traces[traces.length - 1];
  // While training goes on the newest come first: little room must not hide them.
  const families = (finished ? traces : [...traces].reverse()).map((trace) => ({
    cells: [`family.${trace.family}`, trace.score?.energyDistance ?? trace.distance.at(-1) ?? null, trace.score?.offShare ?? null, trace.score?.coverage ?? null, likelihoodCell(trace.likelihood), trace.networkCalls, trace.score ? largestRise(trace) : null] satisfies Cell[],
    emphasis: !finished && trace === current ? ('primary' as const) : ('none' as const),
  }));
  const others = yardsticks.map(({ id, score, likelihood }) => ({
    cells: [`family.${id}`, score.energyDistance, score.offShare, score.coverage, likelihoodCell(likelihood), null, null] satisfies Cell[],
    emphasis: 'muted' as const,
  }));
  return table({
    id: 'scores',
    title: 'panel.scores',
    weight: 3, // all of its rows before the pictures grow
    columns: [
      { label: 'column.family' },
      { label: 'column.distance', digits: 3, align: 'right' },
      { label: 'column.off', format: 'percent', digits: 0, align: 'right' },
      { label: 'column.cover', format: 'percent', digits: 0, align: 'right' },
      { label: 'column.likelihood', align: 'right' },
      { label: 'column.calls', format: 'integer', align: 'right' },
      { label: 'column.rise', digits: 3, align: 'right' },
    ],
    rows: [...families, ...others],
  });
}

/** A bound is marked as one: the true value is at least that. */
function likelihoodCell(likelihood: LikelihoodScore | undefined): Cell {
  if (!likelihood) return null;
  const digits = likelihood.value.toFixed(2);
  return likelihood.kind === 'exact' ? raw(digits) : raw(`≥ ${digits}`);
}

function distancePanel(traces: readonly Trace[]): Panel {
  return line({
    id: 'distance',
    title: 'panel.distance',
    caption: message('caption.distance', { floor: FLOOR }),
    x: { label: 'axis.progress', min: 0, max: 1, format: 'percent' },
    y: { label: 'axis.distance', scale: 'log', min: FLOOR },
    series: traces.map(({ family, at, distance }) => ({ id: family, label: `family.${family}`, x: [...at], y: distance.map((value) => Math.max(FLOOR, value)) })),
  });
}

function lossPanel({ family, at, loss }: Trace): Panel {
  return line({
    id: 'loss',
    title: `panel.loss.${family}`,
    x: { label: 'axis.progress', min: 0, max: 1, format: 'percent' },
    y: { label: 'axis.loss' },
    series: [{ id: family, label: `family.${family}`, x: [...at], y: [...loss] }],
  });
}
