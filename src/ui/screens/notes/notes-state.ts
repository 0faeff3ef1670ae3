/** Writing notes as a pure reducer: to which file, and what came of it. */
import type { FileFault } from '../../components/file-fault.js';
import { clusters, width } from '../../../plot/index.js';
import { startEdit, type TextEdit } from '../../components/text-edit.js';

export type NotesPhase =
  | { readonly kind: 'reading' }
  /** Another file is being typed. */
  | { readonly kind: 'naming'; readonly field: TextEdit }
  /** There is such a file already: beside it, over it, or not at all? */
  | { readonly kind: 'exists'; readonly beside: string }
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'failed'; readonly file: string; readonly reason: FileFault; readonly message: string };

export interface NotesState {
  /** Full path. */
  readonly file: string;
  readonly phase: NotesPhase;
}

export type NotesAction =
  | { readonly type: 'name' }
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'named'; readonly file: string }
  | { readonly type: 'dismiss' }
  | { readonly type: 'exists'; readonly beside: string }
  | { readonly type: 'written'; readonly file: string }
  | { readonly type: 'failed'; readonly reason: FileFault; readonly message: string };

export function reduceNotes(state: NotesState, action: NotesAction): NotesState {
  switch (action.type) {
    case 'name':
      return { ...state, phase: { kind: 'naming', field: startEdit(state.file) } };
    case 'typed':
      return state.phase.kind === 'naming' ? { ...state, phase: { kind: 'naming', field: action.field } } : state;
    case 'named':
      return { file: action.file, phase: { kind: 'reading' } };
    case 'dismiss':
      return { ...state, phase: { kind: 'reading' } };
    case 'exists':
      return { ...state, phase: { kind: 'exists', beside: action.beside } };
    case 'written':
      return { file: action.file, phase: { kind: 'written', file: action.file } };
    case 'failed':
      return { ...state, phase: { kind: 'failed', file: state.file, reason: action.reason, message: action.message } };
  }
}

/** As much of the end of a path as fits. */
export function pathEnd(path: string, cells: number, ellipsis: string): string {
  if (width(path) <= cells) return path;
  const pieces = clusters(path);
  let [kept, used] = ['', width(ellipsis)];
  for (let at = pieces.length - 1; at >= 0 && used + pieces[at].width <= cells; at--) {
    kept = pieces[at].text + kept;
    used += pieces[at].width;
  }
  return ellipsis + kept;
}

/** "notes.md" to "notes-2.md", or the first number that is free. */
export function besideName(file: string, taken: (file: string) => boolean): string {
  const [, stem, extension] = /^(.*?)(\.[^./\\]*)?$/s.exec(file) ?? [];
  for (let number = 2; ; number++) {
    const name = `${stem ?? file}-${number}${extension ?? ''}`;
    if (!taken(name)) return name;
  }
}
