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

interface Numbers {
  readonly kind: 'real' | 'integer';
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Half to double keeps what a point costs within reason; around zero, and where that leaves too little, the whole range. */
function linearRange({ min, max, step }: Numbers, at: number, points: number): string {
  const near = at > 0 ? [Math.max(min, at / 2), Math.min(max, at * 2)] : [min, max];
  const [low, high] = near[1] - near[0] >= 2 * step ? near : [min, max];
  const units = Math.max(1, Math.round((high - low) / step / (points - 1)));
  const from = min + Math.round((low - min) / step) * step;
  const steps = Math.max(1, Math.floor((high - from) / (units * step) + 1e-9));
  return [from, from + steps * units * step, units * step].map(tidy).join(':');
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
