/** What the keys do on a simulation: steer the run, change parameters, look at panels. One table for keys, footer, help and `:`. */
import type { Action } from '../keys/actions.js';
import type { Signs } from '../signs.js';
import { suggestedName } from './export.js';
import type { Exported } from './export-state.js';
import { chosenRow, typedValue, type Row } from './params-state.js';
import { readingActions } from './reading-actions.js';
import type { SimulationSession } from './session.js';
import { changedSince, isAlive, type SessionState } from './session-state.js';

export interface Extent {
  /** Pages of panels. */
  readonly pages: number;
  /** The panel that stands first on the page. */
  readonly first: number;
  /** How far the table may be scrolled. */
  readonly lastOffset: number;
}

export function simulationActions(session: SimulationSession, extent: Extent, signs: Signs): readonly Action[] {
  const { focus, table, cursor } = session.state;
  // While values are read, Home, End and Esc are those of the reading.
  if (cursor !== undefined) return [...readActions(session, signs), ...runActions(session), ...changeActions(session), ...viewActions(session, extent)];
  const arrows = table ? tableActions(session, extent, signs) : focus === 'params' ? paramActions(session, signs) : panelActions(session, signs);
  return [...runActions(session), ...arrows, ...changeActions(session), ...viewActions(session, extent)];
}

/** In the past the keys of the recording come first in the footer. */
function runActions(session: SimulationSession): readonly Action[] {
  const { run, past } = session.state;
  const back = past !== undefined;
  const recorded = (run?.recorded ?? 0) > 1;
  return [
    { id: back ? 'playRecording' : 'play', keys: ['space'], footer: 1, run: () => session.play() },
    { id: 'stepForward', keys: ['.'], shown: ', .', footer: back ? 1.1 : 4, repeats: true, run: () => session.stepForward() },
    { id: 'stepBack', keys: [','], repeats: true, run: () => session.stepBack() },
    { id: 'leapForward', keys: ['}'], ...(back ? { shown: '{ }', footer: 1.4 } : {}), repeats: true, run: () => session.leap(1) },
    { id: 'leapBack', keys: ['{'], repeats: true, run: () => session.leap(-1) },
    { id: 'toStart', keys: ['g', 'home'], run: () => session.toStart() },
    { id: 'toEnd', keys: ['G', 'end', ...(back ? ['escape'] : [])], ...(back ? { footer: 1.2 } : {}), run: () => session.toEnd() },
    { id: 'slower', keys: ['<'], ...(recorded ? { shown: '< >', footer: back ? 1.3 : 8.5 } : {}), repeats: true, run: () => session.faster(-1) },
    { id: 'faster', keys: ['>'], repeats: true, run: () => session.faster(1) },
    { id: 'rerun', keys: ['r'], footer: changedSince(session.state) ? 3.4 : 6, run: () => session.rerun() },
    { id: 'reseed', keys: ['R'], footer: 7, run: () => session.reseed() },
    ...(isAlive(run) ? [{ id: 'cancel', keys: back ? ['c'] : ['escape', 'c'], footer: 5, run: () => session.cancel() } satisfies Action] : []),
  ];
}

/** What was changed can be taken back wherever the arrows go. */
function changeActions(session: SimulationSession): readonly Action[] {
  const { run, params } = session.state;
  const { undo, redo } = params;
  const pending = run === undefined || changedSince(session.state);
  return [
    { id: 'undo', keys: ['u'], ...(undo.length > 0 ? { footer: pending ? 3.5 : 8.2 } : {}), run: () => session.params({ type: 'undo' }) },
    { id: 'redo', keys: ['ctrl+r'], ...(redo.length > 0 ? { footer: 3.6 } : {}), run: () => session.params({ type: 'redo' }) },
    { id: 'reset', keys: ['x'], run: () => session.reset() },
    { id: 'resetAll', keys: ['X'], run: () => session.params({ type: 'resetAll' }) },
  ];
}

function paramActions(session: SimulationSession, signs: Signs): readonly Action[] {
  const step = (direction: -1 | 1, coarse = false) => () => session.params({ type: 'step', direction, coarse });
  return [
    { id: 'up', keys: ['up', 'k'], shown: signs.vertical, footer: 2, repeats: true, run: () => session.params({ type: 'move', by: -1 }) },
    { id: 'down', keys: ['down', 'j'], repeats: true, run: () => session.params({ type: 'move', by: 1 }) },
    { id: 'decrease', keys: ['left', '-'], shown: signs.horizontal, footer: 3, repeats: true, run: step(-1) },
    { id: 'increase', keys: ['right', '+', '='], repeats: true, run: step(1) },
    { id: 'decreaseCoarse', keys: ['shift+left'], repeats: true, run: step(-1, true) },
    { id: 'increaseCoarse', keys: ['shift+right'], repeats: true, run: step(1, true) },
    { id: 'edit', keys: ['enter'], footer: 8, run: () => beginEdit(session) },
  ];
}

