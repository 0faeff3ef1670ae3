/** The pictures of this level: the map of the digits, the walk across it, and what is measured of both. */
import { linalg } from '../../src/core/index.js';
import { heatmap, image, line, message, raw, scatter, type Label, type LineSeries, type Panel, type Picture, type PointSeries } from '../../src/lesson/index.js';
import { CODE_BOUND } from './autoencoder.js';
import { straightLine, type Distances } from './geometry.js';
import { flatten } from './map.js';
import { DIGITS, SIDE } from './pictures.js';
import { SIZES, type PurityBySize, type Study } from './study.js';

type Matrix = linalg.Matrix;

/** Held-out pictures on the map, of each digit. */
const ON_MAP = 20;
/** Pictures of a walk, both ends among them. */
const STOPS = 5;
/** Pairs of digits. */
const PAIRS = (DIGITS * (DIGITS - 1)) / 2;
/** Digits whose copies are shown. */
const COPIED = [0, 3, 5, 8];

export interface View {
  readonly method: 'autoencoder' | 'pca';
  readonly from: number;
  readonly to: number;
}

export function picturesOf(study: Study, view: View): Panel[] {
  const { space, now, pictures, fixed } = study;
  const ends = [pictures.ordinary[view.from], pictures.ordinary[view.to]];
  const walk = straightLine(linalg.rowOf(now.codes, ends[0]), linalg.rowOf(now.codes, ends[1]), STOPS);
  const blend = straightLine(linalg.rowOf(pictures.heldOut, ends[0]), linalg.rowOf(pictures.heldOut, ends[1]), STOPS);
  return [
    mapOfDigits(study, view, walk),
    strip('walk', message('panel.walk', { from: view.from, to: view.to }), space.decode(walk), 0.4),
    purityBySize(study, view),
    strip('blend', message('panel.blend', { from: view.from, to: view.to }), blend, 0.4),
    pairDistances(now.distances, fixed?.oneHot),
    copies(study),
    distanceTable(now.distances),
  ];
}

/** The latent space itself: held-out pictures drawn as the digits they show, and the walk across them. */
function mapOfDigits({ now, pictures: { labels }, size }: Study, { method, from, to }: View, walk: Matrix): Panel {
  const flat = flatten(now.codes, walk, labels, [from, to]);
  const digit = (label: number): PointSeries => {
    const rows = Array.from(labels.keys())
      .filter((row) => labels[row] === label)
      .slice(0, ON_MAP);
    return { id: `digit${label}`, label: raw(label), glyph: String(label), x: rows.map((row) => flat.points.x[row]), y: rows.map((row) => flat.points.y[row]) };
  };
  // The codes of an autoencoder have a bound: the picture stands still while the digits move.
  const fixed = method === 'autoencoder' && flat.kind !== 'projection' ? { min: -CODE_BOUND * Math.sqrt(size), max: CODE_BOUND * Math.sqrt(size) } : {};
  const across = flat.kind === 'projection' ? 'component' : 'code';
  return scatter({
    id: 'map',
    title: message(`panel.map.${flat.kind}`, { size }),
    x: { label: `axis.${across}1`, ...fixed },
    y: flat.kind === 'line' ? { label: 'axis.digit', min: -0.5, max: DIGITS - 0.5 } : { label: `axis.${across}2`, ...fixed },
    series: [{ id: 'walk', label: 'series.walk', ...flat.path, emphasis: 'primary' }, ...Array.from({ length: DIGITS }, (_, label) => digit(label))],
    weight: 1.6,
  });
}

/** A row of pictures, one beside the other. @param rows [n, 64] */
function strip(id: string, title: Label, rows: Matrix, weight: number): Panel {
  return image({ id, title, weight, groups: [{ pictures: Array.from({ length: rows.rows }, (_, i) => picture(rows, i)) }] });
}

function picture(rows: Matrix, i: number): Picture {
  return { rows: SIDE, columns: SIDE, pixels: Array.from(linalg.rowOf(rows, i), (ink) => Math.min(1, Math.max(0, ink))) };
}

/** How many numbers it takes until neighbours are alike: the autoencoders of all sizes, and principal components. */
function purityBySize({ purity, fixed, size }: Study, { method }: View): Panel {
  const series = (id: 'autoencoder' | 'pca', found: PurityBySize): LineSeries => ({
    id,
    label: `series.${id}`,
    x: [...found.keys()].sort((a, b) => a - b),
    y: [...found.entries()].sort(([a], [b]) => a - b).map(([, value]) => value),
    mark: 'both',
    emphasis: id === method ? 'primary' : 'none',
  });
  return line({
    id: 'purity',
    title: 'panel.purity',
    x: { label: 'axis.size', format: 'integer', scale: 'log', min: 1, max: Math.max(size, ...SIZES) },
    y: { label: 'axis.purity', format: 'percent', min: 0, max: 1 },
    series: [series('autoencoder', purity), series('pca', fixed?.pcaPurity ?? new Map())],
    rules: fixed ? [{ axis: 'y', at: fixed.rawPurity, label: 'rule.raw' }] : [],
  });
}

/** All 45 pairs of digits from the nearest to the farthest: one-hot vectors lie level, learned ones rise. */
function pairDistances(learned: Distances, oneHot: Distances | undefined): Panel {
  const series = (id: 'learned' | 'oneHot', from: Distances | undefined): LineSeries => {
    const pairs = from ? sortedPairs(from) : [];
    return { id, label: `series.${id}`, x: pairs.map((_, i) => i + 1), y: pairs, emphasis: id === 'learned' ? 'primary' : 'none' };
  };
  return line({
    id: 'pairs',
    title: 'panel.pairs',
    caption: message('caption.pairs', { near: learned.nearest.join(' – '), far: learned.farthest.join(' – ') }),
    x: { label: 'axis.pairs', format: 'integer', min: 1, max: PAIRS },
    y: { label: 'axis.distance', digits: 1, min: 0, max: 2.5 },
    series: [series('learned', learned), series('oneHot', oneHot)],
  });
}

function sortedPairs({ matrix: { rows, data } }: Distances): number[] {
  return Array.from(data)
    .filter((_, at) => Math.floor(at / rows) < at % rows)
    .sort((a, b) => a - b);
}

/** The same distances digit by digit, for wide screens. */
function distanceTable({ matrix }: Distances): Panel {
  const names = Array.from({ length: DIGITS }, (_, digit) => raw(digit));
  return heatmap({
    id: 'distances',
    title: 'panel.distances',
    grid: { rows: DIGITS, columns: DIGITS, values: Array.from(matrix.data), min: 0, max: 2, scale: 'sequential' },
    rowLabels: names,
    columnLabels: names,
    digits: 1,
    weight: 0.8,
  });
}

/** Some originals, and what comes out at the other end of the code. */
function copies({ space, fixed, pictures: { heldOut, ordinary } }: Study): Panel {
  const originals = linalg.takeRows(heldOut, COPIED.map((digit) => ordinary[digit]));
  const group = (label: Label, rows: Matrix) => ({ label, pictures: Array.from({ length: rows.rows }, (_, i) => picture(rows, i)) });
  return image({
    id: 'copies',
    title: 'panel.copies',
    groups: [
      group('group.original', originals),
      group('group.copy', space.decode(space.encode(originals))),
      ...(fixed && fixed.principal !== space ? [group('group.pca', fixed.principal.decode(fixed.principal.encode(originals)))] : []),
    ],
    weight: 0.8,
  });
}
