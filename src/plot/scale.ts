/** Axes to positions: the range of the data, ticks, and the words of ticks. Ranges are found by loop; nothing is spread. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { Axis, Value } from '../lesson/panels.js';
import { formatNumber } from '../words/numbers.js';
import { say, type Speaker } from '../words/say.js';
import { plotWords } from './words.js';
import { fill } from '../words/say.js';

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  /** 0 at the low end, 1 at the high end; NaN for what has no place (null, or zero on a log axis). */
  at(value: Value): number;
  /** About `count` round values within the range. */
  ticks(count: number): number[];
}

export class Extent {
  low = Infinity;
  high = -Infinity;
  lowPositive = Infinity;

  add(value: Value | undefined): void {
    if (value === null || value === undefined || !Number.isFinite(value)) return;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
    if (value > 0 && value < this.lowPositive) this.lowPositive = value;
  }

  addAll(values: readonly (Value | undefined)[]): void {
    for (const value of values) this.add(value);
  }

  get empty(): boolean {
    return this.low > this.high;
  }
}

export interface ScaleOptions {
  /** Extend the range to round values. */
  readonly nice?: boolean;
  /** The range must contain this value (bars start from zero). */
  readonly include?: number;
}

/** The scale of an axis over the data in `extent`; ends fixed by the axis win. Constant, empty and one-sided data get a sensible range. */
export function makeScale(axis: Pick<Axis, 'scale' | 'min' | 'max' | 'format' | 'reversed'>, extent: Extent, options: ScaleOptions = {}): Scale {
  const scale = axis.scale === 'log' ? logScale(axis, extent) : linearScale(axis, extent, options);
  return axis.reversed ? mirrored(scale) : scale;
}

/** Large values first; ticks stay in the order of their places. */
function mirrored(scale: Scale): Scale {
  return { ...scale, at: (value) => 1 - scale.at(value), ticks: (count) => scale.ticks(count).reverse() };
}

// Beyond these the arithmetic of ticks overflows or loses all digits.
const LARGEST = 1e300;
const SMALLEST_RATIO = 1e-12;

function linearScale(axis: Pick<Axis, 'min' | 'max' | 'format'>, extent: Extent, { nice = false, include }: ScaleOptions): Scale {
  let low = extent.empty ? 0 : extent.low;
  let high = extent.empty ? 1 : extent.high;
  if (include !== undefined) {
    low = Math.min(low, include);
    high = Math.max(high, include);
  }
  low = bounded(finite(axis.min) ?? low);
  high = bounded(finite(axis.max) ?? high);
  if (tooNarrow(low, high)) [low, high] = widen(low, high, axis);
  else if (nice) {
    const [niceLow, niceHigh] = scaleLinear([low, high], [0, 1]).nice(10).domain();
    if (finite(axis.min) === undefined) low = bounded(niceLow);
    if (finite(axis.max) === undefined) high = bounded(niceHigh);
  }
  const integers = axis.format === 'integer';
  return {
    low,
    high,
    log: false,
    at: (value) => (value === null || !Number.isFinite(value) ? NaN : (value / 2 - low / 2) / (high / 2 - low / 2)), // halves: the difference of huge ends overflows
    ticks: (count) => {
      const ticks = scaleLinear([low, high], [0, 1]).ticks(Math.max(1, count));
      return (integers ? ticks.filter(Number.isInteger) : ticks).map((tick) => (tick === 0 ? 0 : tick)); // no -0
    },
  };
}

function bounded(value: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}

function tooNarrow(low: number, high: number): boolean {
  return !(high - low > Math.max(Math.max(Math.abs(low), Math.abs(high)) * SMALLEST_RATIO, 1 / LARGEST));
}

/** A range around a single value; beside an end that the axis fixes. */
function widen(low: number, high: number, axis: Pick<Axis, 'min' | 'max'>): [number, number] {
  const fixedLow = finite(axis.min) !== undefined;
  const fixedHigh = finite(axis.max) !== undefined;
  const value = fixedHigh && !fixedLow ? high : low;
  const size = Math.abs(value);
  const room = size < 1 / LARGEST ** 0.9 ? 1 : size * 0.1;
  if (fixedLow && !fixedHigh) return [value, value + room];
  if (fixedHigh && !fixedLow) return [value - room, value];
  return room === 1 ? [0, 1] : [value - room, value + room];
}

function logScale(axis: Pick<Axis, 'min' | 'max'>, extent: Extent): Scale {
  const positive = (end: number | undefined) => (end !== undefined && end > 0 && end < Infinity ? Math.max(1 / LARGEST, Math.min(LARGEST, end)) : undefined);
  let low = positive(axis.min) ?? positive(extent.lowPositive);
  let high = positive(axis.max) ?? positive(extent.high);
  low ??= high === undefined ? 1 : high / 100;
  high ??= low * 10;
  // One value, or ends the wrong way round: half a decade to each side.
  if (!(high / low > 1 + 1e-9)) [low, high] = [low / 3, low * 3];
  const logLow = Math.log10(low);
  const span = Math.log10(high) - logLow;
  return {
    low,
    high,
    log: true,
    at: (value) => (value === null || !(value > 0) || !Number.isFinite(value) ? NaN : (Math.log10(value) - logLow) / span),
    ticks: (count) => {
      const ticks = scaleLog([low, high], [0, 1]).ticks(Math.max(2, count));
      const powers = ticks.filter((tick) => mantissa(tick) === 1);
      if (powers.length >= Math.min(3, count)) return thin(powers, count);
      const round = ticks.filter((tick) => [1, 2, 5].includes(mantissa(tick)));
      return thin(round.length >= 2 ? round : ticks, Math.max(count, 3));
    },
  };
}

/** 2 for 0.002, 1 for 1000. */
function mantissa(value: number): number {
  return Number(value.toExponential(3).split('e')[0]);
}

function thin(ticks: readonly number[], count: number): number[] {
  const step = Math.max(1, Math.ceil(ticks.length / Math.max(1, count)));
  return ticks.filter((_, i) => i % step === 0);
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** The words of ticks; their number of digits follows from the distance between them. Percentages go without the sign, which the axis title has. */
export function tickLabels(ticks: readonly number[], axis: Axis, speaker: Speaker): string[] {
  const factor = axis.format === 'percent' ? 100 : 1;
  let step = Infinity;
  for (let i = 1; i < ticks.length; i++) step = Math.min(step, Math.abs(ticks[i] - ticks[i - 1]) * factor);
  return ticks.map((tick) => {
    if (axis.format === 'seconds' || axis.format === 'bytes' || axis.format === 'integer') return formatNumber(tick, axis, speaker.language);
    const value = tick * factor;
    if (axis.format === 'scientific' || axis.scale === 'log' || !Number.isFinite(step)) {
      return formatNumber(Number(value.toPrecision(4)), axis.format === 'scientific' ? { format: 'scientific', digits: 0 } : {}, speaker.language);
    }
    const size = Math.max(Math.abs(value), step);
    if (size >= 1e7 || step < 1e-5) return formatNumber(value, { format: 'scientific', digits: 1 }, speaker.language);
    const digits = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
    return formatNumber(value, { digits }, speaker.language);
  });
}

/** "accuracy (%)", "准确率（%）". */
export function axisTitle(axis: Axis, speaker: Speaker): string {
  const label = say(axis.label, speaker);
  const unit = axis.unit === undefined ? (axis.format === 'percent' ? '%' : '') : say(axis.unit, speaker);
  if (unit === '') return label;
  return fill(plotWords(speaker).axisWithUnit, { label, unit }, speaker.language);
}
