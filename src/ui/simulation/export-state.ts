/** Writing what is seen to a file, as pure state: what, to which file, and what stands in the way. */
import type { FileFault } from '../components/file-fault.js';
import { startEdit, type TextEdit } from '../components/text-edit.js';

/** The whole run, or the chosen panel. */
export type Exported = 'run' | 'panel';
export const ENDINGS = ['svg', 'csv', 'json'] as const;
export type Ending = (typeof ENDINGS)[number];

export type ExportProblem =
  | { readonly kind: 'ending' }
  /** Enter once more replaces it. */
  | { readonly kind: 'exists'; readonly file: string }
  | { readonly kind: 'fault'; readonly fault: FileFault; readonly file: string; readonly message: string };

export interface ExportState {
  readonly what: Exported;
  readonly field: TextEdit;
  readonly problem?: ExportProblem;
}

export type ExportAction =
  | { readonly type: 'open'; readonly what: Exported; readonly name: string }
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'problem'; readonly problem: ExportProblem }
  | { readonly type: 'close' };

export function reduceExport(state: ExportState | undefined, action: ExportAction): ExportState | undefined {
  switch (action.type) {
    case 'open':
      return { what: action.what, field: startEdit(action.name) };
    case 'typed':
      return state && { what: state.what, field: action.field };
    case 'problem':
      return state && { ...state, problem: action.problem };
    case 'close':
      return undefined;
  }
}

/** The form that the name of a file asks for. */
export function endingOf(name: string): Ending | undefined {
  const found = /\.([A-Za-z]+)$/.exec(name.trim())?.[1].toLowerCase();
  return ENDINGS.find((ending) => ending === found);
}
