/** The picture of one world: the plane with its boundaries, pictures of both sides, or what moved along the main direction. */
import { matrix, takeRows, type Matrix } from '../../src/core/linalg/index.js';
import { image, line, message, raw, type Label, type LineSeries, type Panel } from '../../src/lesson/index.js';
import * as stats from '../../src/core/stats/index.js';
import type { Model } from './model.js';
import type { Population, Rows } from './population.js';
import type { Repair } from './repair.js';
import { stacked, type World } from './shift.js';

/** The last world that was made, as far as it has come. */
export interface Scene {
  readonly population: Population;
  readonly world: World;
  /** Where the training rows, then those of the pool, lie along what tells them apart, from {@link direction}. */
  readonly along: Float64Array;
  readonly chosen: Repair;
  readonly before?: Answers;
  readonly after?: Answers;
  /** Importance weights, if they have been estimated. */
  readonly weights?: Float64Array;
}

/** What is drawn of a model: its boundary in the plane, or its readings of the pictures shown. */
export interface Answers {
  readonly border?: Border;
  readonly read?: { readonly source: Int32Array; readonly target: Int32Array };
}
interface Border {
  readonly x: number[];
  readonly y: (number | null)[];
}

export function answersOf(model: Model, { dataset, side }: Population, { holdout, test }: World): Answers {
  const read = (rows: Rows) => stats.argmaxRows(model.probabilities(takeRows(rows.x, Int32Array.from({ length: PICTURES }, (_, i) => i))));
  return { border: dataset === 'plane' ? borderOf(model) : undefined, read: side === undefined ? undefined : { source: read(holdout), target: read(test) } };
}

const PICTURES = 6;
const [LEFT, RIGHT, LOW, HIGH] = [-2.4, 2.4, -2.8, 2.8];
const COLUMNS = 61;
const ROWS = 57;
const POINTS = 60;

/** The plane; elsewhere nothing. */
export function planePanel({ population, world, chosen, before, after }: Scene): Panel[] {
  if (population.dataset !== 'plane') return [];
  const points = (rows: Rows, label: number, id: string, emphasis: LineSeries['emphasis']): LineSeries => {
    const own = Array.from(rows.y.keys()).filter((i) => rows.y[i] === label).slice(0, POINTS);
    return { id: `${id}${label}`, label: `series.${id}${label}`, x: own.map((i) => rows.x.data[2 * i]), y: own.map((i) => rows.x.data[2 * i + 1]), mark: 'points', emphasis };
  };
  return [
    line({
      id: 'plane',
      title: 'panel.plane',
      weight: 1.5,
      x: { label: 'axis.x1', min: LEFT, max: RIGHT },
      y: { label: 'axis.x2', min: LOW, max: HIGH },
      series: [
        points(world.test, 0, 'target', 'none'),
        points(world.test, 1, 'target', 'primary'),
        ...(before?.border ? [{ id: 'before', label: 'series.before', ...before.border, mark: 'line' as const, emphasis: 'bad' as const }] : []),
        ...(after?.border && chosen !== 'none' ? [{ id: 'after', label: `repair.${chosen}`, ...after.border, mark: 'line' as const, emphasis: 'good' as const }] : []),
      ],
    }),
  ];
}

/** Where both classes are equally likely: for each x1 the first x2 at which the answer changes. */
function borderOf(model: Model): Border {
  const at = (low: number, high: number, i: number, n: number) => low + ((high - low) * i) / (n - 1);
  const grid = matrix(COLUMNS * ROWS, 2);
  for (let c = 0; c < COLUMNS; c++) for (let r = 0; r < ROWS; r++) grid.data.set([at(LEFT, RIGHT, c, COLUMNS), at(LOW, HIGH, r, ROWS)], 2 * (c * ROWS + r));
  const p = model.probabilities(grid);
  const x = Array.from({ length: COLUMNS }, (_, c) => at(LEFT, RIGHT, c, COLUMNS));
  const y = x.map((_, c) => {
    for (let r = 1; r < ROWS; r++) {
      const [before, here] = [r - 1, r].map((row) => p.data[2 * (c * ROWS + row) + 1] - 0.5);
      if (before * here <= 0 && before !== here) return at(LOW, HIGH, r - 1 + before / (before - here), ROWS);
    }
    return null;
  });
  return { x, y };
}

