/**
 * What a simulation screen shows, as a pure reducer: parameters, the run as last seen, the place in its recording, the run
 * before, which page and panel. Steering a run is session.ts; this file knows no runner and no Ink.
 */
import type { Frame, Metrics, ParamValues } from '../../lesson/index.js';
import { moveCursor, startCursor, type Cursor, type Move } from '../../plot/inspect/cursor.js';
import { LIVE, type Playback } from '../../runtime/playback.js';
import type { RunFailure, RunStatus } from '../../runtime/types.js';
import { reduceExport, type ExportAction, type ExportState } from './export-state.js';
import { reduceParams, sameSetting, type ParamsAction, type ParamsState, type Setting } from './params-state.js';

export interface RunView {
  readonly setting: Setting;
  readonly status: RunStatus;
  /** Newest frame. */
  readonly frame?: Frame;
  readonly failure?: RunFailure;
  readonly elapsedMs: number;
  readonly remainingMs?: number;
  /** Frames in the recording. */
  readonly recorded: number;
}

/** The run before, for comparison. */
export interface Earlier {
  readonly setting: Setting;
  readonly frame: Frame;
}

/** A file of the learner's own, by place. */
export interface OwnFile {
  readonly path: string;
  readonly name: string;
}

export type Focus = 'params' | 'panels';

export interface SessionState {
  readonly params: ParamsState;
  readonly files: readonly (OwnFile | undefined)[];
  readonly run?: RunView;
  /** The files that the run began with. */
  readonly ranOn?: readonly (OwnFile | undefined)[];
  /** Where one stands in the recording, and how fast it goes. */
  readonly playback: Playback;
  /** The frame at that place, where it is not the newest. */
  readonly past?: Frame;
  readonly earlier?: Earlier;
  readonly comparing: boolean;
  readonly focus: Focus;
  readonly page: number;
  /** Place among the panels of the frame. */
  readonly panel: number;
  /** Where values are read on that panel, while they are. */
  readonly cursor?: Cursor;
  readonly table: boolean;
  readonly tableOffset: number;
  /** The page for writing to a file is open. */
  readonly exporting?: ExportState;
  /** The file that was written last, until something else is done. */
  readonly exported?: string;
  /** The list of options of the chosen parameter is open. */
  readonly choosing: boolean;
}

export type SessionAction =
  | { readonly type: 'params'; readonly action: ParamsAction }
  | { readonly type: 'start'; readonly setting: Setting }
  | { readonly type: 'ran'; readonly run: RunView }
  /** With what the run has come to meanwhile, so that both are painted at once. */
  | { readonly type: 'playback'; readonly playback: Playback; readonly past?: Frame; readonly run?: RunView }
  | { readonly type: 'compare' }
  | { readonly type: 'focus' }
  | { readonly type: 'page'; readonly by: number; readonly pages: number }
  | { readonly type: 'panel'; readonly by: number }
  /** Begins reading values at a panel, or ends it. */
  | { readonly type: 'inspect'; readonly panel: number }
  | { readonly type: 'read'; readonly move: Move }
  | { readonly type: 'table' }
  | { readonly type: 'scrollTable'; readonly by: number; readonly last: number }
  | { readonly type: 'export'; readonly action: ExportAction }
  | { readonly type: 'exported'; readonly file: string }
  | { readonly type: 'choosing'; readonly open: boolean }
  | { readonly type: 'files'; readonly files: readonly (OwnFile | undefined)[] };

export function startSession(params: ParamsState, files: number): SessionState {
  return { params, files: Array.from({ length: files }, () => undefined), playback: LIVE, comparing: false, focus: 'params', page: 0, panel: 0, table: false, tableOffset: 0, choosing: false };
}

