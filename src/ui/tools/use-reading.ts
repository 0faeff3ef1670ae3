/** Exact values read off the pictures of a tool: a cursor that the arrows move, and what it stands on in one line. */
import { useState } from 'react';
import type { Panel } from '../../lesson/index.js';
import { moveCursor, readPanel, startCursor, type Cursor, type Line } from '../../plot/index.js';
import { fill, say, type Speaker } from '../../words/say.js';
import { words as span } from '../components/lines.js';
import { useGame } from '../game-context.js';
import type { Action } from '../keys/actions.js';
import { readingActions } from '../simulation/reading-actions.js';

export interface Reading {
  /** Where values are read; undefined while none are. */
  readonly at?: { readonly panel: string; readonly cursor: Cursor };
  /** What the cursor stands on. */
  readonly line?: Line;
  /** In place of the tool's own while values are read. */
  readonly actions: readonly Action[];
  /** Begins at a panel; none where there is nothing to read. */
  begin(first?: number): readonly Action[];
}

export function useReading(panels: readonly Panel[], speaker: Speaker): Reading {
  const { signs, words, plain } = useGame();
  const [place, setPlace] = useState<{ readonly index: number; readonly cursor: Cursor }>();
  const beginAt = (index: number) => {
    const panel = panels[index];
    const cursor = panel && startCursor(panel);
    setPlace(cursor && { index, cursor });
  };
  const begin = (first = 0): readonly Action[] => (panels.length === 0 ? [] : [{ id: 'inspect', keys: ['i'], footer: 8.9, run: () => beginAt(first) }]);
  const panel = place && panels[Math.min(place.index, panels.length - 1)];
  if (place === undefined || panel === undefined) return { actions: [], begin };
  const { cursor } = place;
  const text = readPanel(panel, cursor, speaker) ?? words.plot.readNothing;
  // With several panels the one that is read is named to those who do not see it.
  const said = plain ? fill(words.plot.read, { place: say(panel.title, speaker), values: text }) : text;
  const turn = (by: 1 | -1) => beginAt((place.index + by + panels.length) % panels.length);
  return {
    at: { panel: panel.id, cursor },
    line: [span(`${signs.pointer} `, 'accent'), span(said)],
    actions: readingActions({ signs, read: (move) => setPlace((before) => before && { ...before, cursor: moveCursor(panel, before.cursor, move) }), turn: panels.length > 1 ? turn : undefined, stop: () => setPlace(undefined) }),
    begin,
  };
}
