/** The search as a pure reducer: what is typed, and the hit that is pointed at. Finding is the registry's. */
import { startEdit, type TextEdit } from '../../components/text-edit.js';

export interface SearchState {
  readonly field: TextEdit;
  /** Letters go into the field; else they are keys, as in less after Enter. */
  readonly typing: boolean;
  readonly cursor: number;
}

export type SearchAction =
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'typing'; readonly on: boolean }
  /** Leaves the field. */
  | { readonly type: 'move'; readonly by: number; readonly count: number };

export function startSearch(query = '', cursor = 0): SearchState {
  return { field: startEdit(query), typing: query === '', cursor };
}

export function reduceSearch(state: SearchState, action: SearchAction): SearchState {
  switch (action.type) {
    case 'typed':
      return { ...state, field: action.field, cursor: action.field.text === state.field.text ? state.cursor : 0 };
    case 'typing':
      return { ...state, typing: action.on };
    case 'move':
      return { ...state, typing: false, cursor: Math.min(action.count - 1, Math.max(0, state.cursor + action.by)) };
  }
}
