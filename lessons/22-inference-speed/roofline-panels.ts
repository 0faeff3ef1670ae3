/** The roofline: speed reached against operations per byte, under what arithmetic and memory allow. */
import { math } from '../../src/core/index.js';
import { message, raw, scatter, type Emphasis, type Label, type Panel, type PointSeries, type Value } from '../../src/lesson/index.js';
import { PROBES, type Probe } from './machine.js';
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

/** What a point is, its mark, and how it stands out. */
type Mark = readonly [id: Technique, glyph: string, emphasis: Emphasis];

export function productRoofline(techniques: Techniques, watch: Watch): Panel {
  const marks = PRODUCTS.map((id, i): Mark => [id, String(i + 1), id === 'core' ? 'good' : id === 'script' ? 'bad' : 'none']);
  return roofline('roofline', 'panel.roofline', marks, techniques, watch);
}

/** Small letters before, capitals after. */
export function pairsRoofline(techniques: Techniques, watch: Watch): Panel {
  const marks: readonly Mark[] = [['batch1', 'b', 'muted'], [`batch${LARGEST}`, 'B', 'good'], ['three', 'p', 'muted'], ['one', 'P', 'good'], ['branches', 'f', 'muted'], ['folded', 'F', 'good']];
  return roofline('pairs', 'panel.pairs', marks, techniques, watch);
}

function roofline(id: string, title: Label, marks: readonly Mark[], techniques: Techniques, watch: Watch): Panel {
  const roofs = roofsOf(techniques, watch);
  return scatter({
    id,
    title,
    x: { label: 'axis.intensity', scale: 'log', min: X.low, max: X.high },
    y: { label: 'axis.gflops', scale: 'log', min: Y.low, max: Y.high },
    series: [...(roofs === undefined ? [] : drawn(roofs)), ...marks.map((mark) => point(mark, techniques, watch))],
    ...(roofs === undefined ? {} : { caption: message('caption.roofs', { simd: Math.round(roofs.simd), scalar: Math.round(roofs.scalar), cache: Math.round(roofs.cache), memory: Math.round(roofs.memory) }) }),
    weight: 3,
  });
}

function point([id, glyph, emphasis]: Mark, techniques: Techniques, watch: Watch): PointSeries {
  const work = techniques.work(id);
  const y: Value = speedOf(id, techniques, watch) ?? null;
  return { id, label: `point.${id}`, x: [work === undefined ? X.low : intensity(work)], y: [y], glyph, emphasis };
}

type Roofs = Readonly<Record<Probe, number>>;

function roofsOf({ machine }: Techniques, watch: Watch): Roofs | undefined {
  const [simd, scalar, cache, memory] = PROBES.map((probe) => machine.roof(probe, watch));
  return simd === undefined || scalar === undefined || cache === undefined || memory === undefined ? undefined : { simd, scalar, cache, memory };
}

/** Slanted: what memory delivers; level: what the processor computes. Below the roof of SIMD lies the ceiling of one number at a time. */
function drawn({ simd, scalar, cache, memory }: Roofs): PointSeries[] {
  const grid = Array.from({ length: DOTS }, (_, i) => X.low * math.pow(X.high / X.low, i / (DOTS - 1)));
  // The caption tells what the characters mean, so they are their own names.
  const roof = (id: Probe, glyph: string, x: readonly number[], y: readonly number[]): PointSeries => ({ id, label: raw(glyph), x, y, glyph, emphasis: 'muted' });
  const slant = (id: Probe, glyph: string, bandwidth: number) => {
    const x = grid.filter((at) => at * bandwidth <= simd);
    return roof(id, glyph, x, x.map((at) => at * bandwidth));
  };
  const level = (id: Probe, glyph: string, peak: number) => {
    const x = grid.filter((at) => at * cache >= peak);
    return roof(id, glyph, x, x.map(() => peak));
  };
  return [level('simd', '=', simd), level('scalar', '-', scalar), slant('cache', '/', cache), slant('memory', ':', memory)];
}