export function reduceSession(before: SessionState, action: SessionAction): SessionState {
  // Frames that come do not take the news away, keys do.
  const state = before.exported === undefined || action.type === 'playback' || action.type === 'ran' ? before : { ...before, exported: undefined };
  switch (action.type) {
    case 'params':
      return { ...state, params: reduceParams(state.params, action.action) };
    case 'start': {
      const { run } = state;
      const earlier = run?.status === 'done' && run.frame !== undefined ? { setting: run.setting, frame: run.frame } : state.earlier;
      return { ...state, earlier, past: undefined, playback: { ...LIVE, speed: state.playback.speed }, ranOn: state.files, run: { setting: action.setting, status: 'running', elapsedMs: 0, recorded: 0 } };
    }
    case 'ran':
      return { ...state, run: action.run };
    case 'playback':
      return { ...state, playback: action.playback, past: action.past, run: action.run ?? state.run };
    case 'compare':
      return { ...state, comparing: !state.comparing };
    case 'focus':
      return { ...state, focus: state.focus === 'params' ? 'panels' : 'params' };
    case 'page':
      return { ...state, page: Math.min(Math.max(0, action.pages - 1), Math.max(0, state.page + action.by)) };
    case 'panel': {
      const last = (shownFrame(state)?.panels.length ?? 1) - 1;
      const panel = Math.max(0, Math.min(last, state.panel + action.by));
      if (state.cursor === undefined) return { ...state, tableOffset: 0, panel };
      // While values are read, after the last panel comes the first.
      const count = last + 1;
      return readingAt(state, (((state.panel + action.by) % count) + count) % count);
    }
    case 'inspect':
      return state.cursor === undefined ? readingAt({ ...state, table: false }, action.panel) : { ...state, cursor: undefined };
    case 'read': {
      const panel = shownFrame(state)?.panels[state.panel];
      return state.cursor === undefined || panel === undefined ? state : { ...state, cursor: moveCursor(panel, state.cursor, action.move) };
    }
    case 'table':
      return { ...state, table: !state.table, tableOffset: 0, cursor: undefined };
    case 'scrollTable':
      return { ...state, tableOffset: Math.min(action.last, Math.max(0, state.tableOffset + action.by)) };
    case 'export':
      return { ...state, exporting: reduceExport(state.exporting, action.action) };
    case 'exported':
      return { ...state, exporting: undefined, exported: action.file };
    case 'choosing':
      return { ...state, choosing: action.open };
    case 'files':
      return { ...state, files: action.files };
  }
}

const FIRST: Cursor = { item: 0, row: 0, column: 0 };

function readingAt(state: SessionState, panel: number): SessionState {
  const read = shownFrame(state)?.panels[panel];
  return { ...state, panel, tableOffset: 0, cursor: (read === undefined ? undefined : startCursor(read)) ?? FIRST };
}

export function shownFrame({ run, past }: SessionState): Frame | undefined {
  return past ?? run?.frame;
}

/** The run before, while it is compared with. */
export function comparedWith(state: SessionState): Earlier | undefined {
  return state.comparing ? state.earlier : undefined;
}

/** Parameters or files were changed since the run began. */
export function changedSince({ run, params, files, ranOn = files }: SessionState): boolean {
  return run !== undefined && (!sameSetting(run.setting, params.setting) || files.some((file, index) => file?.path !== ranOn[index]?.path));
}

/** What the run that is shown was made with. */
export interface Ran {
  readonly setting: Setting;
  readonly files: readonly (OwnFile | undefined)[];
}

export function ranWith({ run, files, ranOn = files }: SessionState): Ran | undefined {
  return run === undefined ? undefined : { setting: run.setting, files: ranOn };
}

export function isAlive(run: RunView | undefined): boolean {
  return run?.status === 'running' || run?.status === 'paused';
}

/** Metrics of a finished run, for the challenge and the prediction. */
export function finishedMetrics({ run }: SessionState): Metrics | undefined {
  return run?.status === 'done' ? run.frame?.metrics : undefined;
}

export function valuesOf(state: SessionState): ParamValues {
  return state.params.setting.values;
}
