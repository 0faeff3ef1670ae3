/** The pictures of this level, made from the course of a run. */
import type { ImageSet } from '../../src/data/images.js';
import { bars, image, line, message, scatter, type Bar, type LineSeries, type Panel, type Picture, type Rule, type Series } from '../../src/lesson/index.js';
import { estimateOf, type Course, type Shown } from './course.js';
import { answersOf, type Pool } from './episodes.js';
import { estimate, type Estimate } from './examination.js';

/** Pictures drawn of each class: as many as fit side by side on a small screen. */
const DRAWN = { support: 2, queries: 3 } as const;
/** Classes drawn on the map; more would be a tangle. */
const MAP_CLASSES = 6;

export interface Scene {
  readonly set: ImageSet & { readonly names: readonly string[] };
  readonly novel: Pool;
  readonly ways: number;
  readonly trainEpisodes: number;
  readonly testEpisodes: number;
}

export function picturesOf(course: Course, scene: Scene): Panel[] {
  return [
    accuracyByTraining(course, scene),
    ...(course.shown ? [episodePictures(course.shown, scene), episodeMap(course.shown, scene)] : []),
    examinationSoFar(course, scene),
    comparison(course),
  ];
}

/** The main result: accuracy on base and on novel classes as training goes on, beside what needs no training. */
function accuracyByTraining({ checkpoints, scores }: Course, { ways, trainEpisodes }: Scene): Panel {
  const series = (id: 'novel' | 'base', emphasis: LineSeries['emphasis']): LineSeries => ({
    id,
    label: `series.${id}`,
    x: checkpoints.map(({ trained }) => trained),
    ...band(checkpoints.map((checkpoint) => checkpoint[id])),
    mark: 'both',
    emphasis,
  });
  const raw = estimateOf(scores.raw);
  const rules: Rule[] = [{ axis: 'y', at: 1 / ways, label: 'rule.chance' }];
  if (raw) rules.push({ axis: 'y', at: raw.mean, label: 'rule.raw' });
  return line({
    id: 'accuracy',
    title: 'panel.accuracy',
    x: { label: 'axis.trainingEpisodes', format: 'integer', min: 0, max: Math.max(1, trainEpisodes) },
    y: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    series: [series('novel', 'primary'), series('base', 'none')],
    rules,
    weight: 1.4,
  });
}

/** The episode itself: a row for each class, some of its support set and then of its queries, right and wrong. */
function episodePictures({ episode, predicted }: Shown, { set, novel }: Scene): Panel {
  const { shots, queries, classes } = episode;
  const answers = answersOf(episode);
  const nameOf = (label: number) => `quickdraw.${set.names[novel.classes[classes[label]]]}`;
  const picture = (position: number): Picture => {
    const size = set.rows * set.columns;
    const row = novel.rows[position];
    return { rows: set.rows, columns: set.columns, pixels: Array.from(set.pixels.subarray(row * size, (row + 1) * size)) };
  };
  const right = predicted.filter((guess, i) => guess === answers[i]).length;
  return image({
    id: 'episode',
    title: 'panel.episode',
    caption: message('caption.episode', { right, all: answers.length }),
    groups: Array.from(classes, (_, label) => ({
      label: nameOf(label),
      pictures: [
        ...Array.from(episode.support.subarray(label * shots).subarray(0, Math.min(shots, DRAWN.support)), (position): Picture => ({ ...picture(position), emphasis: 'muted' })),
        ...Array.from(episode.query.subarray(label * queries).subarray(0, Math.min(queries, DRAWN.queries)), (position, i): Picture => {
          const guess = predicted[label * queries + i];
          return { ...picture(position), emphasis: guess === label ? 'good' : 'bad', ...(guess === label ? {} : { caption: nameOf(guess) }) };
        }),
      ],
    })),
    weight: 1.4,
  });
}

