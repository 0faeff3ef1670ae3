/** The pictures of `inference-speed` beside its rooflines: speeds with their spread, batches, every single run, and all figures. */
import { bars, line, message, table, type Bar, type Cell, type Panel, type Value } from '../../src/lesson/index.js';
import { PRODUCTS } from './products.js';
import { pairsRoofline, productRoofline, speedOf } from './roofline-panels.js';
import { BATCHES, LARGEST } from './serving.js';
import { timesFaster } from './stopwatch.js';
import { BATCH_JOBS, TOLD, type Differences, type Technique, type Techniques, type Watch } from './techniques.js';
import { intensity } from './work.js';

export interface Scene {
  readonly rounds: number;
  readonly warmUps: number;
  readonly differences: Differences | undefined;
}

/** Runs that are drawn one by one. */
const FOLLOWED: readonly Technique[] = ['script', 'rows', 'core', `batch${LARGEST}`];

export function speedPictures(techniques: Techniques, watch: Watch, scene: Scene): Panel[] {
  return [
    productRoofline(techniques, watch),
    pairsRoofline(techniques, watch),
    batches(watch, techniques.settings.width),
    speeds(techniques, watch),
    runs(watch, scene),
    ...(scene.differences === undefined ? [] : [equality(scene.differences)]),
    figures(techniques, watch),
  ];
}

/** Median, and the quartiles of all rounds as whiskers. */
function speeds(techniques: Techniques, watch: Watch): Panel {
  const { size } = techniques.settings;
  return bars({
    id: 'speeds',
    title: message('panel.speeds', { size }),
    value: { label: 'axis.gflops', digits: 1, min: 0 },
    bars: PRODUCTS.flatMap((id): Bar[] => {
      const [speed, spread] = [speedOf(id, techniques, watch), watch.spread(id)];
      if (speed === undefined || spread === undefined || !(spread.low > 0)) return [];
      return [{ label: `point.${id}`, value: speed, interval: [(speed * spread.median) / spread.high, (speed * spread.median) / spread.low], emphasis: id === 'core' ? 'good' : id === 'script' ? 'bad' : 'none' }];
    }),
    weight: 2,
  });
}

/** How many times as many answers a second, and how many times as long until one is there, as with single requests. */
function batches(watch: Watch, width: number): Panel {
  const alone = watch.median('batch1');
  const longer = BATCH_JOBS.map((id): Value => timesFaster(watch.median(id), alone) ?? null);
  return line({
    id: 'batches',
    title: message('panel.batches', { width }),
    x: { label: 'axis.batch', scale: 'log', format: 'integer', min: 1, max: LARGEST },
    y: { label: 'axis.relative', scale: 'log' },
    series: [
      { id: 'throughput', label: 'series.throughput', x: BATCHES, y: longer.map((times, i) => (times === null ? null : BATCHES[i] / times)), mark: 'both', emphasis: 'good' },
      { id: 'latency', label: 'series.latency', x: BATCHES, y: longer, mark: 'both', emphasis: 'bad' },
    ],
  });
}

/** Each run over its own median, in the order in which they came; left of the rule they do not count. */
function runs(watch: Watch, { rounds, warmUps }: Scene): Panel {
  return line({
    id: 'runs',
    title: 'panel.runs',
    x: { label: 'axis.round', format: 'integer', min: 1, max: warmUps + rounds },
    y: { label: 'axis.overMedian', scale: 'log' },
    series: FOLLOWED.map((id) => {
      const { warmUp, counted } = watch.times.get(id) ?? { warmUp: [], counted: [] };
      const all = [...warmUp, ...counted];
      const median = watch.median(id) ?? 0;
      return { id, label: `point.${id}`, x: all.map((_, i) => i + 1), y: all.map((time): Value => (median > 0 && time > 0 ? time / median : null)), mark: 'both' as const };
    }),
    rules: [...(warmUps > 0 ? [{ axis: 'x' as const, at: warmUps + 0.5, label: 'rule.warmUp' }] : []), { axis: 'y', at: 1, label: 'rule.median' }],
    caption: 'caption.runs',
  });
}

/** Everything counted and measured, and how much of its roof each technique reaches. */
function figures(techniques: Techniques, watch: Watch): Panel {
  const right = { align: 'right' } as const;
  const [peak, bandwidth] = [techniques.machine.roof('simd', watch), techniques.machine.roof('cache', watch)];
  return table({
    id: 'figures',
    title: 'panel.figures',
    columns: [
      { label: 'column.technique' },
      { label: 'column.intensity', digits: 2, ...right },
      { label: 'column.time', digits: 3, ...right },
      { label: 'column.spread', format: 'percent', digits: 0, ...right },
      { label: 'column.gflops', digits: 1, ...right },
      { label: 'column.roof', format: 'percent', digits: 0, ...right },
    ],
    rows: TOLD.map((id) => {
      const [work, spread, speed] = [techniques.work(id), watch.spread(id), speedOf(id, techniques, watch)];
      const roof = work === undefined || peak === undefined || bandwidth === undefined ? undefined : Math.min(peak, bandwidth * intensity(work));
      const cells: Cell[] = [
        `point.${id}`,
        work === undefined ? null : intensity(work),
        spread?.median ?? null,
        spread === undefined || !(spread.median > 0) ? null : (spread.high - spread.low) / spread.median,
        speed ?? null,
        speed === undefined || roof === undefined ? null : speed / roof,
      ];
      return { cells };
    }),
    caption: 'caption.roof',
    weight: 2,
  });
}

function equality({ products, batch, fused, folded }: Differences): Panel {
  return table({
    id: 'equality',
    title: 'panel.equality',
    columns: [{ label: 'column.compared' }, { label: 'column.difference', format: 'scientific', digits: 1, align: 'right' }],
    rows: [
      { cells: ['row.products', products] },
      { cells: ['row.batch', batch] },
      { cells: ['row.fused', fused] },
      { cells: ['row.folded', folded] },
    ],
    weight: 2,
  });
}
