/**
 * The parameter panel as a pure reducer: values, the chosen row, undo and redo, the field being typed, errors in place.
 * Knows specs, nothing of screens, runs or keys. The seed is a row like the others.
 */
import { parseParam, checkParam, UserError, type ParamSpecs, type ParamValue, type ParamValues } from '../../lesson/index.js';
import { startEdit, type TextEdit } from '../components/text-edit.js';
import { stepValue, type Direction } from './stepping.js';

/** What undo goes back to. */
export interface Setting {
  readonly values: ParamValues;
  readonly seed: number;
}

export type Row = { readonly kind: 'param'; readonly name: string } | { readonly kind: 'seed' } | { readonly kind: 'data'; readonly index: number };

export interface ParamsState {
  readonly specs: ParamSpecs;
  readonly rows: readonly Row[];
  readonly locked: readonly string[];
  readonly setting: Setting;
  /** What reset goes back to. */
  readonly initial: Setting;
  readonly cursor: number;
  readonly undo: readonly Setting[];
  readonly redo: readonly Setting[];
  readonly edit?: { readonly field: TextEdit; readonly error?: UserError };
}

export type ParamsAction =
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'moveTo'; readonly row: number }
  | { readonly type: 'step'; readonly direction: Direction; readonly coarse?: boolean }
  | { readonly type: 'set'; readonly value: ParamValue }
  | { readonly type: 'setSeed'; readonly seed: number }
  | { readonly type: 'setAll'; readonly setting: Setting }
  | { readonly type: 'edit'; readonly text: string }
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'accept' }
  | { readonly type: 'refuse'; readonly error: UserError }
  | { readonly type: 'cancel' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'reset' }
  | { readonly type: 'resetAll' };

const UNDO_LIMIT = 100;
export const MAX_SEED = 0xffff_ffff;

export function startParams(specs: ParamSpecs, setting: Setting, options: { readonly locked?: readonly string[]; readonly files?: number } = {}): ParamsState {
  const rows: Row[] = [
    ...Object.keys(specs).map((name): Row => ({ kind: 'param', name })),
    { kind: 'seed' },
    ...Array.from({ length: options.files ?? 0 }, (_, index): Row => ({ kind: 'data', index })),
  ];
  return { specs, rows, locked: options.locked ?? [], setting, initial: setting, cursor: 0, undo: [], redo: [] };
}

export function chosenRow(state: ParamsState): Row {
  return state.rows[state.cursor];
}

export function isLocked(state: ParamsState, row: Row): boolean {
  return row.kind === 'param' && state.locked.includes(row.name);
}

export function reduceParams(state: ParamsState, action: ParamsAction): ParamsState {
  switch (action.type) {
    case 'move':
      return { ...state, edit: undefined, cursor: Math.min(state.rows.length - 1, Math.max(0, state.cursor + action.by)) };
    case 'moveTo':
      return { ...state, edit: undefined, cursor: Math.min(state.rows.length - 1, Math.max(0, action.row)) };
    case 'step':
      return step(state, action.direction, action.coarse ?? false);
    case 'set':
      return setChosen(state, action.value);
    case 'setSeed':
      return change(state, { ...state.setting, seed: action.seed });
    case 'setAll':
      return change(state, action.setting);
    case 'edit':
      return isLocked(state, chosenRow(state)) ? state : { ...state, edit: { field: startEdit(action.text) } };
    case 'typed':
      return { ...state, edit: { field: action.field } };
    case 'accept':
      return accept(state);
    case 'refuse':
      return state.edit === undefined ? state : { ...state, edit: { ...state.edit, error: action.error } };
    case 'cancel':
      return { ...state, edit: undefined };
    case 'undo': {
      const previous = state.undo.at(-1);
      if (previous === undefined) return state;
      return { ...shownChange(state, previous), undo: state.undo.slice(0, -1), redo: [...state.redo, state.setting] };
    }
    case 'redo': {
      const next = state.redo.at(-1);
      if (next === undefined) return state;
      return { ...shownChange(state, next), undo: [...state.undo, state.setting], redo: state.redo.slice(0, -1) };
    }
    case 'reset': {
      const row = chosenRow(state);
      if (row.kind === 'seed') return change(state, { ...state.setting, seed: state.initial.seed });
      return row.kind === 'param' ? setChosen(state, state.initial.values[row.name]) : state;
    }
    case 'resetAll':
      return change(state, state.initial);
  }
}

