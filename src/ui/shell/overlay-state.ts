/** What lies over a screen: nothing, the help page or the command line. Pure. */
import { startEdit, type TextEdit } from '../components/text-edit.js';

export type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'help'; readonly offset: number }
  | { readonly kind: 'command'; readonly field: TextEdit; readonly cursor: number };

export type OverlayAction =
  | { readonly type: 'help' }
  | { readonly type: 'command' }
  | { readonly type: 'close' }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number }
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'pick'; readonly by: number; readonly count: number };

export const NO_OVERLAY: Overlay = { kind: 'none' };

export function reduceOverlay(state: Overlay, action: OverlayAction): Overlay {
  switch (action.type) {
    case 'help':
      return { kind: 'help', offset: 0 };
    case 'command':
      return { kind: 'command', field: startEdit(''), cursor: 0 };
    case 'close':
      return NO_OVERLAY;
    case 'scroll':
      return state.kind === 'help' ? { ...state, offset: Math.min(action.last, Math.max(0, state.offset + action.by)) } : state;
    case 'typed':
      return state.kind === 'command' ? { ...state, field: action.field, cursor: 0 } : state;
    case 'pick':
      return state.kind === 'command' ? { ...state, cursor: Math.min(action.count - 1, Math.max(0, state.cursor + action.by)) } : state;
  }
}
