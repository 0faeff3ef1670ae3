/** What a learner types for the values of a sweep: "0.1:0.5:0.1", "0.001:1:x10", "8,16,32", "all". */
import { parseParam, UserError, type ParamSpec, type ParamValue } from '../lesson/index.js';

const MOST_VALUES = 1000;

/**
 * @param name   of the parameter, for messages
 * @param typed  FROM:TO:STEP (the end belongs to it), FROM:TO:xFACTOR, values with commas between, or "all" for a choice or a switch
 * @throws UserError sweep.range, sweep.kind, param.*
 */
export function sweepValues(name: string, spec: ParamSpec, typed: string): readonly ParamValue[] {
  const text = typed.trim();
  switch (spec.kind) {
    case 'real':
    case 'integer':
      return text.includes(':') ? range(name, spec, text) : list(name, spec, text);
    case 'choice':
      return text === 'all' ? spec.options : list(name, spec, text);
    case 'toggle':
      return text === 'all' ? [false, true] : list(name, spec, text);
    case 'text':
    case 'texts':
      throw new UserError('sweep.kind', { name });
  }
}

function list(name: string, spec: ParamSpec, text: string): readonly ParamValue[] {
  const values = text.split(',').filter((item) => item.trim() !== '').map((item) => parseParam(name, spec, item));
  return values.filter((value, index) => values.indexOf(value) === index);
}

function range(name: string, spec: ParamSpec, text: string): readonly ParamValue[] {
  const parts = text.split(':').map((part) => part.trim());
  const wrong = () => new UserError('sweep.range', { name, value: text });
  if (parts.length !== 3) throw wrong();
  const [from, to] = parts.slice(0, 2).map((part) => Number(parseParam(name, spec, part)));
  const factor = /^[x*×]/.test(parts[2]);
  const step = number(factor ? parts[2].slice(1) : parts[2]);
  if (!(factor ? step > 1 && from > 0 : step > 0) || from > to) throw wrong();
  const steps = factor ? Math.floor(Math.log(to / from) / Math.log(step) + 1e-9) : Math.floor((to - from) / step + 1e-9);
  if (steps >= MOST_VALUES) throw new UserError('sweep.many', { runs: steps + 1, max: MOST_VALUES });
  return Array.from({ length: steps + 1 }, (_, index) => {
    // As one would write it: 0.3, not 0.30000000000000004.
    const value = Number((factor ? from * step ** index : from + index * step).toPrecision(12));
    return parseParam(name, spec, String(value));
  });
}

function number(text: string): number {
  if (text.trim() === '') return Number.NaN;
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
}