function step(state: ParamsState, direction: Direction, coarse: boolean): ParamsState {
  const row = chosenRow(state);
  if (row.kind === 'seed') {
    const seed = Math.min(MAX_SEED, Math.max(0, state.setting.seed + direction * (coarse ? 10 : 1)));
    return change(state, { ...state.setting, seed });
  }
  if (row.kind === 'data') return state;
  const value = stepValue(state.specs[row.name], state.setting.values[row.name], direction, coarse);
  return value === undefined ? state : setChosen(state, value);
}

function setChosen(state: ParamsState, value: ParamValue): ParamsState {
  const row = chosenRow(state);
  if (row.kind !== 'param' || isLocked(state, row)) return state;
  return change(state, { ...state.setting, values: { ...state.setting.values, [row.name]: value } });
}

/** A change is one undo step; a change to the same is none. */
function change(state: ParamsState, setting: Setting): ParamsState {
  if (sameSetting(setting, state.setting)) return { ...state, edit: undefined };
  return { ...state, edit: undefined, setting, undo: [...state.undo, state.setting].slice(-UNDO_LIMIT), redo: [] };
}

/** A setting that undo or redo brings back, with the pointer at what changes by it: it may lie outside of what is seen. */
function shownChange(state: ParamsState, setting: Setting): ParamsState {
  const differs = (row: Row) => (row.kind === 'seed' ? setting.seed !== state.setting.seed : row.kind === 'param' && !sameValue(setting.values[row.name], state.setting.values[row.name]));
  const cursor = differs(chosenRow(state)) ? state.cursor : state.rows.findIndex(differs);
  return { ...state, edit: undefined, setting, cursor: cursor < 0 ? state.cursor : cursor };
}

/** What was typed becomes the value, or stays in the field with the reason why it cannot. */
function accept(state: ParamsState): ParamsState {
  const row = chosenRow(state);
  if (state.edit === undefined || row.kind === 'data') return state;
  const { text } = state.edit.field;
  try {
    if (row.kind === 'seed') return change(state, { ...state.setting, seed: parseSeed(text) });
    const value = parseParam(row.name, state.specs[row.name], text);
    checkParam(row.name, state.specs[row.name], value);
    return setChosen(state, value);
  } catch (error) {
    if (error instanceof UserError) return { ...state, edit: { ...state.edit, error } };
    throw error;
  }
}

/** @throws UserError param.number, param.integer, param.range */
export function parseSeed(typed: string): number {
  const seed = typed.trim() === '' ? Number.NaN : Number(typed);
  const named = { name: 'seed', min: 0, max: MAX_SEED };
  if (Number.isNaN(seed)) throw new UserError('param.number', { ...named, value: typed });
  if (!Number.isInteger(seed)) throw new UserError('param.integer', { ...named, value: seed });
  if (seed < 0 || seed > MAX_SEED) throw new UserError('param.range', { ...named, value: seed });
  return seed;
}

export function sameSetting(a: Setting, b: Setting): boolean {
  return a.seed === b.seed && Object.keys(b.values).every((name) => sameValue(a.values[name], b.values[name]));
}

export function sameValue(a: ParamValue | undefined, b: ParamValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => item === b[i]);
  return a === b;
}

/** What the field of a row starts with: the value as it may be typed again. */
export function typedValue(value: ParamValue): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}
