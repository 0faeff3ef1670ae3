/** The roofline: speed reached against operations per byte, under what arithmetic and memory allow. */
import { math } from '../../src/core/index.js';
import { message, scatter, type Emphasis, type Label, type Panel, type PointSeries, type Value } from '../../src/lesson/index.js';
import { PRODUCTS } from './products.js';
import { LARGEST } from './serving.js';
import type { Technique, Techniques, Watch } from './techniques.js';
import { intensity } from './work.js';

const X = { low: 0.02, high: 64 };
const Y = { low: 0.1, high: 200 };
/** Dots that draw a roof. */
const DOTS = 90;

/** GFLOP/s by the median; undefined before it was timed. */
export function speedOf(id: Technique, techniques: Techniques, watch: Watch): number | undefined {
  const [work, median] = [techniques.work(id), watch.median(id)];
  return work === undefined || median === undefined || !(median > 0) ? undefined : work.flops / (median * 1e6);
}

export function productRoofline(techniques: Techniques, watch: Watch): Panel {
  return roofline('roofline', 'panel.roofline', [{ id: 'products', ids: PRODUCTS, emphasis: 'primary' }], techniques, watch, 1.8);
}

export function pairsRoofline(techniques: Techniques, watch: Watch): Panel {
  const groups = [
    { id: 'before', ids: ['batch1', 'three', 'branches'], emphasis: 'muted' },
    { id: 'after', ids: [`batch${LARGEST}`, 'one', 'folded'], emphasis: 'good' },
  ] as const;
  return roofline('pairs', 'panel.pairs', groups, techniques, watch, 1.4);
}

interface Group {
  readonly id: string;
  readonly ids: readonly Technique[];
  readonly emphasis: Emphasis;
}

function roofline(id: string, title: Label, groups: readonly Group[], techniques: Techniques, watch: Watch, weight: number): Panel {
  return scatter({
    id,
    title,
    x: { label: 'axis.intensity', scale: 'log', min: X.low, max: X.high },
    y: { label: 'axis.gflops', scale: 'log', min: Y.low, max: Y.high },
    series: [...roofs(techniques, watch), ...groups.map((group) => points(group, techniques, watch))],
    weight,
  });
}

function points({ id, ids, emphasis }: Group, techniques: Techniques, watch: Watch): PointSeries {
  return {
    id,
    label: `series.${id}`,
    x: ids.map((technique) => {
      const work = techniques.work(technique);
      return work === undefined ? X.low : intensity(work);
    }),
    y: ids.map((technique): Value => speedOf(technique, techniques, watch) ?? null),
    names: ids.map((technique) => `point.${technique}`),
    emphasis,
  };
}

/** Slanted: what memory delivers; level: what the processor computes. Below the roof of SIMD lies the ceiling of one number at a time. */
function roofs({ machine }: Techniques, watch: Watch): PointSeries[] {
  const [simd, scalar, cache, memory] = (['simd', 'scalar', 'cache', 'memory'] as const).map((probe) => machine.roof(probe, watch));
  if (simd === undefined || scalar === undefined || cache === undefined || memory === undefined) return [];
  const grid = Array.from({ length: DOTS }, (_, i) => X.low * math.pow(X.high / X.low, i / (DOTS - 1)));
  const slant = (id: string, bandwidth: number): PointSeries => {
    const x = grid.filter((at) => at * bandwidth <= simd);
    return { id, label: message(`series.${id}`, { speed: Math.round(bandwidth) }), x, y: x.map((at) => at * bandwidth), glyph: id === 'cache' ? '/' : ':', emphasis: 'muted' };
  };
  const level = (id: string, peak: number): PointSeries => {
    const x = grid.filter((at) => at * cache >= peak);
    return { id, label: message(`series.${id}`, { speed: Math.round(peak) }), x, y: x.map(() => peak), glyph: id === 'simd' ? '=' : '-', emphasis: 'muted' };
  };
  return [level('simd', simd), level('scalar', scalar), slant('cache', cache), slant('memory', memory)];
}
