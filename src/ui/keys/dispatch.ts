/** The one place where strokes become actions. Pure: given the tables and what arrived, it says what to run. */
import type { Action } from './actions.js';
import type { Stroke } from './stroke.js';

/** Takes strokes before any action does while text is being typed; true when it used the stroke. */
export type Capture = (stroke: Stroke) => boolean;

export interface Call {
  readonly action: Action;
  readonly stroke: Stroke;
}

export function findAction(actions: readonly Action[], name: string): Action | undefined {
  return actions.find((action) => action.keys.includes(name));
}

/**
 * The calls that an input event makes. A burst (several characters in one packet) is walked through only if every one of
 * them is a movement or step key; otherwise it is a paste from a terminal without bracketed paste, and nothing happens.
 */
export function callsFor(strokes: readonly Stroke[], actions: readonly Action[]): readonly Call[] {
  const calls: Call[] = [];
  for (const stroke of strokes) {
    const action = findAction(actions, stroke.name);
    if (action === undefined || (strokes.length > 1 && !action.repeats)) {
      if (strokes.length > 1) return [];
      continue;
    }
    if (!action.heardElsewhere) calls.push({ action, stroke });
  }
  return calls;
}

/**
 * Feeds strokes to a text field. A line break inside a burst is part of the text; only one that ends the burst is Enter.
 * Strokes that the field refuses fall through to the actions, one by one.
 */
export function feedCapture(strokes: readonly Stroke[], capture: Capture, actions: readonly Action[]): readonly Call[] {
  const calls: Call[] = [];
  strokes.forEach((stroke, index) => {
    const inside = strokes.length > 1 && stroke.name === 'enter' && index < strokes.length - 1;
    if (capture(inside ? { name: 'newline', text: '\n' } : stroke)) return;
    const action = findAction(actions, stroke.name);
    if (action !== undefined && !action.heardElsewhere) calls.push({ action, stroke });
  });
  return calls;
}
