/** What the screen of many seeds is set to, and which part of it is shown. Pure. */
import { metricFamily, UserError, type Metrics, type Simulation } from '../../../lesson/index.js';
import { MAX_SEEDS } from '../../../runtime/index.js';
import { startEdit, type TextEdit } from '../../components/text-edit.js';

export interface SeedsSetup {
  readonly metric: string;
  readonly count: number;
  readonly row: 'metric' | 'count';
  readonly edit?: { readonly field: TextEdit; readonly error?: UserError };
  readonly page: 'figures' | 'claims';
  /** Place among the claims. */
  readonly claim: number;
  readonly table: boolean;
  readonly offset: number;
}

export type SeedsAction =
  | { readonly type: 'row' }
  | { readonly type: 'step'; readonly by: -1 | 1; readonly metrics: readonly string[] }
  | { readonly type: 'edit' }
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'accept' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'page' }
  | { readonly type: 'claim'; readonly by: number; readonly of: number }
  | { readonly type: 'table' }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number };

/** What the arrows offer; any other number can be typed. */
export const COUNTS: readonly number[] = [5, 10, 20, 30, 50, 100, 200, 500, 1000];
export const FIRST_COUNT = 30;

export function startSeeds(metric: string): SeedsSetup {
  return { metric, count: FIRST_COUNT, row: 'metric', page: 'figures', claim: 0, table: false, offset: 0 };
}

export function reduceSeeds(state: SeedsSetup, action: SeedsAction): SeedsSetup {
  switch (action.type) {
    case 'row':
      return { ...state, edit: undefined, row: state.row === 'metric' ? 'count' : 'metric' };
    case 'step':
      return state.row === 'metric' ? { ...state, offset: 0, metric: neighbour(action.metrics, state.metric, action.by) } : { ...state, count: nextCount(state.count, action.by) };
    case 'edit':
      return state.row === 'count' ? { ...state, edit: { field: startEdit(String(state.count)) } } : state;
    case 'typed':
      return { ...state, edit: { field: action.field } };
    case 'accept':
      return accept(state);
    case 'dismiss':
      return { ...state, edit: undefined };
    case 'page':
      return { ...state, offset: 0, page: state.page === 'figures' ? 'claims' : 'figures' };
    case 'claim':
      return { ...state, claim: Math.max(0, Math.min(action.of - 1, state.claim + action.by)) };
    case 'table':
      return { ...state, table: !state.table, offset: 0 };
    case 'scroll':
      return { ...state, offset: Math.max(0, Math.min(action.last, state.offset + action.by)) };
  }
}

/** Around at the ends; the first where it is not among them. */
export function neighbour<T>(list: readonly T[], item: T, by: -1 | 1): T {
  if (list.length === 0) return item;
  return list[(list.indexOf(item) + by + list.length) % list.length];
}

function nextCount(count: number, by: -1 | 1): number {
  const next = by > 0 ? COUNTS.find((one) => one > count) : COUNTS.findLast((one) => one < count);
  return next ?? count;
}

function accept(state: SeedsSetup): SeedsSetup {
  if (state.edit === undefined) return state;
  try {
    return { ...state, edit: undefined, count: readCount(state.edit.field.text) };
  } catch (error) {
    if (error instanceof UserError) return { ...state, edit: { ...state.edit, error } };
    throw error;
  }
}

/** @throws UserError seeds.count */
export function readCount(typed: string): number {
  const text = typed.normalize('NFKC').trim();
  const count = text === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MAX_SEEDS) throw new UserError('seeds.count', { count: typed, max: MAX_SEEDS });
  return count;
}

/** The metrics to choose from: those declared, members of families as far as they were reported. */
export function metricChoices({ metrics }: Pick<Simulation, 'metrics'>, reported: readonly Metrics[]): readonly string[] {
  const seen = new Set(reported.flatMap((one) => Object.keys(one)));
  return Object.keys(metrics).flatMap((declared) => (declared.endsWith('.*') ? [...seen].filter((name) => metricFamily(name) === declared && !Object.hasOwn(metrics, name)) : [declared]));
}
