/** The part of a long page that is seen from an offset. */
import type { Line } from '../../plot/index.js';
import { useGame } from '../game-context.js';
import { Rows } from './rows.js';
import { scrolled } from './scroll.js';

export function ScrolledRows({ lines, offset, height }: { readonly lines: readonly Line[]; readonly offset: number; readonly height: number }) {
  const { words } = useGame();
  return <Rows lines={scrolled(lines, offset, height, words)} height={height} />;
}
