/** The keys that the tools with many runs share: settings by the arrows, start and stop, the table, the way back. */
import { editStroke, type TextEdit } from '../components/text-edit.js';
import type { Action } from '../keys/actions.js';
import type { Capture } from '../keys/dispatch.js';
import type { Signs } from '../signs.js';

export interface ToolKeys {
  readonly typing: boolean;
  /** The table is shown: the arrows scroll it. */
  readonly table: boolean;
  readonly running: boolean;
  /** Whether the chosen row can be typed. */
  readonly canType: boolean;
  readonly signs: Signs;
  /** Opens the tool from the simulation, and closes it. */
  readonly key: string;
  readonly move: (by: -1 | 1) => void;
  readonly step: (by: -1 | 1) => void;
  readonly scroll: (by: -1 | 1) => void;
  readonly edit: (what: 'edit' | 'accept' | 'dismiss') => void;
  readonly turn: () => void;
  readonly start: () => void;
  readonly stop: () => void;
  readonly close: () => void;
}

export function toolActions(keys: ToolKeys): readonly Action[] {
  const { typing, running, edit, turn, start, stop, close, key } = keys;
  if (typing) {
    return [
      { id: 'accept', keys: ['enter'], footer: 1, run: () => edit('accept') },
      { id: 'dismiss', keys: ['escape'], footer: 2, run: () => edit('dismiss') },
    ];
  }
  return [
    { id: 'start', keys: ['space', 'r'], footer: running ? 6 : 1, run: start },
    ...(running ? [{ id: 'stop', keys: ['escape', 'c'], footer: 1, run: stop } satisfies Action] : []),
    ...arrowActions(keys),
    { id: 'table', keys: ['t'], footer: 5, run: turn },
    { id: 'toSimulation', keys: running ? ['q', key] : ['q', 'escape', key], footer: 80, run: close },
  ];
}

function arrowActions({ table, canType, signs, move, step, scroll, edit }: ToolKeys): readonly Action[] {
  if (table) {
    return [
      { id: 'scrollUp', keys: ['up', 'k'], shown: signs.vertical, footer: 2, repeats: true, run: () => scroll(-1) },
      { id: 'scrollDown', keys: ['down', 'j'], repeats: true, run: () => scroll(1) },
    ];
  }
  return [
    { id: 'up', keys: ['up', 'k'], shown: signs.vertical, footer: 2, repeats: true, run: () => move(-1) },
    { id: 'down', keys: ['down', 'j'], repeats: true, run: () => move(1) },
    { id: 'decrease', keys: ['left', '-'], shown: signs.horizontal, footer: 3, repeats: true, run: () => step(-1) },
    { id: 'increase', keys: ['right', '+', '='], repeats: true, run: () => step(1) },
    ...(canType ? [{ id: 'edit', keys: ['enter'], footer: 4, run: () => edit('edit') } satisfies Action] : []),
  ];
}

/** Keys into a field of one line. */
export function fieldCapture(field: TextEdit | undefined, maxLength: number, onTyped: (field: TextEdit) => void): Capture | undefined {
  if (field === undefined) return undefined;
  return (stroke) => {
    const next = editStroke(field, stroke, { maxLength });
    if (next !== undefined) onTyped(next);
    return next !== undefined;
  };
}
