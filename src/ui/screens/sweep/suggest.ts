/** A range to sweep, as the learner would type it: from half of the present value to double, on the grid of the parameter. Pure. */
import type { ParamSpec, ParamSpecs, ParamValue } from '../../../lesson/index.js';

/** How many points the arrows offer. */
export const FINENESS: readonly number[] = [3, 5, 7, 9, 13, 17];
export const FIRST_POINTS = 5;

/** Those that have more than one value to go through. */
export function sweepable(specs: ParamSpecs): readonly string[] {
  return Object.entries(specs).flatMap(([name, spec]) => (spec.kind === 'text' || spec.kind === 'texts' || (spec.kind === 'choice' && spec.options.length < 2) ? [] : [name]));
}

/** @param points  how many there should be, about */
export function suggestRange(spec: ParamSpec, value: ParamValue, points: number): string {
  switch (spec.kind) {
    case 'choice':
    case 'toggle':
      return 'all';
    case 'text':
    case 'texts':
      return '';
    case 'real':
    case 'integer': {
      const at = typeof value === 'number' ? value : spec.default;
      return spec.scale === 'log' && spec.min > 0 ? logList(spec, at, points) : linearRange(spec, at, points);
    }
  }
}

const STEPS: readonly number[] = [0, 1, 2, 3, 4, 5, 6].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));
const EDGE = 1e-9;

interface Numbers {
  readonly kind: 'real' | 'integer';
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/**
 * Half to double keeps what a point costs within reason; around zero, and where that leaves too little, the whole range. The step is
 * 1, 2 or 5 times a power of ten of the parameter's own, whichever comes nearest to the number of points.
 */
function linearRange({ min, max, step }: Numbers, at: number, points: number): string {
  const near = at > 0 ? [Math.max(min, at / 2), Math.min(max, at * 2)] : [min, max];
  const [low, high] = near[1] - near[0] >= 2 * step ? near : [min, max];
  const ranges = STEPS.map((units) => {
    const stride = units * step;
    const from = Math.max(Math.round(low / stride), Math.ceil(min / stride - EDGE)) * stride;
    const to = Math.floor(high / stride + EDGE) * stride;
    return { from, to, stride, count: Math.round((to - from) / stride) + 1 };
  }).filter(({ count }) => count >= 2);
  if (ranges.length === 0) return [min, max, max - min].map(tidy).join(':');
  const best = ranges.reduce((one, other) => (Math.abs(other.count - points) < Math.abs(one.count - points) ? other : one));
  return [best.from, best.to, best.stride].map(tidy).join(':');
}

/** As many steps of the parameter's own factor to either side as there is room for. */
function logList({ kind, min, max, step }: Numbers, at: number, points: number): string {
  const half = Math.floor(points / 2);
  const values = Array.from({ length: points }, (_, index) => at * step ** (index - half)).filter((value) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9));
  const rounded = values.map((value) => Math.min(max, Math.max(min, kind === 'integer' ? Math.round(value) : Number(value.toPrecision(3)))));
  return [...new Set(rounded)].map(tidy).join(',');
}

/** 0.30000000000000004 is 0.3. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(10)));
}
