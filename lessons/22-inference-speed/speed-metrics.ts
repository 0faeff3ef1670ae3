/** The metrics of `inference-speed`: what is counted is the same everywhere, what is measured belongs to one machine and one moment. */
import type { Metrics, MetricSpecs } from '../../src/lesson/index.js';
import { LARGEST } from './serving.js';
import { timesFaster } from './stopwatch.js';
import { TOLD, type Differences, type Technique, type Techniques, type Watch } from './techniques.js';
import { intensity } from './work.js';

const gain = { digits: 1, better: 'higher', measured: true } as const;

/** Techniques whose counts differ from those of the one before. */
const COUNTED: readonly Technique[] = ['columns', 'rows', 'tiled', 'core', 'batch1', `batch${LARGEST}`, 'three', 'one', 'branches', 'folded'];

const each = (family: string, names: readonly string[], spec: MetricSpecs[string]): MetricSpecs => Object.fromEntries(names.map((name) => [`${family}.${name}`, spec]));

export const speedMetrics: MetricSpecs = {
  kernelGain: gain,
  orderGain: gain,
  vectorGain: gain,
  tileGain: gain,
  cacheTileGain: { ...gain, digits: 2 },
  batchGain: gain,
  latencyCost: { digits: 1, better: 'lower', measured: true },
  fusionGain: { ...gain, digits: 2 },
  foldGain: { ...gain, digits: 2 },
  peak: { digits: 1, measured: true },
  bandwidth: { digits: 1, measured: true },
  difference: { format: 'scientific', digits: 1, better: 'lower' },
  ridge: { digits: 2, measured: true, headline: false },
  scalarPeak: { digits: 1, measured: true, headline: false },
  cacheBandwidth: { digits: 1, measured: true, headline: false },
  ...each('time', TOLD, { digits: 3, better: 'lower', measured: true, headline: false }),
  ...each('flops', COUNTED, { format: 'integer', headline: false }),
  ...each('bytes', COUNTED, { format: 'integer', better: 'lower', headline: false }),
  ...each('intensity', COUNTED, { digits: 3, better: 'higher', headline: false }),
  ...each('difference', ['products', 'batch', 'fused', 'folded'], { format: 'scientific', digits: 1, headline: false }),
  'parameters.branches': { format: 'integer', headline: false },
  'parameters.folded': { format: 'integer', headline: false },
};

export function countedMetrics(techniques: Techniques, differences: Differences | undefined): Metrics {
  const found: Record<string, number> = { 'parameters.branches': techniques.block.parameters('branches'), 'parameters.folded': techniques.block.parameters('folded') };
  for (const id of COUNTED) {
    const work = techniques.work(id);
    if (work === undefined) continue;
    found[`flops.${id}`] = work.flops;
    found[`bytes.${id}`] = work.bytes;
    found[`intensity.${id}`] = intensity(work);
  }
  if (differences !== undefined) {
    const { products, batch, fused, folded } = differences;
    Object.assign(found, { difference: Math.max(products, batch, fused, folded), 'difference.products': products, 'difference.batch': batch, 'difference.fused': fused, 'difference.folded': folded });
  }
  return found;
}

export function measuredMetrics({ machine }: Techniques, watch: Watch): Metrics {
  const ratio = (before: Technique, after: Technique) => timesFaster(watch.median(before), watch.median(after));
  const batched = ratio('batch1', `batch${LARGEST}`);
  const [peak, bandwidth] = [machine.roof('simd', watch), machine.roof('memory', watch)];
  const found: Readonly<Record<string, number | undefined>> = {
    kernelGain: ratio('script', 'core'),
    orderGain: ratio('columns', 'rows'),
    vectorGain: ratio('rows', 'vector'),
    tileGain: ratio('vector', 'core'),
    cacheTileGain: ratio('vector', 'tiled'),
    batchGain: batched === undefined ? undefined : batched * LARGEST,
    latencyCost: ratio(`batch${LARGEST}`, 'batch1'),
    fusionGain: ratio('three', 'one'),
    foldGain: ratio('branches', 'folded'),
    peak,
    bandwidth,
    ridge: peak === undefined || bandwidth === undefined ? undefined : peak / bandwidth,
    scalarPeak: machine.roof('scalar', watch),
    cacheBandwidth: machine.roof('cache', watch),
    ...Object.fromEntries(TOLD.map((id) => [`time.${id}`, watch.median(id)])),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
