/** What one press of an arrow key makes of a parameter's value: to the next mark of its grid, never past its ends. */
import type { ParamSpec, ParamValue } from '../../lesson/index.js';

export type Direction = -1 | 1;

/** Coarse steps are ten fine ones. Texts are typed, not stepped: undefined. */
export function stepValue(spec: ParamSpec, value: ParamValue, direction: Direction, coarse = false): ParamValue | undefined {
  switch (spec.kind) {
    case 'real':
    case 'integer': {
      if (typeof value !== 'number') return undefined;
      const count = coarse ? 10 : 1;
      const next = spec.scale === 'log' ? stepLog(spec, value, direction, count) : stepLinear(spec, value, direction, count);
      const whole = spec.kind === 'integer' ? wholeStep(next, value, direction) : next;
      return Math.min(spec.max, Math.max(spec.min, tidy(whole)));
    }
    case 'choice': {
      const at = spec.options.indexOf(String(value));
      return spec.options[(at + direction + spec.options.length) % spec.options.length];
    }
    case 'toggle':
      return !value;
    case 'text':
    case 'texts':
      return undefined;
  }
}

interface Grid {
  readonly min: number;
  readonly step: number;
}

/** The grid starts at the minimum, so a typed value between marks goes to the next mark in the direction pressed. */
function stepLinear({ min, step }: Grid, value: number, direction: Direction, count: number): number {
  const position = (value - min) / step;
  const mark = direction > 0 ? Math.floor(position + 1e-6) : Math.ceil(position - 1e-6);
  return min + (mark + direction * count) * step;
}

function stepLog({ min, step }: Grid, value: number, direction: Direction, count: number): number {
  if (value <= 0 || min <= 0) return direction > 0 ? value + step : value - step;
  const position = Math.log(value / min) / Math.log(step);
  const mark = direction > 0 ? Math.floor(position + 1e-6) : Math.ceil(position - 1e-6);
  return min * step ** (mark + direction * count);
}

/** A log step of less than one would leave a whole number where it is: then it goes on by one. */
function wholeStep(next: number, value: number, direction: Direction): number {
  const rounded = Math.round(next);
  return rounded === value ? value + direction : rounded;
}

/** 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
