/** What descriptions of all kinds share: their shape, lists of clauses, rules, thinned tables, signs of emphasis. */
import type { Axis, Emphasis, Rule, Value } from '../../lesson/panels.js';
import type { Formatted } from '../../lesson/format.js';
import { formatNumber } from '../../words/numbers.js';
import { say, type Speaker } from '../../words/say.js';
import { plotWords, sayPlot } from '../words.js';

export interface Body {
  readonly sentences: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows of a described table; more are thinned evenly, and the text says so. */
export const MOST_ROWS = 40;

export function number(value: Value | undefined, how: Formatted, speaker: Speaker): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '-' : formatNumber(value, how, speaker.language);
}

/** "a; b; c." */
export function clauses(parts: readonly string[], speaker: Speaker): string[] {
  const { listSeparator, sentenceEnd } = plotWords(speaker);
  return parts.length === 0 ? [] : [parts.join(listSeparator) + sentenceEnd];
}

export function ruleSentence(rules: readonly Rule[] = [], axisOf: (rule: Rule) => Axis, speaker: Speaker): string[] {
  if (rules.length === 0) return [];
  const parts = rules.map((rule) => sayPlot('markRule', { label: say(rule.label, speaker), value: number(rule.at, axisOf(rule), speaker) }, speaker));
  return [sayPlot('describeRules', { rules: parts.join(plotWords(speaker).listSeparator) }, speaker)];
}

/** Keeps at most MOST_ROWS rows, the first and the last among them. */
export function thinned<T>(rows: readonly T[], speaker: Speaker): { readonly rows: readonly T[]; readonly remark: string[] } {
  if (rows.length <= MOST_ROWS) return { rows, remark: [] };
  const kept = Array.from({ length: MOST_ROWS }, (_, i) => rows[Math.round((i * (rows.length - 1)) / (MOST_ROWS - 1))]);
  return { rows: kept, remark: [sayPlot('describeThinned', { shown: kept.length, total: rows.length }, speaker)] };
}

export function emphasisWord(emphasis: Emphasis | undefined, speaker: Speaker): string {
  return emphasis === undefined || emphasis === 'none' ? '' : sayPlot(emphasis, {}, speaker);
}

/** Header and rows without the columns that are empty in every row. */
export function withoutEmptyColumns(header: readonly string[], rows: readonly (readonly string[])[]): Pick<Body, 'header' | 'rows'> {
  const used = header.map((_, i) => rows.some((row) => row[i] !== ''));
  return { header: header.filter((_, i) => used[i]), rows: rows.map((row) => row.filter((_, i) => used[i])) };
}