/** Some rows of both sides where they are pictures, each with what the model reads. */
export function picturesPanel({ population, world, before }: Scene): Panel[] {
  const { side } = population;
  if (side === undefined) return [];
  const group = (rows: Rows, of: 'source' | 'target') => {
    const read = before?.read?.[of];
    return {
      label: `group.${of}`,
      pictures: Array.from({ length: PICTURES }, (_, i) => ({
        rows: side,
        columns: side,
        pixels: Array.from(rows.x.data.subarray(i * side * side, (i + 1) * side * side)),
        caption: read && message('caption.read', { read: population.classes[read[i]], truth: population.classes[rows.y[i]] }),
        emphasis: read && read[i] !== rows.y[i] ? ('bad' as const) : ('none' as const),
      })),
    };
  };
  return [image({ id: 'pictures', title: 'panel.pictures', weight: 1.5, groups: [group(world.holdout, 'source'), group(world.test, 'target')] })];
}

const BINS = 16;
/** In standard deviations of the source and target rows together. */
const REACH = 2.6;

/** How the rows lie along the direction in which source and target differ most: density of both, and of the source when weighted. */
export function densityPanel({ world, along, weights }: Scene): Panel {
  const { train, pool } = world;
  const edges = Array.from({ length: BINS + 1 }, (_, b) => -REACH + (2 * REACH * b) / BINS);
  const density = (from: number, count: number, weight: (i: number) => number) => {
    const out = new Array<number>(BINS).fill(0);
    let total = 0;
    for (let i = 0; i < count; i++) {
      total += weight(i);
      out[Math.min(BINS - 1, Math.max(0, Math.floor(((along[from + i] + REACH) / (2 * REACH)) * BINS)))] += weight(i);
    }
    return out.map((value) => value / total);
  };
  const x = edges.slice(1).map((edge, b) => (edge + edges[b]) / 2);
  const n = train.y.length;
  return line({
    id: 'density',
    title: 'panel.density',
    x: { label: 'axis.along', min: -REACH, max: REACH },
    y: { label: 'axis.share', format: 'percent', digits: 0, min: 0 },
    series: [
      { id: 'source', label: 'series.source', x, y: density(0, n, () => 1), mark: 'line', emphasis: 'muted' },
      { id: 'target', label: 'series.target', x, y: density(n, pool.y.length, () => 1), mark: 'line', emphasis: 'primary' },
      ...(weights ? [{ id: 'weighted', label: 'series.weighted', x, y: density(0, n, (i) => weights[i]), mark: 'points' as const }] : []),
    ],
    caption: weights && message('caption.effective', { effective: stats.effectiveSampleSize(weights).toFixed(0), rows: n }),
  });
}

/** The score of a classifier of the two sides, as normal scores (probabilities crowd at the ends), [n + m]. */
export function direction(source: Matrix, target: Matrix): Float64Array {
  const all = stats.standardise(stacked(source, target));
  const set = new Int32Array(all.rows).fill(1, source.rows);
  const model = stats.fitLogisticRegression(all, set, { l2: 10 * all.cols, tolerance: 1e-6 * all.rows });
  return stats.ranks(stats.logisticProbabilities(model, all)).map((rank) => stats.normalQuantile((rank - 0.5) / all.rows));
}

/** Class shares: of the source, of the target as it is, and as estimated without its labels. */
export function sharesPanel(scene: Scene, estimates: Readonly<Partial<Record<'bbse' | 'em', Float64Array>>>): Panel {
  const { population, world } = scene;
  const k = population.classes.length;
  const x = Array.from({ length: k }, (_, c) => c);
  const share = (y: Int32Array) => x.map((c) => y.reduce((sum, label) => sum + (label === c ? 1 : 0), 0) / y.length);
  return line({
    id: 'shares',
    title: 'panel.shares',
    x: { label: classAxis(population), format: 'integer', min: -0.5, max: k - 0.5 },
    y: { label: 'axis.share', format: 'percent', digits: 0, min: 0 },
    series: [
      { id: 'before', label: 'series.sourceShare', x, y: share(world.train.y), mark: 'line', emphasis: 'muted' },
      { id: 'truth', label: 'series.targetShare', x, y: share(world.test.y), mark: 'line', emphasis: 'primary' },
      ...(['bbse', 'em'] as const).flatMap((id) => (estimates[id] ? [{ id, label: raw(id.toUpperCase()), x, y: Array.from(estimates[id]), mark: 'points' as const }] : [])),
    ],
  });
}

/** Class numbers need their names, unless they are the names. */
function classAxis({ classes }: Population): Label {
  if (classes.every((name, c) => name === String(c))) return 'axis.class';
  return message('axis.classes', { names: classes.map((name, c) => `${c} ${name}`).join(', ') });
}