/** The same episode in the embedding space, flattened: queries round the prototypes. */
function episodeMap({ episode, map }: Shown, { set, novel }: Scene): Panel {
  const { shots, queries, classes } = episode;
  const shown = Array.from(classes).slice(0, MAP_CLASSES);
  const support = episode.support.length;
  const clouds = shown.map((c, label): Series => ({
    id: `class${label}`,
    label: `quickdraw.${set.names[novel.classes[c]]}`,
    x: Array.from(map.x.subarray(support + label * queries, support + (label + 1) * queries)),
    y: Array.from(map.y.subarray(support + label * queries, support + (label + 1) * queries)),
  }));
  const centre = (coordinates: Float64Array, label: number) => coordinates.subarray(label * shots, (label + 1) * shots).reduce((sum, value) => sum + value / shots, 0);
  return scatter({
    id: 'map',
    title: 'panel.map',
    caption: message('caption.map', { explained: Math.round(100 * map.explained) }),
    x: { label: 'axis.component1' },
    y: { label: 'axis.component2' },
    series: [
      ...clouds,
      { id: 'prototypes', label: 'series.prototypes', x: shown.map((_, label) => centre(map.x, label)), y: shown.map((_, label) => centre(map.y, label)), emphasis: 'primary' },
    ],
  });
}

/** How the estimate settles: mean accuracy over the test episodes so far, with its interval. */
function examinationSoFar({ scores }: Course, { testEpisodes }: Scene): Panel {
  const running = (id: 'network' | 'untrained' | 'raw', emphasis: LineSeries['emphasis']): LineSeries => {
    const counts = countsUpTo(scores[id].length);
    return { id, label: `series.${id}`, x: counts, ...band(counts.map((n) => estimate(scores[id].slice(0, n))), id === 'network'), emphasis };
  };
  return line({
    id: 'examination',
    title: 'panel.examination',
    x: { label: 'axis.testEpisodes', format: 'integer', min: 0, max: testEpisodes },
    y: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    series: [running('network', 'primary'), running('untrained', 'none'), running('raw', 'muted')].filter(({ x }) => x.length > 0),
  });
}

/** All methods on the same novel episodes, with 95 % intervals; base classes beside them. */
function comparison({ checkpoints, scores }: Course): Panel {
  const latest = checkpoints.at(-1);
  const bar = (id: string, found: Estimate | undefined, emphasis: Bar['emphasis']): Bar[] =>
    found
      ? [{ label: `series.${id}`, value: found.mean, emphasis, ...(found.halfWidth === null ? {} : { interval: [found.mean - found.halfWidth, found.mean + found.halfWidth] as const }) }]
      : [];
  return bars({
    id: 'comparison',
    title: 'panel.comparison',
    value: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    bars: [
      ...bar('raw', estimateOf(scores.raw), 'muted'),
      ...bar('untrained', checkpoints[0]?.novel, 'none'),
      ...bar('novel', latest?.novel, 'primary'),
      ...bar('base', latest?.base, 'none'),
    ],
    weight: 0.8,
  });
}

/** Means as a line, intervals as its band. */
function band(found: readonly Estimate[], interval = true): Pick<LineSeries, 'y' | 'low' | 'high'> {
  const y = found.map(({ mean }) => mean);
  if (!interval) return { y };
  return {
    y,
    low: found.map(({ mean, halfWidth }) => (halfWidth === null ? null : Math.max(0, mean - halfWidth))),
    high: found.map(({ mean, halfWidth }) => (halfWidth === null ? null : Math.min(1, mean + halfWidth))),
  };
}

/** 2, then every fifth part of a hundred or so: few enough points for a plot, always with the last. */
function countsUpTo(n: number): number[] {
  const step = Math.max(1, Math.floor(n / 60));
  const counts: number[] = [];
  for (let count = 2; count < n; count += step) counts.push(count);
  if (n >= 2) counts.push(n);
  return counts;
}
