/** A page of lines that scrolls with the arrows where it is longer than the window. */
import { useLayoutEffect, useRef, useState } from 'react';
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

/**
 * @param count   lines of the page
 * @param follow  when this grows, what is new is at the end and is scrolled to
 * @param before  what it was before the page was opened
 */
export function useScroll(count: number, follow = 0, before = follow): ScrollPage {
  const { columns, rows, signs } = useGame();
  const [offset, setOffset] = useState(0);
  const followed = useRef(before);
  const { height } = bodySize(columns, rows);
  useLayoutEffect(() => {
    if (follow > followed.current) setOffset(lastOffset(count, height));
    followed.current = follow;
  }, [follow, count, height]);
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
