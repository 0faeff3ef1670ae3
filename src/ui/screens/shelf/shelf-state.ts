/** The shelf of one simulation's runs: which one is pointed at, which are chosen for comparing, what is being asked. Pure. */
import { startEdit, type TextEdit } from '../../components/text-edit.js';
import type { RunRecord } from '../../../progress/index.js';

/** More curves in one picture cannot be told apart. */
export const MOST_COMPARED = 5;
export const LETTERS = 'ABCDE';

export interface ShelfState {
  /** Id of the run pointed at. */
  readonly at?: string;
  /** Ids in the order they were chosen: A, B, C... */
  readonly chosen: readonly string[];
  readonly asks?: { readonly kind: 'name'; readonly field: TextEdit } | { readonly kind: 'delete' };
  /** What could not be done. */
  readonly notice?: 'chooseTwo' | 'chooseLess' | 'full';
}

export type ShelfAction =
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'goTo'; readonly id: string | undefined }
  | { readonly type: 'choose' }
  | { readonly type: 'name' }
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'delete' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'notice'; readonly notice: NonNullable<ShelfState['notice']> };

export const EMPTY_SHELF: ShelfState = { chosen: [] };

/** Of one simulation: pinned ones first, the newest of each first. */
export function shelfOf(runs: readonly RunRecord[], simulation: string): readonly RunRecord[] {
  const own = runs.filter((run) => run.simulation === simulation).reverse();
  return [...own.filter(({ pinned }) => pinned), ...own.filter(({ pinned }) => !pinned)];
}

/** The run pointed at: the first one, where the former is gone. */
export function pointed(state: ShelfState, runs: readonly RunRecord[]): RunRecord | undefined {
  return runs.find(({ id }) => id === state.at) ?? runs[0];
}

/** Those chosen that are still there, with their letters. */
export function chosenRuns({ chosen }: ShelfState, runs: readonly RunRecord[]): readonly { readonly tag: string; readonly record: RunRecord }[] {
  const there = chosen.flatMap((id) => runs.find((run) => run.id === id) ?? []);
  return there.map((record, index) => ({ tag: LETTERS[index], record }));
}

export function reduceShelf(state: ShelfState, action: ShelfAction, runs: readonly RunRecord[]): ShelfState {
  const here = pointed(state, runs);
  const calm: ShelfState = { at: state.at, chosen: state.chosen };
  if (here === undefined) return calm;
  switch (action.type) {
    case 'move': {
      const next = runs[Math.max(0, Math.min(runs.length - 1, runs.indexOf(here) + action.by))];
      return { ...calm, at: next.id };
    }
    case 'goTo':
      return { ...calm, at: action.id };
    case 'choose': {
      const there = chosenRuns(state, runs).map(({ record }) => record.id);
      if (there.includes(here.id)) return { ...calm, chosen: there.filter((id) => id !== here.id) };
      return there.length >= MOST_COMPARED ? { ...calm, notice: 'chooseLess' } : { ...calm, at: here.id, chosen: [...there, here.id] };
    }
    case 'name':
      return { ...calm, at: here.id, asks: { kind: 'name', field: startEdit(here.name ?? '') } };
    case 'typed':
      return state.asks?.kind === 'name' ? { ...state, asks: { kind: 'name', field: action.field } } : state;
    case 'delete':
      return { ...calm, at: here.id, asks: { kind: 'delete' } };
    case 'dismiss':
      return calm;
    case 'notice':
      return { ...calm, notice: action.notice };
  }
}

/** Where the pointer goes when the run it is at is deleted: to the next one, else to the one before. */
export function afterDelete(id: string, runs: readonly RunRecord[]): string | undefined {
  const index = runs.findIndex((run) => run.id === id);
  return (runs[index + 1] ?? runs[index - 1])?.id;
}
