/** What the screen of a sweep is set to: what varies over which values, the metric, the number of seeds. Pure. */
import { UserError, type ParamSpecs, type ParamValue, type ParamValues } from '../../../lesson/index.js';
import { sweepValues, type Variation } from '../../../runtime/index.js';
import { startEdit, type TextEdit } from '../../components/text-edit.js';
import { neighbour, readCount } from '../seeds/seeds-state.js';
import { FINENESS, FIRST_POINTS, suggestRange, sweepable } from './suggest.js';

export interface SweepAxis {
  readonly param: string;
  /** As it would be typed after `--vary PARAMETER=`. */
  readonly typed: string;
  /** How fine the suggestion is; what the learner typed has none. */
  readonly points?: number;
}

export type SweepRow = 'param' | 'values' | 'second' | 'secondValues' | 'metric' | 'seeds';

export interface SweepSetup {
  readonly first: SweepAxis;
  readonly second?: SweepAxis;
  readonly metric: string;
  readonly seeds: number;
  readonly row: SweepRow;
  readonly edit?: { readonly field: TextEdit; readonly error?: UserError };
  readonly table: boolean;
  readonly offset: number;
}

export type SweepAction =
  | { readonly type: 'move'; readonly by: -1 | 1 }
  | { readonly type: 'step'; readonly by: -1 | 1; readonly metrics: readonly string[] }
  | { readonly type: 'edit' }
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'accept' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'table' }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number };

/** What a sweep is about: parameters with their present values. */
export interface SweepOf {
  readonly specs: ParamSpecs;
  readonly values: ParamValues;
  /** Whether the simulation could run with this value in place of the present one (an own file may be missing). */
  readonly runs: (param: string, value: ParamValue) => boolean;
}

export const SWEEP_SEEDS: readonly number[] = [1, 2, 3, 5, 10, 20, 50];

/** @returns undefined where the simulation has nothing to sweep */
export function startSweep(metric: string, of: SweepOf, param?: string): SweepSetup | undefined {
  const names = sweepable(of.specs);
  const isNumber = (name: string) => of.specs[name].kind === 'real' || of.specs[name].kind === 'integer';
  // A number makes a curve, so it comes first unless another one was meant.
  const first = param !== undefined && names.includes(param) ? param : (names.find(isNumber) ?? names[0]);
  if (first === undefined) return undefined;
  return { first: axisOf(first, of), metric, seeds: 5, row: 'param', table: false, offset: 0 };
}

export function sweepRows({ second }: SweepSetup): readonly SweepRow[] {
  return ['param', 'values', 'second', ...(second === undefined ? [] : ['secondValues' as const]), 'metric', 'seeds'];
}

/** Rows in which a value can be typed. */
export function isTyped(row: SweepRow): boolean {
  return row === 'values' || row === 'secondValues' || row === 'seeds';
}

export function reduceSweep(state: SweepSetup, action: SweepAction, of: SweepOf): SweepSetup {
  switch (action.type) {
    case 'move': {
      const rows = sweepRows(state);
      return { ...state, edit: undefined, row: rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(state.row) + action.by))] };
    }
    case 'step':
      return step(state, action.by, action.metrics, of);
    case 'edit':
      return isTyped(state.row) ? { ...state, edit: { field: startEdit(typedIn(state)) } } : state;
    case 'typed':
      return { ...state, edit: { field: action.field } };
    case 'accept':
      return accept(state, of);
    case 'dismiss':
      return { ...state, edit: undefined };
    case 'table':
      return { ...state, table: !state.table, offset: 0 };
    case 'scroll':
      return { ...state, offset: Math.max(0, Math.min(action.last, state.offset + action.by)) };
  }
}

/** Suggestions follow the parameters, which may have been changed meanwhile; what was typed stays. */
export function refreshed(state: SweepSetup, of: SweepOf): SweepSetup {
  const again = (axis: SweepAxis) => (axis.points === undefined ? axis : axisOf(axis.param, of, axis.points));
  return { ...state, first: again(state.first), ...(state.second === undefined ? {} : { second: again(state.second) }) };
}

/** @throws UserError sweep.range, param.* */
export function variationsOf({ first, second }: SweepSetup, { specs }: SweepOf): readonly Variation[] {
  return [first, ...(second === undefined ? [] : [second])].map(({ param, typed }) => ({ param, values: sweepValues(param, specs[param], typed) }));
}

function step(state: SweepSetup, by: -1 | 1, metrics: readonly string[], of: SweepOf): SweepSetup {
  const { first, second } = state;
  const names = sweepable(of.specs);
  switch (state.row) {
    case 'param':
      return { ...state, first: axisOf(neighbour(names.filter((name) => name !== second?.param), first.param, by), of) };
    case 'second': {
      const next = neighbour([undefined, ...names.filter((name) => name !== first.param)], second?.param, by);
      return { ...state, second: next === undefined ? undefined : axisOf(next, of) };
    }
    case 'values':
      return { ...state, first: finer(first, by, of) };
    case 'secondValues':
      return second === undefined ? state : { ...state, second: finer(second, by, of) };
    case 'metric':
      return { ...state, metric: neighbour(metrics, state.metric, by) };
    case 'seeds': {
      const next = by > 0 ? SWEEP_SEEDS.find((count) => count > state.seeds) : SWEEP_SEEDS.findLast((count) => count < state.seeds);
      return { ...state, seeds: next ?? state.seeds };
    }
  }
}

function axisOf(param: string, { specs, values, runs }: SweepOf, points = FIRST_POINTS): SweepAxis {
  const spec = specs[param];
  const typed = suggestRange(spec, values[param], points);
  if (spec.kind !== 'choice') return { param, points, typed };
  const possible = spec.options.filter((option) => runs(param, option));
  return { param, points, typed: possible.length < 2 || possible.length === spec.options.length ? typed : possible.join(',') };
}

/** To the next fineness that gives other values; from typed ones back to the suggestion. */
function finer(axis: SweepAxis, by: -1 | 1, of: SweepOf): SweepAxis {
  if (axis.points === undefined) return axisOf(axis.param, of);
  const finenesses = by > 0 ? FINENESS : [...FINENESS].reverse();
  const offers = finenesses.filter((points) => (points - (axis.points ?? 0)) * by > 0).map((points) => axisOf(axis.param, of, points));
  return offers.find(({ typed }) => typed !== axis.typed) ?? axis;
}

function typedIn({ row, first, second, seeds }: SweepSetup): string {
  return row === 'seeds' ? String(seeds) : row === 'secondValues' ? (second?.typed ?? '') : first.typed;
}

/** What was typed, or why it cannot be taken. */
function accept(state: SweepSetup, { specs }: SweepOf): SweepSetup {
  if (state.edit === undefined) return state;
  // An input method may have typed full-width digits, colons and commas.
  const text = state.edit.field.text.normalize('NFKC');
  try {
    if (state.row === 'seeds') return { ...state, edit: undefined, seeds: readCount(text) };
    const axis = state.row === 'secondValues' ? state.second : state.first;
    if (axis === undefined) return state;
    if (sweepValues(axis.param, specs[axis.param], text).length === 0) throw new UserError('sweep.empty', { name: axis.param });
    const next = { param: axis.param, typed: text.trim() };
    return { ...state, edit: undefined, ...(state.row === 'secondValues' ? { second: next } : { first: next }) };
  } catch (error) {
    if (error instanceof UserError) return { ...state, edit: { ...state.edit, error } };
    throw error;
  }
}
