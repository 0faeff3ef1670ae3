/** The names of parameters, their options and metrics in a language; families such as coef.NAME fill in the name. */
import type { ParamSpec, ParamValue } from '../lesson/params.js';
import { metricFamily } from '../lesson/simulation.js';
import { fill, lookUp, type Speaker } from './say.js';
import { formatNumber } from './numbers.js';

export function paramLabel(name: string, speaker: Speaker): string {
  return lookUp(`param.${name}`, speaker) ?? name;
}

/** One line of explanation, where the lesson has one. */
export function paramHelp(name: string, speaker: Speaker): string | undefined {
  return lookUp(`param.${name}.help`, speaker);
}

export function optionLabel(name: string, option: string, speaker: Speaker): string {
  return lookUp(`param.${name}.${option}`, speaker) ?? option;
}

/** `coef.income` is said with the words of `metric.coef.*`, {name} being "income". */
export function metricLabel(name: string, speaker: Speaker): string {
  const own = lookUp(`metric.${name}`, speaker);
  if (own !== undefined) return own;
  const family = lookUp(`metric.${metricFamily(name)}`, speaker);
  return family === undefined ? name : fill(family, { name: name.slice(name.indexOf('.') + 1) }, speaker.language);
}

/** A parameter's value as a reader sees it: numbers in their format, options by their words. */
export function paramValue(name: string, spec: ParamSpec, value: ParamValue, speaker: Speaker): string {
  switch (spec.kind) {
    case 'real':
    case 'integer':
      return typeof value === 'number' ? formatNumber(value, spec, speaker.language) : String(value);
    case 'choice':
      return optionLabel(name, String(value), speaker);
    case 'toggle':
      return value === true ? 'on' : 'off';
    case 'text':
      return String(value);
    case 'texts':
      return Array.isArray(value) ? value.join(' | ') : String(value);
  }
}
