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
 * Each key with the one action that it runs: an action does not keep keys that an earlier one of the table has, so that footer
 * and help promise what happens. One that is left without a key is still found by its name.
 */
export function unshadowed(actions: readonly Action[]): readonly Action[] {
  const taken = new Set<string>();
  return actions.map((action) => {
    const keys = action.keys.filter((key) => !taken.has(key));
    for (const key of keys) taken.add(key);
    if (keys.length === action.keys.length) return action;
    return { ...action, keys, ...(keys.length === 0 ? { footer: undefined, shown: undefined } : {}) };
  });
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

/** What was typed behind a `:` in the same packet: on a slow line the command is not lost, and nothing runs before Enter. */
export function typedAhead(strokes: readonly Stroke[]): string | undefined {
  if (strokes.length < 2 || strokes[0].name !== ':') return undefined;
  const rest = strokes.slice(1);
  return rest.every(({ name, text }) => text !== '' && name !== 'enter') ? rest.map(({ text }) => text).join('') : undefined;
}

/**
 * Feeds strokes to a text field, characters that came together in one piece. A line break inside a burst is part of the text;
 * only one that ends the burst is Enter. A key that the field refuses falls through to the actions.
 */
export function feedCapture(strokes: readonly Stroke[], capture: Capture, actions: readonly Action[]): readonly Call[] {
  const calls: Call[] = [];
  for (const stroke of joined(strokes)) {
    if (capture(stroke)) continue;
    const action = findAction(actions, stroke.name);
    if (action !== undefined && !action.heardElsewhere) calls.push({ action, stroke });
  }
  return calls;
}

/** Runs of characters as one stroke, so that a field sees them as one change. */
function joined(strokes: readonly Stroke[]): readonly Stroke[] {
  const result: Stroke[] = [];
  strokes.forEach((stroke, index) => {
    const typed = stroke.text !== '' && (stroke.name !== 'enter' || index < strokes.length - 1);
    const before = result.at(-1);
    if (strokes.length > 1 && typed && before?.name === 'text') result[result.length - 1] = { name: 'text', text: before.text + stroke.text };
    else if (strokes.length > 1 && typed) result.push({ name: 'text', text: stroke.text });
    else result.push(stroke);
  });
  return result;
}