/** One panel at a time, large. */
function panelActions(session: SimulationSession, signs: Signs): readonly Action[] {
  const move = (by: number) => () => session.dispatch({ type: 'panel', by });
  return [
    { id: 'nextPanel', keys: ['right', 'down', 'j'], shown: signs.horizontal, footer: 2, repeats: true, run: move(1) },
    { id: 'previousPanel', keys: ['left', 'up', 'k'], repeats: true, run: move(-1) },
  ];
}

/** The reading cursor on one panel, and to the next. */
function readActions(session: SimulationSession, signs: Signs): readonly Action[] {
  return readingActions({
    signs,
    read: (move) => session.dispatch({ type: 'read', move }),
    turn: (by) => session.dispatch({ type: 'panel', by }),
    stop: () => session.dispatch({ type: 'inspect', panel: 0 }),
  });
}

function tableActions(session: SimulationSession, { lastOffset }: Extent, signs: Signs): readonly Action[] {
  const scroll = (by: number) => () => session.dispatch({ type: 'scrollTable', by, last: lastOffset });
  const move = (by: number) => () => session.dispatch({ type: 'panel', by });
  return [
    { id: 'scrollUp', keys: ['up', 'k'], shown: signs.vertical, footer: 2, repeats: true, run: scroll(-1) },
    { id: 'scrollDown', keys: ['down', 'j'], repeats: true, run: scroll(1) },
    { id: 'nextPanel', keys: ['right'], shown: signs.horizontal, footer: 3, repeats: true, run: move(1) },
    { id: 'previousPanel', keys: ['left'], repeats: true, run: move(-1) },
  ];
}

function viewActions(session: SimulationSession, { pages, first }: Extent): readonly Action[] {
  const { earlier, table, focus, cursor, panel, run } = session.state;
  const reading = cursor !== undefined;
  const turn = (by: number) => () => session.dispatch({ type: 'page', by, pages });
  return [
    ...(pages > 1 && !reading
      ? ([
          { id: 'page', keys: ['pagedown', 'ctrl+d'], footer: 9, run: turn(1) },
          { id: 'pageBack', keys: ['pageup', 'ctrl+u'], run: turn(-1) },
        ] satisfies readonly Action[])
      : []),
    ...(earlier === undefined ? [] : [{ id: 'overlay', keys: ['o'], footer: 10, run: () => session.dispatch({ type: 'compare' }) } satisfies Action]),
    { id: 'table', keys: ['t'], footer: table ? 4 : 11, run: () => session.dispatch({ type: 'table' }) },
    ...(run?.frame === undefined ? [] : exportActions(session)),
    ...(run?.frame === undefined || reading ? [] : [{ id: 'inspect', keys: ['i'], footer: 8.9, run: () => session.dispatch({ type: 'inspect', panel: focus === 'panels' || table ? panel : first }) } satisfies Action]),
    ...(reading ? [] : [focusAction(session)]),
  ];
}

/** What the key writes is what is looked at: one panel, or all; the other is found by its name. */
function exportActions(session: SimulationSession): readonly Action[] {
  const { state, simulation } = session;
  const one = state.cursor !== undefined || state.table || state.focus === 'panels';
  const open = (what: Exported) => () => session.dispatch({ type: 'export', action: { type: 'open', what, name: suggestedName(state, simulation.id, what) } });
  return [
    { id: 'exportRun', keys: one ? [] : ['E'], run: open('run') },
    { id: 'exportPanel', keys: one ? ['E'] : [], run: open('panel') },
  ];
}

function focusAction(session: SimulationSession): Action {
  const turn = () => session.dispatch({ type: 'focus' });
  return session.state.focus === 'panels' ? { id: 'panelsBack', keys: ['tab', 'shift+tab', 'escape'], footer: 3, run: turn } : { id: 'pane', keys: ['tab', 'shift+tab'], footer: 12, run: turn };
}

/** Opens the field or the list of the chosen row; a switch is switched. */
export function beginEdit(session: SimulationSession): void {
  const { state } = session;
  const row = chosenRow(state.params);
  if (row.kind !== 'param') return session.params({ type: 'edit', text: startText(state, row) });
  if (state.params.locked.includes(row.name)) return;
  switch (state.params.specs[row.name].kind) {
    case 'choice':
      return session.dispatch({ type: 'choosing', open: true });
    case 'toggle':
      return session.params({ type: 'step', direction: 1 });
    default:
      return session.params({ type: 'edit', text: startText(state, row) });
  }
}

function startText(state: SessionState, row: Row): string {
  switch (row.kind) {
    case 'param':
      return typedValue(state.params.setting.values[row.name]);
    case 'seed':
      return String(state.params.setting.seed);
    case 'data':
      return state.files[row.index]?.path ?? '';
  }
}
