/** A page of lines that scrolls with the arrows where it is longer than the window. */
import { useState } from 'react';
import { useGame } from '../game-context.js';
import type { Action } from '../keys/actions.js';
import { bodySize } from '../shell/shell.js';
import { lastOffset, scrollBy } from './scroll.js';

export { ScrolledRows } from './scrolled-rows.js';

export interface ScrollPage {
  readonly offset: number;
  /** Keys that scroll; none where everything is seen. */
  readonly actions: readonly Action[];
}

/** @param count  lines of the page @param reserved  rows of the body that are not the page's */
export function useScroll(count: number, reserved = 0): ScrollPage {
  const { columns, rows, signs } = useGame();
  const [offset, setOffset] = useState(0);
  const height = bodySize(columns, rows).height - reserved;
  const by = (lines: number) => () => setOffset((before) => scrollBy(before, lines, count, height));
  if (lastOffset(count, height) === 0) return { offset: 0, actions: [] };
  return {
    offset,
    actions: [
      { id: 'scrollUp', keys: ['up', 'k'], shown: signs.vertical, footer: 1, repeats: true, run: by(-1) },
      { id: 'scrollDown', keys: ['down', 'j'], repeats: true, run: by(1) },
      { id: 'pageBack', keys: ['pageup', 'ctrl+u'], run: by(-(height - 2)) },
      { id: 'page', keys: ['pagedown', 'ctrl+d'], run: by(height - 2) },
    ],
  };
}
