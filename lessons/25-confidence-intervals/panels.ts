/** The pictures of this level: intervals world by world against the truth, and how often each method holds it. */
import { bars, line, message, table, type Bar, type LineSeries, type Panel, type Value } from '../../src/lesson/index.js';
import { METHODS, type Method } from './methods.js';
import { coverageOf, coverageShare, covers, meanWidth, TARGETS, truthOf, type Tally, type Target } from './tally.js';

/** Worlds side by side: more than this do not stay apart on a small screen. */
const SHOWN = 40;

export interface Scene {
  readonly show: Method;
  readonly target: Target;
  readonly worlds: number;
  readonly confidence: number;
}

export function picturesOf(tally: Tally, scene: Scene): Panel[] {
  const present = METHODS.filter((method) => tally.worlds.some(({ intervals }) => intervals[method]));
  return [
    caterpillar(tally, scene, scene.show, 'caterpillar', 1.3),
    coverageBars(tally, scene, present),
    oneWorld(tally, scene, present),
    summary(tally, present),
    ...present.filter((method) => method !== scene.show).map((method) => caterpillar(tally, scene, method, `caterpillar-${method}`, 1)),
  ];
}

/** The last worlds as upright intervals, each less its own truth, so that the truth is one line. */
function caterpillar(tally: Tally, { target, worlds }: Scene, method: Method, id: string, weight: number): Panel {
  const last = tally.worlds.length;
  const first = Math.max(1, last - SHOWN + 1);
  const hits = segments();
  const misses = segments();
  let reach = 0.1;
  for (let w = first; w <= last; w++) {
    const world = tally.worlds[w - 1];
    const interval = world.intervals[method];
    if (!interval) continue;
    const truth = truthOf(world, tally, target);
    const [low, high] = [interval.low - truth, interval.high - truth];
    (covers(interval, truth) ? hits : misses).add(w, low, high);
    reach = Math.max(reach, high, -low);
  }
  // In steps of five points, so that the picture stands still.
  const end = Math.ceil(reach * 20) / 20;
  const coverage = coverageOf(tally, method, target);
  const series = (name: 'hit' | 'miss', { x, y }: Segments, emphasis: LineSeries['emphasis']): LineSeries => ({ id: name, label: `series.${name}`, x, y, mark: name === 'hit' ? 'line' : 'both', emphasis });
  return line({
    id,
    title: `panel.caterpillar.${method}`,
    ...(coverage ? { caption: message('caption.coverage', { hits: coverage.hits, worlds: coverage.worlds, ...percentRange(coverage.interval) }) } : {}),
    x: { label: 'axis.world', format: 'integer', min: first, max: Math.max(first + Math.min(SHOWN, worlds) - 1, last) },
    y: { label: `axis.off.${target}`, format: 'percent', min: -end, max: end },
    series: [series('hit', hits, 'none'), series('miss', misses, 'bad')],
    rules: [{ axis: 'y', at: 0, label: 'rule.truth' }],
    weight,
  });
}

interface Segments {
  readonly x: number[];
  readonly y: Value[];
}

/** Separate upright strokes in one series: a missing value lifts the pen. */
function segments(): Segments & { add(x: number, low: number, high: number): void } {
  const x: number[] = [];
  const y: Value[] = [];
  return {
    x,
    y,
    add(at, low, high) {
      x.push(at, at, at);
      y.push(low, high, null);
    },
  };
}

/** How often each method held the truth, with an interval for that share itself. */
function coverageBars(tally: Tally, { show, target, confidence }: Scene, present: readonly Method[]): Panel {
  const all = present.map((method): Bar | undefined => {
    const coverage = coverageOf(tally, method, target);
    return (
      coverage && {
        label: `method.${method}`,
        value: coverage.hits / coverage.worlds,
        interval: [coverage.interval.low, coverage.interval.high],
        emphasis: coverage.interval.high < confidence ? 'bad' : method === show ? 'primary' : 'none',
      }
    );
  });
  return bars({
    id: 'coverage',
    title: `panel.coverage.${target}`,
    value: { label: 'axis.coverage', format: 'percent', min: 0, max: 1 },
    bars: all.flatMap((bar) => (bar ? [bar] : [])),
    rules: [{ axis: 'x', at: confidence, label: 'rule.stated' }],
  });
}

/** The intervals of the latest world: the same model, five answers. */
function oneWorld(tally: Tally, { target }: Scene, present: readonly Method[]): Panel {
  const world = tally.worlds.at(-1);
  const truth = world && truthOf(world, tally, target);
  return bars({
    id: 'world',
    title: message('panel.world', { world: tally.worlds.length }),
    value: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    bars: present.flatMap((method): Bar[] => {
      const interval = world?.intervals[method];
      if (!interval || truth === undefined) return [];
      return [{ label: `method.${method}`, value: interval.estimate, interval: [interval.low, Math.min(1, interval.high)], emphasis: covers(interval, truth) ? 'none' : 'bad' }];
    }),
    rules: truth === undefined ? [] : [{ axis: 'x', at: truth, label: 'rule.truth' }],
    weight: 1,
  });
}

/** All targets side by side: an interval is honest only for what it is meant for. */
function summary(tally: Tally, present: readonly Method[]): Panel {
  const percent = { format: 'percent', digits: 0, align: 'right' } as const;
  const share = (method: Method, target: Target) => coverageShare(tally, method, target) ?? null;
  return table({
    id: 'summary',
    title: 'panel.summary',
    columns: [{ label: 'column.method' }, ...TARGETS.map((target) => ({ label: `column.${target}`, ...percent })), { label: 'column.width', ...percent, digits: 1 }],
    rows: present.map((method) => ({ cells: [`method.${method}`, ...TARGETS.map((target) => share(method, target)), meanWidth(tally, method) ?? null] })),
    weight: 2,
  });
}

const percentRange = ({ low, high }: { readonly low: number; readonly high: number }) => ({ low: Math.round(100 * low), high: Math.round(100 * high) });
